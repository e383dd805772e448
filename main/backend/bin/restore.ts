import { sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { Schema } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import { BIN_KINDS, type BinItem, type BinKind } from '../../../preload/contract/bin.ts';
import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { storedResult } from '../exam-results/exam-results.ts';
import { listMemoranda } from '../memoranda/list.ts';
import { numbersOf } from '../memoranda/numbers.ts';
import { pairMaker } from '../pairs/rules.ts';
import { calendarHandlers } from '../reports/calendar.ts';
import { namesOf } from '../reports/changes/known.ts';
import { allSchools } from '../schools/register.ts';
import { restoreSchools } from '../schools/schools.ts';

/** A command that takes things out of the bin, and what it needs to name them. */
interface Restoring {
  readonly context: CommandContext;
  readonly names: Awaited<ReturnType<typeof namesOf>>;
  readonly confirmOverlap: boolean;
}

/** Takes things of one kind out: what was accepted once stays accepted, if what it leans on is there. */
type Restore = (restoring: Restoring, ids: readonly string[]) => Promise<void>;

const notThere = () => new AppError('NOT_FOUND', { what: 'mục đã chọn trong Thùng rác' });
const needs = (name: string, owner: string) => new AppError('RESTORE_NEEDS', { name, needs: owner });
const refused = (name: string, reason: string, todo: string) =>
  new AppError('RESTORE_REFUSED', { name, reason, todo });

/** Clears the stamp of the bin. @throws AppError NOT_FOUND when one does not lie there */
async function takeOut(
  { db, now }: CommandContext,
  table: keyof Schema,
  ids: readonly string[],
  key = 'id',
): Promise<void> {
  for (const id of ids) {
    const { numAffectedRows } = await sql`
      UPDATE ${sql.table(table)} SET deleted_at = NULL, updated_at = ${now()}
      WHERE ${sql.ref(key)} = ${id} AND deleted_at IS NOT NULL`.execute(db);
    if (numAffectedRows !== 1n) throw notThere();
  }
}

/** The row of a table that lies in the bin. */
async function inBin<T extends { readonly deleted_at: string | null }>(
  row: Promise<T | undefined>,
): Promise<T> {
  const found = await row;
  if (!found?.deleted_at) throw notThere();
  return found;
}

/** @throws AppError RESTORE_NEEDS when a school of it lies in the bin itself */
async function requireSchools(
  { context: { db }, names }: Restoring,
  name: string,
  ids: readonly (string | null)[],
): Promise<void> {
  for (const id of ids) {
    if (id === null) continue;
    const school = await db
      .selectFrom('school')
      .select('id')
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!school) throw needs(name, names.school.get(id) ?? 'trường');
  }
}

/** @throws AppError RESTORE_NEEDS when a pair of it is dissolved */
async function requirePairs(
  { context: { db }, names }: Restoring,
  name: string,
  ids: readonly string[],
): Promise<void> {
  const there = await db
    .selectFrom('school_pair')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute();
  const gone = ids.find((id) => !there.some((pair) => pair.id === id));
  if (gone) throw needs(name, `cặp ${names.pair.get(gone) ?? ''}`);
}

