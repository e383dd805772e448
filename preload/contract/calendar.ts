import { z } from 'zod';
import { command, day, nothing, optionalLine } from './procedure.ts';

/** "2024-2025". */
const code = z.string().regex(/^\d{4}-\d{4}$/);

/** What a person fills in for a school year; the days follow each other, all inclusive. */
export const schoolYearForm = z.strictObject({
  code,
  startsOn: day,
  semester1EndsOn: day,
  semester2StartsOn: day,
  endsOn: day,
  note: optionalLine(500),
});
export type SchoolYearForm = z.infer<typeof schoolYearForm>;

/** One school year of the city's calendar; dates as the yearly decision gives them, all inclusive. */
export const schoolYear = z
  .object({
    code,
    startsOn: day,
    semester1EndsOn: day,
    semester2StartsOn: day,
    endsOn: day,
    note: z.string().nullable(),
  })
  .refine((year) => Number(year.code.slice(5)) === Number(year.code.slice(0, 4)) + 1, {
    error: 'a school year spans two consecutive years',
  })
  .refine(
    (year) =>
      year.startsOn < year.semester1EndsOn &&
      year.semester1EndsOn < year.semester2StartsOn &&
      year.semester2StartsOn < year.endsOn,
    { error: 'the days of a school year must follow each other' },
  );
export type SchoolYear = z.infer<typeof schoolYear>;

export const calendarProcedures = {
  /** Stores one school year, known by its code, or adds it. */
  'calendar.save': command(schoolYearForm, nothing),
  /** Removes a year that nothing is counted in. */
  'calendar.remove': command(z.strictObject({ code }), nothing),
};
