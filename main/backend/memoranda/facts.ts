import { organisationsOn } from '../../../db/repositories/organisations.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { Row, Side } from '../../../db/schema.ts';
import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import {
  type MemorandumFacts,
  type MemorandumFactsInput,
  memorandumFacts,
  type PartyFacts,
} from '../papers/templates/facts.ts';
import { contentChoices, type PaperTemplate } from '../papers/templates/template.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import type { StoredSchool } from '../schools/register.ts';
import { schoolSymbol } from '../schools/symbol.ts';
import { templatesById } from '../templates/store.ts';
import {
  type Body,
  ownRepresentatives,
  type Representative,
  representativeOf,
  termsOf,
} from './representatives.ts';

/** A memorandum with everything that its paper says. */
export interface MemorandumWithFacts {
  readonly row: Row<'memorandum'>;
  readonly facts: MemorandumFacts;
  readonly template: PaperTemplate;
  readonly representatives: Readonly<Record<Side, Representative>>;
}

type FactsContext = Pick<QueryContext, 'db' | 'rehearsal' | 'today' | 'resources'>;

/**
 * Gathers what the given memoranda say, by the names and terms of office in force on their date: the day
 * of signing, else of the ceremony, else today.
 */
export async function gatherFacts(
  context: FactsContext,
  rows: readonly Row<'memorandum'>[],
): Promise<MemorandumWithFacts[]> {
  if (rows.length === 0) return [];
  const { db, rehearsal, today } = context;
  const ids = rows.map((row) => row.id);
  const programme = await currentProgramme(db);
  const templates = await templatesById(
    db,
    rows.map((row) => row.template_id),
  );
  const commitments = await db
    .selectFrom('commitment as c')
    .innerJoin('indicator as i', 'i.code', 'c.indicator_code')
    .where('c.deleted_at', 'is', null)
    .where('c.memorandum_id', 'in', ids)
    .orderBy('i.position')
    .select(['c.memorandum_id', 'c.semester', 'c.quantity', 'i.code', 'i.name', 'i.unit'])
    .execute();
  const promised = Map.groupBy(commitments, (each) => each.memorandum_id);
  const own = await ownRepresentatives(db, ids);

  const ceremonies = await ceremoniesOf(db);
  const dateOf = (row: Row<'memorandum'>) => row.signed_on ?? ceremonies.get(row.id)?.held_on ?? today();
  const days = new Map<string, Awaited<ReturnType<typeof namesOn>>>();
  for (const [date, group] of Map.groupBy(rows, dateOf))
    days.set(date, await namesOn(context, programme.id, group, date));

  return rows.map((row) => {
    const date = dateOf(row);
    const template = templates.get(row.template_id);
    const sides = days.get(date)?.sidesOf(row);
    if (!sides || !template) throw new AppError('NOT_FOUND', { what: 'các bên của biên bản' });
    const whoSigns = (side: Side, body: Body) => representativeOf(own(row.id, side), body, date);
    const representatives = {
      a: whoSigns('a', sides.a),
      b: whoSigns('b', sides.b),
      witness_a: whoSigns('witness_a', sides.witnessA),
      witness_b: whoSigns('witness_b', sides.witnessB),
    };
    const chosen: unknown = JSON.parse(row.contents);
    const facts = memorandumFacts.parse({
      rehearsal,
      docNumber: row.number,
      docSymbol: [...new Set([programme.document_symbol, sides.a.symbol, sides.b.symbol])].join('-'),
      date: null,
      namesOn: date,
      placeName: programme.place_name ?? sides.placeName,
      venue: ceremonies.get(row.id)?.venue ?? null,
      copies: row.copies,
      codeVersion: programme.page_codes === 1 ? row.version : null,
      validFrom: row.starts_on,
      validUntil: row.ends_on,
      level: sides.level,
      programme: {
        title: programme.title,
        phase: programme.phase,
        startsOn: programme.starts_on,
        endsOn: programme.ends_on,
        legalBases: JSON.parse(programme.legal_bases),
      },
      partyA: { ...sides.a.facts, ...signing(representatives.a) },
      partyB: { ...sides.b.facts, ...signing(representatives.b) },
      contents: contentChoices(template, sides.level).filter(
        (choice) => Array.isArray(chosen) && chosen.includes(choice.code),
      ),
      commitments: bySemester(promised.get(row.id) ?? []),
      witnesses: [
        witness(sides.witnessA, representatives.witness_a),
        witness(sides.witnessB, representatives.witness_b),
      ],
    } satisfies MemorandumFactsInput);
    return { row, facts, template, representatives };
  });
}

