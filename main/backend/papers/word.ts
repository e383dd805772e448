import {
  BorderStyle,
  Document,
  type FileChild,
  Header,
  HeightRule,
  type IParagraphOptions,
  LeaderType,
  LineRuleType,
  Packer,
  PageNumber,
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
  DETAILS,
  LETTERHEAD,
  PAGE,
  PAGE_NUMBER,
  RULE,
  SHORT_RULE_SHARE,
  SIGNATURES,
  STAMP,
  STYLES,
  SUMMARY_RULE,
  TABLE,
  TEXT_WIDTH,
} from './measures.ts';
import {
  type Block,
  type Details,
  type Letterhead,
  type PaperModel,
  type Paragraph as ParagraphBlock,
  type Run,
  type Signatures,
  type Signer,
  type Table as TableBlock,
  text,
} from './model.ts';
import { PROGRAM } from './pdf.ts';
import { PART_STYLES, TEXT_STYLES, twips, usualGapAfter, type WordStyle, wordStyles } from './word-styles.ts';

/**
 * What ties a block to its neighbours: whether it stays with the next one, and the free room between. Tables have
 * none of their own in Word: the paragraph before or after keeps it.
 */
type Ties = { readonly keepNext: boolean; readonly gapBefore: number; readonly gapAfter: number };

/** Words after a dotted line stay on its line even where the office's font is a hair wider. In pt. */
const LEADER_SLACK = 1;

const NO_BORDER = { style: BorderStyle.NONE, size: 0 } as const;
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
} as const;
/** Word counts borders in eighths of a point. */
const line = (points: number) => ({
  style: BorderStyle.SINGLE,
  size: Math.round(points * 8),
  space: 0,
  color: '000000',
});

const BOLD: ReadonlySet<FaceName> = new Set(['bold', 'boldItalic']);
const ITALIC: ReadonlySet<FaceName> = new Set(['italic', 'boldItalic']);

const widest = (lines: readonly Line[]): number => Math.max(0, ...lines.map(({ width }) => width));

