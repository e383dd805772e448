import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { templateKind } from '../../../../preload/contract/templates.ts';
import { AppError } from '../../errors.ts';
import type { Level } from './facts.ts';
import { findProblems, type TemplateProblem } from './problems.ts';

/** Longest piece of text of a template, in characters. */
const LONGEST_TEXT = 4_000;
/** Most parts of one list: articles, clauses, points. */
const MOST_PARTS = 60;

const words = z
  .string()
  .max(LONGEST_TEXT)
  .refine((value) => value === value.normalize('NFC'), 'chữ chưa ở dạng dựng sẵn (NFC)');

const emphasis = { bold: z.boolean().optional(), italic: z.boolean().optional() };

/** A piece of a text: words, a chip that stands for a fact, or a chip that stands for an article's number. */
const piece = z.union([
  words,
  z.strictObject({ text: words, ...emphasis }),
  z.strictObject({ field: z.string(), upper: z.boolean().optional(), ...emphasis }),
  z.strictObject({ article: z.string() }),
]);

/** A text of the template: words alone, or words and chips. */
const richText = z.union([words.transform((value) => [value]), z.array(piece).max(MOST_PARTS)]);

/** When a part is printed; without it, always. All that is said must hold. */
const condition = z.strictObject({
  levels: z
    .array(z.enum(['mam_non', 'tieu_hoc', 'thcs']))
    .min(1)
    .optional(),
  /** Codes of contents, of which one must be chosen. */
  contents: z.array(z.string()).min(1).optional(),
  /** Whether there are yearly targets. */
  commitments: z.boolean().optional(),
  /** Whether the education offices keep copies. */
  officesKeepCopies: z.boolean().optional(),
});

/** The closing mark of a point is the program's: the last one that is printed gets the full stop. */
const conditional = { text: richText, when: condition.optional() };
const parts = <T extends z.ZodType>(part: T) => z.array(part).max(MOST_PARTS);

/** In a numbered article clauses, contents and commitments are khoản; the other kinds carry no number. */
const clause = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clause'),
    ...conditional,
    points: parts(z.strictObject(conditional)).optional(),
  }),
  z.strictObject({ kind: z.literal('paragraph'), ...conditional }),
  /** Labels with their values. */
  z.strictObject({
    kind: z.literal('details'),
    rows: parts(
      z.strictObject({
        label: words,
        value: richText,
        /** Left out when its fact is not known, instead of a dotted line. */
        optional: z.boolean().optional(),
        when: condition.optional(),
      }),
    ).min(1),
    when: condition.optional(),
  }),
  /** The chosen contents as points; `choices` is what a new memorandum offers to tick. */
  z.strictObject({
    kind: z.literal('contents'),
    ...conditional,
    choices: parts(z.strictObject({ code: z.string(), text: words, when: condition.optional() })),
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
  /** The table of what is handed over, with its sum. */
  z.strictObject({
    kind: z.literal('items'),
    ...conditional,
    columns: z.strictObject({
      order: words,
      name: words,
      unit: words,
      quantity: words,
      value: words,
      condition: words,
      total: words,
    }),
  }),
  /** The table of the running order. */
  z.strictObject({
    kind: z.literal('agenda'),
    ...conditional,
    columns: z.strictObject({ time: words, content: words }),
  }),
  /** The table of those who came or, with `who`, of those who did not. */
  z.strictObject({
    kind: z.literal('attendees'),
    ...conditional,
    who: z.enum(['present', 'absent']),
    columns: z.strictObject({ order: words, name: words, position: words, body: words }),
  }),
  /** What was said and decided, a paragraph each. */
  z.strictObject({ kind: z.literal('proceedings'), ...conditional }),
]);

const article = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
  /** Empty in an unnumbered paper: no heading. */
  heading: richText,
  when: condition.optional(),
  clauses: parts(clause),
});

const partyLabels = z.strictObject({
  parentBody: words,
  address: words,
  phone: words,
  email: words,
  representative: words,
  position: words,
  authorityDocument: words,
});

