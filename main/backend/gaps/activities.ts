import { sql } from 'kysely';
import { chunked, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { Reading } from '../commitments/participations.ts';
import { AMOUNTS, NUMBER, numbersOf, portionsOf, type Stretches } from '../reports/adding.ts';
import { indicatorByKind } from '../reports/tallies.ts';

/** Meetings of a pair in this school year that are alike, told of together. */
export interface Meeting extends Pick<Row<'activity'>, 'status' | 'subject' | 'host'> {
  readonly pair_id: string;
  readonly indicator_code: string;
  /** A day of the stretch in which they were held. */
  readonly held_on: string;
  times: number;
}

/** An activity that something is missing of, under the first of its pairs that stands. */
export interface UnfinishedActivity {
  readonly id: string;
  readonly pair_id: string;
  readonly held_on: string;
  readonly topic: string;
}

/** What a pair did without evidence. */
export interface Unproven {
  readonly times: number;
  readonly newest: UnfinishedActivity | undefined;
}

/** The number of its row stands for an activity until its topic is asked for. */
type Seen = Pick<UnfinishedActivity, 'pair_id' | 'held_on'> & { readonly number: number };

const ALL_DAYS = { startsOn: '0000-01-01', endsOn: '9999-12-31' };

const isUnproven = sql<0 | 1>`a.status = 'done' AND a.evidence IS NULL AND NOT EXISTS (
  SELECT 1 FROM evidence e WHERE e.activity_id = a.id AND e.deleted_at IS NULL)`;

/**
 * Looks at all activities while they are read for what was promised, so that they are read once.
 * @param standing pairs about which something can be missing
 * @param since the first day of meetings that are told of; none are where it is null
 */
export async function lookAtActivities(
  db: ReadDb,
  { today, standing, since }: { today: string; standing: ReadonlySet<string>; since: string | null },
) {
  const meetings = meetingsBy(await indicatorByKind(db));
  const planned: Seen[] = [];
  const unproven = new Map<string, { times: number; newest: Seen[] }>();

  async function* links(db: ReadDb, programmeId: string, days: Reading['days'], stretches: Stretches) {
    let last = 0;
    for await (const portion of portionsOf(db, programmeId, days, stretches)) {
      const links = await portion
        .select([NUMBER.as('number'), 'a.status', 'a.held_on', 'a.subject', 'a.host'])
        .select(isUnproven.as('unproven'))
        .select(AMOUNTS)
        .execute();
      for (const link of links) {
        const { number, pair_id, status, held_on } = link;
        if (pair_id === null) continue;
        if (since !== null && held_on >= since) meetings.add(pair_id, link, stretches);
        if (number === last || !standing.has(pair_id)) continue;
        last = number;
        if (status === 'planned' && held_on < today) planned.push({ number, pair_id, held_on });
        else if (link.unproven) lack({ number, pair_id, held_on });
      }
      yield links;
    }
  }
  const lack = (seen: Seen) => {
    const known = unproven.get(seen.pair_id);
    const [newest] = known?.newest ?? [];
    if (!known || !newest) {
      unproven.set(seen.pair_id, { times: 1, newest: [seen] });
    } else {
      known.times += 1;
      if (newest.held_on < seen.held_on) known.newest = [seen];
      else if (newest.held_on === seen.held_on) known.newest.push(seen);
    }
  };

  const reading: Reading = { days: ALL_DAYS, links };
  return {
    reading,
    meetings: meetings.all,
    unfinished: async () => {
      const newest = [...unproven.values()].flatMap((each) => each.newest);
      const named = await namedOf(db, [...planned, ...newest]);
      const inOrder = (seen: readonly Seen[]) =>
        seen.flatMap(({ number }) => named.get(number) ?? []).sort(byDay);
      return {
        planned: inOrder(planned),
        unproven: new Map(
          Array.from(unproven, ([pairId, { times, newest }]) => [
            pairId,
            { times, newest: inOrder(newest).at(-1) },
          ]),
        ),
      };
    },
  };
}

/** Meetings that are alike in all that is asked of them. */
function meetingsBy(indicatorOf: (kind: string) => string) {
  const byPair = new Map<string, Map<number, Meeting>>();
  const sorts = numbersOf<string>();
  type Held = Pick<Meeting, 'status' | 'subject' | 'host'> & {
    readonly kind_code: string;
    readonly stretch: number;
  };
  return {
    add(pair_id: string, { kind_code, status, subject, host, stretch }: Held, stretches: Stretches): void {
      // Texts are dear to put together; each is one line.
      const sort = sorts.of(
        subject === null && host === null ? kind_code : `${kind_code}\n${subject ?? ''}\n${host ?? ''}`,
      );
      const variety = (sort * stretches.count + stretch) * 2 + (status === 'done' ? 1 : 0);
      const own = byPair.get(pair_id) ?? new Map<number, Meeting>();
      byPair.set(pair_id, own);
      const known = own.get(variety);
      if (known) {
        known.times += 1;
      } else {
        const indicator_code = indicatorOf(kind_code);
        const held_on = stretches.firstDay(stretch);
        own.set(variety, { pair_id, indicator_code, status, subject, host, held_on, times: 1 });
      }
    },
    all: (): Meeting[] => [...byPair.values()].flatMap((own) => [...own.values()]),
  };
}

const byDay = (left: UnfinishedActivity, right: UnfinishedActivity): number =>
  left.held_on < right.held_on || (left.held_on === right.held_on && left.id < right.id) ? -1 : 1;

/** Activities by the numbers of their rows, with their topics. */
async function namedOf(db: ReadDb, seen: readonly Seen[]): Promise<ReadonlyMap<number, UnfinishedActivity>> {
  const named = new Map<number, UnfinishedActivity>();
  const pairOf = new Map(seen.map(({ number, pair_id }) => [number, pair_id]));
  for (const numbers of chunked([...pairOf.keys()])) {
    const rows = await db
      .selectFrom('activity as a')
      .where(NUMBER, 'in', numbers)
      .select([NUMBER.as('number'), 'a.id', 'a.held_on', 'a.topic'])
      .execute();
    for (const { number, ...row } of rows) named.set(number, { ...row, pair_id: pairOf.get(number) ?? '' });
  }
  return named;
}
