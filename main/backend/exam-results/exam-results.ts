import type { ReadDb } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { compareVietnamese } from '../../../db/text.ts';
import type { ExamResultForm, SchoolResult } from '../../../preload/contract/exam-results.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { listPairs } from '../pairs/pairs.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { examResultsOf, schoolYearBefore } from './results.ts';
import { brokenRules, EXAM_FIGURES, examYears, isExamOf } from './rules.ts';

/** The live row of a school, or of the city, and a year. */
export function storedResult(db: ReadDb, schoolId: string | null, schoolYear: string) {
  return db
    .selectFrom('exam_result')
    .selectAll()
    .where('school_id', schoolId === null ? 'is' : '=', schoolId)
    .where('school_year', '=', schoolYear)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** @throws AppError INVALID_INPUT with the field and what is wrong with it */
async function refuseWrong({ db, today }: CommandContext, form: ExamResultForm): Promise<void> {
  const refuse = (field: keyof ExamResultForm, reason: string): never => {
    throw new AppError('INVALID_INPUT', { field, reason });
  };
  if (!isExamOf(await currentProgramme(db), form.schoolYear))
    refuse('schoolYear', 'năm học nằm ngoài thời gian của chương trình');
  if (EXAM_FIGURES.every((field) => form[field] === null)) refuse('candidates', 'cần ít nhất một số liệu');
  const [broken] = brokenRules(form, form.schoolId === null ? 'city' : 'school');
  if (broken) refuse(broken.field, broken.reason);
  if (form.schoolId === null) return;
  const school = await schoolsOn(db, today())
    .where('s.id', '=', form.schoolId)
    .where('s.deleted_at', 'is', null)
    .executeTakeFirst();
  if (!school) throw new AppError('NOT_FOUND', { what: 'trường' });
  if (school.level !== 'thcs') refuse('schoolId', 'chỉ trường THCS có học sinh thi vào lớp 10');
}

/** Stores a result that has been judged, new or in place of the one before. */
export async function storeResult({ db, now }: CommandContext, form: ExamResultForm): Promise<void> {
  const stored = await storedResult(db, form.schoolId, form.schoolYear);
  const figures = {
    grade9_pupils: form.grade9Pupils,
    candidates: form.candidates,
    admitted: form.admitted,
    literature: form.literature,
    maths: form.maths,
    english: form.english,
  };
  if (stored) {
    await db
      .updateTable('exam_result')
      .set({ ...figures, updated_at: now() })
      .where('id', '=', stored.id)
      .execute();
  } else {
    await db
      .insertInto('exam_result')
      .values({
        id: newId(),
        school_id: form.schoolId,
        school_year: form.schoolYear,
        ...figures,
        ...created(now()),
      })
      .execute();
  }
}

/** Years with a result. */
async function recordedYears(db: ReadDb): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('exam_result')
    .select('school_year')
    .distinct()
    .where('deleted_at', 'is', null)
    .orderBy('school_year', 'desc')
    .execute();
  return rows.map((row) => row.school_year);
}

export const examResultHandlers: Handlers<'examResults.list' | 'examResults.save' | 'examResults.remove'> = {
  async 'examResults.list'({ db, today, resources }, { schoolYear: asked }) {
    const programme = await currentProgramme(db);
    const recorded = await recordedYears(db);
    const possible = examYears(programme, today());
    const schoolYear = asked ?? recorded[0] ?? possible[0] ?? '';
    const results = await examResultsOf(db, schoolYear);
    const before = await examResultsOf(db, schoolYearBefore(schoolYear));
    const pairs = await listPairs(db, programme.id, today());
    const ids = new Set([
      ...pairs
        .filter(({ level }) => level === 'thcs')
        .flatMap((pair) => [pair.supporting_school_id, pair.partner_school_id]),
      ...results.schools.keys(),
      ...before.schools.keys(),
    ]);
    const units = (await unitsOf(db, programme.id, today())).map((unit) => unit.id);
    const unitOrder = (id: string) => (units.includes(id) ? units.indexOf(id) : units.length);
    const schools = await schoolsOn(db, today())
      .where('s.id', 'in', [...ids])
      .execute();
    const [literature = '', maths = '', english = ''] = resources.catalogue.subjects;
    return {
      schoolYear,
      schoolYears: [...new Set([...possible, ...recorded, schoolYear])].sort().reverse(),
      subjects: { literature, maths, english },
      schools: schools
        .sort(
          (left, right) =>
            unitOrder(left.unit_id) - unitOrder(right.unit_id) || compareVietnamese(left.name, right.name),
        )
        .map(
          ({ id, name, unit }): SchoolResult => ({
            id,
            name,
            unit,
            result: results.schools.get(id) ?? null,
            previous: before.schools.get(id) ?? null,
          }),
        ),
      city: { result: results.city, previous: before.city },
    };
  },

  async 'examResults.save'(context, form) {
    await refuseWrong(context, form);
    await storeResult(context, form);
    return {};
  },

  async 'examResults.remove'({ db, now }, { schoolId, schoolYear }) {
    const stored = await storedResult(db, schoolId, schoolYear);
    if (!stored) throw new AppError('NOT_FOUND', { what: 'kết quả thi' });
    await db
      .updateTable('exam_result')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', '=', stored.id)
      .execute();
    return {};
  },
};