function writer(fonts: Fonts) {
  const setting = ({ size, bold, italic, align }: WordStyle, width: number): Setting => ({
    size,
    bold,
    italic,
    align,
    width,
  });

  const run = (words: string, face: { bold?: boolean; italic?: boolean }): TextRun =>
    new TextRun({
      text: words,
      ...(face.bold === undefined ? {} : { bold: face.bold }),
      ...(face.italic === undefined ? {} : { italics: face.italic }),
    });

  const isLeader = (run: Run): boolean => run.kind === 'dots' && run.width === null;

  /** Running text, which Word breaks anew; a dotted line as long as there is room is a tab with a leader. */
  function flowing(runs: readonly Run[], style: WordStyle): readonly TextRun[] {
    return runs.map((each) => {
      if (each.kind === 'text') return run(each.text, each);
      if (isLeader(each)) return new TextRun({ children: [new Tab()] });
      const [set] = setRuns([each], setting(style, TEXT_WIDTH), fonts);
      return run(set?.spans.map((span) => span.text).join('') ?? '', {});
    });
  }

  /** Where dotted lines end in the PDF: at the right margin, or before words that follow. From the text's left edge. */
  function leaderStops(runs: readonly Run[], lines: readonly Line[], left = 0): readonly TabStopDefinition[] {
    const dotted = runs.filter((each) => each.kind === 'dots');
    const ends = lines.flatMap(({ spans }) =>
      spans.flatMap((span, index) => {
        if (!/^\.+$/.test(span.text)) return [];
        const after = spans[index + 1];
        return [after && after.text.trim() ? left + after.x : null];
      }),
    );
    return dotted.flatMap((each, index) => {
      if (!isLeader(each)) return [];
      const end = ends[index] ?? null;
      return end === null
        ? { type: TabStopType.RIGHT, position: twips(TEXT_WIDTH), leader: LeaderType.DOT }
        : { type: TabStopType.LEFT, position: twips(end - LEADER_SLACK), leader: LeaderType.DOT };
    });
  }

  /** Centred words with their lines broken by sense, as they are typed in heads and signatures. */
  function broken(lines: readonly Line[], style: WordStyle): readonly TextRun[] {
    return lines.flatMap(({ spans }, index) =>
      spans.map(
        (span, place) =>
          new TextRun({
            text: span.text,
            ...(index > 0 && place === 0 ? { break: 1 } : {}),
            ...(BOLD.has(span.face) === style.bold ? {} : { bold: BOLD.has(span.face) }),
            ...(ITALIC.has(span.face) === style.italic ? {} : { italics: ITALIC.has(span.face) }),
          }),
      ),
    );
  }

  /** A paragraph of a style; only gaps that the style does not have are set on the paragraph itself. */
  function styled(
    style: WordStyle,
    children: readonly TextRun[],
    { gapBefore = 0, gapAfter, ...options }: IParagraphOptions & Partial<Ties> = {},
  ): Paragraph {
    const after = gapAfter ?? usualGapAfter(style);
    const usual = gapBefore === 0 && after === usualGapAfter(style);
    return new Paragraph({
      ...options,
      style: style.id,
      children,
      ...(usual ? {} : { spacing: { before: twips(gapBefore), after: twips(after) } }),
    });
  }

  /** A drawn rule, `length` long in the middle of a column, with free room above and below. */
  function ruleUnder(
    width: number,
    length: number,
    above: number,
    below: number,
    { keepNext, gapAfter }: Pick<Ties, 'keepNext' | 'gapAfter'> = { keepNext: false, gapAfter: 0 },
  ): Paragraph {
    const side = twips((width - length) / 2);
    return new Paragraph({
      style: PART_STYLES.rule.id,
      keepNext,
      indent: { left: side, right: side },
      border: { top: line(RULE) },
      spacing: {
        before: twips(above),
        after: twips(gapAfter),
        line: twips(below - RULE),
        lineRule: LineRuleType.EXACT,
      },
    });
  }

  const emptyLine = (height: number, keepNext = false): Paragraph =>
    new Paragraph({
      style: PART_STYLES.rule.id,
      keepNext,
      spacing: { line: twips(height), lineRule: LineRuleType.EXACT },
    });

  function cell(
    width: number,
    children: readonly Paragraph[],
    { padX = 0, columnSpan = 1 }: { readonly padX?: number; readonly columnSpan?: number } = {},
  ): TableCell {
    return new TableCell({
      children,
      columnSpan,
      width: { size: twips(width), type: WidthType.DXA },
      margins: { left: twips(padX), right: twips(padX), top: 0, bottom: 0 },
    });
  }

  const unframed = (widths: readonly number[], rows: readonly TableRow[]): Table =>
    new Table({
      rows,
      columnWidths: widths.map(twips),
      width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: NO_BORDERS,
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
    });

  function letterhead(block: Letterhead): readonly FileChild[] {
    const { leftWidth, rightWidth, issuerGap, ruleGap, numberGap, columnGap } = LETTERHEAD;
    const { issuer, nation, motto, docNumber, placeAndDate } = PART_STYLES;
    const issuers = block.issuers.map((parts) => setJointed(parts, setting(issuer, leftWidth), fonts));
    const mottoLines = setRuns([text(block.motto)], setting(motto, rightWidth), fonts);
    const place = setJointed(block.placeAndDate, setting(placeAndDate, rightWidth), fonts);
    const own = setRuns(block.docNumber, setting(docNumber, leftWidth), fonts);
    // A long symbol may reach under the other column, as in the PDF; the date keeps its centre.
    const reach = leftWidth + (rightWidth - widest(place)) / 2 - columnGap;
    const wide = setRuns(block.docNumber, setting(docNumber, reach), fonts);
    const reaches = reach > leftWidth && wide.length < own.length;
    const split = reaches ? reach : leftWidth;
    const afterDate = reaches ? reach - leftWidth : 0;
    const below = ruleGap + numberGap - RULE;
    return [
      unframed(reaches ? [leftWidth, reach - leftWidth, TEXT_WIDTH - reach] : [leftWidth, rightWidth], [
        new TableRow({
          cantSplit: true,
          children: [
            cell(leftWidth, [
              ...issuers.map((lines, index) =>
                styled(issuer, broken(lines, issuer), { gapBefore: index > 0 ? issuerGap : 0 }),
              ),
              ruleUnder(leftWidth, widest(issuers.flat()) * SHORT_RULE_SHARE, ruleGap, below),
            ]),
            cell(
              rightWidth,
              [
                styled(nation, [run(block.nation, {})]),
                styled(motto, broken(mottoLines, motto)),
                ruleUnder(rightWidth, widest(mottoLines), ruleGap, below),
              ],
              { columnSpan: reaches ? 2 : 1 },
            ),
          ],
        }),
        new TableRow({
          cantSplit: true,
          children: [
            cell(split, [styled(docNumber, broken(reaches ? wide : own, docNumber))], {
              columnSpan: reaches ? 2 : 1,
            }),
            cell(TEXT_WIDTH - split, [
              styled(placeAndDate, broken(place, placeAndDate), { indent: { right: twips(afterDate) } }),
            ]),
          ],
        }),
      ]),
    ];
  }

  function paragraph(block: ParagraphBlock, ties: Ties): readonly FileChild[] {
    const style = TEXT_STYLES[block.style];
    const { ruleUnder: ruled, align } = STYLES[block.style];
    const lines = setRuns(block.runs, { ...STYLES[block.style], width: TEXT_WIDTH }, fonts);
    const own = styled(style, align === 'center' ? broken(lines, style) : flowing(block.runs, style), {
      keepNext: ties.keepNext || ruled,
      gapBefore: ties.gapBefore,
      gapAfter: ruled ? 0 : ties.gapAfter,
      tabStops: align === 'center' ? [] : leaderStops(block.runs, lines),
    });
    if (!ruled) return [own];
    const length = widest(lines) * SHORT_RULE_SHARE;
    return [own, ruleUnder(TEXT_WIDTH, length, SUMMARY_RULE.above, SUMMARY_RULE.below, ties)];
  }

  function details(block: Details, ties: Ties): readonly FileChild[] {
    const style = PART_STYLES.details;
    const { labelWidth } = DETAILS;
    return block.rows.map(({ label, value }, index) => {
      const last = index === block.rows.length - 1;
      return styled(
        style,
        [run(label, {}), new TextRun({ children: [new Tab()] }), ...flowing(value, style)],
        {
          keepNext: !last || ties.keepNext,
          indent: { left: twips(labelWidth), hanging: twips(labelWidth) },
          tabStops: [
            { type: TabStopType.LEFT, position: twips(labelWidth) },
            ...leaderStops(value, setRuns(value, setting(style, TEXT_WIDTH - labelWidth), fonts), labelWidth),
          ],
          gapBefore: index === 0 ? ties.gapBefore : 0,
          gapAfter: last ? ties.gapAfter : DETAILS.gapBefore,
        },
      );
    });
  }

  function table(block: TableBlock, ties: Ties): readonly FileChild[] {
    const { padX, padY } = TABLE;
    const widths = block.columns.map(({ share }) => share * TEXT_WIDTH);
    const row = (cells: readonly string[], { heading = false, keepNext = false, last = false }): TableRow => {
      // Borders take their room inside the rows in Word.
      const margins = {
        left: twips(padX),
        right: twips(padX),
        top: twips(padY - BORDER),
        bottom: twips(last ? padY - BORDER : padY),
      };
      const style = heading ? PART_STYLES.tableHeading : PART_STYLES.tableCell;
      return new TableRow({
        cantSplit: true,
        tableHeader: heading,
        children: block.columns.map(
          (column, index) =>
            new TableCell({
              width: { size: twips(widths[index] ?? 0), type: WidthType.DXA },
              margins,
              verticalAlign: VerticalAlignTable.CENTER,
              children: [
                styled(style, [run(cells[index] ?? '', {})], {
                  keepNext,
                  ...(!heading && column.align === 'center' ? { alignment: 'center' } : {}),
                }),
              ],
            }),
        ),
      });
    };
    const { rows } = block;
    const frame = line(BORDER);
    return [
      new Table({
        columnWidths: widths.map(twips),
        width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        borders: {
          top: frame,
          bottom: frame,
          left: frame,
          right: frame,
          insideHorizontal: frame,
          insideVertical: frame,
        },
        rows: [
          row(
            block.columns.map(({ heading }) => heading),
            { heading: true, keepNext: true, last: rows.length === 0 },
          ),
          ...rows.map((cells, index) => {
            const last = index === rows.length - 1;
            // The last row never stands without company.
            return row(cells, {
              keepNext: last ? ties.keepNext : rows.length > 2 && index === rows.length - 2,
              last,
            });
          }),
        ],
      }),
    ];
  }

  function signerRows(pair: readonly Signer[], last: boolean): readonly TableRow[] {
    const { freeHeight, padX } = SIGNATURES;
    const { signer: strong, signatureHint } = PART_STYLES;
    const width = TEXT_WIDTH / 2;
    const inner = width - 2 * padX;
    const set = (style: WordStyle, runs: readonly Run[], keepNext: boolean): Paragraph =>
      styled(style, broken(setRuns(runs, setting(style, inner), fonts), style), { keepNext });
    const rowOf = (of: (signer: Signer) => readonly Paragraph[]): TableRow =>
      new TableRow({
        cantSplit: true,
        children: [0, 1].map((place) => {
          const signer = pair[place];
          return cell(width, signer ? of(signer) : [emptyLine(1, true)], { padX });
        }),
      });
    const head = rowOf(({ heading, posts }) => [
      set(strong, [text(heading)], true),
      ...posts.map((post) => set(strong, post, true)),
    ]);
    const hint = rowOf((signer) => [set(signatureHint, [text(signer.hint)], true)]);
    const free = new TableRow({
      cantSplit: true,
      height: { value: twips(freeHeight), rule: HeightRule.EXACT },
      children: [0, 1].map(() => cell(width, [emptyLine(10, true)])),
    });
    const name = rowOf((signer) => [set(strong, signer.name, !last)]);
    return [head, hint, free, name];
  }

  function signatures({ signers }: Signatures, ties: Ties): readonly FileChild[] {
    const width = TEXT_WIDTH / 2;
    const rows: TableRow[] = [];
    for (let first = 0; first < signers.length; first += 2) {
      if (first > 0) {
        rows.push(
          new TableRow({
            height: { value: twips(SIGNATURES.gapBefore), rule: HeightRule.EXACT },
            children: [0, 1].map(() => cell(width, [emptyLine(10, true)])),
          }),
        );
      }
      const last = first + 2 >= signers.length && !ties.keepNext;
      rows.push(...signerRows(signers.slice(first, first + 2), last));
    }
    return [unframed([width, width], rows)];
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
    }
  }

  /** Lines of running text that a block has in the PDF. */
  const textLines = (block: Block): number =>
    block.kind === 'paragraph'
      ? setRuns(block.runs, { ...STYLES[block.style], width: TEXT_WIDTH }, fonts).length
      : block.kind === 'details'
        ? block.rows.length
        : 0;

  return { blockOf, emptyLine, textLines };
}
type Writer = ReturnType<typeof writer>;

