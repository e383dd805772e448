import type { FaceName, Fonts } from './fonts.ts';
import { type Line, type Setting, setJointed, setRuns } from './lines.ts';
import {
  BORDER,
  DETAILS_LOOKS,
  LARGE,
  LETTERHEAD,
  MM,
  PAGE_CODE,
  PAGE_NUMBER,
  PICTURES,
  RECIPIENTS,
  RULE,
  SHEETS,
  SHORT_RULE_SHARE,
  type Sheet,
  SIGNATURE_ROOM,
  SIGNATURES,
  STYLES,
  SUMMARY_RULE,
  TABLE,
  TEXT_WIDTH,
  tableTypeSize,
} from './measures.ts';
import {
  type Block,
  type Details,
  type Letterhead,
  type Orientation,
  type PaperModel,
  type Paragraph,
  type Picture,
  type Pictures,
  type Recipients,
  type Section,
  type Signatures,
  type Signer,
  type Table,
  text,
} from './model.ts';
import { type PageCodeIssuer, pageCodeModules, pageCodeOf, pageCodeWords } from './page-code.ts';

/** Something drawn. All measures in pt from the paper's top left corner; `y` of a text is its baseline. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly face: FaceName;
      readonly size: number;
      readonly stretch: number;
      /** Stands on its head: it runs leftwards from its place. */
      readonly turned?: boolean;
    }
  | {
      readonly kind: 'rule';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly thickness: number;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: 'modules';
      /** Top left corner of a square picture, `size` wide. */
      readonly x: number;
      readonly y: number;
      readonly size: number;
      /** Row by row, `true` for black. */
      readonly modules: readonly (readonly boolean[])[];
    }
  | {
      readonly kind: 'picture';
      /** Top left corner. */
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly picture: Picture;
    }
  | {
      /** Where one signs, in the order of the signers. Nothing is drawn there. */
      readonly kind: 'room';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

/** A page; its sheet lies as the document's do unless it says so itself. */
export type Page = { readonly marks: readonly Mark[]; readonly orientation?: Orientation };

/**
 * A strip across the text area that is never torn: a line of a paragraph, a row of a table, a block of signatures.
 * Marks are relative to its top left corner. A paper is a list of rows, and all rules about what stays together are
 * bans on a page break before a row.
 */
type Row = {
  readonly height: number;
  /** Dropped at the top of a page. */
  readonly gapBefore: number;
  readonly mayBreakBefore: boolean;
  readonly marks: readonly Mark[];
  /** A line of running text, as counted before a block of signatures. */
  readonly isText: boolean;
  /** Repeated above this row when it begins a page: a table's heading. */
  readonly repeats: Row | null;
  /** Place of its block in the model. */
  readonly block: number;
};

const row = (fields: Pick<Row, 'height' | 'marks'> & Partial<Row>): Row => ({
  gapBefore: 0,
  mayBreakBefore: true,
  isText: false,
  repeats: null,
  block: 0,
  ...fields,
});

const moved = (mark: Mark, dx: number, dy: number): Mark =>
  mark.kind === 'rule'
    ? { ...mark, x1: mark.x1 + dx, x2: mark.x2 + dx, y1: mark.y1 + dy, y2: mark.y2 + dy }
    : { ...mark, x: mark.x + dx, y: mark.y + dy };

const rule = (x1: number, y1: number, x2: number, y2: number, thickness: number): Mark => ({
  kind: 'rule',
  x1,
  y1,
  x2,
  y2,
  thickness,
});

const widest = (lines: readonly Line[]): number => Math.max(0, ...lines.map((line) => line.width));

/** Places lines of one size below each other. */
export function typesetter({ regular: { ascent, lineHeight } }: Fonts) {
  /** Of a line in pt, in whole twentieths as Word counts: pages of a Word copy then end with the same lines. */
  const singleHeight = (size: number, leading = 1): number =>
    Math.round(lineHeight * size * leading * 20) / 20;

  /** Lines below each other from the top `y` of a column at `x`; room for leading goes under each line. */
  function column(lines: readonly Line[], size: number, x: number, y: number, leading = 1): readonly Mark[] {
    return lines.flatMap((line, index) =>
      line.spans.map((span): Mark => {
        const baseline = y + index * singleHeight(size, leading) + ascent * size;
        return { kind: 'text', ...span, x: x + span.x, y: baseline };
      }),
    );
  }

  return { singleHeight, column };
}

function layoutWith(fonts: Fonts, { textWidth }: Sheet, scale: number) {
  const { singleHeight, column } = typesetter(fonts);

  function letterheadRows(block: Letterhead): readonly Row[] {
    const { nationSize, mottoSize, issuerSize, issuerGap, numberSize, placeSize } = LETTERHEAD;
    const leftWidth = textWidth * (LETTERHEAD.leftWidth / TEXT_WIDTH);
    const rightWidth = textWidth - leftWidth;
    const centred = (size: number, width: number): Setting => ({ size, width, align: 'center' });
    const parent = setJointed(block.parent ?? [], centred(issuerSize, leftWidth), fonts);
    let issuersBottom = block.parent ? parent.length * singleHeight(issuerSize) - issuerGap : -issuerGap;
    const issuers = block.issuers.map((parts) => {
      const lines = setJointed(parts, { ...centred(issuerSize, leftWidth), bold: true }, fonts);
      const top = issuersBottom + issuerGap;
      issuersBottom = top + lines.length * singleHeight(issuerSize);
      return { lines, top };
    });
    const nation = setRuns([text(block.nation)], { ...centred(nationSize, rightWidth), bold: true }, fonts);
    const motto = setRuns([text(block.motto)], { ...centred(mottoSize, rightWidth), bold: true }, fonts);
    const place = setJointed(block.placeAndDate, { ...centred(placeSize, rightWidth), italic: true }, fonts);
    // A long symbol may reach under the other column as far as the centred date leaves room.
    const reach = leftWidth + (rightWidth - widest(place)) / 2 - LETTERHEAD.columnGap;
    const [own = [], wide = []] = [Math.min(leftWidth, reach), reach].map((width) =>
      setRuns(block.docNumber, centred(numberSize, width), fonts),
    );
    const docNumber = wide.length < own.length ? wide : own;

    const issuersWidth = widest(issuers.flatMap(({ lines }) => lines));
    const mottoTop = nation.length * singleHeight(nationSize);
    const mottoBottom = mottoTop + motto.length * singleHeight(mottoSize);
    const underline = (centre: number, length: number, y: number): Mark =>
      rule(centre - length / 2, y, centre + length / 2, y, RULE);
    const secondTop = Math.max(issuersBottom, mottoBottom) + LETTERHEAD.ruleGap + LETTERHEAD.numberGap;
    const marks = [
      ...column(parent, issuerSize, 0, 0),
      ...issuers.flatMap(({ lines, top }) => column(lines, issuerSize, 0, top)),
      underline(leftWidth / 2, issuersWidth * SHORT_RULE_SHARE, issuersBottom + LETTERHEAD.ruleGap),
      ...column(nation, nationSize, leftWidth, 0),
      ...column(motto, mottoSize, leftWidth, mottoTop),
      underline(leftWidth + rightWidth / 2, widest(motto), mottoBottom + LETTERHEAD.ruleGap),
      ...column(docNumber, numberSize, 0, secondTop),
      ...column(place, placeSize, leftWidth, secondTop),
    ];
    const height =
      secondTop +
      Math.max(docNumber.length * singleHeight(numberSize), place.length * singleHeight(placeSize));
    return [row({ height, marks })];
  }

  function paragraphRows(block: Paragraph): readonly Row[] {
    const own = STYLES[block.style];
    // What is read aloud has spaces of one width: a ragged edge is no trouble, a torn line is.
    const align = scale > 1 && own.align === 'justify' ? 'left' : own.align;
    const style = { ...own, align, size: own.size * scale };
    const lines = setRuns(block.runs, { ...style, width: textWidth }, fonts);
    const height = singleHeight(style.size, style.leading);
    const rows = lines.map((line, index) =>
      row({
        height,
        gapBefore: index === 0 ? style.gapBefore : 0,
        // Neither the first nor the last line of a paragraph stands alone on a page.
        mayBreakBefore: index === 0 || (index >= 2 && lines.length - index >= 2),
        marks: column([line], style.size, 0, 0),
        isText: true,
      }),
    );
    if (!style.ruleUnder) return rows;
    const length = widest(lines) * SHORT_RULE_SHARE;
    const mark = rule((textWidth - length) / 2, 0, (textWidth + length) / 2, 0, RULE);
    return [
      ...rows,
      row({
        height: SUMMARY_RULE.below,
        gapBefore: SUMMARY_RULE.above,
        mayBreakBefore: false,
        marks: [mark],
      }),
    ];
  }

  function detailsRows(block: Details): readonly Row[] {
    const measures = DETAILS_LOOKS[block.look];
    const { leading, gapBefore, indent } = measures;
    const [size, labelWidth] = [measures.size * scale, measures.labelWidth * scale];
    const x = indent + labelWidth;
    return block.rows.map(({ label, value }, index) => {
      const labels = setRuns([text(label)], { size, width: labelWidth, align: 'left' }, fonts);
      const values = setRuns(value, { size, width: textWidth - x, align: 'left' }, fonts);
      return row({
        // A party is read at one glance: its block is not torn.
        mayBreakBefore: index === 0,
        height: Math.max(labels.length, values.length) * singleHeight(size, leading),
        gapBefore,
        marks: [...column(labels, size, indent, 0, leading), ...column(values, size, x, 0, leading)],
        isText: true,
      });
    });
  }

  function tableRows(block: Table): readonly Row[] {
    const { leading, padX, padY } = TABLE;
    const size = tableTypeSize(block) * scale;
    let left = 0;
    const columns = block.columns.map((spec) => {
      const placed = { ...spec, x: left, width: spec.share * textWidth };
      left += placed.width;
      return placed;
    });
    const setRow = (cells: readonly string[], look: 'heading' | 'numbers' | 'body' | 'total'): Row => {
      const set = columns.map((spec, index) =>
        setRuns(
          [text(cells[index] ?? '')],
          {
            size,
            width: spec.width - 2 * padX,
            align: look === 'body' || look === 'total' ? spec.align : 'center',
            bold: look === 'heading' || look === 'total',
            italic: look === 'numbers',
          },
          fonts,
        ),
      );
      const inner = Math.max(1, ...set.map((lines) => lines.length)) * singleHeight(size, leading);
      const least = look === 'body' && block.forHand ? TABLE.handHeight : 0;
      const height = Math.max(inner + 2 * padY, least);
      const marks = columns.flatMap((spec, index) => {
        const lines = set[index] ?? [];
        const top = (height - lines.length * singleHeight(size, leading)) / 2;
        return [...column(lines, size, spec.x + padX, top, leading), rule(spec.x, 0, spec.x, height, BORDER)];
      });
      const frame = [0, height].map((y) => rule(0, y, textWidth, y, BORDER));
      return row({ height, marks: [...marks, rule(textWidth, 0, textWidth, height, BORDER), ...frame] });
    };
    const headings = setRow(
      columns.map((spec) => spec.heading),
      'heading',
    );
    const numbers = setRow(block.numbered ? columns.map((_, index) => `(${index + 1})`) : [], 'numbers');
    const heading: Row = {
      ...headings,
      ...(block.numbered && {
        height: headings.height + numbers.height,
        marks: [...headings.marks, ...numbers.marks.map((mark) => moved(mark, 0, headings.height))],
      }),
      gapBefore: TABLE.gapBefore,
      mayBreakBefore: false,
    };
    const rows = [...block.rows, ...(block.total ? [block.total] : [])];
    const body = rows.map(
      (cells, index): Row => ({
        ...setRow(cells, cells === block.total ? 'total' : 'body'),
        // The heading never stands without a row, nor the last row without company.
        mayBreakBefore: index > 0 && (index < rows.length - 1 || rows.length <= 2),
        repeats: heading,
      }),
    );
    return [heading, ...body];
  }

  function pictureRows({ pictures }: Pictures): readonly Row[] {
    const { between, captionGap, captionSize } = PICTURES;
    const columnWidth = (textWidth - between * (pictures.length - 1)) / pictures.length;
    const placed = pictures.map((picture, index) => {
      const width = picture.width * MM;
      const height = picture.height * MM;
      const left = index * (columnWidth + between);
      const setting = { size: captionSize, width: columnWidth, align: 'center', italic: true } as const;
      const caption = picture.caption ? setRuns([text(picture.caption)], setting, fonts) : [];
      return { picture, width, height, left, caption };
    });
    const tallest = Math.max(...placed.map(({ height }) => height));
    const lines = Math.max(...placed.map(({ caption }) => caption.length));
    const captionTop = tallest + captionGap;
    const marks = placed.flatMap(({ picture, width, height, left, caption }): readonly Mark[] => [
      { kind: 'picture', x: left + (columnWidth - width) / 2, y: tallest - height, width, height, picture },
      ...column(caption, captionSize, left, captionTop),
    ]);
    const height = lines === 0 ? tallest : captionTop + lines * singleHeight(captionSize);
    return [row({ height, gapBefore: PICTURES.gapBefore, marks })];
  }

  function signerParts(signer: Signer, width: number) {
    const { size, hintSize } = SIGNATURES;
    const strong: Setting = { size, width, align: 'center', bold: true };
    return {
      head: [
        ...setRuns([text(signer.heading)], strong, fonts),
        ...signer.posts.flatMap((post) => setRuns(post, strong, fonts)),
      ],
      hint: setRuns([text(signer.hint)], { size: hintSize, width, align: 'center', italic: true }, fonts),
      name: setRuns(signer.name, strong, fonts),
    };
  }

  /** Two signers side by side, a single one in the right half; hints and names stand level however long the posts are. */
  function signerPair(
    pair: readonly Signer[],
    freeHeight: number,
  ): { readonly height: number; readonly marks: readonly Mark[] } {
    const { size, hintSize, padX } = SIGNATURES;
    const width = textWidth / 2;
    const parts = pair.map((signer) => signerParts(signer, width - 2 * padX));
    const tallest = (heights: readonly number[]): number => Math.max(0, ...heights);
    const hintTop = tallest(parts.map(({ head }) => head.length)) * singleHeight(size);
    const hintHeight = tallest(parts.map(({ hint }) => hint.length)) * singleHeight(hintSize);
    const nameTop = hintTop + hintHeight + freeHeight;
    const height = nameTop + tallest(parts.map(({ name }) => name.length)) * singleHeight(size);
    const marks = parts.flatMap(({ head, hint, name }, index): readonly Mark[] => {
      const x = (pair.length === 1 ? 1 : index) * width + padX;
      const roomTop = hintTop + hintHeight;
      return [
        ...column(head, size, x, 0),
        ...column(hint, hintSize, x, hintTop),
        { kind: 'room', x, y: roomTop, width: width - 2 * padX, height: freeHeight },
        ...column(name, size, x, nameTop),
      ];
    });
    return { height, marks };
  }

  function recipientsMarks({ label, lines }: Recipients, width: number) {
    const { labelSize, size } = RECIPIENTS;
    const head = setRuns(
      [text(label)],
      { size: labelSize, width, align: 'left', bold: true, italic: true },
      fonts,
    );
    const list = lines.flatMap((runs) => setRuns(runs, { size, width, align: 'left' }, fonts));
    const top = head.length * singleHeight(labelSize);
    const marks = [...column(head, labelSize, 0, 0), ...column(list, size, 0, top)];
    return { height: top + list.length * singleHeight(size), marks };
  }

  function signatureRows(block: Signatures): readonly Row[] {
    let height = 0;
    const marks: Mark[] = [];
    for (let first = 0; first < block.signers.length; first += 2) {
      if (first > 0) height += SIGNATURES.gapBefore;
      const pair = signerPair(block.signers.slice(first, first + 2), SIGNATURE_ROOM[block.room]);
      marks.push(...pair.marks.map((mark) => moved(mark, 0, height)));
      height += pair.height;
    }
    const { recipients } = block;
    const beside = block.signers.length === 1;
    if (recipients) {
      const list = recipientsMarks(recipients, beside ? textWidth / 2 - SIGNATURES.padX : textWidth);
      const top = beside ? 0 : height + RECIPIENTS.gapBefore;
      marks.push(...list.marks.map((mark) => moved(mark, 0, top)));
      height = Math.max(height, top + list.height);
    }
    return [row({ height, gapBefore: SIGNATURES.gapBefore, mayBreakBefore: false, marks })];
  }

  function rowsOf(block: Block): readonly Row[] {
    switch (block.kind) {
      case 'letterhead':
        return letterheadRows(block);
      case 'paragraph':
        return paragraphRows(block);
      case 'details':
        return detailsRows(block);
      case 'table':
        return tableRows(block);
      case 'signatures':
        return signatureRows(block);
      case 'pictures':
        return pictureRows(block);
    }
  }

  return rowsOf;
}

/** Bans the breaks inside the last two lines of text of a list of rows, so that what follows has company. */
function holdLastTwoLines(rows: Row[]): void {
  let lines = 0;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const current = rows[index];
    if (current?.isText) lines += 1;
    if (!current || lines === 2) return;
    rows[index] = { ...current, mayBreakBefore: false };
  }
}

