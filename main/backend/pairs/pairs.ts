import type { ReadDb } from '../../../db/read.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { compareVietnamese } from '../../../db/text.ts';
import type { Pair, Unpaired } from '../../../preload/contract/pairs.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { allSchools, type StoredSchool } from '../schools/register.ts';
import { pairMaker } from './rules.ts';
import { type Candidate, LEVELS, type Suggestion, suggestPairs } from './suggest.ts';

export type StoredPair = Awaited<ReturnType<ReturnType<typeof pairsOn>['execute']>>[number];

/** The pairs of a programme, all or those of the ids: by level, then in Vietnamese order of the supporting school. */
export async function listPairs(
  db: ReadDb,
  programmeId: string,
  on: string,
  ids?: readonly string[],
): Promise<StoredPair[]> {
  const rows = await pairsOn(db, programmeId, on)
    .$if(ids !== undefined, (asked) => asked.where('p.id', 'in', ids ?? []))
    .execute();
  return rows.sort(
    (left, right) =>
      LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) ||
      compareVietnamese(left.supporting_name, right.supporting_name) ||
      compareVietnamese(left.partner_name, right.partner_name),
  );
}

/** For each paired school the names of its partners. */
export async function pairedNames(db: ReadDb, on: string): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  const add = (id: string, name: string) => names.set(id, [...(names.get(id) ?? []), name]);
  for (const pair of await pairsOn(db, (await currentProgramme(db)).id, on).execute()) {
    add(pair.supporting_school_id, pair.partner_name);
    add(pair.partner_school_id, pair.supporting_name);
  }
  return names;
}

const toPair = (row: StoredPair): Pair => ({
  id: row.id,
  level: row.level,
  supporting: { id: row.supporting_school_id, name: row.supporting_name },
  partner: { id: row.partner_school_id, name: row.partner_name },
});

const REASONS = {
  outside: 'Đơn vị quản lý của trường không thuộc chương trình.',
  noPartner: 'Không còn trường cùng cấp học ở đơn vị khác để ghép cặp.',
  waiting: 'Chưa được ghép cặp.',
} as const;

/** Everything that pairing looks at. */
async function survey({ db, today }: Pick<QueryContext, 'db' | 'today'>) {
  const programme = await currentProgramme(db);
  const units = await unitsOf(db, programme.id, today());
  const unitOrder = units.map((unit) => unit.id);
  const pairs = await listPairs(db, programme.id, today());
  const paired = new Set(pairs.flatMap((pair) => [pair.supporting_school_id, pair.partner_school_id]));
  const free = (await allSchools(db, today())).filter((school) => !paired.has(school.id));
  const [inside, outside] = [
    free.filter((school) => unitOrder.includes(school.unit_id)),
    free.filter((school) => !unitOrder.includes(school.unit_id)),
  ];
  return { programme, unitOrder, pairs, inside, outside };
}

const toCandidate = ({ id, name, level, unit_id, pupils }: StoredSchool): Candidate => ({
  id,
  name,
  level,
  unitId: unit_id,
  pupils,
});

/** An existing pair as the proposal sees it. */
const toHosts = (pair: StoredPair): Suggestion => ({
  level: pair.level,
  supporting: {
    id: pair.supporting_school_id,
    name: pair.supporting_name,
    level: pair.level,
    unitId: pair.supporting_unit_id,
    pupils: null,
  },
  partner: {
    id: pair.partner_school_id,
    name: pair.partner_name,
    level: pair.level,
    unitId: pair.partner_unit_id,
    pupils: null,
  },
});

const toUnpaired = (
  { id, name, level }: Pick<Candidate, 'id' | 'name' | 'level'>,
  reason: string,
): Unpaired => ({
  id,
  name,
  level,
  reason,
});

/** A pair with a finalised memorandum or an activity stays: papers and reports speak of it. */
async function refuseUsed({ db }: CommandContext, ids: readonly string[]): Promise<void> {
  const paper = await db
    .selectFrom('memorandum')
    .select('id')
    .where('pair_id', 'in', ids)
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['draft', 'cancelled'])
    .executeTakeFirst();
  const activity = await db
    .selectFrom('activity_pair as l')
    .innerJoin('activity as a', 'a.id', 'l.activity_id')
    .select('l.id')
    .where('l.pair_id', 'in', ids)
    .where('l.deleted_at', 'is', null)
    .where('a.deleted_at', 'is', null)
    .executeTakeFirst();
  if (paper || activity) throw new AppError('PAIR_IN_USE');
}

export const pairHandlers: Handlers<'pairs.list' | 'pairs.suggest' | 'pairs.create' | 'pairs.remove'> = {
  async 'pairs.list'(context) {
    const { unitOrder, pairs, inside, outside } = await survey(context);
    const { left } = suggestPairs(inside.map(toCandidate), unitOrder, null);
    const hopeless = new Set(left.map((school) => school.id));
    return {
      pairs: pairs.map(toPair),
      unpaired: [
        ...inside.map((school) =>
          toUnpaired(school, hopeless.has(school.id) ? REASONS.noPartner : REASONS.waiting),
        ),
        ...outside.map((school) => toUnpaired(school, REASONS.outside)),
      ],
    };
  },

  async 'pairs.suggest'(context, { many }) {
    const { unitOrder, pairs, inside, outside } = await survey(context);
    const proposal = suggestPairs(inside.map(toCandidate), unitOrder, many ? pairs.map(toHosts) : null);
    return {
      pairs: proposal.pairs.map(({ level, supporting, partner }) => ({
        id: null,
        level,
        supporting: { id: supporting.id, name: supporting.name },
        partner: { id: partner.id, name: partner.name },
      })),
      unpaired: [
        ...proposal.left.map((school) => toUnpaired(school, REASONS.noPartner)),
        ...outside.map((school) => toUnpaired(school, REASONS.outside)),
      ],
    };
  },

  async 'pairs.create'(context, { pairs, confirmOverlap }) {
    const schools = new Map(
      (await allSchools(context.db, context.today())).map((school) => [school.id, school]),
    );
    const maker = await pairMaker(context);
    const ids = pairs.map(({ supportingSchoolId, partnerSchoolId }) => {
      const supporting = schools.get(supportingSchoolId);
      const partner = schools.get(partnerSchoolId);
      if (!supporting || !partner) throw new AppError('NOT_FOUND', { what: 'trường' });
      return maker.add(supporting, partner, confirmOverlap);
    });
    await maker.store();
    return { ids };
  },

  async 'pairs.remove'(context, { ids }) {
    await refuseUsed(context, ids);
    const bin = { deleted_at: context.now(), updated_at: context.now() };
    const { db } = context;
    const { numUpdatedRows } = await db
      .updateTable('school_pair')
      .set(bin)
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(new Set(ids).size)) throw new AppError('NOT_FOUND', { what: 'cặp trường' });
    await db
      .updateTable('memorandum')
      .set(bin)
      .where('pair_id', 'in', ids)
      .where('deleted_at', 'is', null)
      .execute();
    return {};
  },
};
