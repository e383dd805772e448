import type { Details, Orientation, ParagraphStyle, Signatures, Table } from './model.ts';

/**
 * Layout of administrative papers: Nghị định 30/2020/NĐ-CP, Phụ lục I. Sizes in pt; everything else says its unit.
 * Where the decree leaves a range the value is the one of its own table of examples.
 */

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** A4 upright, margins 20/20/30/20 mm (allowed: top and bottom 20–25, left 30–35, right 15–20). In pt. */
export const PAGE = {
  width: 210 * MM,
  height: 297 * MM,
  top: 20 * MM,
  bottom: 20 * MM,
  left: 30 * MM,
  right: 20 * MM,
} as const;

/** Width and height of the text area in pt: 160 × 257 mm. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;

/** A sheet of paper and its text area, in pt. */
export type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly textWidth: number;
  readonly textHeight: number;
};

const sheet = (width: number, height: number): Sheet => ({
  width,
  height,
  left: PAGE.left,
  top: PAGE.top,
  textWidth: width - PAGE.left - PAGE.right,
  textHeight: height - PAGE.top - PAGE.bottom,
});

/** The same margins either way; landscape where tables need it (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export const SHEETS: Readonly<Record<Orientation, Sheet>> = {
  portrait: sheet(PAGE.width, PAGE.height),
  landscape: sheet(PAGE.height, PAGE.width),
};

/** How much bigger than the decree's the type of a speaker's paper is: 18 pt text. */
export const LARGE = 18 / 14;

/** Where a paper says which state of the journal it was made of. In pt; `bottom` from the paper's edge. */
export const JOURNAL_MARK = { size: 8, bottom: 9 * MM, color: '#666666' } as const;

/** Arabic, upright, size 13–14, centred inside the top margin, hidden on page 1. `top` in pt from the paper's edge. */
export const PAGE_NUMBER = { size: 14, top: 10 * MM } as const;

/** Ô 1–4. Columns 64 : 96 mm: at 12 pt bold the Quốc hiệu is 88 mm wide and never wraps; at 13 pt it would. */
export const LETTERHEAD = {
  leftWidth: 64 * MM,
  rightWidth: 96 * MM,
  nationSize: 12,
  mottoSize: 13,
  issuerSize: 12,
  numberSize: 13,
  placeSize: 13,
  /** Between the names of two issuing bodies. */
  issuerGap: 4,
  /** Between a line of text, descenders included, and the rule under it. */
  ruleGap: 3,
  /** Between the two columns and the row of number and date. */
  numberGap: 6,
  /** Least room between a long number and the date on its row. */
  columnGap: 4 * MM,
} as const;

/** Thickness of drawn rules and table borders in pt. */
export const RULE = 0.75;
export const BORDER = 0.5;

/** Share of the text's length that the rule under issuing bodies and trích yếu takes: 1/3–1/2. */
export const SHORT_RULE_SHARE = 0.4;

/** Paragraph look. `indent` is the first line's, 12.7 mm by the decree; gaps in pt; `leading` a multiple of single spacing. */
export type StyleMeasures = {
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: 'justify' | 'left' | 'center';
  readonly indent: number;
  readonly gapBefore: number;
  readonly leading: number;
  readonly ruleUnder: boolean;
};

const body: StyleMeasures = {
  size: 14,
  bold: false,
  italic: false,
  align: 'justify',
  indent: 12.7 * MM,
  gapBefore: 6,
  leading: 1.05,
  ruleUnder: false,
};

const heading: StyleMeasures = { ...body, bold: true, align: 'left' };

/** Ô 5a and 6. Paragraph gap at least 6 pt, line spacing from single to 1.5. */
export const STYLES: Readonly<Record<ParagraphStyle, StyleMeasures>> = {
  title: { ...heading, align: 'center', indent: 0, gapBefore: 20, leading: 1 },
  summary: { ...heading, align: 'center', indent: 0, gapBefore: 2, leading: 1, ruleUnder: true },
  legalBasis: { ...body, italic: true },
  body,
  articleHeading: { ...heading, gapBefore: 9 },
  partyHeading: { ...heading, indent: 0, gapBefore: 9 },
  note: { ...body, size: 13, italic: true, align: 'center', indent: 0, gapBefore: 2, leading: 1 },
};

/** The rule under a trích yếu: gap above it and free room below it before the text. */
export const SUMMARY_RULE = { above: 4, below: 8 } as const;

/** Label column of a party's block: as wide as its longest label. */
export const DETAILS = { indent: 0, labelWidth: 42 * MM, size: 14, leading: 1.05, gapBefore: 3 } as const;

/** The looks of labels with values: a party's; "Kính gửi:" (ô 9a) with its lines behind the colon; lines of the text. */
export const DETAILS_LOOKS: Readonly<Record<Details['look'], Record<keyof typeof DETAILS, number>>> = {
  party: DETAILS,
  addressees: { ...DETAILS, indent: 25 * MM, labelWidth: 24 * MM },
  indented: { ...DETAILS, indent: 12.7 * MM, labelWidth: 36 * MM, gapBefore: 4 },
};

/** `handHeight`: of a row in which a hand signs. */
export const TABLE = {
  size: 13,
  /** Of tables with many columns. */
  smallSize: 10.5,
  leading: 1,
  padX: 1.8 * MM,
  padY: 3,
  gapBefore: 8,
  handHeight: 13 * MM,
} as const;

/** The size of a table's type in pt. */
export const tableTypeSize = ({ small }: Pick<Table, 'small'>): number =>
  small ? TABLE.smallSize : TABLE.size;

/** Pictures: free room above them, between neighbours, and above a caption, in pt. */
export const PICTURES = { gapBefore: 10, between: 6 * MM, captionGap: 4, captionSize: 12 } as const;

/** Ô 7: post and name bold 14; the hint is office practice; at least 40 mm stay free for hand and stamp. */
export const SIGNATURES = {
  size: 14,
  hintSize: 13,
  freeHeight: 40 * MM,
  padX: 2 * MM,
  gapBefore: 18,
} as const;

/** Ô 9b: "Nơi nhận:" 12 bold italic, its list 11 upright. */
export const RECIPIENTS = { labelSize: 12, size: 11, gapBefore: 12 } as const;

/** Free height for hand and stamp: two stamps side by side in an agreement, one in other papers (office practice). */
export const SIGNATURE_ROOM: Readonly<Record<Signatures['room'], number>> = {
  wide: SIGNATURES.freeHeight,
  usual: 25 * MM,
};

/** Narrowest dotted line worth writing on, when it shares a line with words. In pt. */
export const SHORTEST_DOTS = 30 * MM;

/**
 * The code by which a scan is filed, in the left margin below the text, with its words beside it. Modules of 0.57 mm
 * are three pixels wide when scanned at 150 dpi. Far enough from the edges for every printer, and for a sheet that
 * lies three degrees askew in the scanner. `left` and `bottom` in pt from the paper's edges.
 */
export const PAGE_CODE = {
  size: 12 * MM,
  left: 14 * MM,
  bottom: 7 * MM,
  face: 'regular',
  textSize: 7,
  /** Four modules stay white around a code: ISO/IEC 18004. */
  textGap: 2.5 * MM,
} as const;

/** The mark of a rehearsal: outlined words across the page behind the text, and a frame in the top margin. */
export const STAMP = {
  face: 'bold',
  size: 12,
  top: 8 * MM,
  pad: 4,
  color: '#bf1a1a',
  lineWidth: 1,
} as const;
export const WATERMARK = { size: 110, angle: 52, color: '#ededed' } as const;