/** Fills pages row by row; a page that would break where it must not ends at the last place where it may. */
function paginate(rows: readonly Row[], textHeight: number): readonly (readonly Row[])[] {
  const pages: (readonly Row[])[] = [];
  let start = 0;
  while (start < rows.length) {
    const repeated = rows[start]?.repeats ?? null;
    let y = repeated?.height ?? 0;
    let end = start;
    for (let next = rows[end]; next; next = rows[end]) {
      const bottom = y + (end > start ? next.gapBefore : 0) + next.height;
      if (end > start && bottom > textHeight + 1e-6) break;
      y = bottom;
      end += 1;
    }
    let cut = end;
    while (cut > start && cut < rows.length && !rows[cut]?.mayBreakBefore) cut -= 1;
    if (cut === start) cut = end;
    pages.push([...(repeated ? [repeated] : []), ...rows.slice(start, cut)]);
    start = cut;
  }
  return pages;
}

/** The code of a page in its margin, and its words beside it, on the line of the code's lower edge. */
function pageCodeMarks(issuer: PageCodeIssuer, page: number, pages: number, sheet: Sheet): readonly Mark[] {
  const { size, left, bottom, face, textSize, textGap } = PAGE_CODE;
  const code = pageCodeOf(issuer, page, pages);
  if (code === null) return [];
  const foot = sheet.height - bottom;
  const words = pageCodeWords(issuer.memorandumId, issuer.version, page, pages);
  return [
    { kind: 'modules', x: left, y: foot - size, size, modules: pageCodeModules(code) },
    { kind: 'text', x: left + size + textGap, y: foot, text: words, face, size: textSize, stretch: 0 },
  ];
}

