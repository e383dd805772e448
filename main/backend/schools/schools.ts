import { inForce } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { compareVietnamese, fold } from '../../../db/text.ts';
import type { Level, RegisteredSchool, SchoolForm } from '../../../preload/contract/schools.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireUnit } from '../organisations/organisations.ts';
import { pairedNames } from '../pairs/pairs.ts';
import { type StoredSchool, schoolById } from './register.ts';
import { createSchools, isOwnOnly, placeKeeper, updateOwnRow, updateSchool } from './save.ts';
import { matching, rankHits } from './search.ts';

const toSchool = (row: StoredSchool, pairedWith: readonly string[]): RegisteredSchool => ({
  id: row.id,
  code: row.code,
  name: row.name,
  level: row.level,
  unit: row.unit,
  unitId: row.unit_id,
  commune: row.commune,
  address: row.address,
  principal: row.principal,
  position: row.position,
  phone: row.phone,
  email: row.email,
  classes: row.classes,
  pupils: row.pupils,
  teachers: row.teachers,
  symbol: row.symbol,
  pairedWith: [...pairedWith],
  updatedAt: row.updated_at,
});

async function listSchools(
  { db, today }: QueryContext,
  filter: {
    search?: string | undefined;
    unitId?: string | undefined;
    level?: Level | undefined;
    bin?: boolean | undefined;
  },
): Promise<RegisteredSchool[]> {
  let query = schoolsOn(db, today()).where('s.deleted_at', filter.bin ? 'is not' : 'is', null);
  if (filter.unitId) query = query.where('u.organisation_id', '=', filter.unitId);
  if (filter.level) query = query.where('s.level', '=', filter.level);
  if (filter.search) query = matching(query, filter.search);
  const rows = await query.execute();
  const sorted = filter.search
    ? rankHits(rows, filter.search)
    : rows.sort((left, right) => compareVietnamese(left.name, right.name));
  const paired = await pairedNames(db, today());
  return sorted.map((row) => toSchool(row, paired.get(row.id) ?? []));
}

type Identity = Pick<SchoolForm, 'code' | 'name' | 'unitId' | 'level'>;

/** Names of all schools but one; no more of them is read than makes a twin. */
const othersThan = ({ db, today }: CommandContext, self: string | null) =>
  db
    .selectFrom('school_name as n')
    .innerJoin('school as s', 's.id', 'n.school_id')
    .where(inForce('n', today()))
    .where('s.deleted_at', 'is', null)
    .where('s.id', '!=', self ?? '')
    .select('n.name');

/** Refuses a code that another school has. */
async function refuseTakenCode(
  context: CommandContext,
  { code }: Pick<Identity, 'code'>,
  self: string | null,
): Promise<void> {
  if (!code) return;
  const twin = await othersThan(context, self).where('s.code', '=', code).executeTakeFirst();
  if (twin) throw new AppError('SCHOOL_CODE_TAKEN', { code, name: twin.name, field: 'code' });
}

/** Refuses a second school of one name within unit and level. */
async function refuseNamesake(
  context: CommandContext,
  { name, unitId, level }: Identity,
  self: string | null,
): Promise<void> {
  const namesake = await othersThan(context, self)
    .innerJoin('school_unit as u', 'u.school_id', 's.id')
    .where(inForce('u', context.today()))
    .where('n.folded', '=', fold(name))
    .where('u.organisation_id', '=', unitId)
    .where('s.level', '=', level)
    .executeTakeFirst();
  if (namesake) throw new AppError('SCHOOL_NAME_TAKEN', { name, field: 'name' });
}

async function refuseTwins(context: CommandContext, form: Identity, self: string | null): Promise<void> {
  await refuseTakenCode(context, form, self);
  await refuseNamesake(context, form, self);
}

