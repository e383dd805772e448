import type { ReadDb } from '../../../db/read.ts';
import type { LedgerEntry } from '../../../preload/contract/commitments.ts';
import type { SchoolYear } from '../../../preload/contract/report-figures.ts';
import { schoolYears } from '../reports/calendar.ts';
import {
  amountFor,
  type CountedActivity,
  dueDayOf,
  type Indicator,
  indicatorsOf,
  type Undertaking,
  undertakingsOf,
} from '../reports/indicators.ts';
import { earlierOf, laterOf, semesterPeriod } from '../reports/periods.ts';
import { stateOn } from './states.ts';

/** A pair taking part in an activity, done or planned. */
export type Participation = CountedActivity & {
  readonly id: string;
  readonly pair_id: string;
  readonly held_on: string;
  readonly topic: string;
  readonly status: 'planned' | 'done';
};

/** What the ledger is drawn from. */
export interface LedgerSources {
  readonly indicators: readonly Indicator[];
  readonly undertakings: readonly Undertaking[];
  readonly calendar: readonly SchoolYear[];
  /** By day. */
  readonly participations: readonly Participation[];
  readonly judgements: readonly {
    readonly commitment_id: string;
    readonly school_year: string;
    readonly reason: string;
    readonly judged_on: string;
  }[];
}

type Counted = LedgerEntry['activities'][number];

/** An activity of a pair that counts for none of its commitments. */
export interface Uncounted extends Counted {
  readonly pairId: string;
  readonly indicator: string;
  readonly reason: 'nothing_promised' | 'outside_memorandum';
}

export interface Ledger {
  readonly indicators: readonly Indicator[];
  readonly entries: readonly LedgerEntry[];
  readonly uncounted: readonly Uncounted[];
}

/** Reads what the ledger is drawn from: of one pair, or of all. */
export async function ledgerSources(
  db: ReadDb,
  programmeId: string,
  pairId?: string,
): Promise<LedgerSources> {
  const participations = await db
    .selectFrom('activity_pair as l')
    .innerJoin('activity as a', 'a.id', 'l.activity_id')
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .where('a.programme_id', '=', programmeId)
    .where('a.deleted_at', 'is', null)
    .where('l.deleted_at', 'is', null)
    .$if(pairId !== undefined, (all) => all.where('l.pair_id', '=', pairId ?? ''))
    .orderBy('a.held_on')
    .orderBy('a.id')
    .select(['a.id', 'l.pair_id', 'a.held_on', 'a.topic', 'a.status', 'k.indicator_code'])
    .select(['a.manager_turns', 'a.teacher_turns', 'a.pupil_turns', 'a.demo_lessons', 'a.materials'])
    .execute();
  const judgements = await db
    .selectFrom('commitment_judgement')
    .where('deleted_at', 'is', null)
    .select(['commitment_id', 'school_year', 'reason', 'judged_on'])
    .execute();
  return {
    indicators: await indicatorsOf(db),
    undertakings: (await undertakingsOf(db, programmeId)).filter(
      (promise) => pairId === undefined || promise.pairId === pairId,
    ),
    calendar: await schoolYears(db),
    participations,
    judgements,
  };
}

/**
 * Every promise by semester, with the activities that count for it. An activity counts once for an indicator of a
 * pair: in the semester and under the memorandum of its day; where memoranda overlap, under the newer one.
 */
