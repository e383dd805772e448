import { MAX_CELL_TEXT } from './raw-table.ts';

/** A field of a CSV text; rows and columns count from 1. */
export interface CsvField {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly endsRow: boolean;
}

/** A quote that opens in this row and does not close as it should. */
export class OpenQuote extends Error {
  readonly row: number;

  constructor(row: number) {
    super(`row ${row} has an open quote`);
    this.row = row;
  }
}

const QUOTE = '"';
const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

/**
 * Cuts a CSV text into fields (RFC 4180), with any line ends and with spaces behind a closing quote. One field at a
 * time, each character once: a file of nothing but quotes or line ends costs no memory and little time.
 *
 * @throws OpenQuote
 */
export function* csvFields(text: string, separator: string): Generator<CsvField> {
  let row = 1;
  let column = 1;
  for (let at = 0; at < text.length || column > 1; ) {
    let end = at;
    let field: string;
    if (text[at] === QUOTE) {
      end = closingQuote(text, at, row);
      // A longer text is cut later on anyway; a replacement for each of millions of quotes is not.
      field = text.slice(at + 1, Math.min(end, at + 2 * MAX_CELL_TEXT)).replaceAll('""', QUOTE);
      for (end += 1; text[end] === ' '; ) end += 1;
    } else {
      while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end += 1;
      field = text.slice(at, end);
    }
    const isCut = text[end] === separator;
    if (!isCut && end < text.length && !isLineEnd(text[end])) throw new OpenQuote(row);
    yield { row, column, text: field, endsRow: !isCut };
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    column = isCut ? column + 1 : 1;
    if (!isCut) row += 1;
  }
}

/** Where the quote closes that opens here; two in a row are one of the text. */
function closingQuote(text: string, open: number, row: number): number {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf(QUOTE, at);
    if (at < 0) throw new OpenQuote(row);
    if (text[at + 1] !== QUOTE) return at;
  }
}