/** One version of a paper's wording. Numbers of articles, clauses and points are never part of it. */
export const paperTemplate = z.strictObject({
  kind: templateKind,
  version: z.number().int().positive(),
  language: z.string(),
  documentTitle: richText,
  rehearsalStamp: words,
  letterhead: z.strictObject({
    nation: words,
    motto: words,
    numberLabel: words,
    /** Beginnings of names after which a long name is broken. */
    levelWords: z.array(words),
    /** Whose names stand in the head: all parties' (the default), or the first party's below its superior body. */
    issuers: z.enum(['all', 'first']).optional(),
    /** False leaves out the line of place and date, as in minutes. */
    placeAndDate: z.boolean().optional(),
  }),
  title: richText,
  /** "Trích yếu"; empty: none. */
  summary: richText,
  /** "Kính gửi:". */
  addressees: z.strictObject({ label: words }).optional(),
  /** "Căn cứ": put before a basis of the programme that doesn't begin with it. */
  legalBasisWord: words.optional(),
  /** Printed after the programme's own legal bases; without this part no basis is printed. */
  legalBases: parts(richText).optional(),
  opening: richText.optional(),
  parties: z
    .strictObject({ headingA: richText, headingB: richText, labels: partyLabels, honorific: words })
    .optional(),
  agreement: richText.optional(),
  /** "Điều"; null: the articles carry no number. */
  articleWord: words.nullable(),
  articles: parts(article).min(1),
  /** Above each signer's post; a paper with one signer has only the first. */
  signatures: z.strictObject({ headingA: words, headingB: words.optional(), hint: words }),
  witnesses: z.strictObject({ heading: words, hint: words }).optional(),
  /** "Nơi nhận:" and its lines without dash and closing mark. */
  recipients: z.strictObject({ label: words, lines: parts(richText).min(1) }).optional(),
});

/** A checked template of any kind. */
export type PaperTemplate = z.infer<typeof paperTemplate>;
/** A template of which only the kind isn't checked by the compiler: see `PaperTemplate`. */
export type MemorandumTemplate = PaperTemplate;
export type RichText = z.infer<typeof richText>;
export type Condition = z.infer<typeof condition>;
export type Clause = z.infer<typeof clause>;
export type Article = z.infer<typeof article>;

/** Everything that is wrong with a template, with the place in a clerk's words; an empty list: it can be used. */
export function templateProblems(value: unknown): readonly TemplateProblem[] {
  return findProblems(paperTemplate.safeParse(value), value);
}

/**
 * Checks a template as it comes from the editor, a file or the database.
 * @throws AppError TEMPLATE_INVALID with the first place and reason, and all of them as `problems`
 */
export function parseTemplate(value: unknown): PaperTemplate {
  const parsed = paperTemplate.safeParse(value);
  const problems = findProblems(parsed, value);
  const [first] = problems;
  if (first || !parsed.success) {
    throw new AppError('TEMPLATE_INVALID', { reason: first?.message, problems }, { cause: parsed.error });
  }
  return parsed.data;
}

/** Reads a template such as `resources/templates/memorandum/1/template.json`. Throws TEMPLATE_INVALID. */
export function loadTemplate(path: string): PaperTemplate {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AppError('TEMPLATE_INVALID', { reason: `không đọc được tệp ${path}` }, { cause });
  }
  return parseTemplate(value);
}

/** The contents that can be agreed on, of schools by their level; a memorandum stores the codes of those chosen. */
export function contentChoices(
  template: PaperTemplate,
  level: Level | null,
): readonly { readonly code: string; readonly text: string }[] {
  return template.articles
    .flatMap((article) => article.clauses)
    .flatMap((part) => (part.kind === 'contents' ? part.choices : []))
    .filter(({ when }) => !when?.levels || (level !== null && when.levels.includes(level)))
    .map(({ code, text }) => ({ code, text }));
}
