import type { Exam10Row, ReportFigures } from '../../../preload/contract/report-figures.ts';

/** `done / plan` as a share (0.5 is 50 %), or null when there is nothing to divide by. */
export function rate(done: number | null, plan: number | null): number | null {
  return done === null || plan === null || plan === 0 ? null : done / plan;
}

/** Sum of what is known; null when nothing is. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/**
 * Mean mark of several schools, each school weighted by its candidates; schools without a mark or
 * without candidates don't weigh in. Null when none does.
 */
export function weightedMean(
  rows: readonly Exam10Row[],
  markOf: (row: Exam10Row) => number | null,
): number | null {
  let marks = 0;
  let candidates = 0;
  for (const row of rows) {
    const mark = markOf(row);
    if (mark === null || row.candidates === null) continue;
    marks += mark * row.candidates;
    candidates += row.candidates;
  }
  return candidates === 0 ? null : marks / candidates;
}

/** Number of data rows of the eight forms; code lists don't count. */
export function countRows(figures: ReportFigures): number {
  const { summary, schools, memoranda, activities, targets, exam10, support, difficulties } = figures;
  return [summary, schools, memoranda, activities, targets.rows, exam10, support, difficulties].reduce(
    (rows, form) => rows + form.length,
    0,
  );
}
