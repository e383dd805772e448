import { fold } from '../../../db/text.ts';
import { AppError } from '../errors.ts';
import type { RawCell, RawRow, RawSheet, RawTable } from './raw-table.ts';

/** A field that a list may have, and the headings that offices give it. */
export interface ColumnSpec<Field extends string> {
  readonly field: Field;
  /** What to call the column when it is missing. */
  readonly label: string;
  /** Headings without accents, the surest first: when two columns fit a field, the surer one is taken. */
  readonly headings: readonly string[];
  readonly required?: boolean;
  /** When no column is found for this field, the column of that other field is taken. */
  readonly insteadOf?: Field;
}

/** One column of the list. */
export interface Column {
  /** From 1 (A = 1). */
  readonly column: number;
  /** The heading as in the file. */
  readonly heading: string;
}

/** Where a list begins and which column holds what. */
export interface Header<Field extends string> {
  readonly sheet: RawSheet;
  /** The last row of the heading. */
  readonly row: number;
  readonly columns: ReadonlyMap<Field, Column>;
  /** Every column that has a heading, in the order of the file. */
  readonly headings: readonly Column[];
  /** Columns with a heading that nobody asked for. */
  readonly unknown: readonly Column[];
  /** Columns that fit a field which a surer column, `used`, already holds. */
  readonly repeated: readonly { readonly column: Column; readonly used: Column }[];
  /** Other visible sheets with a list of the same kind, which is not read. */
  readonly otherSheets: readonly string[];
  /** Rows under the heading, without the row of column numbers (1)(2)(3). */
  readonly rows: readonly RawRow[];
}

/** What a person says about a list whose heading was not found, or was found wrongly. */
export interface HeaderChoice<Field extends string> {
  /** The name of the sheet, also of a hidden one. */
  readonly sheet?: string | undefined;
  /** The last row of the heading. */
  readonly headerRow?: number | undefined;
  /** Which field a column holds, or none; columns that are not named here keep what was found. */
  readonly mapping?: readonly { readonly column: number; readonly field: Field | null }[] | undefined;
}

/** Rows from the top of a sheet in which the heading may stand. */
const SEARCHED_ROWS = 60;
/** Characters of a heading that are compared; a text that goes on is no heading. */
const LONGEST_HEADING = 200;
/** Columns that number the rows or belong to nobody. */
const IGNORED_HEADINGS = new Set([
  'stt',
  'tt',
  'so tt',
  'so thu tu',
  'thu tu',
  'no',
  'no.',
  '#',
  'index',
  'id',
]);

/**
 * Finds the heading of a list by itself: titles may stand above, a heading may take two rows with merged
 * cells, columns come in any order, with accents or without. What a person chose goes before what is found.
 *
 * @throws AppError NO_HEADER_ROW with `missing`, the labels not found in the most promising row; NO_ROWS
 *   when nothing stands under the heading
 */
export function findHeader<Field extends string>(
  table: RawTable,
  specs: readonly ColumnSpec<Field>[],
  choice: HeaderChoice<Field> = {},
): Header<Field> {
  const header = nearestHeader(table, specs, choice);
  if (!header || missingFields(header, specs).length > 0) {
    throw new AppError('NO_HEADER_ROW', {
      file: table.fileName,
      columns: labelsOf(specs.filter((spec) => spec.required)),
      missing: header && header.columns.size > 1 ? labelsOf(missingFields(header, specs)) : [],
    });
  }
  if (header.rows.length === 0) throw new AppError('NO_ROWS', { file: table.fileName });
  return header;
}

