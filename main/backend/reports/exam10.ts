import { fold } from '../../../db/text.ts';
import type { Exam10Row, ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import { EXAM10_MEETINGS } from './indicators.ts';
import type { DoneActivity } from './material.ts';

const UNKNOWN_MEANS = { literature: null, maths: null, english: null } as const;

/**
 * Form 06: the meetings on the exam to grade 10 that each lower secondary school of the pairs took part in; no rows
 * when there were none. What else the form asks for is not recorded.
 */
export function exam10Of(
  pairs: readonly StoredPair[],
  activities: readonly DoneActivity[],
  subjects: ReportFigures['exam10Subjects'],
): Exam10Row[] {
  const meetings = activities.filter((activity) => activity.indicator_code === EXAM10_MEETINGS);
  if (meetings.length === 0) return [];
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
  return [...schools.values()].map(({ name, pairIds }): Exam10Row => {
    const attended = meetings.filter((meeting) => meeting.pairIds.some((id) => pairIds.has(id)));
    const on = (subject: string) =>
      attended.filter((meeting) => fold(meeting.subject ?? '') === fold(subject)).length;
    return {
      school: name,
      grade9Pupils: null,
      meetings: {
        literature: on(subjects.literature),
        maths: on(subjects.maths),
        english: on(subjects.english),
      },
      candidates: null,
      admitted: null,
      rate: null,
      means: UNKNOWN_MEANS,
      previousRate: null,
      previousMeans: UNKNOWN_MEANS,
    };
  });
}
