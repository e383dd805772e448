import {
  type Block,
  type JointedRuns,
  type PaperModel,
  type Paragraph,
  type ParagraphStyle,
  type Picture,
  type Run,
  type Section,
  text,
} from '../../papers/model.ts';
import { upper } from '../../papers/templates/build.ts';
import { type FormTable, formTables } from '../forms.ts';
import { dayInFigures } from '../periods.ts';
import type { Draft } from './draft.ts';
import type { NarrativeFacts } from './facts.ts';
import { placeAndDay, valuesOf } from './values.ts';
import { type ReportWording, say } from './wording.ts';

/** A photo with its measures in pixels. */
export interface Photo {
  readonly format: 'jpeg' | 'png';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly caption: string | null;
  readonly topic: string;
  readonly heldOn: string;
}

/** A drawn chart with its pixels beside it, both in the same proportions. */
export interface DrawnChart {
  readonly title: string;
  readonly svg: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What stands on the report's paper besides its words. */
export interface Attachments {
  readonly charts: readonly DrawnChart[];
  readonly photos: readonly Photo[];
}

/** Room for the number before its symbol, in mm. */
const NUMBER_GAP = 10;
/** Dotted lines where only a person knows what to say. */
const OPEN_LINES = 2;
/** In mm: a chart takes the text's width. */
export const CHART = { width: 160, tallest: 190 } as const;
/** In mm: photos stand in two columns, none higher than a third of the page. */
const PHOTO = { width: 76, tallest: 80 } as const;

const paragraph = (style: ParagraphStyle, words: string, keepWithNext = false): Paragraph => ({
  kind: 'paragraph',
  style,
  keepWithNext,
  runs: [text(words)],
});

const openLine: Paragraph = {
  kind: 'paragraph',
  style: 'body',
  keepWithNext: false,
  runs: [{ kind: 'dots', width: null }],
};

/** The measures of a picture that is as wide as it may be, unless it would be too high. */
function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  box: { readonly width: number; readonly tallest: number },
): Pick<Picture, 'width' | 'height'> {
  const scale = Math.min(box.width / width, box.tallest / height);
  return { width: width * scale, height: height * scale };
}

/** The report in words as a paper: letterhead, parts, signature, then the forms, charts and photos. */
export function buildReportPaper(
  facts: NarrativeFacts,
  draft: Draft,
  { charts, photos }: Attachments,
  wording: ReportWording,
  journalMark: string | null = null,
): PaperModel {
  const { figures, frame } = facts;
  const { header } = figures;
  const { appendix } = wording;
  const values = valuesOf(facts, wording.phrases);
  const symbol = [wording.kindSymbol, frame.officeSymbol].filter(Boolean).join('-');

  function jointedName(name: string): JointedRuns {
    const whole = upper(name);
    const first = wording.levelWords.map(upper).find((word) => whole.startsWith(`${word} `));
    return (first ? [first, whole.slice(first.length + 1)] : [whole]).map((part) => [text(part)]);
  }

  const letterhead = (): Block => {
    const [place, day] = placeAndDay(figures);
    return {
      kind: 'letterhead',
      parent: header.parentBody ? [[text(upper(header.parentBody))]] : null,
      issuers: [jointedName(header.issuingBody)],
      docNumber: [text(wording.numberLabel), { kind: 'gap', width: NUMBER_GAP }, text(`/${symbol}`)],
      nation: wording.nation,
      motto: wording.motto,
      placeAndDate: [[text(`${place},`)], [text(day)]],
    };
  };

  const body = draft.sections.flatMap(({ title, paragraphs }): readonly Block[] => {
    const said = paragraphs.flatMap(({ text: words }): readonly Block[] => {
      if (words === null) return Array.from({ length: OPEN_LINES }, () => openLine);
      const lines = words.split('\n').filter((line) => line.trim() !== '');
      return lines.map((line) => paragraph('body', line.trim()));
    });
    return title === null ? said : [paragraph('articleHeading', title, true), ...said];
  });

  const recipientLines = wording.recipients.lines.flatMap((line) => say(line, values) ?? []);
  const signatures: Block = {
    kind: 'signatures',
    keeps: 'twoLines',
    room: 'usual',
    signers: [
      {
        heading: upper(header.head.post),
        posts: [],
        hint: '',
        name: header.head.name ? [text(header.head.name)] : [],
      },
    ],
    recipients: {
      label: wording.recipients.label,
      lines: recipientLines.map((line, index): readonly Run[] => [
        text(`- ${line}${index < recipientLines.length - 1 ? ';' : '.'}`),
      ]),
    },
  };

  const tables: Section = {
    orientation: 'landscape',
    blocks: [
      paragraph('title', appendix.heading, true),
      paragraph('title', upper(appendix.tables), true),
      paragraph('note', say(appendix.attached, { ...values, symbol }) ?? '', true),
      ...formTables(figures, wording).flatMap((form) => formBlocks(form, appendix)),
    ],
  };
  const pictures: Section = {
    orientation: 'portrait',
    blocks: [
      ...(charts.length > 0 ? [paragraph('title', upper(appendix.charts), true)] : []),
      ...charts.map(({ title, svg, png, ...size }): Block => {
        const picture = { format: 'png', bytes: png, svg, caption: title } as const;
        return { kind: 'pictures', pictures: [{ ...picture, ...fitted(size, CHART) }] };
      }),
      ...(photos.length > 0 ? [paragraph('title', upper(appendix.photos), true)] : []),
      ...inPairs(photos).map(
        (row): Block => ({
          kind: 'pictures',
          pictures: row.map(({ format, bytes, caption, topic, heldOn, ...size }) => ({
            format,
            bytes,
            ...fitted(size, PHOTO),
            caption: caption ?? say(appendix.photo, { topic, day: dayInFigures(heldOn) }),
          })),
        }),
      ),
    ],
  };

  return {
    title: `${wording.title} - ${figures.period.label}`,
    language: wording.language,
    author: header.issuingBody,
    stamp: header.rehearsal ? wording.rehearsalStamp : null,
    journalMark,
    blocks: [
      letterhead(),
      paragraph('title', wording.title, true),
      paragraph('summary', draft.summary, true),
      {
        kind: 'details',
        look: 'addressees',
        rows: [{ label: wording.addressee, value: [text(`${frame.department}.`)] }],
      },
      ...body,
      signatures,
    ],
    appendices: pictures.blocks.length > 0 ? [tables, pictures] : [tables],
  };
}

function formBlocks(
  { number, title, columns, rows, total }: FormTable,
  { form, nothing }: ReportWording['appendix'],
): readonly Block[] {
  const heading = paragraph('articleHeading', say(form, { number, title }) ?? '', true);
  if (rows.length === 0) return [heading, paragraph('body', nothing)];
  const width = columns.reduce((sum, { weight }) => sum + weight, 0);
  return [
    heading,
    {
      kind: 'table',
      small: true,
      columns: columns.map(({ heading: name, weight, align }) => ({
        heading: name,
        share: weight / width,
        align,
      })),
      rows: rows.map(({ cells }) => cells),
      total,
    },
  ];
}

function inPairs<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