/** As `findHeader`, but also the most promising row when required columns are missing; null in an empty file. */
export function nearestHeader<Field extends string>(
  table: RawTable,
  specs: readonly ColumnSpec<Field>[],
  { sheet: chosen, headerRow, mapping = [] }: HeaderChoice<Field> = {},
): Header<Field> | null {
  const visible = table.sheets.filter((sheet) => !sheet.hidden);
  const sheets =
    chosen === undefined
      ? visible.length > 0
        ? visible
        : table.sheets
      : table.sheets.filter(({ name }) => name === chosen);
  const candidates = sheets.flatMap((sheet) => headerCandidates(sheet, specs, headerRow));
  // A title above the heading adds nothing but columns that nobody knows.
  const complete = candidates
    .filter((candidate) => missingFields(candidate, specs).length === 0)
    .sort(
      (left, right) => right.columns.size - left.columns.size || left.unknown.length - right.unknown.length,
    );
  const best =
    complete[0] ??
    candidates.sort(
      (left, right) =>
        right.columns.size - left.columns.size || distinctHeadings(right) - distinctHeadings(left),
    )[0];
  if (!best) return null;
  const others = complete.map(({ sheet }) => sheet).filter((sheet) => sheet !== best.sheet);
  const { lastIndex, ...header } = withMapping(best, mapping);
  return {
    ...header,
    rows: rowsBelow(best.sheet, lastIndex),
    otherSheets: [...new Set(others)].map((sheet) => sheet.name),
  };
}

const labelsOf = (specs: readonly ColumnSpec<string>[]): readonly string[] => specs.map(({ label }) => label);

/** A heading says something else in each column; a title that runs over all of them says one thing. */
const distinctHeadings = ({ headings }: Candidate<string>): number =>
  new Set(headings.map(({ heading }) => heading)).size;

/** The heading with what a person chose for its columns. */
function withMapping<Field extends string>(
  found: Candidate<Field>,
  mapping: NonNullable<HeaderChoice<Field>['mapping']>,
): Candidate<Field> {
  if (mapping.length === 0) return found;
  const columns = new Map(found.columns);
  for (const { column, field } of mapping) {
    for (const [other, held] of columns) if (held.column === column) columns.delete(other);
    if (field === null) continue;
    const heading = found.headings.find((candidate) => candidate.column === column)?.heading ?? '';
    columns.set(field, { column, heading });
  }
  const used = new Set([...columns.values()].map(({ column }) => column));
  return {
    ...found,
    columns,
    repeated: [],
    unknown: found.headings.filter(
      ({ column, heading }) => !used.has(column) && !IGNORED_HEADINGS.has(headingKey(heading)),
    ),
  };
}

/** A heading as one row, or two, would make it; what stands under it is only looked at once it is chosen. */
interface Candidate<Field extends string> extends Omit<Header<Field>, 'otherSheets' | 'rows'> {
  /** Of its last row among those of the sheet. */
  readonly lastIndex: number;
}

/** Required columns that a heading does not have. */
export const missingFields = <Field extends string>(
  { columns }: Pick<Header<Field>, 'columns'>,
  specs: readonly ColumnSpec<Field>[],
): readonly ColumnSpec<Field>[] => specs.filter(({ field, required }) => required && !columns.has(field));

function headerCandidates<Field extends string>(
  sheet: RawSheet,
  specs: readonly ColumnSpec<Field>[],
  chosenRow?: number,
): readonly Candidate<Field>[] {
  if (chosenRow !== undefined) return headersAt(sheet, specs, chosenRow);
  return sheet.rows.slice(0, SEARCHED_ROWS).flatMap((row, index) => {
    const single = readHeader(sheet, specs, index, row, undefined);
    const below = sheet.rows[index + 1];
    if (below?.row !== row.row + 1) return [single];
    const double = readHeader(sheet, specs, index + 1, row, below);
    // The second row belongs to the heading only when it says something that the first does not.
    return double.columns.size > single.columns.size ? [double] : [single];
  });
}

/** The heading that ends with this row: the row alone, or with the one above where that names more columns. */
function headersAt<Field extends string>(
  sheet: RawSheet,
  specs: readonly ColumnSpec<Field>[],
  last: number,
): readonly Candidate<Field>[] {
  const index = sheet.rows.findIndex(({ row }) => row === last);
  const row = sheet.rows[index];
  if (!row) return [];
  const single = readHeader(sheet, specs, index, row, undefined);
  const above = sheet.rows[index - 1];
  if (above?.row !== last - 1) return [single];
  const double = readHeader(sheet, specs, index, above, row);
  return double.columns.size > single.columns.size ? [double] : [single];
}

