import type { ReadDb } from '../../../db/read.ts';
import { fold } from '../../../db/text.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ExamResult } from '../../../preload/contract/exam-results.ts';
import type { Exam10Row, ReportFigures, ReportPeriod } from '../../../preload/contract/report-figures.ts';
import { examResultsOf, schoolYearBefore } from '../exam-results/results.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import { EXAM10_MEETINGS } from './indicators.ts';
import type { DoneActivity } from './material.ts';
import { earlierOf } from './periods.ts';

/**
 * The school year whose exam to grade 10 a period tells of: the latest one whose last school day lies in the period and
 * has come. The exam follows in summer, and its results belong to that year whenever they are known. Null for periods
 * in which no school year ends.
 */
export function examYearIn(
  period: Pick<ReportPeriod, 'startsOn' | 'endsOn'>,
  calendar: readonly SchoolYear[],
  today: string,
): string | null {
  const until = earlierOf(period.endsOn, today);
  const ended = calendar.filter(({ endsOn }) => endsOn >= period.startsOn && endsOn <= until);
  return ended.at(-1)?.code ?? null;
}

const meansOf = (result: ExamResult | null | undefined) => ({
  literature: result?.literature ?? null,
  maths: result?.maths ?? null,
  english: result?.english ?? null,
});

/** What a school or the city reached, and the year before. */
const reached = (result: ExamResult | null | undefined, before: ExamResult | null | undefined) => ({
  candidates: result?.candidates ?? null,
  admitted: result?.admitted ?? null,
  rate: result?.rate ?? null,
  means: meansOf(result),
  previousRate: before?.rate ?? null,
  previousMeans: meansOf(before),
});

/**
 * Form 06: the meetings on the exam to grade 10 that each lower secondary school of the pairs took part in, and what
 * its pupils reached. No rows when there was neither.
 */
export async function exam10Of(
  db: ReadDb,
  year: string | null,
  pairs: readonly StoredPair[],
  activities: readonly DoneActivity[],
  subjects: ReportFigures['exam10Subjects'],
): Promise<Pick<ReportFigures, 'exam10' | 'exam10City' | 'exam10Year'>> {
  const results = year === null ? null : await examResultsOf(db, year);
  const before = year === null ? null : await examResultsOf(db, schoolYearBefore(year));
  const meetings = activities.filter((activity) => activity.indicator_code === EXAM10_MEETINGS);
  const exam10City = results?.city || before?.city ? reached(results?.city, before?.city) : null;
  const schools = new Map<string, { readonly name: string; readonly pairIds: Set<string> }>();
  for (const pair of pairs.filter(({ level }) => level === 'thcs')) {
    for (const [id, name] of [
      [pair.supporting_school_id, pair.supporting_name],
      [pair.partner_school_id, pair.partner_name],
    ] as const) {
      const school = schools.get(id) ?? { name, pairIds: new Set() };
      schools.set(id, { name, pairIds: school.pairIds.add(pair.id) });
    }
  }
  const known = [...schools.keys()].some((id) => results?.schools.has(id));
  const exam10 = [...schools].map(([id, { name, pairIds }]): Exam10Row => {
    const attended = meetings.filter((meeting) => meeting.pairIds.some((pairId) => pairIds.has(pairId)));
    const on = (subject: string) =>
      attended.filter((meeting) => fold(meeting.subject ?? '') === fold(subject)).length;
    const result = results?.schools.get(id);
    return {
      school: name,
      grade9Pupils: result?.grade9Pupils ?? null,
      meetings: {
        literature: on(subjects.literature),
        maths: on(subjects.maths),
        english: on(subjects.english),
      },
      ...reached(result, before?.schools.get(id)),
    };
  });
  return {
    exam10: known || meetings.length > 0 ? exam10 : [],
    exam10City,
    exam10Year: year,
  };
}