/** The rows of a part of a paper, page by page. */
function pagesOf(
  { orientation, blocks }: Section,
  type: PaperModel['type'],
  fonts: Fonts,
): readonly (readonly Row[])[] {
  const sheet = SHEETS[orientation];
  const rowsOf = layoutWith(fonts, sheet, type === 'large' ? LARGE : 1);
  const rows: Row[] = [];
  let held = false;
  for (const [block, content] of blocks.entries()) {
    if (content.kind === 'signatures' && content.keeps === 'twoLines') holdLastTwoLines(rows);
    const own = rowsOf(content);
    rows.push(
      ...own.map((r, index) => ({
        ...r,
        block,
        mayBreakBefore: r.mayBreakBefore && !(index === 0 && held),
      })),
    );
    held = content.kind === 'paragraph' && content.keepWithNext;
  }
  return paginate(rows, sheet.textHeight);
}

/** The parts of a paper in order: itself, then its appendices. */
export const sectionsOf = ({
  orientation = 'portrait',
  blocks,
  appendices = [],
}: PaperModel): readonly Section[] => [{ orientation, blocks }, ...appendices];

/** How many pages a paper has, its appendices counted, without placing anything on them. */
export const countPages = (model: PaperModel, fonts: Fonts): number =>
  sectionsOf(model).flatMap((section) => pagesOf(section, model.type, fonts)).length;

