import { AppError } from '../errors.ts';
import type { FontText } from '../text/legacy-encodings.ts';
import { type CellFormat, PLAIN, readFormats } from './cell-formats.ts';
import { farCells } from './far-cells.ts';
import type { CellKind } from './raw-table.ts';
import {
  MAX_ROWS,
  type MergedRange,
  parseRange,
  RELATIONS,
  readWorkbookParts,
  STRINGS,
  STYLES,
  WORKBOOK,
  type WorkbookParts,
} from './workbook-parts.ts';
import { attributeOf, readXml, writtenAttribute, XmlError } from './xml.ts';

/** A cell straight from the file, with the font of its text. */
export interface SourceCell extends FontText {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  readonly number?: number;
  /** The stretches of a text that has several fonts. */
  readonly pieces?: readonly FontText[];
}

/** A sheet straight from the file; only cells that hold something. */
export interface SourceSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly SourceCell[];
  readonly merges: readonly MergedRange[];
}

/** A text of the workbook: all in the font of its cell, or in stretches. */
type SharedText = string | readonly FontText[];

/** What the cells of all sheets refer to. */
interface Shared {
  readonly texts: readonly SharedText[];
  readonly formats: readonly CellFormat[];
  /** Days are counted from 1904 on, as old Macintoshes did. */
  readonly from1904: boolean;
}

/**
 * Reads the cells of an .xlsx. Formulas give the result that the file stores and are never computed.
 *
 * @throws AppError FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_TOO_LARGE or FILE_UNREADABLE
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly SourceSheet[]> {
  const parts = await readWorkbookParts(bytes, fileName);
  try {
    const { sheets, from1904 } = readBook(parts);
    const shared = {
      texts: readSharedTexts(textOf(parts, STRINGS)),
      formats: readFormats(textOf(parts, STYLES)),
      from1904,
    };
    return sheets.map(({ part, ...sheet }) => ({
      ...sheet,
      ...readSheet(textOf(parts, part), shared, fileName),
    }));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

/** A part that is not there says nothing. */
const textOf = (parts: WorkbookParts, name: string): string => parts.get(name)?.toString('utf8') ?? '<none/>';

/** The sheets in their order, as far as they have cells; charts are sheets, too. */
function readBook(parts: WorkbookParts) {
  const targets = new Map<string | undefined, string>();
  readXml(textOf(parts, RELATIONS), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = (attributeOf(attributes, 'Target') ?? '').replace(/^(?:\s|\/xl\/)+/, '');
      targets.set(attributeOf(attributes, 'Id'), `xl/${target}`);
    },
    close() {},
    text() {},
  });
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let from1904 = false;
  readXml(textOf(parts, WORKBOOK), {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = attributeOf(attributes, 'date1904') === '1';
      if (tag !== 'sheet') return;
      const part = targets.get(attributeOf(attributes, 'r:id')) ?? '';
      const name = attributeOf(attributes, 'name') ?? '';
      const hidden = (attributeOf(attributes, 'state') ?? 'visible') !== 'visible';
      if (parts.has(part)) sheets.push({ name, hidden, part });
    },
    close() {},
    text() {},
  });
  return { sheets, from1904 };
}

/** Some programs write characters by their numbers: "_x000D_" is a line end. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Gathers the stretches of one text, in a sheet or among those that its cells share. */
function richText() {
  let runs: { text: string; font?: string | undefined }[] = [];
  let isOpen = false;
  return {
    begin(): void {
      isOpen = true;
      runs.push({ text: '' });
    },
    end(): void {
      isOpen = false;
    },
    isOpen: () => isOpen,
    font(name: string | undefined): void {
      const run = runs.at(-1);
      if (isOpen && run) run.font = name;
    },
    add(text: string): void {
      const run = runs.at(-1);
      if (run) run.text += text;
    },
    /** All stretches, or none when there was no `begin`; the next text starts anew. */
    take(): readonly FontText[] {
      if (runs.length === 0) return runs;
      const taken = runs.map(({ text, font }) => ({ text: unescaped(text), font }));
      runs = [];
      return taken;
    },
  };
}

function readSharedTexts(part: string): readonly SharedText[] {
  const texts: SharedText[] = [];
  const rich = richText();
  let plain = '';
  let isText = false;
  /** How a text is spoken, which East Asian workbooks note beside it. */
  let isSpoken = false;
  readXml(part, {
    open(name, attributes) {
      if (name === 'si') plain = '';
      else if (name === 'rPh') isSpoken = true;
      else if (isSpoken) return;
      else if (name === 'r') rich.begin();
      else if (name === 'rFont') rich.font(attributeOf(attributes, 'val'));
      else if (name === 't') isText = true;
    },
    text(text) {
      if (!isText) return;
      if (rich.isOpen()) rich.add(text);
      else plain += text;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'r') rich.end();
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'si') {
        const runs = rich.take();
        texts.push(runs.length > 0 ? runs : unescaped(plain));
      }
    },
  });
  return texts;
}

