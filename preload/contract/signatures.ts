import { z } from 'zod';
import { side } from './memoranda.ts';
import { count, fileRef, id, instant, job, optionalLine } from './procedure.ts';

/** What can be said of one signature of a PDF. */
export const signature = z.object({
  /** By its certificate; null when it can't be read. */
  name: z.string().nullable(),
  /** As the signature itself says. */
  signedAt: instant.nullable(),
  /** Mathematically right, and the covered bytes unchanged. */
  valid: z.boolean(),
  /** The certificate was valid at signing and leads to a trusted one; the program ships none. */
  trusted: z.boolean(),
  /** Nothing stands behind what it covers; false for all but the last of several signers. */
  coversWholeFile: z.boolean(),
  /** Something other than further signatures was added or changed behind it. */
  changedSince: z.boolean(),
  /** What is to be known beside a plain yes, in Vietnamese. */
  reason: z.string().nullable(),
});
export type Signature = z.infer<typeof signature>;

export const signatureProcedures = {
  /**
   * Signs the newest bytes of a memorandum for one side with a PKCS#12 certificate, and stores the result as its next
   * signed copy; the bytes before stay stored as they were. The certificate and its password are not kept.
   * @throws MEMORANDUM_STATE, ALREADY_SIGNED, CONFLICT, P12_WRONG_PASSWORD, P12_UNREADABLE, P12_NO_KEY,
   * P12_KEY_UNSUPPORTED, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID
   */
  'signatures.sign': job(
    {
      memorandumId: id,
      side,
      p12FileId: z.string(),
      password: z.string().max(1000),
      reason: optionalLine(200).optional(),
    },
    z.object({
      copy: count,
      file: fileRef,
      pages: count,
      /** By the certificate. */
      name: z.string(),
      /** Both parties have signed this file. */
      complete: z.boolean(),
      /** The memorandum lacked nothing else and is filed now. */
      filed: z.boolean(),
      /** In Vietnamese: a certificate that vouches for itself, or one of another name than the paper's. */
      warnings: z.array(z.object({ code: z.enum(['SELF_SIGNED', 'OTHER_NAME']), message: z.string() })),
    }),
  ),
  /** Judges all signatures of a PDF, of this program or another, in their order. @throws PDF_DAMAGED, PDF_ENCRYPTED */
  'signatures.verify': job({ fileId: z.string() }, z.object({ signatures: z.array(signature) })),
};
