import type { CommandContext, QueryContext } from '../context.ts';
import { created } from '../ids.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** What the program ships and a folder does not know, not even in its bin: a renamed row stays as it was renamed. */
async function missing({ db, resources }: Pick<QueryContext, 'db' | 'resources'>) {
  const { catalogue, calendar } = resources;
  const known = async (table: 'indicator' | 'activity_kind' | 'school_year') =>
    new Set((await db.selectFrom(table).select('code').execute()).map(({ code }) => code));
  const [indicators, kinds, years] = [
    await known('indicator'),
    await known('activity_kind'),
    await known('school_year'),
  ];
  const placed = <T>(rows: readonly T[]) => rows.map((row, position) => ({ ...row, position }));
  return {
    indicators: placed(catalogue.indicators).filter(({ code }) => !indicators.has(code)),
    activityKinds: placed(catalogue.activityKinds).filter(({ code }) => !kinds.has(code)),
    schoolYears: calendar.filter(({ code }) => !years.has(code)),
  };
}

/** Whether the folder was made by a program that shipped less. */
export async function lacksCatalogue(context: Pick<QueryContext, 'db' | 'resources'>): Promise<boolean> {
  return Object.values(await missing(context)).some((rows) => rows.length > 0);
}

/** Stores what is missing of the catalogues that the program ships: indicators, kinds of activity, school years. */
export async function seedCatalogue(context: CommandContext): Promise<void> {
  const { db, now } = context;
  const { indicators, activityKinds, schoolYears } = await missing(context);
  const stamps = created(now());
  if (indicators.length > 0)
    await db
      .insertInto('indicator')
      .values(
        indicators.map(({ levels, committable, ...indicator }) => ({
          ...indicator,
          committable: committable ? (1 as const) : (0 as const),
          levels: levels ? json(levels) : null,
          ...stamps,
        })),
      )
      .execute();
  if (activityKinds.length > 0)
    await db
      .insertInto('activity_kind')
      .values(
        activityKinds.map(({ code, name, indicator, requires, levels, position }) => ({
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
  if (schoolYears.length > 0)
    await db
      .insertInto('school_year')
      .values(
        schoolYears.map((year) => ({
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