export function ledgerOf(sources: LedgerSources, today: string): Ledger {
  const { calendar, judgements } = sources;
  const undertakings = sources.undertakings.filter(({ quantity }) => quantity > 0);
  const judged = new Map(judgements.map((each) => [`${each.commitment_id} ${each.school_year}`, each]));
  const promised = new Set(undertakings.map(({ indicator }) => indicator));
  const indicators = sources.indicators.filter(
    ({ code, committable }) => committable === 1 || promised.has(code),
  );
  const semesters = calendar.flatMap((year) =>
    ([1, 2] as const).map((semester) => {
      const { startsOn, endsOn } = semesterPeriod(year.code, semester, calendar);
      return { schoolYear: year.code, semester, startsOn, endsOn, dueOn: dueDayOf(year, semester) };
    }),
  );

  const openings = undertakings.flatMap((promise) =>
    semesters
      .filter(({ semester, dueOn }) => semester === promise.semester && isWithin(promise, dueOn))
      .map((span) => ({
        promise,
        span,
        startsOn: laterOf(span.startsOn, promise.from),
        endsOn: earlierOf(span.endsOn, promise.to),
        done: [] as Counted[],
        planned: 0,
      })),
  );
  const openingsOf = Map.groupBy(
    // The newer memorandum goes before the older one.
    openings.toSorted((left, right) => right.promise.from.localeCompare(left.promise.from)),
    ({ promise }) => keyOf(promise.pairId, promise.indicator),
  );
  const uncounted: Uncounted[] = [];
  for (const activity of sources.participations) {
    for (const indicator of indicators) {
      const amount = amountFor(indicator, activity);
      if (amount === 0) continue;
      const own = openingsOf.get(keyOf(activity.pair_id, indicator.code)) ?? [];
      const opening = own.find(
        ({ startsOn, endsOn }) => startsOn <= activity.held_on && activity.held_on <= endsOn,
      );
      const counted = { id: activity.id, heldOn: activity.held_on, topic: activity.topic, amount };
      if (activity.status === 'planned') {
        if (opening && activity.held_on >= today) opening.planned += amount;
      } else if (opening) {
        opening.done.push(counted);
      } else {
        const inSemester = own.some(
          ({ span }) => span.startsOn <= activity.held_on && activity.held_on <= span.endsOn,
        );
        uncounted.push({
          ...counted,
          pairId: activity.pair_id,
          indicator: indicator.code,
          reason: inSemester ? 'outside_memorandum' : 'nothing_promised',
        });
      }
    }
  }

  const entries = openings.map(
    ({ promise, span, startsOn, endsOn, done: activities, planned }): LedgerEntry => {
      const done = activities.reduce((sum, { amount }) => sum + amount, 0);
      const judgement = judged.get(`${promise.commitmentId} ${span.schoolYear}`);
      const standing = { promised: promise.quantity, done, planned, startsOn, dueOn: span.dueOn };
      return {
        ...standing,
        commitmentId: promise.commitmentId,
        memorandumId: promise.memorandumId,
        pairId: promise.pairId,
        indicator: promise.indicator,
        schoolYear: span.schoolYear,
        semester: span.semester,
        endsOn,
        left: Math.max(0, promise.quantity - done),
        state: stateOn({ ...standing, judged: judgement !== undefined }, today),
        judgement: judgement ? { reason: judgement.reason, judgedOn: judgement.judged_on } : null,
        activities,
      };
    },
  );
  const place = new Map(indicators.map(({ code }, index) => [code, index]));
  entries.sort(
    (left, right) =>
      (place.get(left.indicator) ?? 0) - (place.get(right.indicator) ?? 0) ||
      left.startsOn.localeCompare(right.startsOn),
  );
  return { indicators, entries, uncounted };
}

const isWithin = ({ from, to }: Undertaking, day: string): boolean => from <= day && day <= to;
const keyOf = (pairId: string, indicator: string): string => `${pairId} ${indicator}`;

/** What each pair promised and did in whole school years; a surplus of one semester leaves the other as it is. */
export function yearsOf(entries: readonly LedgerEntry[]) {
  const groups = Map.groupBy(
    entries,
    ({ pairId, indicator, schoolYear }) => `${pairId} ${indicator} ${schoolYear}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { pairId, indicator, schoolYear } = first;
    const total = (amount: (entry: LedgerEntry) => number) =>
      group.reduce((sum, each) => sum + amount(each), 0);
    return {
      pairId,
      indicator,
      schoolYear,
      promised: total((each) => each.promised),
      done: total((each) => each.done),
      left: total((each) => each.left),
    };
  });
}
