import { organisationsOn } from '../../../db/repositories/organisations.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { Row } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import {
  type MemorandumFacts,
  type MemorandumFactsInput,
  memorandumFacts,
} from '../papers/templates/facts.ts';
import { contentChoices, type MemorandumTemplate } from '../papers/templates/template.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import type { StoredSchool } from '../schools/register.ts';
import { schoolSymbol } from '../schools/symbol.ts';
import { templatesById } from './templates.ts';

/** Post of a school's head, for whom a deputy signs. */
const HEAD_POST = 'Hiệu trưởng';

/** A memorandum with everything that its paper says. */
export interface MemorandumWithFacts {
  readonly row: Row<'memorandum'>;
  readonly facts: MemorandumFacts;
  readonly template: MemorandumTemplate;
}

/**
 * Gathers what the given memoranda say, by the names and terms of office in force on their date: the day
 * of signing, else of the ceremony, else today.
 */
export async function gatherFacts(
  { db, rehearsal, today }: Pick<QueryContext, 'db' | 'rehearsal' | 'today'>,
  rows: readonly Row<'memorandum'>[],
): Promise<MemorandumWithFacts[]> {
  if (rows.length === 0) return [];
  const programme = await currentProgramme(db);
  const templates = await templatesById(
    db,
    rows.map((row) => row.template_id),
  );
  const commitments = await db
    .selectFrom('commitment as c')
    .innerJoin('indicator as i', 'i.code', 'c.indicator_code')
    .where('c.deleted_at', 'is', null)
    .where(
      'c.memorandum_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('i.position')
    .select(['c.memorandum_id', 'c.semester', 'c.quantity', 'i.code', 'i.name', 'i.unit'])
    .execute();
  const promised = Map.groupBy(commitments, (each) => each.memorandum_id);

  const ceremonies = await ceremoniesOf(db);
  const dateOf = (row: Row<'memorandum'>) => row.signed_on ?? ceremonies.get(row.id)?.held_on ?? today();
  const days = new Map<string, Awaited<ReturnType<typeof namesOn>>>();
  for (const date of new Set(rows.map(dateOf))) days.set(date, await namesOn(db, programme.id, date));

  return rows.map((row) => {
    const names = days.get(dateOf(row));
    const pair = names?.pairs.get(row.pair_id ?? '');
    const template = templates.get(row.template_id);
    if (!names || !pair || !template) throw new AppError('NOT_FOUND', { what: 'cặp trường của biên bản' });
    const partyA = names.party(pair.supporting_school_id);
    const partyB = names.party(pair.partner_school_id);
    const chosen: unknown = JSON.parse(row.contents);
    const facts = memorandumFacts.parse({
      rehearsal,
      docNumber: null,
      docSymbol: [programme.document_symbol, partyA.symbol, partyB.symbol].join('-'),
      date: null,
      placeName: programme.place_name ?? names.units[0]?.name ?? null,
      venue: ceremonies.get(row.id)?.venue ?? null,
      copies: row.copies,
      level: pair.level,
      programme: {
        title: programme.title,
        phase: programme.phase,
        startsOn: programme.starts_on,
        endsOn: programme.ends_on,
        legalBases: JSON.parse(programme.legal_bases),
      },
      partyA: partyA.facts,
      partyB: partyB.facts,
      contents: contentChoices(template, pair.level)
        .filter((choice) => Array.isArray(chosen) && chosen.includes(choice.code))
        .map(({ code, text }) => ({ code, text })),
      commitments: bySemester(promised.get(row.id) ?? []),
      // Of a programme of many units, those witness whose schools sign.
      witnesses: names.units
        .filter((unit) => unit.id === pair.supporting_unit_id || unit.id === pair.partner_unit_id)
        .map((unit) => ({ body: unit.office_short, post: unit.office_head, name: null })),
    } satisfies MemorandumFactsInput);
    return { row, facts, template };
  });
}

/** Everyone's names on one day. */
async function namesOn(db: QueryContext['db'], programmeId: string, on: string) {
  const pairs = await pairsOn(db, programmeId, on).execute();
  const ids = pairs.flatMap((pair) => [pair.supporting_school_id, pair.partner_school_id]);
  const schools = new Map<string, StoredSchool>();
  if (ids.length > 0) {
    for (const school of await schoolsOn(db, on).where('s.id', 'in', ids).execute())
      schools.set(school.id, school);
  }
  const organisations = new Map((await organisationsOn(db, on).execute()).map((unit) => [unit.id, unit]));
  return {
    pairs: new Map(pairs.map((pair) => [pair.id, pair])),
    units: await unitsOf(db, programmeId, on),
    party(schoolId: string) {
      const school = schools.get(schoolId);
      const unit = school && organisations.get(school.unit_id);
      if (!school || !unit) throw new AppError('NOT_FOUND', { what: 'trường của biên bản' });
      return { symbol: school.symbol ?? schoolSymbol(school.name), facts: partyFacts(school, unit) };
    },
  };
}

function partyFacts(
  school: StoredSchool,
  unit: { committee: string; office_short: string },
): MemorandumFactsInput['partyA'] {
  const isDeputy = school.position !== null && fold(school.position) === fold(`Phó ${HEAD_POST}`);
  return {
    name: school.name,
    parentBody: unit.committee,
    unitOffice: unit.office_short,
    address: school.address,
    phone: school.phone,
    email: school.email,
    representative: school.principal,
    position: school.position,
    authority: isDeputy ? { prefix: 'KT.', headPost: HEAD_POST, document: null } : null,
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
      indicator: first.code,
      activity: first.name,
      unit: first.unit,
      semester1: inSemester(1),
      semester2: inSemester(2),
    };
  });
}
