import { z } from 'zod';
import { count, day, fileRef, instant, job, line, query } from './procedure.ts';

/** Which rows of the journal are wanted; what is empty does not matter. */
export const journalFilter = z.strictObject({
  /** Part of the name of who did it. */
  actor: line(100).default(''),
  /** Days of this office, both included. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** Name of the procedure. */
  command: z.string().max(100).nullable().default(null),
  /** What a row says, or the name of what it is about; accents do not matter. */
  text: line(200).default(''),
});
export type JournalFilter = z.infer<typeof journalFilter>;

export const journalProcedures = {
  /** The rows that a filter lets through as a workbook, the newest first, with the filter said in it. */
  'journal.export': job(
    {
      filter: journalFilter.default(journalFilter.parse({})),
      withPhones: z.boolean().default(false),
      /** What the window calls deeds, by the names of their procedures. */
      deeds: z.record(z.string().max(100), z.string().max(200)).default({}),
    },
    fileRef.extend({
      rows: count,
      /** Whether older rows were left out, because a workbook would be too big. */
      isCut: z.boolean(),
    }),
  ),
  /** Finds the row whose mark is printed on a paper, and says whether all rows up to it are as they were. */
  'journal.compare': query(
    z.strictObject({ mark: line(200) }),
    z.object({
      /** Null: no row of this folder has this mark. */
      row: z.object({ sequence: count, at: instant, actor: z.string(), command: z.string() }).nullable(),
      /** What is wrong up to that row, in words. */
      problems: z.array(z.string()),
    }),
  ),
};
