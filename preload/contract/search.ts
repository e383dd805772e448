import { z } from 'zod';
import { query } from './procedure.ts';

/** What the search knows, in the order in which hits are shown. */
export const hitKind = z.enum(['school', 'person', 'memorandum', 'activity', 'member', 'guide']);

/** One thing that was found. */
const hit = z.object({
  kind: hitKind,
  /** Of what is opened: a person is opened with the school that it heads. */
  id: z.string(),
  title: z.string(),
  /** What tells it from others of that title. */
  note: z.string(),
});
export type Hit = z.output<typeof hit>;

export const searchProcedures = {
  /** Every word must occur, accents and đ do not matter; the text with its exact accents comes first in each kind. */
  'search.find': query(z.strictObject({ text: z.string().max(200) }), z.object({ hits: z.array(hit) })),
};
