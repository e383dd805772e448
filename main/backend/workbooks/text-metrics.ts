/** Pixels of Excel's column unit at 96 dots an inch: a digit of the workbook's default font. */
export const PIXELS_PER_UNIT = 7;
/** What Excel keeps free beside a text before it wraps it, in column units. */
export const CELL_PADDING = 0.8;
/** The height in points that a row has at least. */
export const LEAST_ROW_HEIGHT = 17;
/** The highest row can't show more than this, so more needn't be measured. */
const MOST_CHARACTERS = 5_000;

/** Widths of Times New Roman's letters, in thousandths of the type size; all others are about 500 wide. */
const LETTER_WIDTHS = new Map(
  Object.entries({
    250: ' .,',
    278: "ijlt:;/|'",
    333: 'frI-()[]"!',
    389: 'sJ',
    444: 'acez“”',
    556: 'FPS',
    611: 'ELTZ',
    667: 'BCR',
    722: 'wADGHKNOQUVXYĐ',
    778: 'm',
    889: 'MW%',
  }).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)] as const)),
);

/** Width of a text in Excel's column units. */
export function textWidth(text: string, size: number, bold: boolean): number {
  let thousandths = 0;
  for (const letter of text) thousandths += letterWidth(letter);
  return ((((thousandths / 1000) * size * 96) / 72) * (bold ? 1.05 : 1)) / PIXELS_PER_UNIT;
}

/** A letter with marks is as wide as without. What has been looked up is kept: reports have many thousand cells. */
function letterWidth(letter: string): number {
  const known = LETTER_WIDTHS.get(letter);
  if (known !== undefined) return known;
  const width = /\p{M}/u.test(letter) ? 0 : (LETTER_WIDTHS.get(letter.normalize('NFD').charAt(0)) ?? 500);
  LETTER_WIDTHS.set(letter, width);
  return width;
}

/**
 * Height in points that a wrapped text needs in a cell of the given width in column units. Programs fit rows to
 * wrapped text only where no cells are merged, and differ in it: so every row gets its height from here.
 */
export function heightOf(text: string, width: number, size: number, bold: boolean): number {
  return rowHeight(lineCount(text, width - CELL_PADDING, size, bold), size);
}

/** Height in points of a row with so many lines; Excel allows 409 at most. */
export function rowHeight(lines: number, size: number): number {
  return Math.min(409, Math.max(LEAST_ROW_HEIGHT, Math.ceil(lines * size * 1.2) + 2));
}

/** How many lines a text takes when it wraps at spaces, and inside words that are longer than a line. */
export function lineCount(text: string, room: number, size: number, bold: boolean): number {
  const space = textWidth(' ', size, bold);
  let lines = 0;
  for (const paragraph of text.slice(0, MOST_CHARACTERS).split('\n')) {
    let used = 0;
    lines++;
    for (const word of paragraph.split(' ')) {
      const width = textWidth(word, size, bold);
      if (used > 0 && used + space + width > room) {
        lines++;
        used = 0;
      } else if (used > 0) {
        used += space;
      }
      const extraLines = Math.max(0, Math.ceil(width / room) - 1);
      lines += extraLines;
      used += width - extraLines * room;
    }
  }
  return lines;
}
