import { z } from 'zod';
import { memorandumState } from './memoranda.ts';
import { count, day, nothing, query } from './procedure.ts';
import { level } from './schools.ts';

/** A job of the office that waits. */
const task = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  count,
  /** What waits, as a sentence. */
  text: z.string(),
  /** The next step: a verb, and the screen that opens at what the task is about. */
  action: z.object({
    label: z.string(),
    screen: z.enum(['schools', 'pairs', 'memoranda', 'ceremonies', 'activities', 'reports', 'settings']),
    params: z.record(z.string(), z.string()),
  }),
});
export type Task = z.infer<typeof task>;

export const overviewProcedures = {
  'overview.get': query(
    nothing,
    z.object({
      /** The day for which all this is so. */
      asOf: day,
      schools: count,
      pairs: count,
      unpaired: count,
      memoranda: z.record(memorandumState, count),
      activities: z.object({ planned: count, done: count }),
      /** What the memoranda promised until today, over all indicators. */
      committed: count,
      levels: z.array(z.object({ level, schools: count, pairs: count })),
      /** What the office has to do, the most urgent first; what is missing in the pairs is told by `gaps.list`. */
      tasks: z.array(task),
    }),
  ),
};