type SignedBy = Pick<PartyFacts, 'representative' | 'position' | 'authority' | 'term'>;

interface PartySide extends Body {
  readonly symbol: string;
  readonly facts: Omit<PartyFacts, keyof SignedBy>;
}

interface WitnessSide extends Body {
  readonly name: string;
}

interface Sides {
  readonly level: MemorandumFacts['level'];
  readonly placeName: string | null;
  readonly a: PartySide;
  readonly b: PartySide;
  readonly witnessA: WitnessSide;
  readonly witnessB: WitnessSide;
}

/** A signer as a party's facts name one. */
export const signing = ({ fullName, position, authority, term }: Representative): SignedBy => ({
  representative: fullName,
  position,
  authority,
  term,
});

const witness = (body: WitnessSide, { fullName, position, authority, term }: Representative) => ({
  body: body.name,
  post: position,
  name: fullName,
  authority,
  term,
});

/** A school as a party, still without its signer. */
export const schoolParty = (
  school: StoredSchool,
  unit: { readonly committee: string; readonly office_short: string },
): Pick<PartySide, 'symbol' | 'facts'> => ({
  symbol: school.symbol ?? schoolSymbol(school.name),
  facts: {
    id: school.id,
    name: school.name,
    parentBody: unit.committee,
    unitOffice: unit.office_short,
    address: school.address,
    phone: school.phone,
    email: school.email,
  },
});

