import { z } from 'zod';
import { journalFilter } from './journal.ts';
import { command, count, id, instant, nothing, query } from './procedure.ts';
import { rowChange } from './reports.ts';

/** A deed that Ctrl+Z or Ctrl+Y would take back or do again. */
const step = z.object({ sequence: count, command: z.string() }).nullable();

export const historyProcedures = {
  'history.list': query(
    z.strictObject({
      limit: z.number().int().min(1).max(500).default(100),
      /** Only what touched this record or the rows that belong to it. */
      subject: z.strictObject({ kind: z.enum(['school', 'pair', 'memorandum', 'activity']), id }).optional(),
      /** Of the whole journal only these. */
      filter: journalFilter.optional(),
      /** Only rows before this one: the next page. */
      before: z.number().int().min(1).optional(),
    }),
    z.object({
      /** The row before which the next page begins; null where no older rows follow. */
      next: count.nullable(),
      entries: z.array(
        z.object({
          sequence: count,
          at: instant,
          actor: z.string(),
          command: z.string(),
          /** The edit behind it, however often that was taken back and done again: its right is needed to undo this. */
          deed: z.string(),
          undoable: z.boolean(),
          /** Whether what it changed was removed for the sake of somebody's privacy. */
          redacted: z.boolean(),
          /** Why, in the words of whoever did it. */
          reason: z.string().nullable(),
          /** The first few rows that changed; empty after a redaction. */
          changes: z.array(rowChange.omit({ at: true, actor: true })),
          /** How many more rows changed. */
          more: count,
        }),
      ),
    }),
  ),
  /** What this run of the program can take back next, and what it can do again. */
  'history.steps': query(nothing, z.object({ undo: step, redo: step })),
  /**
   * Takes one data edit back by its before-image; refused when the rows have changed since. Taking back a taking
   * back does the edit again.
   */
  'history.undo': command(z.strictObject({ sequence: z.number().int().min(1) }), nothing),
};
