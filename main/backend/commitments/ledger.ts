import type { ReadDb } from '../../../db/read.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { LedgerEntry } from '../../../preload/contract/commitments.ts';
import { cutsAt, stretchesOf } from '../reports/adding.ts';
import { schoolYears } from '../reports/calendar.ts';
import {
  amountFor,
  type CountedActivity,
  countedBy,
  dueDayOf,
  type Indicator,
  indicatorsOf,
  type Undertaking,
  undertakingsOf,
} from '../reports/indicators.ts';
import { type Days, earlierOf, laterOf, semesterPeriod } from '../reports/periods.ts';
import { linksIn, type Participations, participationsOf, type Reading } from './participations.ts';
import { stateOn } from './states.ts';

/** A pair taking part in an activity, done or planned. */
export type Participation = CountedActivity & {
  readonly id: string;
  readonly pair_id: string;
  readonly held_on: string;
  readonly topic: string;
  readonly status: 'planned' | 'done';
};

/** What promises are judged by. */
interface PromiseSources {
  readonly indicators: readonly Indicator[];
  readonly undertakings: readonly Undertaking[];
  readonly calendar: readonly SchoolYear[];
  readonly judgements: readonly {
    readonly commitment_id: string;
    readonly school_year: string;
    readonly reason: string;
    readonly judged_on: string;
  }[];
}

/** What the ledger is drawn from. */
export interface LedgerSources extends PromiseSources {
  /** By day. */
  readonly participations: readonly Participation[];
}

/** How a promise stands, without the activities that count for it. */
export type PromiseStanding = Omit<LedgerEntry, 'activities'>;

/** How promises stand, and what that was judged by. */
interface Standings {
  readonly indicators: readonly Indicator[];
  readonly standings: readonly PromiseStanding[];
  readonly sources: PromiseSources;
  readonly done: readonly Participations[];
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
  return { ...(await promiseSources(db, programmeId, pairId)), participations };
}

async function promiseSources(db: ReadDb, programmeId: string, pairId?: string): Promise<PromiseSources> {
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
    judgements,
  };
}

/** Promises by semester that fall due in some days. */
function openingsOf({ calendar, ...sources }: PromiseSources, isAsked: (dueOn: string) => boolean) {
  const semesters = calendar
    .flatMap((year) =>
      ([1, 2] as const).map((semester) => {
        const { startsOn, endsOn } = semesterPeriod(year.code, semester, calendar);
        return { schoolYear: year.code, semester, startsOn, endsOn, dueOn: dueDayOf(year, semester) };
      }),
    )
    .filter(({ dueOn }) => isAsked(dueOn));
  const openings = sources.undertakings
    .filter(({ quantity }) => quantity > 0)
    .flatMap((promise) =>
      semesters
        .filter(({ semester, dueOn }) => semester === promise.semester && isWithin(promise, dueOn))
        .map((span) => ({
          promise,
          span,
          startsOn: laterOf(span.startsOn, promise.from),
          endsOn: earlierOf(span.endsOn, promise.to),
          /** What counts for it, as it is added up. */
          amounts: { done: 0, planned: 0 },
        })),
    );
  const byPair = new Map<string, Map<string, typeof openings>>();
  // The newer memorandum goes before the older one.
  for (const opening of openings.toSorted((left, right) => inOrder(right.promise.from, left.promise.from))) {
    const { pairId, indicator } = opening.promise;
    const ofPair = byPair.get(pairId) ?? new Map<string, typeof openings>();
    byPair.set(pairId, ofPair);
    const known = ofPair.get(indicator);
    if (known) known.push(opening);
    else ofPair.set(indicator, [opening]);
  }
  return {
    openings,
    /** Those of a pair, by indicator. */
    of: (pairId: string): ReadonlyMap<string, typeof openings> | undefined => byPair.get(pairId),
  };
}

type Opening = ReturnType<typeof openingsOf>['openings'][number];

/**
 * How the promises that fall due in some days stand: for all pairs at once, without naming activities. With them what
 * was done in those days; `cuts` are days at which its sums may not run on. Activities come from a `reading`, where
 * someone reads all of them anyway.
 */
