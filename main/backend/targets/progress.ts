import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ReportPeriod } from '../../../preload/contract/report-figures.ts';
import type { ProgressCell, ProgressCut, ProgressRow } from '../../../preload/contract/targets.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { unitsOf } from '../programmes/programme.ts';
import { rate } from '../reports/figures.ts';
import { dueIn, type Indicator } from '../reports/indicators.ts';
import { type DoneInPeriod, doneIn, type Material, materialOf, sum } from '../reports/material.ts';
import { measure } from '../reports/measures.ts';
import { earlierOf, laterOf, phaseOf } from '../reports/periods.ts';
import { periodBefore, previousOf, signedBy, summaryOf } from '../reports/summary.ts';
import { cutsAt } from '../reports/tallies.ts';
import { type GroupCut, groupsOf, isDayCut, isOfGroup, partsOf } from './cuts.ts';
import { targetsDueIn } from './plan.ts';

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
  readonly pairs: Material['pairs'];
  readonly memoranda: Material['memoranda'];
  readonly undertakings: Material['undertakings'];
  /** Null for groups: the programme's own plan is not divided. */
  readonly targets: Material['plannedTargets'] | null;
  readonly done: DoneInPeriod;
  readonly previous: DoneInPeriod | null;
}

/** Planned and done in a period: in all, as form 01 says it, and by one cut, by the same rules. */
export async function progressOf(db: ReadDb, request: Request): Promise<OutputOf<'targets.progress'>> {
  const { programme, calendar, period, by, today } = request;
  const on = earlierOf(period.endsOn, today);
  const parts = isDayCut(by) ? partsOf(by, period, calendar, phaseOf(programme)) : [];
  const material = await materialOf(db, programme.id, period, on, []);
  const isDivided = by !== 'programme' && !isDayCut(by);
  const previous = await previousOf(db, request, isDivided ? material.pairs : null);
  const { indicators } = material;
  const summary = summaryOf(request, material, previous);
  const total = summary.map(
    ({ plan, done, rate: share, previous }): ProgressCell => ({
      plan,
      done: done.total,
      rate: share,
      previous,
    }),
  );

  return {
    period,
    previousPeriod: periodBefore(period, request),
    indicators: indicators.map(({ code, name, unit }) => ({ code, name, unit })),
    rows: await cutRows(db, request, { material, previous, parts, on }, total),
    total,
    notes: notesOn(by, material, total),
  };
}

/** What rows are cut from. */
interface Whole {
  readonly material: Material;
  /** The same period a year before. */
  readonly previous: DoneInPeriod | null;
  /** The parts of the days, where these are divided. */
  readonly parts: readonly ReportPeriod[];
  /** The day whose names are said. */
  readonly on: string;
}

async function cutRows(
  db: ReadDb,
  request: Request,
  whole: Whole,
  total: readonly ProgressCell[],
): Promise<ProgressRow[]> {
  const { by, programme } = request;
  if (by === 'programme') return [{ key: programme.id, name: programme.title, cells: [...total] }];
  return isDayCut(by) ? partRows(db, request, whole) : groupRows(db, request, by, whole);
}

