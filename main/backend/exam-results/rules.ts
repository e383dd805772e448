import type { Row } from '../../../db/schema.ts';
import type { ExamResultForm } from '../../../preload/contract/exam-results.ts';

/** The figures of one result. */
export type ExamFigures = Omit<ExamResultForm, 'schoolId' | 'schoolYear'>;
export type ExamFigure = keyof ExamFigures;

export const EXAM_FIGURES = [
  'grade9Pupils',
  'candidates',
  'admitted',
  'literature',
  'maths',
  'english',
] as const satisfies readonly ExamFigure[];

/** What is wrong with a figure, as the end of a sentence. */
export interface BrokenRule {
  readonly field: ExamFigure;
  readonly reason: string;
}

/** Counts beyond these are slips of the keyboard: of one school, and of a whole city. */
const LARGEST = { school: 3_000, city: 500_000 } as const;

const NAMES = {
  grade9Pupils: 'số học sinh lớp 9',
  candidates: 'số dự thi',
  admitted: 'số trúng tuyển',
} as const;

const say = (value: number): string => new Intl.NumberFormat('vi-VN').format(value);

/** The rules that figures break: nobody is admitted who did not sit the exam, nobody sits it who is not in grade 9. */
export function brokenRules(figures: ExamFigures, of: keyof typeof LARGEST): readonly BrokenRule[] {
  const { grade9Pupils, candidates, admitted } = figures;
  const limit = LARGEST[of];
  const broken: BrokenRule[] = (['grade9Pupils', 'candidates', 'admitted'] as const).flatMap((field) => {
    const value = figures[field];
    if (value === null || value <= limit) return [];
    return { field, reason: `${NAMES[field]} ${say(value)} lớn bất thường (quá ${say(limit)})` };
  });
  const above = (
    field: keyof typeof NAMES,
    value: number | null,
    of: keyof typeof NAMES,
    most: number | null,
  ) => {
    if (value !== null && most !== null && value > most) {
      broken.push({ field, reason: `${NAMES[field]} ${say(value)} nhiều hơn ${NAMES[of]} ${say(most)}` });
    }
  };
  above('candidates', candidates, 'grade9Pupils', grade9Pupils);
  above('admitted', admitted, 'candidates', candidates);
  if (candidates === null) above('admitted', admitted, 'grade9Pupils', grade9Pupils);
  return broken;
}

type Programme = Pick<Row<'programme'>, 'starts_on' | 'ends_on'>;

const yearOf = (day: string): number => Number(day.slice(0, 4));
const codeOf = (examYear: number): string => `${examYear - 1}-${examYear}`;

/**
 * Whether a programme has to do with the exam of a school year: each exam from the year before it began, which its
 * first one is compared with, to the year of its end.
 */
export function isExamOf({ starts_on, ends_on }: Programme, schoolYear: string): boolean {
  const examYear = Number(schoolYear.slice(5));
  return examYear >= yearOf(starts_on) - 1 && examYear <= yearOf(ends_on);
}

/** School years whose exam was held or is being prepared on a day, latest first. */
export function examYears({ starts_on, ends_on }: Programme, today: string): readonly string[] {
  const current = yearOf(today) + (today.slice(5, 7) >= '09' ? 1 : 0);
  const first = yearOf(starts_on) - 1;
  const last = Math.max(first, Math.min(current, yearOf(ends_on)));
  return Array.from({ length: last - first + 1 }, (_, index) => codeOf(last - index));
}
