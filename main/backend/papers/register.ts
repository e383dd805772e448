import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { shownDay } from '../text/dates.ts';
import type { CeremonyPaper } from './ceremony/build.ts';
import { type CeremonyWording, fillIn } from './ceremony/wording.ts';
import { type Block, type Paragraph, text } from './model.ts';
import { upper } from './templates/build.ts';

const registerWording = z.strictObject({
  section: z.string(),
  title: z.string(),
  ofYear: z.string(),
  ofAll: z.string(),
  summary: z.string(),
  columns: z.strictObject({
    number: z.string(),
    signedOn: z.string(),
    summary: z.string(),
    signers: z.string(),
    recipients: z.string(),
    copies: z.string(),
    note: z.string(),
  }),
  notes: z.strictObject({
    filed: z.string(),
    unsigned: z.string(),
    cancelled: z.string(),
    renews: z.string(),
    renewed: z.string(),
  }),
  total: z.string(),
  nothing: z.string(),
});

/** The words of the register; `{name}` stands for what is filled in. */
export type RegisterWording = z.infer<typeof registerWording>;

/** Reads `register.json` of the resources. */
export async function loadRegisterWording(resourcesDir: string): Promise<RegisterWording> {
  return registerWording.parse(JSON.parse(await readFile(path.join(resourcesDir, 'register.json'), 'utf8')));
}

/** A memorandum in the register, in words. */
export interface RegisterRow {
  /** "05/BGN-THHS-THHD". */
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn: string | null;
  readonly summary: string;
  readonly signers: readonly string[];
  /** Who keeps a copy. */
  readonly recipients: readonly string[];
  readonly copies: number;
  readonly note: string;
}

/** The register as the paper and the workbook draw it. */
export interface RegisterFigures {
  readonly rehearsal: boolean;
  /** Null: of all years. */
  readonly year: number | null;
  readonly programme: { readonly title: string; readonly phase: string };
  readonly parentBody: string;
  readonly issuingBody: string;
  readonly placeName: string;
  /** `YYYY-MM-DD`. */
  readonly generatedOn: string;
  readonly rows: readonly RegisterRow[];
  /** Which state of the journal they tell of; printed small on every page. */
  readonly journalMark?: string;
}

/** "Năm 2023", or the programme and its phase. */
export const registerPeriod = (
  { year, programme }: Pick<RegisterFigures, 'year' | 'programme'>,
  wording: RegisterWording,
): string =>
  year === null
    ? fillIn(wording.ofAll, { programme: programme.title, phase: programme.phase })
    : fillIn(wording.ofYear, { year });

const paragraph = (style: Paragraph['style'], words: string, keepWithNext: boolean): Paragraph => ({
  kind: 'paragraph',
  style,
  runs: [text(words)],
  keepWithNext,
});

const twoFigures = (count: number): string => String(count).padStart(2, '0');

/**
 * The register of memoranda on A4 landscape, with the columns of a register of outgoing papers and the row (1)(2)(3)…
 * under their headings (Nghị định 30/2020/NĐ-CP, Phụ lục IV).
 */
export function buildRegister(
  figures: RegisterFigures,
  wording: RegisterWording,
  head: Pick<CeremonyWording, 'language' | 'nation' | 'motto' | 'rehearsalStamp'>,
): CeremonyPaper {
  const { columns } = wording;
  const blocks: readonly Block[] = [
    {
      kind: 'letterhead',
      parent: [[text(upper(figures.parentBody))]],
      issuers: [[[text(upper(figures.issuingBody))]]],
      docNumber: [],
      nation: head.nation,
      motto: head.motto,
      placeAndDate: [],
    },
    paragraph('title', wording.title, true),
    paragraph('summary', registerPeriod(figures, wording), true),
    ...(figures.rows.length === 0
      ? [paragraph('body', wording.nothing, false)]
      : [
          {
            kind: 'table',
            numbered: true,
            columns: [
              { heading: columns.number, share: 0.205, align: 'center' },
              { heading: columns.signedOn, share: 0.105, align: 'center' },
              { heading: columns.summary, share: 0.225, align: 'left' },
              { heading: columns.signers, share: 0.14, align: 'left' },
              { heading: columns.recipients, share: 0.165, align: 'left' },
              { heading: columns.copies, share: 0.075, align: 'center' },
              { heading: columns.note, share: 0.085, align: 'left' },
            ],
            rows: figures.rows.map((row) => [
              row.number,
              row.signedOn ? shownDay(row.signedOn) : '',
              row.summary,
              row.signers.join('; '),
              row.recipients.join('; '),
              twoFigures(row.copies),
              row.note,
            ]),
          } satisfies Block,
          paragraph('body', fillIn(wording.total, { count: twoFigures(figures.rows.length) }), false),
        ]),
  ];
  return {
    title: wording.section,
    language: head.language,
    author: figures.issuingBody,
    stamp: figures.rehearsal ? head.rehearsalStamp : null,
    orientation: 'landscape',
    journalMark: figures.journalMark ?? null,
    content: { kind: 'blocks', blocks },
  };
}