/** Which blocks stay with the next one: introductions, and what signatures must not be parted from. */
function heldBlocks(blocks: readonly Block[], { textLines }: Writer): ReadonlySet<Block> {
  const held = new Set<Block>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'paragraph' && block.keepWithNext) held.add(block);
    if (block.kind !== 'signatures') continue;
    let company = 0;
    for (let above = index - 1; above >= 0; above -= 1) {
      const neighbour = blocks[above];
      if (!neighbour) break;
      held.add(neighbour);
      company += textLines(neighbour);
      if (block.keeps === 'blockBefore' || company >= 2) break;
    }
  }
  return held;
}

const isTable = (block: Block | undefined): boolean =>
  block?.kind === 'table' || block?.kind === 'signatures' || block?.kind === 'letterhead';

/** Free room above a block that is not the first. */
function gapAbove(block: Block): number {
  switch (block.kind) {
    case 'letterhead':
      return 0;
    case 'paragraph':
      return STYLES[block.style].gapBefore;
    case 'details':
      return DETAILS.gapBefore;
    case 'table':
      return TABLE.gapBefore;
    case 'signatures':
      return SIGNATURES.gapBefore;
  }
}

function bodyOf(model: PaperModel, fonts: Fonts): readonly FileChild[] {
  const { blocks } = model;
  const own = writer(fonts);
  const held = heldBlocks(blocks, own);
  const all = blocks.flatMap((block, index): readonly FileChild[] => {
    const next = blocks[index + 1];
    const gapAfter = next ? gapAbove(next) : 0;
    const keepNext = held.has(block);
    const gapBefore = isTable(blocks[index - 1]) ? gapAbove(block) : 0;
    const written = own.blockOf(block, { keepNext, gapBefore, gapAfter });
    // Word joins tables that touch.
    return isTable(block) && isTable(next) ? [...written, own.emptyLine(gapAfter, keepNext)] : written;
  });
  // A body ends with a paragraph; after a table it takes as little room as it can.
  return isTable(blocks.at(-1)) ? [...all, own.emptyLine(1)] : all;
}