/** Sets a paper on A4 pages: where every word and rule stands. */
export function layOut(model: PaperModel, fonts: Fonts): readonly Page[] {
  const { column } = typesetter(fonts);
  const laid = sectionsOf(model).flatMap((section) =>
    pagesOf(section, model.type, fonts).map((rows) => ({ rows, orientation: section.orientation })),
  );
  return laid.map(({ rows: pageRows, orientation }, pageIndex) => {
    const sheet = SHEETS[orientation];
    const marks: Mark[] = [];
    if (pageIndex > 0) {
      const setting = { size: PAGE_NUMBER.size, width: sheet.textWidth, align: 'center' } as const;
      const number = setRuns([text(String(pageIndex + 1))], setting, fonts);
      marks.push(...column(number, PAGE_NUMBER.size, sheet.left, PAGE_NUMBER.top));
    }
    let y = sheet.top;
    for (const [index, r] of pageRows.entries()) {
      if (index > 0) y += r.gapBefore;
      marks.push(...r.marks.map((mark) => moved(mark, sheet.left, y)));
      y += r.height;
    }
    if (model.pageCodes) marks.push(...pageCodeMarks(model.pageCodes, pageIndex + 1, laid.length, sheet));
    return { marks, orientation };
  });
}

/** A rule about pages that a paper is too unwieldy to keep, at a page (from 1) and a block of its model. */
export type LayoutFault = {
  readonly kind: 'headingAlone' | 'signaturesAlone' | 'tallerThanPage';
  readonly page: number;
  readonly block: number;
};

