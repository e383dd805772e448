import type { ReadDb } from '../../../db/read.ts';
import type { SchoolYear, SchoolYearForm } from '../../../preload/contract/calendar.ts';
import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created } from '../ids.ts';

/** The office's school years, oldest first. */
export async function schoolYears(db: ReadDb): Promise<SchoolYear[]> {
  const rows = await db
    .selectFrom('school_year')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    startsOn: row.starts_on,
    semester1EndsOn: row.semester_1_ends_on,
    semester2StartsOn: row.semester_2_starts_on,
    endsOn: row.ends_on,
    note: row.note,
  }));
}

const refuse = (field: keyof SchoolYearForm, reason: string): never => {
  throw new AppError('INVALID_INPUT', { field, reason });
};

/** Refuses days out of order, of other calendar years than the code says, or of another school year. */
function refuseImpossible(form: SchoolYearForm, others: readonly SchoolYear[]): void {
  const { code, startsOn, semester1EndsOn, semester2StartsOn, endsOn } = form;
  const [first = '', second = ''] = code.split('-');
  if (Number(second) !== Number(first) + 1) refuse('code', 'năm học phải gồm hai năm liền nhau');
  if (!startsOn.startsWith(first)) refuse('startsOn', `ngày khai giảng phải trong năm ${first}`);
  if (!endsOn.startsWith(second)) refuse('endsOn', `ngày kết thúc phải trong năm ${second}`);
  if (semester1EndsOn <= startsOn) refuse('semester1EndsOn', 'phải sau ngày khai giảng');
  if (semester2StartsOn <= semester1EndsOn) refuse('semester2StartsOn', 'phải sau ngày hết học kỳ I');
  if (endsOn <= semester2StartsOn) refuse('endsOn', 'phải sau ngày bắt đầu học kỳ II');
  const before = others.findLast((year) => year.code < code);
  const after = others.find((year) => year.code > code);
  if (before && startsOn <= before.endsOn) refuse('startsOn', `trùng với năm học ${before.code}`);
  if (after && endsOn >= after.startsOn) refuse('endsOn', `trùng với năm học ${after.code}`);
}

/** Whether anything is counted in a school year: activities of its days, or what is stored under its code. */
async function isUsed(db: ReadDb, { code, startsOn, endsOn }: SchoolYear): Promise<boolean> {
  const held = db
    .selectFrom('activity')
    .select('id')
    .where('held_on', '>=', startsOn)
    .where('held_on', '<=', endsOn)
    .where('deleted_at', 'is', null);
  const given = db
    .selectFrom('support_item')
    .select('id')
    .where('given_on', '>=', startsOn)
    .where('given_on', '<=', endsOn)
    .where('deleted_at', 'is', null);
  const coded = (['target', 'exam_result', 'commitment_judgement'] as const).map((table) =>
    db.selectFrom(table).select('id').where('school_year', '=', code).where('deleted_at', 'is', null),
  );
  const found = await Promise.all([held, given, ...coded].map((query) => query.executeTakeFirst()));
  return found.some((row) => row !== undefined);
}

export const calendarHandlers: Handlers<'calendar.save' | 'calendar.remove'> = {
  async 'calendar.save'({ db, now }, form) {
    const years = await schoolYears(db);
    refuseImpossible(
      form,
      years.filter((year) => year.code !== form.code),
    );
    const days = {
      starts_on: form.startsOn,
      semester_1_ends_on: form.semester1EndsOn,
      semester_2_starts_on: form.semester2StartsOn,
      ends_on: form.endsOn,
      note: form.note,
    };
    const stamps = created(now());
    await db
      .insertInto('school_year')
      .values({ code: form.code, ...days, ...stamps })
      // A year that was removed before comes back.
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet({ ...days, updated_at: now(), deleted_at: null }),
      )
      .execute();
    return {};
  },

  async 'calendar.remove'({ db, now }, { code }) {
    const year = (await schoolYears(db)).find((each) => each.code === code);
    if (!year) throw new AppError('NOT_FOUND', { what: 'năm học' });
    if (await isUsed(db, year)) throw new AppError('SCHOOL_YEAR_IN_USE', { code });
    await db
      .updateTable('school_year')
      .set({ deleted_at: now(), updated_at: now() })
      .where('code', '=', code)
      .execute();
    return {};
  },
};
