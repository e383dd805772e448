import { z } from 'zod';
import { command, count, fileRef, id, instant, job, nothing, optionalLine, query } from './procedure.ts';

/** The papers that a template can word. */
export const templateKind = z.enum(['memorandum', 'unit_memorandum', 'handover', 'invitation', 'minutes']);
export type TemplateKind = z.infer<typeof templateKind>;

const templateVersion = z.object({
  id,
  kind: templateKind,
  version: count,
  /** A draft is still edited; a published version is never changed. */
  status: z.enum(['draft', 'published']),
  note: z.string().nullable(),
  /** How many memoranda or papers it words. */
  usedBy: count,
  updatedAt: instant,
});
export type TemplateVersion = z.infer<typeof templateVersion>;

/** Something wrong with a template, at a place that the editor can show. */
const templateProblem = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() });

/** A part of a text as a comparison shows it. */
export const difference = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  /** Where: "Điều 3, khoản 2". */
  place: z.string(),
  parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
});
export type Difference = z.infer<typeof difference>;

/** The content is the template's own JSON, checked by the backend; its shape is `papers` of the backend. */
const content = z.record(z.string(), z.json());

export const templateProcedures = {
  'templates.list': query(nothing, z.object({ templates: z.array(templateVersion) })),
  'templates.get': query(z.strictObject({ id }), templateVersion.extend({ content })),
  /** The chips that a template of a kind may use. */
  'templates.fields': query(
    z.strictObject({ kind: templateKind }),
    z.object({ fields: z.array(z.object({ name: z.string(), label: z.string(), group: z.string() })) }),
  ),
  /** A draft of the next version, copied from this one; an existing draft of the kind is returned. */
  'templates.edit': command(z.strictObject({ id }), z.object({ id })),
  /** Stores a draft as far as it goes; what is wrong with it is told, not refused. */
  'templates.save': command(
    z.strictObject({ id, content, note: optionalLine(300).optional() }),
    z.object({ problems: z.array(templateProblem) }),
  ),
  /** From now on new papers are worded by it. @throws TEMPLATE_INVALID */
  'templates.publish': command(z.strictObject({ id }), nothing),
  'templates.discard': command(z.strictObject({ id }), nothing),
  'templates.compare': query(
    z.strictObject({ from: id, to: id }),
    z.object({ differences: z.array(difference) }),
  ),
  /** The true PDF of a wording with example facts, or with those of a memorandum. */
  'templates.preview': job(
    { kind: templateKind, content, memorandumId: id.optional() },
    fileRef.extend({ pages: count }),
  ),
  'templates.export': job({ id }, fileRef),
  /** A file from another office becomes the draft of the next version. @throws TEMPLATE_INVALID */
  'templates.import': job({ fileId: z.string() }, z.object({ id })),
};