export async function standingsOf(
  db: ReadDb,
  programmeId: string,
  today: string,
  { due, cuts = [], reading }: { due?: Days; cuts?: readonly string[]; reading?: Reading } = {},
): Promise<Standings> {
  const sources = await promiseSources(db, programmeId);
  const { openings, of } = openingsOf(sources, (day) => !due || (due.startsOn <= day && day <= due.endsOn));
  const indicators = promisable(sources);
  const { days, links } = reading ?? {
    days: openings.reduce<Days>(
      (all, { startsOn, endsOn }) => ({
        startsOn: earlierOf(all.startsOn, startsOn),
        endsOn: laterOf(all.endsOn, endsOn),
      }),
      due ?? { startsOn: today, endsOn: today },
    ),
    links: linksIn,
  };
  const stretches = stretchesOf(days, [today, ...cuts, ...(due ? cutsAt([due]) : []), ...cutsAt(openings)]);
  const participations = await participationsOf(db, links(db, programmeId, days, stretches), stretches);
  const counters = indicators.map((indicator) => ({ code: indicator.code, counted: countedBy(indicator) }));
  for (const each of participations) {
    const own = of(each.pairIds[0]);
    if (!own) continue;
    for (const { code, counted } of counters) {
      const amount = counted(each);
      const opening = amount > 0 && own.get(code)?.find((found) => isHeldIn(found, each));
      if (opening && (each.status === 'done' || each.held_on >= today))
        opening.amounts[each.status] += amount;
    }
  }
  const standing = standingOn(sources, today);
  return {
    indicators,
    standings: inPlace(openings.map(standing), indicators),
    sources,
    done: participations.filter(
      ({ status, held_on }) => status === 'done' && (!due || isWithinDays(due, held_on)),
    ),
  };
}

const isWithinDays = ({ startsOn, endsOn }: Days, day: string): boolean => startsOn <= day && day <= endsOn;

/** The indicators that memoranda can promise, or have promised. */
function promisable({ indicators, undertakings }: PromiseSources): Indicator[] {
  const promised = new Set(
    undertakings.filter(({ quantity }) => quantity > 0).map(({ indicator }) => indicator),
  );
  return indicators.filter(({ code, committable }) => committable === 1 || promised.has(code));
}

const isHeldIn = (opening: Opening, { held_on }: { readonly held_on: string }): boolean =>
  isWithinDays(opening, held_on);

function standingOn({ judgements }: PromiseSources, today: string) {
  const judged = Map.groupBy(judgements, (each) => each.commitment_id);
  return ({ promise, span, startsOn, endsOn, amounts: { done, planned } }: Opening): PromiseStanding => {
    const judgement = judged
      .get(promise.commitmentId)
      ?.find(({ school_year }) => school_year === span.schoolYear);
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
    };
  };
}

/** In the order of indicators and days. Tens of thousands share a few of them, so these are put in order instead. */
function inPlace<T extends PromiseStanding>(standings: readonly T[], indicators: readonly Indicator[]): T[] {
  const place = new Map(indicators.map(({ code }, index) => [code, index]));
  const byIndicator = Map.groupBy(standings, ({ indicator }) => place.get(indicator) ?? 0);
  return [...byIndicator]
    .sort(([left], [right]) => left - right)
    .flatMap(([, own]) =>
      [...Map.groupBy(own, ({ startsOn }) => startsOn)]
        .sort(([left], [right]) => inOrder(left, right))
        .flatMap(([, ofDay]) => ofDay),
    );
}

/** Days and codes sort as they are written. */
const inOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Every promise by semester, with the activities that count for it. An activity counts once for an indicator of a
 * pair: in the semester and under the memorandum of its day; where memoranda overlap, under the newer one.
 */
export function ledgerOf(sources: LedgerSources, today: string): Ledger {
  const indicators = promisable(sources);
  const { openings, of } = openingsOf(sources, () => true);
  const done = new Map<Opening, Counted[]>(openings.map((opening) => [opening, []]));
  const uncounted: Uncounted[] = [];
  for (const activity of sources.participations) {
    for (const indicator of indicators) {
      const amount = amountFor(indicator, activity);
      if (amount === 0) continue;
      const own = of(activity.pair_id)?.get(indicator.code) ?? [];
      const opening = own.find((found) => isHeldIn(found, activity));
      const counted = { id: activity.id, heldOn: activity.held_on, topic: activity.topic, amount };
      if (activity.status === 'planned') {
        if (opening && activity.held_on >= today) opening.amounts.planned += amount;
      } else if (opening) {
        opening.amounts.done += amount;
        done.get(opening)?.push(counted);
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

  const standing = standingOn(sources, today);
  const entries = openings.map(
    (opening): LedgerEntry => ({ ...standing(opening), activities: done.get(opening) ?? [] }),
  );
  return { indicators, entries: inPlace(entries, indicators), uncounted };
}

const isWithin = ({ from, to }: Undertaking, day: string): boolean => from <= day && day <= to;

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
