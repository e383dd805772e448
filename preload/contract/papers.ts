import { z } from 'zod';
import { command, count, day, fileRef, id, instant, job, nothing, query } from './procedure.ts';
import { templateKind } from './templates.ts';

/** The papers around a memorandum. */
export const paperKind = templateKind.extract(['handover', 'invitation', 'minutes']);
export type PaperKind = z.infer<typeof paperKind>;

const paper = z.object({
  id,
  kind: paperKind,
  title: z.string(),
  /** Set once it is issued: the frozen file. */
  fileId: z.string().nullable(),
  pages: count.nullable(),
  issuedAt: instant.nullable(),
  date: day.nullable(),
  updatedAt: instant,
});
export type Paper = z.infer<typeof paper>;

/** The facts are the paper's own JSON, checked by the backend against its kind. */
const facts = z.record(z.string(), z.json());

export const paperProcedures = {
  'papers.list': query(nothing, z.object({ papers: z.array(paper) })),
  'papers.get': query(z.strictObject({ id }), paper.extend({ facts })),
  /** A new paper, filled in as far as the register, the pair and the ceremony know. */
  'papers.create': command(
    z.strictObject({ kind: paperKind, pairId: id.optional(), ceremonyId: id.optional() }),
    z.object({ id }),
  ),
  'papers.update': command(z.strictObject({ id, facts }), nothing),
  'papers.remove': command(z.strictObject({ id }), nothing),
  'papers.preview': job({ id }, fileRef.extend({ pages: count })),
  'papers.word': job({ id }, fileRef),
  /** Freezes the file; a change afterwards is a new paper. */
  'papers.issue': job({ id }, fileRef.extend({ pages: count })),
};
