import { z } from 'zod';
import { memorandumState } from './memoranda.ts';
import { command, count, fileRef, id, instant, job, nothing, query } from './procedure.ts';

/** A clockwise turn in degrees that brings a page upright. */
export const turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/**
 * Why a scanned page is not filed: no code could be read; the page can't be shown; codes of more than one page; its
 * memorandum was cancelled; it was printed from a preview; a code of another kind; a code that this folder has not
 * made (another folder's, altered or forged); nothing stands on it.
 */
export const scanReason = z.enum([
  'unread',
  'damaged',
  'several',
  'cancelled',
  'not_final',
  'foreign',
  'not_ours',
  'blank',
]);
export type ScanReason = z.infer<typeof scanReason>;

/** A page of a stack whose code says where it belongs. */
const placed = z.object({ stackPage: count, memorandumId: id, version: count, page: count });

/** A signed copy that became whole, and what its memorandum still lacks to be filed, in words. */
const wholeCopy = z.object({
  memorandumId: id,
  version: count,
  copy: count,
  state: memorandumState,
  missing: z.array(z.string()),
});

export const scanProcedures = {
  /**
   * Splits one or more files (PDF, JPG, PNG: together one stack) by the codes on their pages and files what proves to
   * be a memorandum's. A stack is kept as it came; pages without a sure place wait in the tray.
   */
  'scans.file': job(
    { fileIds: z.array(z.string()).min(1).max(500) },
    z.object({
      stackId: id,
      pages: count,
      filed: z.array(z.object({ memorandumId: id, version: count, pages: z.array(count) })),
      /** Of the memoranda of which the stack brought pages. */
      missing: z.array(z.object({ memorandumId: id, page: count })),
      unknown: z.array(z.object({ stackPage: count, reason: scanReason })),
      duplicates: z.array(placed),
      outdated: z.array(placed),
      copies: z.array(wholeCopy),
    }),
  ),
  /** Stacks that came, newest first. */
  'scans.stacks': query(
    nothing,
    z.object({
      stacks: z.array(
        z.object({
          id,
          file: fileRef,
          pages: count,
          filed: count,
          waiting: count,
          blank: count,
          addedAt: instant,
        }),
      ),
    }),
  ),
  /** Pages that wait for a person. */
  'scans.tray': query(
    nothing,
    z.object({
      pages: z.array(
        z.object({
          id,
          stackId: id,
          /** The stack; the page is shown from it. */
          file: fileRef,
          stackPage: count,
          rotation: turn,
          status: z.enum(['tray', 'stranger', 'duplicate', 'outdated']),
          reason: scanReason.nullable(),
          /** What its code says, where it is genuine. */
          memorandumId: id.nullable(),
          version: count.nullable(),
          page: count.nullable(),
        }),
      ),
    }),
  ),
  /**
   * A person says what pages of the tray are. One that was filed before in the same place steps back to the tray as
   * a duplicate; a copy that becomes whole is added beside the earlier ones.
   */
  'scans.assign': job(
    {
      pages: z
        .array(z.strictObject({ id, memorandumId: id, page: z.number().int().min(1), rotation: turn }))
        .min(1)
        .max(500),
    },
    z.object({ copies: z.array(wholeCopy) }),
  ),
  /** Takes pages out of the tray; the stack keeps them. */
  'scans.discard': command(z.strictObject({ ids: z.array(id).min(1).max(500) }), nothing),
  /** Joins pictures and PDFs, each turned as said, into one PDF of A4 pages. */
  'scans.join': job(
    {
      files: z
        .array(z.strictObject({ fileId: z.string(), rotation: turn.default(0) }))
        .min(1)
        .max(200),
      name: z.string().max(200).default('Bản quét'),
    },
    fileRef.extend({ pages: count }),
  ),
};
