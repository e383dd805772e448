import { z } from 'zod';
import { command, instant, nothing, query } from './procedure.ts';

/** What a person can delete, in the order in which it is taken out: what others need comes first. */
export const BIN_KINDS = [
  'school',
  'activityKind',
  'schoolYear',
  'pair',
  'ceremony',
  'document',
  'goodModel',
  'activity',
  'support',
  'examResult',
  'difficulty',
  'departmentForm',
  'evidence',
  'scanPage',
] as const;

export const binKind = z.enum(BIN_KINDS);
export type BinKind = z.infer<typeof binKind>;

/** Something in the bin. */
export const binItem = z.object({
  kind: binKind,
  id: z.string(),
  name: z.string(),
  /** What it belongs to: the unit of a school, the activity of a photo. */
  of: z.string().nullable(),
  deletedAt: instant,
  /** Null when the journal does not tell any more. */
  deletedBy: z.string().nullable(),
});
export type BinItem = z.infer<typeof binItem>;

export const binProcedures = {
  /** Everything that was deleted and can come back, the latest first. */
  'bin.list': query(nothing, z.object({ items: z.array(binItem) })),
  /**
   * Takes things out of the bin, all or none; drafts of memoranda come back with their pair.
   * @throws RESTORE_NEEDS, RESTORE_REFUSED, PAIR_OVERLAPS and what else refuses a new pair or school
   */
  'bin.restore': command(
    z.strictObject({
      items: z
        .array(z.strictObject({ kind: binKind, id: z.string().max(100) }))
        .min(1)
        .max(5000),
      /** A second pair of one school is meant. */
      confirmOverlap: z.boolean().default(false),
    }),
    nothing,
  ),
};
