import type { CommandContext } from '../context.ts';
import { created } from '../ids.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Stores the catalogues that the program ships: indicators, kinds of activity, school years. */
export async function seedCatalogue({ db, resources, now }: CommandContext): Promise<void> {
  const { indicators, activityKinds } = resources.catalogue;
  const stamps = created(now());
  await db
    .insertInto('indicator')
    .values(
      indicators.map(({ levels, committable, ...indicator }, position) => ({
        ...indicator,
        committable: committable ? (1 as const) : (0 as const),
        levels: levels ? json(levels) : null,
        position,
        ...stamps,
      })),
    )
    .execute();
  await db
    .insertInto('activity_kind')
    .values(
      activityKinds.map(({ code, name, indicator, requires, levels }, position) => ({
        code,
        name,
        indicator_code: indicator,
        requires: json(requires),
        levels: levels ? json(levels) : null,
        position,
        ...stamps,
      })),
    )
    .execute();
  await db
    .insertInto('school_year')
    .values(
      resources.calendar.map((year) => ({
        code: year.code,
        starts_on: year.startsOn,
        semester_1_ends_on: year.semester1EndsOn,
        semester_2_starts_on: year.semester2StartsOn,
        ends_on: year.endsOn,
        note: year.note,
        ...stamps,
      })),
    )
    .execute();
}
