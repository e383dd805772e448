import { z } from 'zod';
import { command, count, fileRef, id, instant, job, nothing, optionalLine, query } from './procedure.ts';
import { level } from './schools.ts';
import {
  clauseKind,
  conditionKind,
  templateContent,
  templateKind,
  templatePart,
} from './template-content.ts';

export { type TemplateKind, templateKind } from './template-content.ts';

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
const templateProblem = z.object({
  /** ["articles", 2, "clauses", 1, "text"] */
  path: z.array(z.union([z.string(), z.number()])),
  /** With the place in a clerk's words: "Điều 3, khoản 2: còn trống". */
  message: z.string(),
});
export type TemplateProblem = z.infer<typeof templateProblem>;

/** A part of a text as a comparison shows it. */
export const difference = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  /** Where: "Điều 3, khoản 2". */
  place: z.string(),
  parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
});
export type Difference = z.infer<typeof difference>;

const field = z.object({ name: z.string(), label: z.string(), group: z.string() });
export type TemplateField = z.infer<typeof field>;

/** What a template of a kind may be made of. */
const templateShape = z.object({
  name: z.string(),
  /** Parts that it must have, and those that it may have beside. */
  needs: z.array(templatePart),
  mayHave: z.array(templatePart),
  clauses: z.array(clauseKind),
  conditions: z.array(conditionKind),
  signers: z.number().int(),
  /** The chips. */
  fields: z.array(field),
});
export type TemplateShape = z.infer<typeof templateShape>;

export const templateProcedures = {
  'templates.list': query(nothing, z.object({ templates: z.array(templateVersion) })),
  'templates.get': query(
    z.strictObject({ id }),
    templateVersion.extend({
      content: templateContent,
      problems: z.array(templateProblem),
      /** Drafts of memoranda and documents worded by another version of the kind, that could take this one over. */
      otherDrafts: count,
    }),
  ),
  'templates.shape': query(z.strictObject({ kind: templateKind }), templateShape),
  /** A draft of the next version, copied from this one; an existing draft of the kind is returned. */
  'templates.edit': command(z.strictObject({ id }), z.object({ id })),
  /**
   * Stores a draft as far as it goes; what is wrong with it is told, not refused.
   * @throws TEMPLATE_PUBLISHED
   */
  'templates.save': command(
    z.strictObject({ id, content: templateContent }),
    z.object({ problems: z.array(templateProblem) }),
  ),
  /** From now on new papers are worded by it. @throws TEMPLATE_INVALID, TEMPLATE_PUBLISHED */
  'templates.publish': command(z.strictObject({ id, note: optionalLine(300).optional() }), nothing),
  /** Drafts of memoranda and papers take this published version over. */
  'templates.takeOver': command(z.strictObject({ id }), z.object({ taken: count })),
  /** @throws TEMPLATE_PUBLISHED */
  'templates.discard': command(z.strictObject({ id }), nothing),
  'templates.compare': query(
    z.strictObject({ from: id, to: id }),
    z.object({ differences: z.array(difference) }),
  ),
  /**
   * The true PDF of a wording with example facts, of schools of a level where that matters, or with those of a
   * memorandum. @throws TEMPLATE_INVALID
   */
  'templates.preview': job(
    { content: templateContent, level: level.optional(), memorandumId: id.optional() },
    fileRef.extend({ pages: count }),
  ),
  'templates.export': job({ id }, fileRef),
  /** A file from another office becomes the draft of the next version. @throws TEMPLATE_INVALID, FILE_TOO_LARGE */
  'templates.import': job({ fileId: z.string() }, z.object({ id })),
};