/** Schools in a pair must stay; the pair is dissolved first. */
async function refusePaired({ db, today }: CommandContext, ids: readonly string[]): Promise<void> {
  const pair = await db
    .selectFrom('school_pair')
    .select(['supporting_school_id', 'partner_school_id'])
    .where('deleted_at', 'is', null)
    .where((where) =>
      where.or([where('supporting_school_id', 'in', ids), where('partner_school_id', 'in', ids)]),
    )
    .executeTakeFirst();
  if (!pair) return;
  const id = ids.includes(pair.supporting_school_id) ? pair.supporting_school_id : pair.partner_school_id;
  const { name } = await schoolById(db, id, today());
  throw new AppError('SCHOOL_IN_USE', { name, schoolId: id });
}

/** Puts schools into the bin or takes them out. @throws AppError NOT_FOUND when one is not where it should be */
async function setDeleted(
  { db, now }: CommandContext,
  ids: readonly string[],
  deletedAt: string | null,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('school')
    .set({ deleted_at: deletedAt, updated_at: now() })
    .where('id', 'in', ids)
    .where('deleted_at', deletedAt === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(new Set(ids).size)) throw new AppError('NOT_FOUND', { what: 'trường' });
}

/** Takes schools out of the bin. @throws AppError SCHOOL_CODE_TAKEN, SCHOOL_NAME_TAKEN, NOT_FOUND */
export async function restoreSchools(context: CommandContext, ids: readonly string[]): Promise<void> {
  const rows = await schoolsOn(context.db, context.today()).where('s.id', 'in', ids).execute();
  // One after the other, for two of them may be twins.
  for (const row of rows) {
    await refuseTwins(context, { ...row, unitId: row.unit_id }, row.id);
    await setDeleted(context, [row.id], null);
  }
  if (rows.length !== new Set(ids).size) throw new AppError('NOT_FOUND', { what: 'trường' });
}

export const schoolHandlers: Handlers<
  | 'schools.list'
  | 'schools.search'
  | 'schools.get'
  | 'schools.create'
  | 'schools.update'
  | 'schools.remove'
  | 'schools.restore'
> = {
  async 'schools.list'(context, filter) {
    return { schools: await listSchools(context, filter) };
  },

  async 'schools.search'(context, { text }) {
    return { schools: await listSchools(context, { search: text }) };
  },

  async 'schools.get'({ db, today }, { id }) {
    const row = await schoolById(db, id, today());
    return toSchool(row, (await pairedNames(db, today())).get(id) ?? []);
  },

  async 'schools.create'(context, form) {
    await requireUnit(context.db, form.unitId);
    await refuseTwins(context, form, null);
    const [id] = await createSchools(context, [form]);
    if (!id) throw new AppError('INTERNAL');
    return { id };
  },

  async 'schools.update'(context, { id, ...patch }) {
    if (isOwnOnly(patch)) {
      await updateOwnRow(context, id, patch);
      return {};
    }
    const stored = await schoolById(context.db, id, context.today());
    const merged = {
      code: patch.code === undefined ? stored.code : patch.code,
      name: patch.name ?? stored.name,
      unitId: patch.unitId ?? stored.unit_id,
      level: patch.level ?? stored.level,
    };
    const moves = merged.unitId !== stored.unit_id || merged.level !== stored.level;
    if (merged.unitId !== stored.unit_id) await requireUnit(context.db, merged.unitId);
    if (moves) await refusePaired(context, [id]);
    // Units that were brought into one may have brought twins: what is not changed is not refused.
    if (merged.code !== stored.code) await refuseTakenCode(context, merged, id);
    if (moves || merged.name !== stored.name) await refuseNamesake(context, merged, id);
    await updateSchool(context, stored, patch, placeKeeper(context));
    return {};
  },

  async 'schools.remove'(context, { ids }) {
    await refusePaired(context, ids);
    await setDeleted(context, ids, context.now());
    return {};
  },

  async 'schools.restore'(context, { ids }) {
    await restoreSchools(context, ids);
    return {};
  },
};
