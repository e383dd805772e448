import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import { type PromiseStanding, standingsOf } from '../commitments/ledger.ts';
import { byDeadline, difficultiesOn, type StoredDifficulty } from '../difficulties/read.ts';
import { listMemoranda, type StoredMemorandum } from '../memoranda/list.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import { cutsAt } from '../reports/adding.ts';
import { schoolYears } from '../reports/calendar.ts';
import { dueDayOf, type Indicator } from '../reports/indicators.ts';
import { laterOf } from '../reports/periods.ts';
import { lookAtActivities, type Meeting, type UnfinishedActivity, type Unproven } from './activities.ts';

import { isExpiring, isSigned } from './expiring.ts';

/** A pair under a signed memorandum in force, since its first day. */
export interface StandingPair {
  readonly pair: StoredPair;
  readonly since: string;
}

/** What is looked at for gaps, on one day. */
export interface Survey {
  readonly today: string;
  readonly subjects: readonly string[];
  readonly calendar: readonly SchoolYear[];
  /** The school year that runs, with the summer after it; null outside the calendar. */
  readonly schoolYear: SchoolYear | null;
  /** The semester whose school days run; null in summer and between the semesters. */
  readonly semester: { readonly number: 1 | 2; readonly startsOn: string; readonly endsOn: string } | null;
  /** In the order of pairs. */
  readonly standing: readonly StandingPair[];
  readonly meetings: readonly Meeting[];
  readonly indicators: readonly Indicator[];
  readonly standings: readonly PromiseStanding[];
  readonly expiring: readonly StoredMemorandum[];
  /** The kind of activity that a person would log for an indicator. */
  readonly kindFor: ReadonlyMap<string, string>;
  /** Planned for a day that has passed, by day, each under the first of its pairs that stands. */
  readonly planned: readonly UnfinishedActivity[];
  /** Done without evidence, by the first of the pairs that stands. */
  readonly unproven: ReadonlyMap<string, Unproven>;
  readonly support: readonly SchoolSupport[];
  /** Open ones past their deadline, the oldest first. */
  readonly difficulties: readonly StoredDifficulty[];
  /** Schools with a whole result of the last exam. */
  readonly withResult: ReadonlySet<string>;
}

interface SchoolSupport {
  readonly giver: string;
  readonly receiver: string;
}

/** Reads it, each table once. */
export async function surveyOf(
  db: ReadDb,
  programme: Row<'programme'>,
  subjects: readonly string[],
  today: string,
): Promise<Survey> {
  const calendar = await schoolYears(db);
  const schoolYear = calendar.findLast(({ startsOn }) => startsOn <= today) ?? null;
  const semester = schoolYear && semesterOn(schoolYear, today);
  const memoranda = await listMemoranda(db, today);
  const standing = standingOn(memoranda, today);
  const look = await lookAtActivities(db, {
    today,
    standing: new Set(standing.map(({ pair }) => pair.id)),
    since: schoolYear?.startsOn ?? null,
  });
  const { indicators, standings } = await standingsOf(db, programme.id, today, {
    cuts: [...(schoolYear ? [schoolYear.startsOn] : []), ...cutsAt(semester ? [semester] : [])],
    reading: look.reading,
  });
  return {
    today,
    subjects,
    calendar,
    schoolYear,
    semester,
    standing,
    meetings: look.meetings(),
    ...(await look.unfinished()),
    indicators,
    standings,
    expiring: memoranda.filter((memorandum) => isExpiring(memorandum, today)),
    kindFor: await kindsByIndicator(db),
    support: await supportBetweenSchools(db, programme.id, today),
    difficulties: (await difficultiesOn(db, programme.id, today))
      .filter(({ resolved_on, due_on }) => resolved_on === null && due_on !== null && due_on < today)
      .sort(byDeadline),
    withResult: new Set(await schoolsWithResult(db, lastExamYear(calendar, today)?.code ?? '')),
  };
}

/** The school year whose exam lies behind, once the next one has opened. */
export function lastExamYear(calendar: readonly SchoolYear[], today: string): SchoolYear | undefined {
  return calendar[calendar.findLastIndex(({ startsOn }) => startsOn <= today) - 1];
}

function semesterOn(year: SchoolYear, today: string): Survey['semester'] {
  const semesters = [
    { number: 1, startsOn: year.startsOn, endsOn: dueDayOf(year, 1) },
    { number: 2, startsOn: year.semester2StartsOn, endsOn: dueDayOf(year, 2) },
  ] as const;
  return semesters.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn) ?? null;
}

/** Each pair once, since the first day of what it goes on under. */
function standingOn(memoranda: readonly StoredMemorandum[], today: string): StandingPair[] {
  const standing = new Map<string, StandingPair>();
  for (const memorandum of memoranda) {
    const { row, pair, expiresOn } = memorandum;
    if (!pair || !isSigned(memorandum)) continue;
    const since = laterOf(pair.starts_on, row.starts_on ?? row.signed_on ?? pair.starts_on);
    if (since > today || expiresOn < today || pair.ends_on < today) continue;
    const known = standing.get(pair.id);
    if (!known || since < known.since) standing.set(pair.id, { pair, since });
  }
  return [...standing.values()];
}

async function kindsByIndicator(db: ReadDb): Promise<Map<string, string>> {
  const kinds = await db
    .selectFrom('activity_kind')
    .where('deleted_at', 'is', null)
    .orderBy('position', 'desc')
    .select(['code', 'indicator_code'])
    .execute();
  // The first kind of the catalogue is set last.
  return new Map(kinds.map(({ code, indicator_code }) => [indicator_code, code]));
}

async function supportBetweenSchools(
  db: ReadDb,
  programmeId: string,
  today: string,
): Promise<SchoolSupport[]> {
  const rows = await db
    .selectFrom('support_item')
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .where('status', '=', 'done')
    .where('given_on', '<=', today)
    .select(['giver_school_id', 'receiver_school_id'])
    .execute();
  return rows.flatMap(({ giver_school_id, receiver_school_id }) =>
    giver_school_id === null ? [] : { giver: giver_school_id, receiver: receiver_school_id },
  );
}

async function schoolsWithResult(db: ReadDb, schoolYear: string): Promise<string[]> {
  const rows = await db
    .selectFrom('exam_result')
    .where('school_year', '=', schoolYear)
    .where('deleted_at', 'is', null)
    .where('candidates', 'is not', null)
    .where('admitted', 'is not', null)
    .select('school_id')
    .execute();
  return rows.flatMap(({ school_id }) => school_id ?? []);
}
