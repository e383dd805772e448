import { z } from 'zod';
import { command, fileRef, id, job, nothing, optionalLine, query } from './procedure.ts';

/** What evidence belongs to. */
export const evidenceOwner = z.union([
  z.strictObject({ activityId: id }),
  z.strictObject({ goodModelId: id }),
]);
export type EvidenceOwner = z.infer<typeof evidenceOwner>;

/** An address that a browser could open. */
const address = z.url({ protocol: /^https?$/ }).max(1000);

export const evidence = z.object({
  id,
  kind: z.enum(['photo', 'pdf', 'link']),
  caption: z.string().nullable(),
  /** The stored file: a photo turned upright, without what the camera wrote into it. */
  file: fileRef.nullable(),
  /** Of a photo. */
  thumbnailFileId: z.string().nullable(),
  url: z.string().nullable(),
  /** Photos only: chosen by a person to be shown in reports. */
  inReport: z.boolean(),
});
export type Evidence = z.infer<typeof evidence>;

export const evidenceProcedures = {
  'evidence.list': query(z.strictObject({ of: evidenceOwner }), z.object({ evidence: z.array(evidence) })),
  /** Takes in files (JPG, PNG, PDF) that were handed in before; all or none. */
  'evidence.addFiles': job(
    { of: evidenceOwner, fileIds: z.array(z.string()).min(1).max(50) },
    z.object({ ids: z.array(id) }),
  ),
  'evidence.addLink': command(
    z.strictObject({ of: evidenceOwner, url: address, caption: optionalLine(200) }),
    z.object({ id }),
  ),
  'evidence.update': command(
    z.strictObject({ id, caption: optionalLine(200).optional(), inReport: z.boolean().optional() }),
    nothing,
  ),
  'evidence.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
};
