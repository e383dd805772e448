import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { Level } from '../../../preload/contract/schools.ts';

/** An indicator of the catalogue. `PAIRS_SIGNED` counts papers; all others count activities. */
export type Indicator = Pick<Row<'indicator'>, 'code' | 'name' | 'unit' | 'counts' | 'committable'> & {
  readonly levels: readonly Level[] | null;
};

/** The indicator whose activities form 06 lists by school and subject. */
export const EXAM10_MEETINGS = 'EXAM10_MEETINGS';

/** What an indicator needs to know of an activity. */
export type CountedActivity = Pick<
  Row<'activity'>,
  'manager_turns' | 'teacher_turns' | 'pupil_turns' | 'demo_lessons' | 'materials'
> & {
  readonly indicator_code: string;
  /** How many activities are told of together; absent for a single one. */
  readonly times?: number;
};

const COUNTS = {
  all_activities: ({ times = 1 }: CountedActivity) => times,
  manager_turns: (activity: CountedActivity) => activity.manager_turns,
  teacher_turns: (activity: CountedActivity) => activity.teacher_turns,
  pupil_turns: (activity: CountedActivity) => activity.pupil_turns,
  demo_lessons: (activity: CountedActivity) => activity.demo_lessons,
  materials: (activity: CountedActivity) => activity.materials,
} as const;

const isCount = (name: string): name is keyof typeof COUNTS => Object.hasOwn(COUNTS, name);

/**
 * How much activities add to an indicator: lessons, turns and materials add their own numbers whatever
 * the activity's kind; an indicator of activities counts those of its own kind, one each.
 */
export function countedBy({
  code,
  counts,
}: Pick<Indicator, 'code' | 'counts'>): (activity: CountedActivity) => number {
  if (isCount(counts)) return COUNTS[counts];
  return ({ indicator_code, times = 1 }) => (indicator_code === code ? times : 0);
}

/** How much one activity adds to an indicator. */
export const amountFor = (indicator: Pick<Indicator, 'code' | 'counts'>, activity: CountedActivity): number =>
  countedBy(indicator)(activity);

/** The catalogue in its order. */
export async function indicatorsOf(db: ReadDb): Promise<Indicator[]> {
  const rows = await db
    .selectFrom('indicator')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, levels: row.levels === null ? null : JSON.parse(row.levels) }));
}

/** How much was promised for one semester of each school year in some days. */
interface PromisedAmount {
  readonly semester: 1 | 2;
  readonly quantity: number;
  /** From this day on the promise holds: its own first day, else the signing, the ceremony, the pair's first day. */
  readonly from: string;
  readonly to: string;
}

/** What was promised. */
export interface Promised extends PromisedAmount {
  readonly indicator: string;
}

/** What one pair promised. */
export interface Undertaking extends Promised {
  readonly commitmentId: string;
  readonly memorandumId: string;
  readonly pairId: string;
}

/** The memoranda that promise something, and the days in which each of their promises holds. */
const promisers = (db: ReadDb, programmeId: string) =>
  db
    .selectFrom('memorandum as m')
    .innerJoin('school_pair as p', 'p.id', 'm.pair_id')
    .innerJoin('programme as g', 'g.id', 'p.programme_id')
    .leftJoin('ceremony_entry as e', (join) =>
      join.onRef('e.memorandum_id', '=', 'm.id').on('e.deleted_at', 'is', null),
    )
    .leftJoin('ceremony as s', 's.id', 'e.ceremony_id')
    .where('p.programme_id', '=', programmeId)
    .where('m.deleted_at', 'is', null)
    .where('p.deleted_at', 'is', null)
    .where('m.state', '!=', 'cancelled')
    .select(({ fn }) => [
      fn.coalesce('m.starts_on', 'm.signed_on', 's.held_on', 'p.starts_on').as('from'),
      // A pair that goes on under a renewed memorandum does not go on under the old one.
      fn.coalesce('m.ends_on', 'g.ends_on').as('to'),
    ]);

/** The promises of all memoranda that are not cancelled. */
export async function undertakingsOf(db: ReadDb, programmeId: string): Promise<Undertaking[]> {
  const memoranda = await promisers(db, programmeId)
    .select(['m.id as memorandumId', 'p.id as pairId'])
    .execute();
  // Put together here: joined by SQLite, the few that promise would be handed over with each of their many promises.
  const commitments = await db
    .selectFrom('commitment')
    .where('deleted_at', 'is', null)
    .select(['id as commitmentId', 'memorandum_id', 'indicator_code as indicator', 'semester', 'quantity'])
    .execute();
  const byMemorandum = Map.groupBy(commitments, ({ memorandum_id }) => memorandum_id);
  return memoranda.flatMap((memorandum) =>
    (byMemorandum.get(memorandum.memorandumId) ?? []).map(
      ({ commitmentId, indicator, semester, quantity }): Undertaking => ({
        commitmentId,
        indicator,
        semester,
        quantity,
        ...memorandum,
      }),
    ),
  );
}

/** The same, those added up that hold in the same days: where no pair is asked for. */
export const promisedInAll = (db: ReadDb, programmeId: string): Promise<Promised[]> =>
  promisers(db, programmeId)
    .innerJoin('commitment as c', 'c.memorandum_id', 'm.id')
    .where('c.deleted_at', 'is', null)
    .groupBy(['c.indicator_code', 'c.semester', 'from', 'to'])
    .select(({ fn }) => [
      'c.indicator_code as indicator',
      'c.semester',
      fn.sum<number>('c.quantity').as('quantity'),
    ])
    .execute();

/** What was promised over all indicators, by memoranda: their promises lie in this order, so nothing is sorted. */
export async function promisedByMemoranda(db: ReadDb, programmeId: string): Promise<PromisedAmount[]> {
  const memoranda = await promisers(db, programmeId)
    .innerJoin(
      (from) =>
        from
          .selectFrom('commitment')
          .where('deleted_at', 'is', null)
          .groupBy('memorandum_id')
          .select(({ fn }) => [
            'memorandum_id',
            fn.sum<number | null>('quantity').filterWhere('semester', '=', 1).as('first'),
            fn.sum<number | null>('quantity').filterWhere('semester', '=', 2).as('second'),
          ])
          .as('c'),
      (join) => join.onRef('c.memorandum_id', '=', 'm.id'),
    )
    .select(['c.first', 'c.second'])
    .execute();
  return memoranda.flatMap(({ first, second, from, to }) => [
    { semester: 1, quantity: first ?? 0, from, to },
    { semester: 2, quantity: second ?? 0, from, to },
  ]);
}

/** The last school day of a semester, on which what was promised for it is due. */
export const dueDayOf = (year: SchoolYear, semester: 1 | 2): string =>
  semester === 1 ? year.semester1EndsOn : year.endsOn;

/**
 * How much of each promise falls due in a period. A semester's promise is due on the semester's last school
 * day, so that it is counted once, whatever quarter or year is asked for.
 */
export function dueIn(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  calendar: readonly SchoolYear[],
): (promise: PromisedAmount) => number {
  const dueDays = (semester: 1 | 2) =>
    calendar.map((year) => dueDayOf(year, semester)).filter((day) => startsOn <= day && day <= endsOn);
  const days = { 1: dueDays(1), 2: dueDays(2) };
  return ({ semester, from, to, quantity }) =>
    days[semester].filter((day) => from <= day && day <= to).length * quantity;
}
