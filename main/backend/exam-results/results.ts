import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { ExamResult } from '../../../preload/contract/exam-results.ts';
import { rate } from '../reports/figures.ts';

/** The results of one school year. */
export interface ExamResults {
  /** By school. */
  readonly schools: ReadonlyMap<string, ExamResult>;
  readonly city: ExamResult | null;
}

/** What schools and city reached in the exam to grade 10 of a school year ("2023-2024"). */
export async function examResultsOf(db: ReadDb, schoolYear: string): Promise<ExamResults> {
  const rows = await db
    .selectFrom('exam_result')
    .selectAll()
    .where('school_year', '=', schoolYear)
    .where('deleted_at', 'is', null)
    .execute();
  const city = rows.find((row) => row.school_id === null);
  return {
    schools: new Map(rows.flatMap((row) => (row.school_id ? [[row.school_id, toResult(row)]] : []))),
    city: city ? toResult(city) : null,
  };
}

/** "2023-2024" → "2022-2023". */
export const schoolYearBefore = (code: string): string => {
  const first = Number(code.slice(0, 4)) - 1;
  return `${first}-${first + 1}`;
};

/** A stored row as figures. */
export const toResult = (row: Row<'exam_result'>): ExamResult => ({
  grade9Pupils: row.grade9_pupils,
  candidates: row.candidates,
  admitted: row.admitted,
  rate: rateOf(row),
  literature: row.literature,
  maths: row.maths,
  english: row.english,
});

/** A share without a candidate is none: it stays empty. */
export const rateOf = ({
  admitted,
  candidates,
}: {
  readonly admitted: number | null;
  readonly candidates: number | null;
}): number | null => rate(admitted, candidates);
