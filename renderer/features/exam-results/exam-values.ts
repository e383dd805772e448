import {
  type ExamResult,
  type ExamResultForm,
  examResultForm,
} from '../../../preload/contract/exam-results.ts';
import { errorsBy } from '../../components/validation.ts';
import { formatShare, NONE } from '../../i18n/format.ts';

export const COUNTS = ['grade9Pupils', 'candidates', 'admitted'] as const;
export const SUBJECTS = ['literature', 'maths', 'english'] as const;
const FIGURES = [...COUNTS, ...SUBJECTS] as const;
export type Figure = (typeof FIGURES)[number];

/** What the fields hold: '' where nothing is filled in. */
export type ExamValues = Record<Figure, number | string>;

/** A result to be edited, or an empty form. */
export const examValues = (result: ExamResult | null): ExamValues => ({
  grade9Pupils: result?.grade9Pupils ?? '',
  candidates: result?.candidates ?? '',
  admitted: result?.admitted ?? '',
  literature: result?.literature ?? '',
  maths: result?.maths ?? '',
  english: result?.english ?? '',
});

const figure = (value: number | string): number | null => (value === '' ? null : Number(value));

/** The form as the contract wants it; an empty field is unknown. */
export const toExamForm = (
  values: ExamValues,
  of: Pick<ExamResultForm, 'schoolId' | 'schoolYear'>,
): ExamResultForm => ({
  ...of,
  grade9Pupils: figure(values.grade9Pupils),
  candidates: figure(values.candidates),
  admitted: figure(values.admitted),
  literature: figure(values.literature),
  maths: figure(values.maths),
  english: figure(values.english),
});

/** What is wrong, by field. */
export const examErrors = (
  values: ExamValues,
  of: Pick<ExamResultForm, 'schoolId' | 'schoolYear'>,
): Record<string, string> => errorsBy(examResultForm, toExamForm(values, of));

/** Admitted of candidates as the form has it now; a dash without both, or without a candidate. */
export function rateNow({ admitted, candidates }: ExamValues): string {
  const [part, whole] = [figure(admitted), figure(candidates)];
  return part === null || !whole ? NONE : formatShare(part / whole);
}

const marks = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const points = new Intl.NumberFormat('vi-VN', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const changes = new Intl.NumberFormat('vi-VN', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** 6,75; a missing mean is a dash. */
export const formatMark = (value: number | null): string => (value === null ? NONE : marks.format(value));

/** What changed against the year before; null without both. */
export const changeOf = (now: number | null | undefined, before: number | null | undefined): number | null =>
  typeof now === 'number' && typeof before === 'number' ? now - before : null;

/** +0,25 of two means. */
export const formatMarkChange = (change: number): string => changes.format(change);

/** +3,2 percentage points of two shares. */
export const formatRateChange = (change: number): string => points.format(change * 100);
