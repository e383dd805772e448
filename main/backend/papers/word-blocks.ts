import {
  BorderStyle,
  type FileChild,
  HeightRule,
  type IBorderOptions,
  ImageRun,
  type IParagraphOptions,
  type ITableBordersOptions,
  LeaderType,
  LineRuleType,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TabStopDefinition,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { FaceName, Fonts } from './fonts.ts';
import { type Line, type Setting, setJointed, setRuns } from './lines.ts';
import {
  BORDER,
  DETAILS_LOOKS,
  LETTERHEAD,
  MM,
  PICTURES,
  RECIPIENTS,
  RULE,
  SHORT_RULE_SHARE,
  SIGNATURE_ROOM,
  SIGNATURES,
  STYLES,
  SUMMARY_RULE,
  TABLE,
  TEXT_WIDTH,
} from './measures.ts';
import {
  type Block,
  type Details,
  type Letterhead,
  type Paragraph as ParagraphBlock,
  type Pictures,
  type Recipients,
  type Run,
  type Signatures,
  type Table as TableBlock,
  type TextRun as TextRunModel,
  text,
} from './model.ts';
import { twips, usualGapAfter, type WordLooks, type WordStyle } from './word-styles.ts';

/**
 * What ties a block to its neighbours: whether it stays with the next one, and the free room between in pt. Tables
 * have no room of their own in Word: the paragraph before or after keeps it.
 */
export type Ties = { readonly keepNext: boolean; readonly gapBefore: number; readonly gapAfter: number };

/** Word joins tables that touch, and ends a text with a paragraph. */
export const beginsWithTable = ({ kind }: Block): boolean => kind !== 'paragraph';
export const endsWithTable = (block: Block): boolean =>
  beginsWithTable(block) && !(block.kind === 'signatures' && recipientsBelow(block));

/** Free room above a block that does not begin a page, in pt. */
export function gapAbove(block: Block): number {
  switch (block.kind) {
    case 'letterhead':
      return 0;
    case 'paragraph':
      return STYLES[block.style].gapBefore;
    case 'details':
      return DETAILS_LOOKS[block.look].gapBefore;
    case 'table':
      return TABLE.gapBefore;
    case 'signatures':
      return SIGNATURES.gapBefore;
    case 'pictures':
      return PICTURES.gapBefore;
  }
}

/** Words after a dotted line stay on its line even where the office's font is a hair wider. In pt. */
const LEADER_SLACK = 1;

/** Word counts pictures in pixels of a 96th of an inch. */
const pixels = (millimetres: number): number => Math.round((millimetres * MM * 96) / 72);

/** Word counts borders in eighths of a point. */
const drawn = (points: number) =>
  ({ style: BorderStyle.SINGLE, size: Math.round(points * 8), space: 0, color: '000000' }) as const;
const allBorders = (border: IBorderOptions): ITableBordersOptions => ({
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
});
const NO_BORDERS = allBorders({ style: BorderStyle.NONE, size: 0 });

const BOLD: ReadonlySet<FaceName> = new Set(['bold', 'boldItalic']);
const ITALIC: ReadonlySet<FaceName> = new Set(['italic', 'boldItalic']);

const widest = (lines: readonly Line[]): number => Math.max(0, ...lines.map(({ width }) => width));
const isLeader = (run: Run): boolean => run.kind === 'dots' && run.width === null;
const recipientsBelow = ({ recipients, signers }: Signatures): Recipients | null =>
  signers.length === 1 ? null : recipients;
/** What XML can't hold, though a name may: the package only leaves out control characters. */
export const legal = (value: string): string => value.replace(/[\ufffe\uffff]/gu, '');

const tab = (): TextRun => new TextRun({ children: [new Tab()] });
const words = (value: string, { bold, italic }: Pick<TextRunModel, 'bold' | 'italic'> = {}): TextRun =>
  new TextRun({
    text: legal(value),
    ...(bold === undefined ? {} : { bold }),
    ...(italic === undefined ? {} : { italics: italic }),
  });

/** Writes the blocks of a paper with a text area `textWidth` wide as paragraphs and tables of Word. */
export function blockWriter(looks: WordLooks, fonts: Fonts, textWidth: number) {
  const setting = ({ size, bold, italic, align }: WordStyle, width: number): Setting => ({
    size,
    bold,
    italic,
    align,
    width,
  });
  const setIn = (style: WordStyle, runs: readonly Run[], width: number): readonly Line[] =>
    setRuns(runs, { ...setting(style, width), indent: style.indent }, fonts);

  /** A paragraph of a style; what the style says is not said again. */
  function styled(
    style: WordStyle,
    children: readonly TextRun[],
    { gapBefore = 0, gapAfter, keepNext, ...options }: IParagraphOptions & Partial<Ties> = {},
  ): Paragraph {
    const usual = usualGapAfter(looks, style);
    const after = gapAfter ?? usual;
    return new Paragraph({
      ...options,
      style: style.id,
      children,
      ...(keepNext ? { keepNext } : {}),
      ...(gapBefore === 0 && after === usual
        ? {}
        : { spacing: { before: twips(gapBefore), after: twips(after) } }),
    });
  }

  /** Running text in a column, which Word breaks anew; a dotted line as long as there is room is a tab with a leader. */
  function flowing(
    runs: readonly Run[],
    style: WordStyle,
    width: number,
  ): { readonly children: readonly TextRun[]; readonly tabStops: readonly TabStopDefinition[] } {
    const lines = setIn(style, runs, width);
    const children = runs.map((run) => {
      if (run.kind === 'text') return words(run.text, run);
      if (isLeader(run)) return tab();
      const [set] = setIn(style, [run], width);
      return words(set?.spans.map((span) => span.text).join('') ?? '');
    });
    return { children, tabStops: leaderStops(runs, lines, width) };
  }

  /** Where dotted lines end in the PDF: at the right of their column, or before words that follow. */
  function leaderStops(
    runs: readonly Run[],
    lines: readonly Line[],
    width: number,
  ): readonly TabStopDefinition[] {
    const ends = lines.flatMap(({ spans }) =>
      spans.flatMap((span, index) => {
        if (!/^\.+$/.test(span.text)) return [];
        const next = spans[index + 1];
        return [next?.text.trim() ? next.x - LEADER_SLACK : null];
      }),
    );
    const dotted = runs.filter(({ kind }) => kind === 'dots');
    return dotted.flatMap((run, index) => {
      if (!isLeader(run)) return [];
      const end = ends[index] ?? null;
      return end === null
        ? { type: TabStopType.RIGHT, position: twips(width), leader: LeaderType.DOT }
        : { type: TabStopType.LEFT, position: twips(end), leader: LeaderType.DOT };
    });
  }

  /** Words with the lines of the PDF, broken by sense, as heads and signatures are typed. */
  function broken(lines: readonly Line[], style: WordStyle): readonly TextRun[] {
    return lines.flatMap(({ spans }, index) =>
      spans.map(({ text, face }, place) => {
        const [bold, italics] = [BOLD.has(face), ITALIC.has(face)];
        return new TextRun({
          text: legal(text),
          ...(index > 0 && place === 0 ? { break: 1 } : {}),
          ...(bold === style.bold ? {} : { bold }),
          ...(italics === style.italic ? {} : { italics }),
        });
      }),
    );
  }

  /** A drawn rule in the middle of a column `width` wide; `above` and `below` it free room. */
  function ruleUnder(
    width: number,
    length: number,
    { above, below }: { readonly above: number; readonly below: number },
    { keepNext = false, gapAfter = 0 }: Partial<Ties> = {},
  ): Paragraph {
    const side = twips((width - length) / 2);
    return new Paragraph({
      style: looks.rule.id,
      ...(keepNext ? { keepNext } : {}),
      indent: { left: side, right: side },
      border: { top: drawn(RULE) },
      spacing: {
        before: twips(above),
        after: twips(gapAfter),
        line: twips(below - RULE),
        lineRule: LineRuleType.EXACT,
      },
    });
  }

  /** Free room of a height in pt. */
  const room = (height: number, keepNext = false): Paragraph =>
    new Paragraph({
      style: looks.rule.id,
      ...(keepNext ? { keepNext } : {}),
      spacing: { line: twips(height), lineRule: LineRuleType.EXACT },
    });

  const cell = (
    width: number,
    children: readonly Paragraph[],
    {
      padX = 0,
      ...spans
    }: {
      readonly padX?: number;
      readonly columnSpan?: number;
      readonly verticalMerge?: 'restart' | 'continue';
    } = {},
  ): TableCell =>
    new TableCell({
      children,
      ...spans,
      width: { size: twips(width), type: WidthType.DXA },
      margins: { left: twips(padX), right: twips(padX), top: 0, bottom: 0 },
    });

  const tableOf = (
    widths: readonly number[],
    rows: readonly TableRow[],
    borders: ITableBordersOptions,
    indent = 0,
  ): Table =>
    new Table({
      rows,
      borders,
      ...(indent > 0 ? { indent: { size: twips(indent), type: WidthType.DXA } } : {}),
      columnWidths: widths.map(twips),
      width: { size: widths.reduce((sum, width) => sum + twips(width), 0), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
    });

  function letterhead(block: Letterhead): readonly FileChild[] {
    const { issuerGap, ruleGap, numberGap, columnGap } = LETTERHEAD;
    const { parent, issuer, nation, motto, docNumber, placeAndDate } = looks;
    const leftWidth = textWidth * (LETTERHEAD.leftWidth / TEXT_WIDTH);
    const rightWidth = textWidth - leftWidth;
    const parentLines = setJointed(block.parent ?? [], setting(parent, leftWidth), fonts);
    const issuers = block.issuers.map((parts) => setJointed(parts, setting(issuer, leftWidth), fonts));
    const mottoLines = setIn(motto, [text(block.motto)], rightWidth);
    const place = setJointed(block.placeAndDate, setting(placeAndDate, rightWidth), fonts);
    // A long symbol may reach under the other column, as in the PDF; the date keeps its centre.
    const reach = leftWidth + (rightWidth - widest(place)) / 2 - columnGap;
    const own = setIn(docNumber, block.docNumber, Math.min(leftWidth, reach));
    const wide = setIn(docNumber, block.docNumber, reach);
    const reaches = reach > leftWidth && wide.length < own.length;
    const split = reaches ? reach : leftWidth;
    const span = { columnSpan: reaches ? 2 : 1 };
    const ruleRoom = { above: ruleGap, below: numberGap };
    const rows = [
      [
        cell(leftWidth, [
          ...(block.parent ? [styled(parent, broken(parentLines, parent))] : []),
          ...issuers.map((lines, index) =>
            styled(issuer, broken(lines, issuer), { gapBefore: index > 0 ? issuerGap : 0 }),
          ),
          ruleUnder(leftWidth, widest(issuers.flat()) * SHORT_RULE_SHARE, ruleRoom),
        ]),
        cell(
          rightWidth,
          [
            styled(nation, [words(block.nation)]),
            styled(motto, broken(mottoLines, motto)),
            ruleUnder(rightWidth, widest(mottoLines), ruleRoom),
          ],
          span,
        ),
      ],
      [
        cell(split, [styled(docNumber, broken(reaches ? wide : own, docNumber))], span),
        cell(textWidth - split, [
          styled(placeAndDate, broken(place, placeAndDate), { indent: { right: twips(split - leftWidth) } }),
        ]),
      ],
    ];
    return [
      tableOf(
        reaches ? [leftWidth, reach - leftWidth, textWidth - reach] : [leftWidth, rightWidth],
        rows.map((children) => new TableRow({ cantSplit: true, children })),
        NO_BORDERS,
      ),
    ];
  }

  function paragraph(block: ParagraphBlock, ties: Ties): readonly FileChild[] {
    const style = looks.text[block.style];
    const { ruleUnder: ruled, align } = STYLES[block.style];
    const lines = setIn(style, block.runs, textWidth);
    const { children, tabStops } =
      align === 'center'
        ? { children: broken(lines, style), tabStops: [] }
        : flowing(block.runs, style, textWidth);
    const own = styled(style, children, {
      ...ties,
      ...(ruled ? { keepNext: true, gapAfter: 0 } : {}),
      tabStops,
    });
    if (!ruled) return [own];
    return [own, ruleUnder(textWidth, widest(lines) * SHORT_RULE_SHARE, SUMMARY_RULE, ties)];
  }

  /** A table without borders: LibreOffice keeps its rows on one page, but not a long row of paragraphs. */
  function details(block: Details, ties: Ties): readonly FileChild[] {
    const style = looks.details[block.look];
    const { indent, size, labelWidth: usualWidth } = DETAILS_LOOKS[block.look];
    const labelWidth = usualWidth * (style.size / size);
    const width = textWidth - indent - labelWidth;
    const rows = block.rows.map(({ label, value }, index) => {
      const last = index === block.rows.length - 1;
      const keepNext = !last || ties.keepNext;
      const gap = last ? { gapAfter: ties.gapAfter } : {};
      const { children, tabStops } = flowing(value, style, width);
      return new TableRow({
        cantSplit: true,
        children: [
          cell(labelWidth, [styled(style, [words(label)], { keepNext, ...gap })]),
          cell(width, [styled(style, children, { keepNext, ...gap, tabStops })]),
        ],
      });
    });
    return [tableOf([labelWidth, width], rows, NO_BORDERS, indent)];
  }

  function table(block: TableBlock, ties: Ties): readonly FileChild[] {
    const { padX, padY, handHeight } = TABLE;
    const [headingStyle, numbersStyle, cellStyle] = block.small
      ? [looks.smallTableHeading, looks.smallTableNumbers, looks.smallTableCell]
      : [looks.tableHeading, looks.tableNumbers, looks.tableCell];
    const widths = block.columns.map(({ share }) => share * textWidth);
    const rowOf = (
      cells: readonly string[],
      style: WordStyle,
      { keepNext, last }: { readonly keepNext: boolean; readonly last: boolean },
    ): TableRow => {
      // Word takes the room of borders from the rows.
      const margins = {
        left: twips(padX),
        right: twips(padX),
        top: twips(padY - BORDER),
        bottom: twips(last ? padY - BORDER : padY),
      };
      const inBody = style === cellStyle;
      return new TableRow({
        cantSplit: true,
        tableHeader: !inBody,
        ...(inBody && block.forHand
          ? { height: { value: twips(handHeight), rule: HeightRule.ATLEAST } }
          : {}),
        children: block.columns.map(
          ({ align }, index) =>
            new TableCell({
              margins,
              width: { size: twips(widths[index] ?? 0), type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.CENTER,
              children: [
                styled(style, [words(cells[index] ?? '', cells === block.total ? { bold: true } : {})], {
                  keepNext,
                  ...(inBody && align !== style.align ? { alignment: align } : {}),
                }),
              ],
            }),
        ),
      });
    };
    const { columns, numbered } = block;
    const rows = [...block.rows, ...(block.total ? [block.total] : [])];
    const heads = [
      { cells: columns.map(({ heading }) => heading), style: headingStyle },
      ...(numbered ? [{ cells: columns.map((_, index) => `(${index + 1})`), style: numbersStyle }] : []),
    ];
    const all = [...heads, ...rows.map((cells) => ({ cells, style: cellStyle }))];
    const end = all.length - 1;
    return [
      tableOf(
        widths,
        all.map(({ cells, style }, index) =>
          rowOf(cells, style, {
            last: index === end,
            // The heading never stands without a row, nor the last row without company.
            keepNext:
              index < heads.length || (index === end ? ties.keepNext : index === end - 1 && rows.length > 2),
          }),
        ),
        allBorders(drawn(BORDER)),
      ),
    ];
  }

  const recipientList = (
    { label, lines }: Recipients,
    width: number,
    { gapBefore = 0, gapAfter = 0, keepNext = true }: Partial<Ties> = {},
  ): readonly Paragraph[] => [
    styled(looks.recipientsLabel, [words(label)], { gapBefore, keepNext: true }),
    ...lines.map((runs, index) => {
      const last = index === lines.length - 1;
      return styled(looks.recipient, flowing(runs, looks.recipient, width).children, {
        keepNext: !last || keepNext,
        gapAfter: last ? gapAfter : 0,
      });
    }),
  ];

  function signatures(block: Signatures, ties: Ties): readonly FileChild[] {
    const { signers, recipients } = block;
    const { padX, gapBefore } = SIGNATURES;
    const width = textWidth / 2;
    const below = recipientsBelow(block);
    const set = (style: WordStyle, runs: readonly Run[], keepNext = true): readonly Paragraph[] => {
      const lines = setIn(style, runs, width - 2 * padX);
      return lines.length > 0 ? [styled(style, broken(lines, style), { keepNext })] : [];
    };
    const rows: TableRow[] = [];
    for (let first = 0; first < signers.length; first += 2) {
      const pair = signers.slice(first, first + 2);
      const keepsOn = first + 2 < signers.length || below !== null || ties.keepNext;
      const free = (height: number) => ({ cells: pair.map(() => [room(RULE, true)]), height });
      const parts: readonly {
        readonly cells: readonly (readonly Paragraph[])[];
        readonly height?: number;
      }[] = [
        ...(first > 0 ? [free(gapBefore)] : []),
        {
          cells: pair.map(({ heading, posts }) =>
            [[text(heading)], ...posts].flatMap((line) => set(looks.signer, line)),
          ),
        },
        { cells: pair.map(({ hint }) => set(looks.signatureHint, [text(hint)])) },
        free(SIGNATURE_ROOM[block.room]),
        { cells: pair.map(({ name }) => set(looks.signer, name, keepsOn)) },
      ].filter(({ cells }) => cells.some((paragraphs) => paragraphs.length > 0));
      for (const [index, { cells, height }] of parts.entries()) {
        const own = cells.map((paragraphs) =>
          cell(width, paragraphs.length > 0 ? paragraphs : [room(RULE, true)], { padX }),
        );
        // A single signer stands in the right half, the recipients level with him in the left one.
        const list = index === 0 && signers.length === 1 ? recipients : null;
        const keepNext = index < parts.length - 1 || keepsOn;
        const beside = cell(width, list ? recipientList(list, width - padX) : [room(RULE, keepNext)], {
          verticalMerge: index === 0 ? 'restart' : 'continue',
        });
        rows.push(
          new TableRow({
            cantSplit: true,
            ...(height === undefined ? {} : { height: { value: twips(height), rule: HeightRule.EXACT } }),
            children: pair.length === 1 ? [beside, ...own] : own,
          }),
        );
      }
    }
    return [
      tableOf([width, width], rows, NO_BORDERS),
      ...(below ? recipientList(below, textWidth, { ...ties, gapBefore: RECIPIENTS.gapBefore }) : []),
    ];
  }

  /** Pictures in a row that is as high as the tallest, their captions in the row below. */
  function pictures(block: Pictures, ties: Ties): readonly FileChild[] {
    const all = block.pictures;
    const { captionGap } = PICTURES;
    const width = textWidth / all.length;
    const captioned = all.some(({ caption }) => caption);
    const drawnRow = new TableRow({
      cantSplit: true,
      children: all.map(({ format, bytes, ...size }) =>
        cell(width, [
          new Paragraph({
            style: looks.caption.id,
            keepNext: captioned || ties.keepNext,
            // A line of exact height would show a strip of the picture.
            spacing: {
              line: 240,
              lineRule: LineRuleType.AUTO,
              after: twips(captioned ? captionGap : ties.gapAfter),
            },
            children: [
              new ImageRun({
                type: format === 'jpeg' ? 'jpg' : 'png',
                data: bytes,
                transformation: { width: pixels(size.width), height: pixels(size.height) },
              }),
            ],
          }),
        ]),
      ),
    });
    const captions = new TableRow({
      cantSplit: true,
      children: all.map(({ caption }) =>
        cell(width, [
          styled(looks.caption, [words(caption ?? '')], { keepNext: ties.keepNext, gapAfter: ties.gapAfter }),
        ]),
      ),
    });
    return [
      tableOf(
        all.map(() => width),
        captioned ? [drawnRow, captions] : [drawnRow],
        NO_BORDERS,
      ),
    ];
  }

  function blockOf(block: Block, ties: Ties): readonly FileChild[] {
    switch (block.kind) {
      case 'letterhead':
        return letterhead(block);
      case 'paragraph':
        return paragraph(block, ties);
      case 'details':
        return details(block, ties);
      case 'table':
        return table(block, ties);
      case 'signatures':
        return signatures(block, ties);
      case 'pictures':
        return pictures(block, ties);
    }
  }

  /** Lines of running text that a block has in the PDF. */
  function textLines(block: Block): number {
    if (block.kind === 'details') return block.rows.length;
    if (block.kind !== 'paragraph') return 0;
    return setIn(looks.text[block.style], block.runs, textWidth).length;
  }

  return { blockOf, textLines, room };
}