/** @throws XmlError, also for a place that no sheet has; AppError FILE_TOO_LARGE for a cell far out */
function readSheet(part: string, shared: Shared, file: string): Pick<SourceSheet, 'cells' | 'merges'> {
  const rows = new Map<number, SourceCell[]>();
  const merges: MergedRange[] = [];
  const watch = farCells(file);
  const rich = richText();
  let row = 0;
  let cells: SourceCell[] = [];
  let column = 0;
  let place: string | undefined;
  let type: string | undefined;
  let format = PLAIN;
  let isFormula = false;
  let value = '';
  let inside: 'nothing' | 'row' | 'cell' | 'value' | 'formula' = 'nothing';

  const endCell = (): void => {
    const runs = rich.take();
    if (value === '' && runs.length === 0 && !isFormula) return;
    const content = isFormula
      ? value === ''
        ? plain('formula-without-result', '')
        : valueContent(type, value, format, shared)
      : runs.length > 0
        ? textContent(runs, format)
        : valueContent(type, value, format, shared);
    if (!content) return;
    column = place === undefined ? column + 1 : columnOf(place);
    if (row === 0 || column === 0) throw new XmlError(`no place: ${place}`);
    watch(row, column);
    cells.push({ row, column, ...content });
  };

  readXml(part, {
    open(name, attributes) {
      if (name === 'c' && inside === 'row') {
        inside = 'cell';
        place = writtenAttribute(attributes, 'r');
        type = attributeOf(attributes, 't');
        format = shared.formats[Number.parseInt(attributeOf(attributes, 's') ?? '0', 10) || -1] ?? PLAIN;
        isFormula = false;
        value = '';
      } else if (inside === 'cell') {
        if (name === 'v' || name === 't') inside = 'value';
        else if (name === 'f') {
          inside = 'formula';
          isFormula = attributeOf(attributes, 't') !== undefined;
        } else if (name === 'r') rich.begin();
        else if (name === 'rFont') rich.font(attributeOf(attributes, 'val'));
      } else if (name === 'row') {
        inside = 'row';
        row = rowOf(writtenAttribute(attributes, 'r') ?? '');
        column = 0;
        // A row that stands there twice counts as it stands there last.
        cells = [];
        rows.set(row, cells);
      } else if (name === 'mergeCell') merges.push(...parseRange(attributeOf(attributes, 'ref') ?? ''));
    },
    text(text) {
      if (inside === 'value') {
        if (rich.isOpen()) rich.add(text);
        else value += text;
      } else if (inside === 'formula') isFormula = true;
      else if (inside === 'row' && row === 0) throw new XmlError('a row of no number');
    },
    close(name) {
      if (name === 'c' && inside === 'cell') {
        endCell();
        inside = 'row';
      } else if (inside === 'value' || inside === 'formula') inside = 'cell';
      else if (name === 'r') rich.end();
      else if (name === 'row') inside = 'nothing';
    },
  });
  return { cells: [...rows.values()].flat(), merges };
}

/** The row of a sheet that some digits name; 0 for any other text. */
function rowOf(digits: string): number {
  const row = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  return row <= MAX_ROWS ? row : 0;
}

/** The column of "B7"; 0 for a text that names no place. */
function columnOf(place: string): number {
  let column = 0;
  let at = 0;
  for (
    let letter = place.charCodeAt(0) - 64;
    letter > 0 && letter <= 26;
    letter = place.charCodeAt(at) - 64
  ) {
    column = column * 26 + letter;
    at += 1;
  }
  return at <= 3 && rowOf(place.slice(at)) > 0 ? column : 0;
}

type Content = Omit<SourceCell, 'row' | 'column'>;

const plain = (kind: CellKind, text: string): Content => ({ kind, text });

/** What a stored value means by the type of its cell (ECMA-376 part 1, 18.18.11). */
function valueContent(
  type: string | undefined,
  value: string,
  format: CellFormat,
  { texts, from1904 }: Shared,
): Content | null {
  if (type === 's') {
    const text = texts[Number.parseInt(value, 10)];
    if (text === undefined) throw new XmlError(`no text ${value}`);
    return textContent(text, format);
  }
  if (type === 'str' || type === 'inlineStr') return textContent(value, format);
  if (type === 'b') return plain('boolean', Number.parseInt(value, 10) === 0 ? 'FALSE' : 'TRUE');
  if (type === 'e') return plain('error', value);
  const number = Number.parseFloat(value);
  if (format.isDate) return plain('date', shownDate(number, from1904));
  if (!Number.isFinite(number)) return plain('error', '#NUM!');
  const digits = Number.isInteger(number) ? BigInt(number).toString() : String(number);
  return { kind: 'number', text: format.show?.(digits) ?? digits, number };
}

function textContent(text: SharedText, { font }: CellFormat): Content | null {
  if (typeof text === 'string') return text === '' ? null : { kind: 'text', text, font };
  const pieces = text.map((piece) => ({ text: piece.text, font: piece.font ?? font }));
  const whole = pieces.map((piece) => piece.text).join('');
  return whole === '' ? null : { kind: 'text', text: whole, font: pieces[0]?.font, pieces };
}

const MS_A_DAY = 24 * 3600 * 1000;
/** 1 January 1970 as workbooks count days. */
const EPOCH = 25_569;

/** Days of a workbook have no time zone. */
function shownDate(days: number, from1904: boolean): string {
  const date = new Date(Math.round((days - EPOCH + (from1904 ? 1462 : 0)) * MS_A_DAY));
  if (Number.isNaN(date.getTime())) return '#####';
  const iso = date.toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