const restorePairs: Restore = async (restoring, ids) => {
  const { context, names, confirmOverlap } = restoring;
  const { db, today } = context;
  const schools = new Map((await allSchools(db, today())).map((school) => [school.id, school]));
  const maker = await pairMaker(context);
  for (const id of ids) {
    const pair = await inBin(
      db.selectFrom('school_pair').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    const name = `cặp ${names.pair.get(id) ?? ''}`;
    const [supporting, partner] = [pair.supporting_school_id, pair.partner_school_id].map((schoolId) =>
      schools.get(schoolId),
    );
    await requireSchools(restoring, name, [pair.supporting_school_id, pair.partner_school_id]);
    if (!supporting || !partner) throw new AppError('NOT_FOUND', { what: 'trường' });
    maker.rejoin(supporting, partner, confirmOverlap);
    if (supporting.level !== pair.level)
      throw refused(name, 'cấp học của hai trường đã đổi', 'Hãy ghép cặp mới.');
    // Its drafts went with it, in the same moment.
    const drafts = await db
      .selectFrom('memorandum')
      .select('id')
      .where('pair_id', '=', id)
      .where('deleted_at', '=', pair.deleted_at)
      .execute();
    await takeOut(context, 'school_pair', [id]);
    await takeOut(
      context,
      'memorandum',
      drafts.map((draft) => draft.id),
    );
    await freeNumbers(
      context,
      drafts.map((draft) => draft.id),
    );
  }
};

/** A draft whose number in advance was given to another paper meanwhile comes back without it. */
async function freeNumbers({ db, today, now }: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const taken = numbersOf(await listMemoranda(db, today()), await ceremoniesOf(db), today());
  for (const own of taken.filter(({ id }) => ids.includes(id))) {
    const twin = taken.some(
      ({ id, number, year }) => id !== own.id && number === own.number && year === own.year,
    );
    if (!twin) continue;
    await db
      .updateTable('memorandum')
      .set({ number: null, updated_at: now() })
      .where('id', '=', own.id)
      .where('state', '=', 'draft')
      .execute();
  }
}

const restoreActivities: Restore = async (restoring, ids) => {
  const { context, names } = restoring;
  const { db } = context;
  for (const id of ids) {
    const row = await inBin(db.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst());
    const name = `“${row.topic}”`;
    const links = await db
      .selectFrom('activity_pair')
      .select('pair_id')
      .where('activity_id', '=', id)
      .where('deleted_at', 'is', null)
      .execute();
    await requirePairs(
      restoring,
      name,
      links.map((link) => link.pair_id),
    );
    const kind = await db
      .selectFrom('activity_kind')
      .select('code')
      .where('code', '=', row.kind_code)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!kind) throw needs(name, `loại hoạt động “${names.kind.get(row.kind_code) ?? row.kind_code}”`);
    await takeOut(context, 'activity', [id]);
  }
};

const restoreKinds: Restore = async ({ context }, codes) => {
  const { db } = context;
  for (const code of codes) {
    const row = await inBin(
      db.selectFrom('activity_kind').selectAll().where('code', '=', code).executeTakeFirst(),
    );
    const others = await db
      .selectFrom('activity_kind')
      .select('name')
      .where('deleted_at', 'is', null)
      .execute();
    if (others.some((other) => fold(other.name) === fold(row.name)))
      throw refused(
        `loại hoạt động “${row.name}”`,
        'đã có loại khác cùng tên',
        'Hãy đổi tên loại kia trước.',
      );
    await takeOut(context, 'activity_kind', [code], 'code');
  }
};

const restoreYears: Restore = async ({ context }, codes) => {
  for (const code of codes) {
    const row = await inBin(
      context.db.selectFrom('school_year').selectAll().where('code', '=', code).executeTakeFirst(),
    );
    // Saving a year that was removed brings it back, by the rules for its days.
    await calendarHandlers['calendar.save'](context, {
      code,
      startsOn: row.starts_on,
      semester1EndsOn: row.semester_1_ends_on,
      semester2StartsOn: row.semester_2_starts_on,
      endsOn: row.ends_on,
      note: row.note,
    });
  }
};

const restoreResults: Restore = async (restoring, ids) => {
  const { context, names } = restoring;
  const { db, today } = context;
  for (const id of ids) {
    const row = await inBin(db.selectFrom('exam_result').selectAll().where('id', '=', id).executeTakeFirst());
    const school = row.school_id === null ? 'toàn thành phố' : (names.school.get(row.school_id) ?? '');
    const name = `kết quả thi ${row.school_year} của ${school}`;
    await requireSchools(restoring, name, [row.school_id]);
    if (await storedResult(db, row.school_id, row.school_year))
      throw refused(name, 'đã có kết quả khác của năm học này', 'Hãy xóa kết quả kia trước.');
    const found = await schoolsOn(db, today())
      .where('s.id', '=', row.school_id ?? '')
      .executeTakeFirst();
    if (found && found.level !== 'thcs')
      throw refused(name, 'trường không còn là trường THCS', 'Hãy xem lại cấp học của trường.');
    await takeOut(context, 'exam_result', [id]);
  }
};

