import type { Selectable } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import type { Schema } from '../../../db/schema.ts';
import { AMOUNTS, type Amounts, numbersOf, portionsOf, type Stretches, sumsBy } from '../reports/adding.ts';
import type { CountedActivity } from '../reports/indicators.ts';
import type { Days } from '../reports/periods.ts';
import { indicatorByKind } from '../reports/tallies.ts';

/** Activities of one pair that count alike: of the same kind and status, in the same stretch of days. */
export type Participations = CountedActivity & {
  readonly status: 'planned' | 'done';
  /** A day of the stretch. */
  readonly held_on: string;
  readonly pairIds: readonly [string];
};

/** An activity, once for each of its pairs. */
export type Link = Amounts &
  Pick<Selectable<Schema['activity']>, 'kind_code' | 'status'> & {
    /** Null where it is of no pair. */
    readonly pair_id: string | null;
    readonly stretch: number;
  };

/** How the activities of some days are read. */
export interface Reading {
  readonly days: Days;
  readonly links: (
    db: ReadDb,
    programmeId: string,
    days: Days,
    stretches: Stretches,
  ) => AsyncIterable<readonly Link[]>;
}

/** Reads the activities of some days, done and planned, in portions. */
export async function* linksIn(db: ReadDb, programmeId: string, days: Days, stretches: Stretches) {
  for await (const portion of portionsOf(db, programmeId, days, stretches))
    yield await portion.select('a.status').select(AMOUNTS).execute();
}

/** Adds up what all pairs take part in, by stretches. */
export async function participationsOf(
  db: ReadDb,
  portions: AsyncIterable<readonly Link[]>,
  stretches: Stretches,
): Promise<Participations[]> {
  const kinds = numbersOf<string>();
  const found = { done: sumsBy<string>(), planned: sumsBy<string>() };
  for await (const links of portions)
    for (const link of links)
      if (link.pair_id !== null)
        found[link.status].add(link.pair_id, kinds.of(link.kind_code) * stretches.count + link.stretch, link);
  const indicatorOf = await indicatorByKind(db);
  return (['done', 'planned'] as const).flatMap((status) =>
    found[status].flatMap((pairId, sums) => {
      const pairIds = [pairId] as const;
      return Array.from(sums, ([variety, sum]) => ({
        ...sum,
        status,
        held_on: stretches.firstDay(variety % stretches.count),
        indicator_code: indicatorOf(kinds.value(Math.floor(variety / stretches.count))),
        pairIds,
      }));
    }),
  );
}
