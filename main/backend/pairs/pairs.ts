import type { ReadDb } from '../../../db/read.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { compareVietnamese } from '../../../db/text.ts';
import type { Pair, Unpaired } from '../../../preload/contract/pairs.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import type { StoredSchool } from '../schools/save.ts';
import { allSchools, schoolById } from '../schools/schools.ts';
import { type Candidate, LEVELS, type Suggestion, suggestPairs } from './suggest.ts';

export type StoredPair = Awaited<ReturnType<ReturnType<typeof pairsOn>['execute']>>[number];

/** The pairs of a programme: by level, then in Vietnamese order of the supporting school. */
export async function listPairs(db: ReadDb, programmeId: string, on: string): Promise<StoredPair[]> {
  const rows = await pairsOn(db, programmeId, on).execute();
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

/**
 * Refuses what is no pair: a school with itself, one unit, two levels, a unit outside the programme, the
 * same pair again, and an unconfirmed second pair of one school.
 */
async function refuseUnpairable(
  { db, today }: CommandContext,
  supporting: StoredSchool,
  partner: StoredSchool,
  confirmOverlap: boolean,
): Promise<void> {
  const names = { supporting: supporting.name, partner: partner.name };
  if (supporting.id === partner.id) throw new AppError('PAIR_SAME_SCHOOL');
  if (supporting.unit_id === partner.unit_id) throw new AppError('PAIR_SAME_UNIT', names);
  if (supporting.level !== partner.level) throw new AppError('PAIR_DIFFERENT_LEVEL', names);
  const programme = await currentProgramme(db);
  const members = (await unitsOf(db, programme.id, today())).map((unit) => unit.id);
  for (const school of [supporting, partner]) {
    if (!members.includes(school.unit_id)) throw new AppError('UNIT_NOT_IN_PROGRAMME', { unit: school.unit });
  }
  const ids = [supporting.id, partner.id];
  const others = await db
    .selectFrom('school_pair')
    .select(['supporting_school_id', 'partner_school_id'])
    .where('programme_id', '=', programme.id)
    .where('deleted_at', 'is', null)
    .where((where) =>
      where.or([where('supporting_school_id', 'in', ids), where('partner_school_id', 'in', ids)]),
    )
    .execute();
  if (
    others.some((other) => ids.includes(other.supporting_school_id) && ids.includes(other.partner_school_id))
  ) {
    throw new AppError('PAIR_EXISTS', names);
  }
  const [other] = others;
  if (!other || confirmOverlap) return;
  const engaged = [other.supporting_school_id, other.partner_school_id].includes(supporting.id)
    ? supporting
    : partner;
  throw new AppError('PAIR_OVERLAPS', { name: engaged.name, schoolId: engaged.id });
}

/** Joins two schools for the time of the programme. */
export async function createPair(
  context: CommandContext,
  supporting: StoredSchool,
  partner: StoredSchool,
  confirmOverlap: boolean,
): Promise<string> {
  await refuseUnpairable(context, supporting, partner, confirmOverlap);
  const programme = await currentProgramme(context.db);
  const id = newId();
  await context.db
    .insertInto('school_pair')
    .values({
      id,
      programme_id: programme.id,
      level: supporting.level,
      supporting_school_id: supporting.id,
      partner_school_id: partner.id,
      starts_on: programme.starts_on,
      ends_on: programme.ends_on,
      ...created(context.now()),
    })
    .execute();
  return id;
}

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
    const { pairs, inside, outside } = await survey(context);
    return {
      pairs: pairs.map(toPair),
      unpaired: [
        ...inside.map((school) => toUnpaired(school, REASONS.waiting)),
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
    const ids: string[] = [];
    for (const { supportingSchoolId, partnerSchoolId } of pairs) {
      const supporting = await schoolById(context.db, supportingSchoolId, context.today());
      const partner = await schoolById(context.db, partnerSchoolId, context.today());
      ids.push(await createPair(context, supporting, partner, confirmOverlap));
    }
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
