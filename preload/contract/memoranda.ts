import { z } from 'zod';
import { command, count, evenCopies, fileRef, id, job, nothing, query } from './procedure.ts';
import { level } from './schools.ts';

/** nháp → đã chốt → đã in → đã ký → đã lưu; đã hủy from any. */
export const memorandumState = z.enum(['draft', 'finalised', 'printed', 'signed', 'filed', 'cancelled']);
export type MemorandumState = z.infer<typeof memorandumState>;

/** A finding of the pre-flight: an error stops this memorandum, a warning does not. */
export const finding = z.object({
  memorandumId: id,
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
});
export type Finding = z.infer<typeof finding>;

const party = z.object({ schoolId: id, name: z.string(), unit: z.string() });

export const memorandum = z.object({
  id,
  pairId: id,
  level,
  state: memorandumState,
  version: z.number().int(),
  number: z.string().nullable(),
  signedOn: z.string().nullable(),
  copies: count,
  supporting: party,
  partner: party,
  /** The file that was stored when the newest version was finalised. */
  fileId: z.string().nullable(),
  pages: count.nullable(),
});
export type Memorandum = z.infer<typeof memorandum>;

const commitment = z.object({
  indicator: z.string(),
  name: z.string(),
  unit: z.string(),
  semester1: count,
  semester2: count,
});

export const memorandumProcedures = {
  'memoranda.list': query(nothing, z.object({ memoranda: z.array(memorandum) })),
  'memoranda.get': query(
    z.strictObject({ id }),
    memorandum.extend({
      contents: z.array(z.object({ code: z.string(), name: z.string(), chosen: z.boolean() })),
      commitments: z.array(commitment),
    }),
  ),
  /** A draft for every pair that has no memorandum. */
  'memoranda.draft': command(nothing, z.object({ created: count })),
  /** Changes a draft; a finalised memorandum is refused. */
  'memoranda.update': command(
    z.strictObject({
      id,
      copies: evenCopies.optional(),
      contents: z.array(z.string()).optional(),
      commitments: z
        .array(z.strictObject({ indicator: z.string(), semester1: count, semester2: count }))
        .optional(),
    }),
    nothing,
  ),
  'memoranda.cancel': command(z.strictObject({ id }), nothing),
  'memoranda.check': query(
    z.strictObject({ ids: z.array(id).optional() }),
    z.object({ findings: z.array(finding) }),
  ),
  /** The true PDF as it would be printed now; a finalised one is the stored file. */
  'memoranda.preview': job({ id }, fileRef.extend({ pages: count })),
  /**
   * Finalises every draft without an error (`strict`: without a finding) and hands out the files; finalised
   * ones are handed out again as they were stored. With `printCopies` also one file for the printer, which
   * marks them printed; 0 copies means those of each memorandum.
   */
  'memoranda.generate': job(
    {
      ids: z.array(id).optional(),
      strict: z.boolean().default(false),
      printSet: z.strictObject({ copies: z.number().int().min(1).max(99).optional() }).optional(),
    },
    z.object({
      files: z.array(
        fileRef.extend({
          memorandumId: id,
          version: count,
          pages: count,
          sha256: z.string(),
          pair: z.string(),
        }),
      ),
      printSet: fileRef.extend({ pages: count }).nullable(),
      findings: z.array(finding),
    }),
  ),
};
