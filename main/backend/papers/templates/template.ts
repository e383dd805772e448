import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Level } from './facts.ts';
import { type FieldName, isFieldName } from './fields.ts';

const words = z.string().refine((value) => value === value.normalize('NFC'), 'chữ chưa ở dạng NFC');

const emphasis = { bold: z.boolean().optional(), italic: z.boolean().optional() };
const fieldName = z.custom<FieldName>((name) => typeof name === 'string' && isFieldName(name), {
  error: ({ input }) => `không có trường “${String(input)}”`,
});

/** A piece of a text: words, a chip that stands for a fact, or a chip that stands for an article's number. */
const piece = z.union([
  words,
  z.strictObject({ text: words, ...emphasis }),
  z.strictObject({ field: fieldName, upper: z.boolean().optional(), ...emphasis }),
  z.strictObject({ article: z.string() }),
]);

/** A text of the template: words alone, or words and chips. */
const richText = z.union([words.transform((value) => [value]), z.array(piece)]);

/** When a part is printed; without it, always. */
const condition = z.strictObject({
  levels: z
    .array(z.enum(['mam_non', 'tieu_hoc', 'thcs']))
    .min(1)
    .optional(),
  /** Whether there are yearly targets. */
  commitments: z.boolean().optional(),
  /** Whether the education offices keep copies. */
  officesKeepCopies: z.boolean().optional(),
});

/** The closing mark of a point is the program's: the last one that is printed gets the full stop. */
const conditional = { text: richText, when: condition.optional() };

const clause = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clause'),
    ...conditional,
    points: z.array(z.strictObject(conditional)).optional(),
  }),
  /** The chosen contents as points; `choices` is what a new memorandum offers to tick. */
  z.strictObject({
    kind: z.literal('contents'),
    ...conditional,
    choices: z.array(z.strictObject({ code: z.string(), text: words, when: condition.optional() })),
  }),
  /** The table of yearly targets. */
  z.strictObject({
    kind: z.literal('commitments'),
    ...conditional,
    columns: z.strictObject({
      order: words,
      activity: words,
      unit: words,
      semester1: words,
      semester2: words,
      year: words,
    }),
  }),
]);

const partyLabels = z.strictObject({
  parentBody: words,
  address: words,
  phone: words,
  email: words,
  representative: words,
  position: words,
  authorityDocument: words,
});

/** One version of the memorandum's wording. Numbers of articles, clauses and points are never part of it. */
export const memorandumTemplate = z.strictObject({
  kind: z.literal('memorandum'),
  version: z.number().int().positive(),
  language: z.string(),
  documentTitle: richText,
  rehearsalStamp: words,
  letterhead: z.strictObject({
    nation: words,
    motto: words,
    numberLabel: words,
    /** Beginnings of school names after which a long name is broken. */
    levelWords: z.array(words),
  }),
  title: richText,
  summary: richText,
  /** "Căn cứ": put before a basis of the programme that doesn't begin with it. */
  legalBasisWord: words,
  /** Printed after the programme's own legal bases. */
  legalBases: z.array(richText),
  opening: richText,
  parties: z.strictObject({ headingA: richText, headingB: richText, labels: partyLabels, honorific: words }),
  agreement: richText,
  /** "Điều". */
  articleWord: words,
  articles: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
        heading: richText,
        when: condition.optional(),
        clauses: z.array(clause),
      }),
    )
    .min(1),
  signatures: z.strictObject({ headingA: words, headingB: words, hint: words }),
  witnesses: z.strictObject({ heading: words, hint: words }),
});

/** A checked template. */
export type MemorandumTemplate = z.infer<typeof memorandumTemplate>;
export type RichText = z.infer<typeof richText>;
export type Condition = z.infer<typeof condition>;
export type Clause = z.infer<typeof clause>;

/** Every rich text of an article, with the place where it stands. */
function textsOf(article: MemorandumTemplate['articles'][number]): readonly RichText[] {
  return [
    article.heading,
    ...article.clauses.flatMap((part) => [
      part.text,
      ...(part.kind === 'clause' ? (part.points ?? []).map((point) => point.text) : []),
    ]),
  ];
}

/** The first thing that is wrong with the references between articles, or null. */
function wrongReference(template: MemorandumTemplate): string | null {
  const ids = template.articles.map((article) => article.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) return `hai điều cùng có mã “${twice}”`;
  // An article that may be left out can't be referred to: its number would be missing from the paper.
  const alwaysThere = new Set(template.articles.filter(({ when }) => !when).map(({ id }) => id));
  for (const text of template.articles.flatMap(textsOf)) {
    for (const part of text) {
      if (typeof part === 'object' && 'article' in part && !alwaysThere.has(part.article)) {
        return `dẫn chiếu tới điều “${part.article}” không có hoặc không phải lúc nào cũng in`;
      }
    }
  }
  return null;
}

/** Checks a template as it comes from a file or the database. Throws TEMPLATE_INVALID with the place and the reason. */
export function parseTemplate(value: unknown): MemorandumTemplate {
  const parsed = memorandumTemplate.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
    throw new AppError('TEMPLATE_INVALID', { reason }, { cause: parsed.error });
  }
  const reason = wrongReference(parsed.data);
  if (reason) throw new AppError('TEMPLATE_INVALID', { reason });
  return parsed.data;
}

/** Reads a template such as `resources/templates/memorandum/1/template.json`. Throws TEMPLATE_INVALID. */
export function loadTemplate(path: string): MemorandumTemplate {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AppError('TEMPLATE_INVALID', { reason: `không đọc được tệp ${path}` }, { cause });
  }
  return parseTemplate(value);
}

/** The contents that schools of a level can agree on; a memorandum stores the codes of those that they chose. */
export function contentChoices(
  template: MemorandumTemplate,
  level: Level,
): readonly { readonly code: string; readonly text: string }[] {
  return template.articles
    .flatMap((article) => article.clauses)
    .flatMap((part) => (part.kind === 'contents' ? part.choices : []))
    .filter(({ when }) => !when?.levels || when.levels.includes(level))
    .map(({ code, text }) => ({ code, text }));
}
