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

export const calendarProcedures = {
  /** Stores one school year, known by its code, or adds it. */
  'calendar.save': command(schoolYearForm, nothing),
  /** Removes a year that nothing is counted in. */
  'calendar.remove': command(z.strictObject({ code }), nothing),
};
