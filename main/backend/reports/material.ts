import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ReportMap, ReportPeriod, SupportRow } from '../../../preload/contract/report-figures.ts';
import type { Target } from '../../../preload/contract/targets.ts';
import type { QueryContext } from '../context.ts';
import { goodModelsIn, type SharedModel } from '../good-models/read.ts';
import { listMemoranda, type StoredMemorandum } from '../memoranda/list.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { supportIn } from '../support/items.ts';
import { targetsIn } from '../targets/plan.ts';
import { type Indicator, indicatorsOf, type Undertaking, undertakingsOf } from './indicators.ts';
import type { Days } from './periods.ts';
import { speakersIn, type Tally } from './tallies.ts';

/** What figures are read from. */
export type ReportContext = Pick<QueryContext, 'db' | 'today' | 'rehearsal' | 'resources'>;

/** What a report is about. */
export interface ReportRequest {
  readonly programme: Row<'programme'>;
  readonly calendar: readonly SchoolYear[];
  readonly period: ReportPeriod;
  readonly withPhones: boolean;
  /** Absent: the map of the period. */
  readonly map?: ReportMap;
}

/** An activity that was done, with the pairs that took part and their levels. */
export type DoneActivity = Awaited<ReturnType<typeof activitiesIn>>[number];

/** Activities that were done in a period, with the pairs that took part, by day. */
export async function activitiesIn(
  db: ReadDb,
  programmeId: string,
  period: Days,
  pairs: readonly StoredPair[],
) {
  const inPeriod = db
    .selectFrom('activity as a')
    .where('a.programme_id', '=', programmeId)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .where('a.held_on', '>=', period.startsOn)
    .where('a.held_on', '<=', period.endsOn);
  const rows = await inPeriod
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .orderBy('a.held_on')
    .orderBy('a.id')
    .selectAll('a')
    .select(['k.name as kind_name', 'k.indicator_code'])
    .execute();
  const links = await inPeriod
    .innerJoin('activity_pair as l', 'l.activity_id', 'a.id')
    .where('l.deleted_at', 'is', null)
    .orderBy('l.id')
    .select(['l.activity_id', 'l.pair_id'])
    .execute();
  const pairsOf = Map.groupBy(links, (link) => link.activity_id);
  const levelOf = new Map(pairs.map((pair) => [pair.id, pair.level]));
  return rows.map((row) => {
    const pairIds = (pairsOf.get(row.id) ?? []).map((link) => link.pair_id);
    const levels = new Set(pairIds.map((id) => levelOf.get(id)).filter((level) => level !== undefined));
    return { ...row, speakers: speakersIn(row.speakers), pairIds, levels };
  });
}

/** A memorandum of a pair of schools. */
export type PairMemorandum = StoredMemorandum & { readonly pair: StoredPair };

/** What was done in a period, from which indicators are counted. */
export interface DoneInPeriod {
  readonly activities: readonly Tally[];
  readonly support: readonly SupportRow[];
  readonly goodModels: readonly SharedModel[];
}

/** What was done in a period beside activities, with the names of a day. */
export const givenIn = async (db: ReadDb, programmeId: string, period: Days, on: string) => ({
  support: await supportIn(db, programmeId, period, on),
  goodModels: await goodModelsIn(db, programmeId, period, on),
});

/** What figures are held against. */
export interface Plan {
  readonly pairs: readonly StoredPair[];
  /** Those of the pairs; the offices' own stand in no form. */
  readonly memoranda: readonly PairMemorandum[];
  readonly indicators: readonly Indicator[];
  readonly undertakings: readonly Undertaking[];
  /** The programme's own plan for what memoranda don't promise. */
  readonly plannedTargets: readonly Target[];
}

/** What the forms are drawn from, read once. */
export type Material = Plan & DoneInPeriod;

const standsIn = (period: Days, pair: StoredPair): boolean =>
  pair.starts_on <= period.endsOn && pair.ends_on >= period.startsOn;

/** The pairs that stand in a period, by their names of a day. */
export const pairsStandingIn = async (
  db: ReadDb,
  programmeId: string,
  period: Days,
  on: string,
): Promise<StoredPair[]> => (await listPairs(db, programmeId, on)).filter((pair) => standsIn(period, pair));

/** Reads it: of pairs that stand in the period, by their names of a day. */
export async function planIn(db: ReadDb, programmeId: string, period: Days, on: string): Promise<Plan> {
  return {
    pairs: await pairsStandingIn(db, programmeId, period, on),
    memoranda: (await listMemoranda(db, on)).flatMap((found) =>
      found.pair && standsIn(period, found.pair) ? { ...found, pair: found.pair } : [],
    ),
    indicators: await indicatorsOf(db),
    undertakings: await undertakingsOf(db, programmeId),
    plannedTargets: await targetsIn(db, programmeId),
  };
}

/** Adds up what each item amounts to. */
export const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);

/** A pair by its names. */
export const pairName = (pair: StoredPair) => ({
  supporting: pair.supporting_name,
  partner: pair.partner_name,
});
