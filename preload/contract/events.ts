import { z } from 'zod';

/** What the backend tells without being asked. */
export const EVENTS = {
  /** A job moved on. `total` 0 means that the end is not known yet. */
  'job.progress': z.object({
    jobId: z.string(),
    label: z.string(),
    done: z.number().int(),
    total: z.number().int(),
  }),
  /** A command or job changed the data; lists that are on screen may be out of date. */
  'data.changed': z.object({ procedure: z.string() }),
  /** Somebody signed in, locked or left. The only event that is told while nobody works. */
  'session.changed': z.object({}),
};
