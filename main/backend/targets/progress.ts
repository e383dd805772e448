import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ReportPeriod } from '../../../preload/contract/report-figures.ts';
import type { ProgressCell, ProgressCut, ProgressRow, Target } from '../../../preload/contract/targets.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import { unitsOf } from '../programmes/programme.ts';
import { rate } from '../reports/figures.ts';
import {
  dueIn,
  type Indicator,
  indicatorsOf,
  type Promised,
  promisedInAll,
  undertakingsOf,
} from '../reports/indicators.ts';
import { type DoneInPeriod, givenIn, pairsStandingIn, sum } from '../reports/material.ts';
import { measure } from '../reports/measures.ts';
import { earlierOf, laterOf, phaseOf } from '../reports/periods.ts';
import { periodBefore, signedBy } from '../reports/summary.ts';
import { talliesOf, timesOf, totalsIn } from '../reports/tallies.ts';
import {
  type GroupCut,
  groupsOf,
  groupsOfPairs,
  groupsOfSchools,
  isDayCut,
  isGroupCut,
  partsOf,
} from './cuts.ts';
import { targetsDueIn, targetsIn } from './plan.ts';

interface Request {
  readonly programme: Row<'programme'>;
  readonly calendar: readonly SchoolYear[];
  readonly period: ReportPeriod;
  readonly by: ProgressCut;
  readonly today: string;
}

/** What one row is drawn from: some of the pairs, or some of the days. */
interface Slice {
  readonly period: ReportPeriod;
  /** Null where there was no programme yet. */
  readonly before: ReportPeriod | null;
  readonly pairs: readonly StoredPair[];
  readonly memoranda: readonly Signing[];
  readonly promised: readonly Promised[];
  /** Null for groups: the programme's own plan is not divided. */
  readonly targets: readonly Target[] | null;
  readonly done: DoneInPeriod;
  readonly previous: DoneInPeriod | null;
}

/** What progress is held against. */
type Plan = Awaited<ReturnType<typeof planIn>>;

async function planIn(db: ReadDb, { programme, period, by, today }: Request) {
  const programmeId = programme.id;
  const pairs = await pairsStandingIn(db, programmeId, period, earlierOf(period.endsOn, today));
  const undertakings = isGroupCut(by) ? await undertakingsOf(db, programmeId) : null;
  return {
    pairs,
    memoranda: await signingsOf(db, programmeId, pairs),
    indicators: await indicatorsOf(db),
    /** Of each pair, where groups of pairs are asked for. */
    undertakings,
    promised: undertakings ?? (await promisedInAll(db, programmeId)),
    targets: await targetsIn(db, programmeId),
  };
}

/** A memorandum, only as far as it can be signed. */
type Signing = Awaited<ReturnType<typeof signingsOf>>[number];

async function signingsOf(db: ReadDb, programmeId: string, pairs: readonly StoredPair[]) {
  const standing = new Set(pairs.map(({ id }) => id));
  const rows = await db
    .selectFrom('memorandum')
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .select(['pair_id', 'state', 'signed_on'])
    .execute();
  return rows.flatMap((row) =>
    row.pair_id !== null && standing.has(row.pair_id) ? [{ pairId: row.pair_id, row }] : [],
  );
}

/** Planned and done in a period: in all, as form 01 says it, and by one cut, by the same rules. */
export async function progressOf(db: ReadDb, request: Request): Promise<OutputOf<'targets.progress'>> {
  const { programme, calendar, period, by } = request;
  const plan = await planIn(db, request);
  const { indicators } = plan;
  const parts = isDayCut(by) ? partsOf(by, period, calendar, phaseOf(programme)) : [];
  const spans = [period, ...parts].flatMap((each) => [each, periodBefore(each, request) ?? []].flat());
  const all = await doneByAll(db, request, plan, spans);
  const ofDays = (days: ReportPeriod): Slice => {
    const before = periodBefore(days, request);
    return {
      period: days,
      before,
      pairs: plan.pairs,
      memoranda: plan.memoranda,
      promised: plan.promised,
      targets: plan.targets,
      done: inDays(all, days),
      previous: before && inDays(all, before),
    };
  };
  const whole = ofDays(period);
  const total = cellsOf(whole, indicators, calendar);
  const rows = isGroupCut(by)
    ? await groupRows(db, request, by, plan, whole)
    : by === 'programme'
      ? [{ key: programme.id, name: programme.title, cells: total }]
      : parts.map((part) => ({
          key: part.code,
          name: part.label,
          cells: cellsOf(ofDays(part), indicators, calendar),
        }));

  return {
    period,
    previousPeriod: whole.before,
    indicators: indicators.map(({ code, name, unit }) => ({ code, name, unit })),
    rows,
    total,
    notes: notesOn(by, plan, whole.done, total),
  };
}

/** What all did together in some spans of days; where groups of pairs are asked for, each by its own. */
async function doneByAll(
  db: ReadDb,
  { programme, by }: Request,
  { pairs }: Plan,
  spans: readonly ReportPeriod[],
): Promise<DoneInPeriod> {
  const startsOn = spans.map((span) => span.startsOn).reduce(earlierOf);
  const endsOn = spans.map((span) => span.endsOn).reduce(laterOf);
  return {
    activities: isGroupCut(by)
      ? await talliesOf(db, programme.id, spans, pairs)
      : await totalsIn(db, programme.id, { startsOn, endsOn }),
    ...(await givenIn(db, programme.id, { startsOn, endsOn }, endsOn)),
  };
}