/** Everyone's names on one day. */
async function namesOn(
  { db, resources }: FactsContext,
  programmeId: string,
  rows: readonly Row<'memorandum'>[],
  on: string,
) {
  const pairIds = rows.flatMap((row) => row.pair_id ?? []);
  const pairs = new Map(
    pairIds.length === 0
      ? []
      : (await pairsOn(db, programmeId, on).where('p.id', 'in', pairIds).execute()).map((pair) => [
          pair.id,
          pair,
        ]),
  );
  const schoolIds = [...pairs.values()].flatMap((pair) => [
    pair.supporting_school_id,
    pair.partner_school_id,
  ]);
  const schools = new Map<string, StoredSchool>();
  if (schoolIds.length > 0) {
    for (const school of await schoolsOn(db, on).where('s.id', 'in', schoolIds).execute())
      schools.set(school.id, school);
  }
  const units = new Map((await organisationsOn(db, on).execute()).map((unit) => [unit.id, unit]));
  const terms = await termsOf(db, [...schoolIds, ...units.keys()]);
  const [first] = await unitsOf(db, programmeId, on);

  const unitOf = (id: string | null) => {
    const unit = units.get(id ?? '');
    if (!unit) throw new AppError('NOT_FOUND', { what: 'đơn vị của biên bản' });
    return unit;
  };
  const schoolSide = (id: string): PartySide & { readonly unitId: string } => {
    const school = schools.get(id);
    if (!school) throw new AppError('NOT_FOUND', { what: 'trường của biên bản' });
    const unit = unitOf(school.unit_id);
    return {
      unitId: unit.id,
      ...schoolParty(school, unit),
      terms: terms.get(id) ?? [],
      post: null,
    };
  };
  const officeWitness = (unitId: string): WitnessSide => {
    const unit = unitOf(unitId);
    // Who witnesses is decided on the day.
    return { name: unit.office_short, post: unit.office_head, terms: [] };
  };
  const officeSide = (unitId: string | null): PartySide => {
    const unit = unitOf(unitId);
    return {
      symbol: unit.office_symbol,
      facts: {
        id: unit.id,
        name: unit.office,
        parentBody: unit.committee,
        unitOffice: '',
        address: unit.address,
        phone: unit.phone,
        email: unit.email,
        headPost: unit.office_head,
      },
      terms: terms.get(unit.id) ?? [],
      post: unit.office_head,
    };
  };
  const committeeWitness = (unitId: string | null): WitnessSide => {
    const unit = unitOf(unitId);
    const kind = resources.unitKinds.find((each) => each.kind === unit.kind);
    return { name: unit.committee, post: kind?.committeeHead ?? null, terms: [] };
  };

  return {
    sidesOf(row: Row<'memorandum'>): Sides | null {
      const placeName = first?.name ?? null;
      if (row.kind === 'unit') {
        return {
          level: null,
          placeName,
          a: officeSide(row.supporting_unit_id),
          b: officeSide(row.partner_unit_id),
          witnessA: committeeWitness(row.supporting_unit_id),
          witnessB: committeeWitness(row.partner_unit_id),
        };
      }
      const pair = pairs.get(row.pair_id ?? '');
      if (!pair) return null;
      const a = schoolSide(pair.supporting_school_id);
      const b = schoolSide(pair.partner_school_id);
      return {
        level: pair.level,
        placeName,
        a,
        b,
        // Of a programme of many units, those witness whose schools sign.
        witnessA: officeWitness(a.unitId),
        witnessB: officeWitness(b.unitId),
      };
    },
  };
}

interface StoredCommitment {
  readonly semester: 1 | 2;
  readonly quantity: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

/** One line an indicator, with both semesters side by side. */
function bySemester(rows: readonly StoredCommitment[]) {
  return [...Map.groupBy(rows, (row) => row.code).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const inSemester = (semester: 1 | 2) => group.find((row) => row.semester === semester)?.quantity ?? 0;
    return {
      activity: first.name,
      unit: first.unit,
      semester1: inSemester(1),
      semester2: inSemester(2),
    };
  });
}

/**
 * What the frozen paper of a memorandum's newest version says.
 * @throws AppError NOT_FOUND when that version is still a draft
 */
export async function readSnapshot(
  db: QueryContext['db'],
  { id, version }: Pick<Row<'memorandum'>, 'id' | 'version'>,
): Promise<MemorandumFacts> {
  const row = await db
    .selectFrom('memorandum_version')
    .select('snapshot')
    .where('memorandum_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'bản đã chốt của biên bản' });
  return memorandumFacts.parse(JSON.parse(row.snapshot));
}

/**
 * What the papers of memoranda say as they stand: finalised ones by what they say on paper, drafts by the register.
 */
export async function saidBy(
  context: FactsContext,
  rows: readonly Row<'memorandum'>[],
): Promise<ReadonlyMap<string, MemorandumFacts>> {
  if (rows.length === 0) return new Map();
  const frozen = await context.db
    .selectFrom('memorandum_version as v')
    .innerJoin('memorandum as m', (join) =>
      join.onRef('m.id', '=', 'v.memorandum_id').onRef('m.version', '=', 'v.version'),
    )
    .where(
      'm.id',
      'in',
      rows.map((row) => row.id),
    )
    .select(['m.id', 'v.snapshot'])
    .execute();
  const said = new Map(frozen.map(({ id, snapshot }) => [id, memorandumFacts.parse(JSON.parse(snapshot))]));
  const drafts = rows.filter((row) => !said.has(row.id));
  for (const { row, facts } of await gatherFacts(context, drafts)) said.set(row.id, facts);
  return said;
}