const restoreSupport: Restore = async (restoring, ids) => {
  const { context } = restoring;
  for (const id of ids) {
    const row = await inBin(
      context.db.selectFrom('support_item').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    await requireSchools(restoring, `“${row.content}”`, [row.giver_school_id, row.receiver_school_id]);
    await takeOut(context, 'support_item', [id]);
  }
};

const restoreDifficulties: Restore = async (restoring, ids) => {
  const { context } = restoring;
  for (const id of ids) {
    const row = await inBin(
      context.db.selectFrom('difficulty').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    await requireSchools(restoring, `“${row.difficulty}”`, [row.school_id]);
    await takeOut(context, 'difficulty', [id]);
  }
};

const restoreModels: Restore = async (restoring, ids) => {
  const { context } = restoring;
  for (const id of ids) {
    const row = await inBin(
      context.db.selectFrom('good_model').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    await requireSchools(restoring, `“${row.title}”`, [row.school_id]);
    await takeOut(context, 'good_model', [id]);
  }
};

const restoreDocuments: Restore = async (restoring, ids) => {
  const { context } = restoring;
  for (const id of ids) {
    const row = await inBin(
      context.db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    await requirePairs(restoring, `“${row.title}”`, row.pair_id === null ? [] : [row.pair_id]);
    await takeOut(context, 'document', [id]);
  }
};

/** The activity or the model that is shown, if it is there, and its name. */
async function shownBy(
  db: ReadDb,
  {
    activity_id,
    good_model_id,
  }: { readonly activity_id: string | null; readonly good_model_id: string | null },
): Promise<{ readonly name: string; readonly gone: boolean }> {
  const activity = await db
    .selectFrom('activity')
    .select(['topic', 'deleted_at'])
    .where('id', '=', activity_id ?? '')
    .executeTakeFirst();
  const model = await db
    .selectFrom('good_model')
    .select(['title', 'deleted_at'])
    .where('id', '=', good_model_id ?? '')
    .executeTakeFirst();
  return activity
    ? { name: `hoạt động “${activity.topic}”`, gone: activity.deleted_at !== null }
    : { name: `mô hình “${model?.title ?? ''}”`, gone: model?.deleted_at !== null };
}

const restoreEvidence: Restore = async ({ context }, ids) => {
  const { db } = context;
  for (const id of ids) {
    const row = await inBin(
      db
        .selectFrom('evidence as e')
        .leftJoin('attachment as a', 'a.id', 'e.attachment_id')
        .selectAll('e')
        .select(['a.sha256', 'a.file_name'])
        .where('e.id', '=', id)
        .executeTakeFirst(),
    );
    const name = `minh chứng “${row.caption ?? row.url ?? row.file_name ?? ''}”`;
    const owner = await shownBy(db, row);
    if (owner.gone) throw needs(name, owner.name);
    const others = await db
      .selectFrom('evidence as e')
      .leftJoin('attachment as a', 'a.id', 'e.attachment_id')
      .select(['e.url', 'a.sha256'])
      .where('e.activity_id', row.activity_id === null ? 'is' : '=', row.activity_id)
      .where('e.good_model_id', row.good_model_id === null ? 'is' : '=', row.good_model_id)
      .where('e.deleted_at', 'is', null)
      .execute();
    if (others.some(({ url, sha256 }) => url === row.url && sha256 === row.sha256))
      throw refused(name, `${owner.name} đã có lại tệp hoặc liên kết này`, 'Không cần khôi phục nữa.');
    await takeOut(context, 'evidence', [id]);
  }
};

/** A page goes back among those that wait for a person. */
const restorePages: Restore = async ({ context: { db, now } }, ids) => {
  const { numUpdatedRows } = await db
    .updateTable('scan_page')
    .set({ status: 'tray', updated_at: now() })
    .where('id', 'in', ids)
    .where('status', '=', 'discarded')
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(ids.length)) throw notThere();
};

const RESTORES: Record<BinKind, Restore> = {
  school: ({ context }, ids) => restoreSchools(context, ids),
  activityKind: restoreKinds,
  schoolYear: restoreYears,
  pair: restorePairs,
  // Its memoranda have gone to another ceremony and stay there.
  ceremony: ({ context }, ids) => takeOut(context, 'ceremony', ids),
  document: restoreDocuments,
  goodModel: restoreModels,
  activity: restoreActivities,
  support: restoreSupport,
  examResult: restoreResults,
  difficulty: restoreDifficulties,
  departmentForm: ({ context }, ids) => takeOut(context, 'department_form', ids),
  evidence: restoreEvidence,
  scanPage: restorePages,
};

/**
 * Takes things out of the bin in the order of their kinds, so that what leans on another comes back with it.
 * @throws AppError RESTORE_NEEDS, RESTORE_REFUSED, NOT_FOUND and what refuses a new pair, school or year
 */
export async function restore(
  context: CommandContext,
  items: readonly Pick<BinItem, 'kind' | 'id'>[],
  confirmOverlap: boolean,
): Promise<void> {
  const restoring = { context, names: await namesOf(context.db, context.today()), confirmOverlap };
  for (const kind of BIN_KINDS) {
    const ids = [...new Set(items.filter((item) => item.kind === kind).map((item) => item.id))];
    if (ids.length > 0) await RESTORES[kind](restoring, ids);
  }
}