/** One row a group of pairs. An activity counts once for each group that took part. */
async function groupRows(
  db: ReadDb,
  { programme, calendar, period, today }: Request,
  by: GroupCut,
  plan: Plan,
  { before, done, previous }: Slice,
): Promise<ProgressRow[]> {
  const on = earlierOf(period.endsOn, today);
  const groups = groupsOf(by, plan.pairs, await unitsOf(db, programme.id, on));
  const ofPairs = groupsOfPairs(groups);
  const ofSchool = groupsOfSchools(by, groups);
  const doneBy = async (days: ReportPeriod, { activities }: DoneInPeriod, namesOf: string) => {
    const given = await givenIn(db, programme.id, days, namesOf);
    const byGroup = {
      activities: grouped(activities, ({ pairIds }) => ofPairs(pairIds)),
      support: grouped(given.support, ({ receiver, receiverLevel, receiverUnit }) =>
        ofSchool({ name: receiver, level: receiverLevel, unit: receiverUnit }),
      ),
      goodModels: grouped(given.goodModels, ({ school, ...of }) => ofSchool({ name: school, ...of })),
    };
    return (key: string): DoneInPeriod => ({
      activities: byGroup.activities(key),
      support: byGroup.support(key),
      goodModels: byGroup.goodModels(key),
    });
  };
  const memoranda = grouped(plan.memoranda, ({ pairId }) => ofPairs([pairId]));
  const promised = grouped(plan.undertakings ?? [], ({ pairId }) => ofPairs([pairId]));
  const doneNow = await doneBy(period, done, on);
  const doneBefore = before && previous && (await doneBy(before, previous, before.endsOn));
  return groups.map(({ key, name, pairs }): ProgressRow => {
    const slice: Slice = {
      period,
      before,
      pairs,
      memoranda: memoranda(key),
      promised: promised(key),
      targets: null,
      done: doneNow(key),
      previous: doneBefore?.(key) ?? null,
    };
    return { key, name, cells: cellsOf(slice, plan.indicators, calendar) };
  });
}

/** The items of each group; one of several groups is in each of them. */
function grouped<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): (key: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = found.get(key);
      if (known) known.push(item);
      else found.set(key, [item]);
    }
  }
  return (key) => found.get(key) ?? [];
}

function inDays(
  { activities, support, goodModels }: DoneInPeriod,
  { startsOn, endsOn }: ReportPeriod,
): DoneInPeriod {
  const isIn = (day: string | null) => day !== null && startsOn <= day && day <= endsOn;
  return {
    activities: activities.filter(({ held_on }) => isIn(held_on)),
    support: support.filter(({ givenOn }) => isIn(givenOn)),
    goodModels: goodModels.filter(({ sharedOn }) => isIn(sharedOn)),
  };
}

function cellsOf(
  slice: Slice,
  indicators: readonly Indicator[],
  calendar: readonly SchoolYear[],
): ProgressCell[] {
  const { period, before, pairs, memoranda, promised, targets, done, previous } = slice;
  const due = dueIn(period, calendar);
  const promisesOf = Map.groupBy(promised, ({ indicator }) => indicator);
  return indicators.map((indicator) => {
    if (indicator.counts === 'pairs_signed') {
      const signed = signedBy(memoranda, period.endsOn);
      return {
        plan: pairs.length,
        done: signed,
        rate: rate(signed, pairs.length),
        previous: before && signedBy(memoranda, before.endsOn),
      };
    }
    const promises = promisesOf.get(indicator.code);
    const plan = promises
      ? sum(promises, due)
      : targets && targetsDueIn(targets, indicator.code, period, calendar);
    const amount = measure(indicator, done, null);
    return {
      plan,
      done: amount,
      rate: rate(amount, plan),
      previous: previous && measure(indicator, previous, null),
    };
  });
}

/** Why rows need not add up to the total; nothing where they do. */
function notesOn(
  by: ProgressCut,
  { indicators, promised }: Plan,
  { activities, support }: DoneInPeriod,
  total: readonly ProgressCell[],
): string[] {
  if (by === 'programme') return [];
  const isOverDays = isDayCut(by);
  const joint = timesOf(
    activities.filter(({ pairIds, levels }) => (by === 'pair' ? pairIds.length : levels.size) > 1),
  );
  const has = (counts: string) =>
    indicators.some((indicator, index) => indicator.counts === counts && (total[index]?.done ?? 0) > 0);
  const isPromised = new Set(promised.map(({ indicator }) => indicator));
  const hasOwnPlan = indicators.some(
    ({ code, counts }, index) =>
      counts !== 'pairs_signed' && !isPromised.has(code) && total[index]?.plan !== null,
  );
  return [
    ...(by === 'unit'
      ? ['Mỗi cặp thuộc đơn vị của cả hai trường nên cộng các đơn vị sẽ lớn hơn số chung.']
      : []),
    ...(joint > 0 && (by === 'level' || by === 'pair')
      ? [
          `Có ${joint} hoạt động chung của nhiều ${by === 'level' ? 'cấp học' : 'cặp'}: mỗi ${by === 'level' ? 'cấp' : 'cặp'} tính một lần, số chung chỉ tính một lần.`,
        ]
      : []),
    ...(hasOwnPlan && !isOverDays ? ['Kế hoạch chung của chương trình không chia cho từng dòng.'] : []),
    ...(support.length > 0 && !isOverDays ? ['Giá trị hỗ trợ tính cho bên nhận.'] : []),
    ...(has('speakers') ? ['Giáo viên cốt cán đếm theo người nên không cộng các dòng với nhau.'] : []),
    ...(isOverDays ? ['Số cặp đã ký là số tính đến cuối mỗi kỳ, không cộng các kỳ với nhau.'] : []),
    ...(by === 'semester' || by === 'school_year'
      ? ['Ngày nằm ngoài lịch năm học chỉ có trong số chung.']
      : []),
  ];
}