function readHeader<Field extends string>(
  sheet: RawSheet,
  specs: readonly ColumnSpec<Field>[],
  lastIndex: number,
  upper: RawRow,
  lower: RawRow | undefined,
): Candidate<Field> {
  const columns: Column[] = [];
  const keys = new Map<Column, readonly string[]>();
  for (let index = 0; index < Math.max(upper.cells.length, lower?.cells.length ?? 0); index += 1) {
    const above = upper.cells[index];
    const under = lower?.cells[index];
    const own = under ?? above;
    if (!own) continue;
    const isGroup = above !== undefined && under !== undefined && above !== under;
    const column: Column = { column: index + 1, heading: own.text };
    columns.push(column);
    keys.set(column, headingKeys(isGroup ? [own, above] : [own]));
  }

  const fits = columns
    .flatMap((column) =>
      specs.flatMap((spec) => {
        const ranks = (keys.get(column) ?? []).map((key) => spec.headings.indexOf(key));
        const known = ranks.filter((rank) => rank >= 0);
        return known.length > 0 ? [{ column, field: spec.field, rank: Math.min(...known) }] : [];
      }),
    )
    .sort((left, right) => left.rank - right.rank || left.column.column - right.column.column);

  const found = new Map<Field, Column>();
  const taken = new Set<Column>();
  for (const { column, field } of fits) {
    if (found.has(field) || taken.has(column)) continue;
    found.set(field, column);
    taken.add(column);
  }
  for (const { field, insteadOf } of specs) {
    const other = insteadOf && found.get(insteadOf);
    if (!other || found.has(field)) continue;
    found.set(field, other);
    found.delete(insteadOf);
  }

  const rest = columns.filter((column) => !taken.has(column));
  const repeated = rest.flatMap((column) => {
    const used = fits.filter((fit) => fit.column === column).map((fit) => found.get(fit.field));
    return used[0] ? [{ column, used: used[0] }] : [];
  });
  return {
    sheet,
    row: (lower ?? upper).row,
    columns: found,
    headings: columns,
    repeated,
    unknown: rest.filter(
      (column) =>
        !repeated.some((other) => other.column === column) &&
        !(keys.get(column) ?? []).some((key) => IGNORED_HEADINGS.has(key)),
    ),
    lastIndex,
  };
}

/** Ways to read a heading: the text, without what stands in brackets, joined with its group. */
function headingKeys([own, group]: readonly RawCell[]): readonly string[] {
  const texts = [
    own?.text ?? '',
    ...(group ? [`${own?.text} ${group.text}`, `${group.text} ${own?.text}`] : []),
  ];
  return texts.flatMap((text) => [headingKey(text), headingKey(text.replace(/\([^)]*\)/g, ' '))]);
}

/** The form in which headings are compared: no accents, "_" as a space, no star or colon at the end. */
export function headingKey(text: string): string {
  return fold(text.slice(0, LONGEST_HEADING).replaceAll('_', ' '))
    .replace(/\s*([/&,-])\s*/g, '$1')
    .replace(/[\s*:.]+$/, '')
    .trim();
}

/** A row that numbers the columns: (1)(2)(3), 1 2 3 or A B 1 2, also with sums such as (5)=(3)+(4). */
const COLUMN_NUMBER = /^(?:\(?\d{1,2}\)?(?:\s*=.*)?|\(?[A-ZĐ]\)?)$/;

function rowsBelow(sheet: RawSheet, lastIndex: number): readonly RawRow[] {
  const rows = sheet.rows.slice(lastIndex + 1);
  const first = (rows[0]?.cells ?? []).filter((cell) => cell !== undefined);
  return first.length > 1 && first.every((cell) => COLUMN_NUMBER.test(cell.text)) ? rows.slice(1) : rows;
}

/** The cell of a field in a row. */
export function cellOf<Field extends string>(
  header: Header<Field>,
  row: RawRow,
  field: Field,
): RawCell | undefined {
  const column = header.columns.get(field);
  return column && row.cells[column.column - 1];
}

/** Whether a cell stands in this row and at this index itself: a merged range brings others from elsewhere. */
export const isOwn = (row: RawRow, cell: RawCell | undefined, index: number): boolean =>
  cell?.row === row.row && cell.column === index + 1;

/** Cells that stand in this row themselves, each once. */
export function ownCells(row: RawRow): readonly RawCell[] {
  const own: RawCell[] = [];
  for (const [index, cell] of row.cells.entries()) if (cell && isOwn(row, cell, index)) own.push(cell);
  return own;
}