/** Where the pages of a paper, without its appendices, had to be broken against the rules, and what is higher than a page. */
export function layoutFaults(model: PaperModel, fonts: Fonts): readonly LayoutFault[] {
  const { orientation = 'portrait', blocks } = model;
  const sheet = SHEETS[orientation];
  const pages = pagesOf({ orientation, blocks }, model.type, fonts);
  return pages.flatMap((rows, index): readonly LayoutFault[] => {
    const page = index + 1;
    const found: LayoutFault[] = [];
    const height = rows.reduce((sum, r, place) => sum + r.height + (place > 0 ? r.gapBefore : 0), 0);
    if (height > sheet.textHeight + 1e-6) {
      const highest = rows.reduce((high, r) => (r.height > high.height ? r : high));
      found.push({ kind: 'tallerThanPage', page, block: highest.block });
    }
    const last = rows.at(-1);
    const end = model.blocks[last?.block ?? 0];
    const goesOn = pages[page]?.some(({ block }) => block === last?.block) ?? true;
    if (last && end?.kind === 'paragraph' && end.keepWithNext && !goesOn) {
      found.push({ kind: 'headingAlone', page, block: last.block });
    }
    for (const [place, { block }] of rows.entries()) {
      const content = model.blocks[block];
      if (content?.kind !== 'signatures') continue;
      const above = rows.slice(0, place);
      const hasCompany =
        content.keeps === 'twoLines'
          ? above.filter(({ isText }) => isText).length >= 2
          : above.some((r) => r.block === block - 1);
      if (!hasCompany) found.push({ kind: 'signaturesAlone', page, block });
    }
    return found;
  });
}