/** In the top margin: the page's number from the second page on, and the mark of a rehearsal on every page. */
function pageHead(stamp: string | null, numbered: boolean): Header {
  const mark =
    stamp === null
      ? []
      : [
          new TextRun({ children: [new Tab()] }),
          new TextRun({
            text: stamp,
            bold: true,
            size: STAMP.size * 2,
            color: STAMP.color.slice(1),
            border: {
              style: BorderStyle.SINGLE,
              size: STAMP.lineWidth * 8,
              space: STAMP.pad,
              color: STAMP.color.slice(1),
            },
          }),
        ];
  return new Header({
    children: [
      new Paragraph({
        style: PART_STYLES.pageHead.id,
        tabStops: [
          { type: TabStopType.CENTER, position: twips(TEXT_WIDTH / 2) },
          { type: TabStopType.RIGHT, position: twips(TEXT_WIDTH) },
        ],
        children: [
          new TextRun({ children: [new Tab(), ...(numbered ? [PageNumber.CURRENT] : [])] }),
          ...mark,
        ],
      }),
    ],
  });
}

/**
 * Writes a paper as a Word document for those who must edit it: the same words, pages that end at the same lines,
 * named styles, real tables, no text boxes. It carries no page code: once edited it is another paper.
 */
export async function renderWord(model: PaperModel, fonts: Fonts): Promise<Uint8Array> {
  const document = new Document({
    title: model.title,
    creator: model.author,
    lastModifiedBy: PROGRAM,
    styles: wordStyles(fonts, model.language),
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: {
              top: twips(PAGE.top),
              bottom: twips(PAGE.bottom),
              left: twips(PAGE.left),
              right: twips(PAGE.right),
              header: twips(PAGE_NUMBER.top),
              footer: twips(PAGE_NUMBER.top),
              gutter: 0,
            },
          },
        },
        headers: { first: pageHead(model.stamp, false), default: pageHead(model.stamp, true) },
        children: bodyOf(model, fonts),
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}