/** One row a group of pairs. An activity counts once for each group that took part. */
async function groupRows(
  db: ReadDb,
  request: Request,
  by: GroupCut,
  { material, previous, on }: Whole,
): Promise<ProgressRow[]> {
  const { programme, calendar, period } = request;
  const groups = groupsOf(by, material.pairs, await unitsOf(db, programme.id, on));
  const before = periodBefore(period, request);
  const groupsOfPair = new Map<string, string[]>();
  for (const { key, pairs } of groups)
    for (const { id } of pairs) groupsOfPair.set(id, [...(groupsOfPair.get(id) ?? []), key]);
  const byGroup = <T>(items: readonly T[], pairIdsOf: (item: T) => readonly string[]) => {
    const found = new Map<string, T[]>();
    for (const item of items) {
      for (const key of new Set(pairIdsOf(item).flatMap((id) => groupsOfPair.get(id) ?? []))) {
        const known = found.get(key);
        if (known) known.push(item);
        else found.set(key, [item]);
      }
    }
    return found;
  };
  const memoranda = byGroup(material.memoranda, ({ pair }) => [pair.id]);
  const undertakings = byGroup(material.undertakings, ({ pairId }) => [pairId]);
  const activities = byGroup(material.activities, ({ pairIds }) => pairIds);
  const activitiesBefore = byGroup(previous?.activities ?? [], ({ pairIds }) => pairIds);
  return groups.map((group): ProgressRow => {
    const ofGroup = (done: DoneInPeriod, own: DoneInPeriod['activities'] | undefined): DoneInPeriod => ({
      activities: own ?? [],
      support: done.support.filter(({ receiver, receiverLevel, receiverUnit }) =>
        isOfGroup(by, group, { name: receiver, level: receiverLevel, unit: receiverUnit }),
      ),
      goodModels: done.goodModels.filter(({ school, level, unit }) =>
        isOfGroup(by, group, { name: school, level, unit }),
      ),
    });
    const slice: Slice = {
      period,
      before,
      pairs: group.pairs,
      memoranda: memoranda.get(group.key) ?? [],
      undertakings: undertakings.get(group.key) ?? [],
      targets: null,
      done: ofGroup(material, activities.get(group.key)),
      previous: previous && ofGroup(previous, activitiesBefore.get(group.key)),
    };
    return { key: group.key, name: group.name, cells: cellsOf(slice, material.indicators, calendar) };
  });
}

/** One row a part of the days. */
async function partRows(
  db: ReadDb,
  request: Request,
  { material, parts: asked, on }: Whole,
): Promise<ProgressRow[]> {
  const { programme, calendar, period } = request;
  const parts = asked.map((part) => ({ part, before: periodBefore(part, request) }));
  const past = parts.flatMap(({ before }) => before ?? []);
  const [first] = past;
  const whole = first && {
    startsOn: past.reduce((day, { startsOn }) => earlierOf(day, startsOn), first.startsOn),
    endsOn: past.reduce((day, { endsOn }) => laterOf(day, endsOn), first.endsOn),
  };
  const previous = whole && (await doneIn(db, programme.id, whole, null, whole.endsOn, cutsAt(past)));
  const done = await doneIn(db, programme.id, period, null, on, cutsAt(asked));
  return parts.map(({ part, before }): ProgressRow => {
    const slice: Slice = {
      period: part,
      before,
      pairs: material.pairs,
      memoranda: material.memoranda,
      undertakings: material.undertakings,
      targets: material.plannedTargets,
      done: inDays(done, part),
      previous: before && previous ? inDays(previous, before) : null,
    };
    return { key: part.code, name: part.label, cells: cellsOf(slice, material.indicators, calendar) };
  });
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
  const { period, before, pairs, memoranda, undertakings, targets, done, previous } = slice;
  const promisesOf = Map.groupBy(undertakings, ({ indicator }) => indicator);
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
      ? sum(promises, (promise) => dueIn(promise, period, calendar))
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
function notesOn(by: ProgressCut, material: Material, total: readonly ProgressCell[]): string[] {
  const { activities, indicators, support, undertakings } = material;
  if (by === 'programme') return [];
  const isOverDays = isDayCut(by);
  const has = (counts: string) =>
    indicators.some((indicator, index) => indicator.counts === counts && (total[index]?.done ?? 0) > 0);
  const promised = new Set(undertakings.map(({ indicator }) => indicator));
  const hasOwnPlan = indicators.some(
    ({ code, counts }, index) =>
      counts !== 'pairs_signed' && !promised.has(code) && total[index]?.plan !== null,
  );
  const joint = activities.filter(({ pairIds, levels }) =>
    by === 'level' ? levels.size > 1 : pairIds.length > 1,
  ).length;
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
