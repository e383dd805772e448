import { z } from 'zod';

/**
 * The shape of a template as the editor works on it. It takes a wording that is not finished yet, such as an empty
 * article, and more text than is printed, so that nothing typed is lost; what is wrong with it is told by the backend.
 */
const LONGEST_TEXT = 20_000;
const MOST_PARTS = 200;

const words = z
  .string()
  .max(LONGEST_TEXT)
  .transform((text) => text.toWellFormed().normalize('NFC'));
const code = z.string().max(100);
const emphasis = { bold: z.boolean().optional(), italic: z.boolean().optional() };

/** Words, a chip that stands for a fact, or a chip that stands for an article's number. */
const piece = z.union([
  words,
  z.strictObject({ text: words, ...emphasis }),
  z.strictObject({ field: code, upper: z.boolean().optional(), ...emphasis }),
  z.strictObject({ article: code }),
]);
export type Piece = z.output<typeof piece>;

const richText = z.union([words.transform((text): Piece[] => [text]), z.array(piece).max(MOST_PARTS)]);
export type RichText = z.output<typeof richText>;

const parts = <T extends z.ZodType>(part: T) => z.array(part).max(MOST_PARTS);

/** When a part is printed; all that is said must hold. */
const condition = z.strictObject({
  levels: z.array(z.enum(['mam_non', 'tieu_hoc', 'thcs'])).optional(),
  contents: parts(code).optional(),
  commitments: z.boolean().optional(),
  officesKeepCopies: z.boolean().optional(),
});
export type Condition = z.output<typeof condition>;
/** What a part may depend on. */
export const conditionKind = condition.keyof();
export type ConditionKind = z.output<typeof conditionKind>;

const when = { when: condition.optional() };
const conditional = { text: richText, ...when };

const point = z.strictObject(conditional);
const row = z.strictObject({
  label: words,
  value: richText,
  /** Left out when its fact is not known, instead of a dotted line. */
  optional: z.boolean().optional(),
  ...when,
});
const choice = z.strictObject({ code, text: words, ...when });
export type Point = z.output<typeof point>;
export type DetailRow = z.output<typeof row>;
export type Choice = z.output<typeof choice>;

const columns = <const K extends string>(...names: readonly K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, words])) as Record<K, typeof words>);

/** In a numbered article clauses, contents and commitments are khoản; the other kinds carry no number. */
const clause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('clause'), ...conditional, points: parts(point).optional() }),
  z.strictObject({ kind: z.literal('paragraph'), ...conditional }),
  z.strictObject({ kind: z.literal('details'), rows: parts(row), ...when }),
  /** The chosen contents as points; `choices` is what a new memorandum offers to tick. */
  z.strictObject({ kind: z.literal('contents'), ...conditional, choices: parts(choice) }),
  /** The table of yearly targets. */
  z.strictObject({
    kind: z.literal('commitments'),
    ...conditional,
    columns: columns('order', 'activity', 'unit', 'semester1', 'semester2', 'year'),
  }),
  /** The table of what is handed over, with its sum. */
  z.strictObject({
    kind: z.literal('items'),
    ...conditional,
    columns: columns('order', 'name', 'unit', 'quantity', 'value', 'condition', 'total'),
  }),
  z.strictObject({ kind: z.literal('agenda'), ...conditional, columns: columns('time', 'content') }),
  /** The table of those who came or of those who did not. */
  z.strictObject({
    kind: z.literal('attendees'),
    ...conditional,
    who: z.enum(['present', 'absent']),
    columns: columns('order', 'name', 'position', 'body'),
  }),
  /** What was said and decided, a paragraph each. */
  z.strictObject({ kind: z.literal('proceedings'), ...conditional }),
]);
export type Clause = z.output<typeof clause>;
export const clauseKind = z.enum([
  'clause',
  'paragraph',
  'details',
  'contents',
  'commitments',
  'items',
  'agenda',
  'attendees',
  'proceedings',
] satisfies Clause['kind'][]);
export type ClauseKind = Clause['kind'];

const article = z.strictObject({ id: code, heading: richText, ...when, clauses: parts(clause) });
export type Article = z.output<typeof article>;

/** The papers that a template can word. */
export const templateKind = z.enum(['memorandum', 'unit_memorandum', 'handover', 'invitation', 'minutes']);
export type TemplateKind = z.infer<typeof templateKind>;

/** Parts that only some kinds of paper have. */
const optionalParts = {
  addressees: z.strictObject({ label: words }).optional(),
  legalBases: parts(richText).optional(),
  opening: richText.optional(),
  parties: z
    .strictObject({
      headingA: richText,
      headingB: richText,
      honorific: words,
      labels: columns(
        'parentBody',
        'address',
        'phone',
        'email',
        'representative',
        'position',
        'authorityDocument',
      ),
    })
    .optional(),
  agreement: richText.optional(),
  witnesses: z.strictObject({ heading: words, hint: words }).optional(),
  recipients: z.strictObject({ label: words, lines: parts(richText) }).optional(),
};
export const templatePart = z.strictObject(optionalParts).keyof();
export type TemplatePart = z.output<typeof templatePart>;

/** One version of a paper's wording. Numbers of articles, clauses and points are never part of it. */
export const templateContent = z.strictObject({
  kind: templateKind,
  version: z.number().int().positive(),
  language: z.string().max(20),
  documentTitle: richText,
  rehearsalStamp: words,
  letterhead: z.strictObject({
    nation: words,
    motto: words,
    numberLabel: words,
    /** Beginnings of names after which a long name is broken. */
    levelWords: parts(words),
    /** All parties' names (the default), or the first party's below its superior body. */
    issuers: z.enum(['all', 'first']).optional(),
    /** False leaves out the line of place and date, as in minutes. */
    placeAndDate: z.boolean().optional(),
  }),
  title: richText,
  summary: richText,
  /** "Căn cứ": put before a basis of the programme that doesn't begin with it. */
  legalBasisWord: words.optional(),
  ...optionalParts,
  /** "Điều"; null: the articles carry no number. */
  articleWord: words.nullable(),
  articles: parts(article),
  /** Above each signer's post; a paper with one signer has only the first. */
  signatures: z.strictObject({ headingA: words, headingB: words.optional(), hint: words }),
});
export type TemplateContent = z.output<typeof templateContent>;
