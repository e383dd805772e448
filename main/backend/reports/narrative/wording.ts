import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PERIOD_KINDS } from '../../../../preload/contract/report-figures.ts';
import { level } from '../../../../preload/contract/schools.ts';

/** Lists that the report tells row by row. */
export const LISTS = [
  'members',
  'models',
  'advantages',
  'difficulties',
  'proposals',
  'missingSubjects',
] as const;

/**
 * A pattern: `{name}` stands for a value, and `[…]` for words that are said only if all values in them are known.
 * A sentence with an unknown value outside brackets is not said at all.
 */
const pattern = z.string();

/** Drawn from the figures sentence by sentence; `otherwise` when none can be said, nothing where that is null. */
const told = z.strictObject({
  key: z.string(),
  sentences: z.array(pattern).min(1),
  otherwise: pattern.nullable(),
});
/** A line for each row of a list. */
const listed = z.strictObject({ key: z.string(), each: z.enum(LISTS), line: pattern });
/** What no figure tells: left to the person. */
const open = z.strictObject({ key: z.string(), dotted: z.literal(true) });

const section = z.strictObject({
  key: z.string(),
  title: z.string().optional(),
  paragraphs: z.array(z.union([told, listed, open])),
});
export type SectionWording = z.infer<typeof section>;
export type ParagraphWording = SectionWording['paragraphs'][number];

const columns = <K extends string>(...keys: readonly K[]) =>
  z.strictObject({ title: z.string(), columns: z.record(z.enum(keys), z.string()) });

const wording = z.strictObject({
  language: z.string(),
  nation: z.string(),
  motto: z.string(),
  rehearsalStamp: z.string(),
  /** Beginnings of offices' names after which a name is best broken. */
  levelWords: z.array(z.string()),
  numberLabel: z.string(),
  /** Of a report in its symbol: Nghị định 30/2020/NĐ-CP, Phụ lục III. */
  kindSymbol: z.string(),
  title: z.string(),
  addressee: z.string(),
  summaries: z.record(z.enum(PERIOD_KINDS), pattern),
  phrases: z.strictObject({
    and: z.string(),
    levels: z.record(level, z.string()),
    levelCount: pattern,
    up: pattern,
    down: pattern,
    same: pattern,
    aboveCity: pattern,
    belowCity: pattern,
    likeCity: pattern,
    subjectCount: pattern,
    subjectMean: pattern,
  }),
  sections: z.array(section),
  recipients: z.strictObject({ label: z.string(), lines: z.array(pattern) }),
  appendix: z.strictObject({
    heading: z.string(),
    tables: z.string(),
    attached: pattern,
    nothing: z.string(),
    total: z.string(),
    form: pattern,
    charts: z.string(),
    photos: z.string(),
    photo: pattern,
  }),
  forms: z.strictObject({
    summary: columns(
      'ordinal',
      'name',
      'unit',
      'plan',
      'mam_non',
      'tieu_hoc',
      'thcs',
      'total',
      'rate',
      'previous',
      'note',
    ),
    schools: columns(
      'ordinal',
      'unit',
      'level',
      'name',
      'communeWhenSigned',
      'communeNow',
      'principal',
      'classes',
      'pupils',
      'teachers',
      'role',
    ),
    memoranda: columns(
      'ordinal',
      'number',
      'signedOn',
      'partyA',
      'partyB',
      'signerA',
      'signerB',
      'validTo',
      'copies',
      'state',
    ),
    activities: columns(
      'ordinal',
      'heldOn',
      'pairs',
      'kind',
      'topic',
      'subject',
      'venue',
      'managerTurns',
      'teacherTurns',
      'pupilTurns',
      'demoLessons',
      'evidence',
    ),
    targets: columns('ordinal', 'pair'),
    exam10: columns(
      'ordinal',
      'school',
      'grade9',
      'meetings',
      'candidates',
      'admitted',
      'rate',
      'mean',
      'previousRate',
    ),
    support: columns(
      'ordinal',
      'givenOn',
      'giver',
      'receiver',
      'content',
      'quantity',
      'unit',
      'amount',
      'source',
      'handoverPaper',
    ),
    difficulties: columns('ordinal', 'unit', 'advantages', 'difficulties', 'proposal', 'resolver', 'dueOn'),
  }),
});

/** The words of the report, its appendix included. */
export type ReportWording = z.infer<typeof wording>;

/** Reads `report.json` of the resources. */
export async function loadReportWording(resourcesDir: string): Promise<ReportWording> {
  return wording.parse(JSON.parse(await readFile(path.join(resourcesDir, 'report.json'), 'utf8')));
}

/** Values by their names in patterns; null: not known. */
export type Values = Readonly<Record<string, string | null>>;

/** A pattern with its values, or null when one outside brackets is unknown. */
export function say(words: string, values: Values): string | null {
  const fill = (part: string): string | null => {
    let known = true;
    const filled = part.replace(/\{([\w.]+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined || value === null) known = false;
      return value ?? '';
    });
    return known ? filled : null;
  };
  // Parts are parted before they are filled: a value may hold brackets, too.
  const said = words
    .split(/\[([^\]]*)\]/)
    .map((part, index) => (index % 2 === 0 ? fill(part) : (fill(part) ?? '')));
  return said.includes(null) ? null : said.join('');
}
