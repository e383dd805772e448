import type { Header } from './columns.ts';
import { ownCells } from './columns.ts';
import { columnLetters, type RawRow, type RawTable } from './raw-table.ts';
import type { Repair } from './row-messages.ts';

/** A list as it stands in its file, for a person to look at and to put right. */
export interface ListTable<Field extends string> {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly headerRow: number;
  readonly topRows: readonly { readonly row: number; readonly text: string }[];
  readonly columns: readonly {
    readonly column: number;
    readonly letter: string;
    readonly heading: string;
    readonly samples: readonly string[];
    readonly field: Field | null;
  }[];
  readonly missing: readonly Field[];
  readonly doubtful: boolean;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly repairs: readonly Repair[];
}

/** Rows from the top that may be offered as the heading. */
const TOP_ROWS = 25;
const LONGEST_ROW = 100;
/** Rows that are looked at for examples, and how many examples of a column are shown. */
const SAMPLED_ROWS = 60;
const SAMPLES = 4;
/** A column beyond these is nobody's. */
const MOST_COLUMNS = 200;

/** Shows a file by the heading that was found in it. */
export function showTable<Field extends string>(
  table: RawTable,
  header: Header<Field>,
  found: {
    readonly missing: readonly Field[];
    readonly rows: readonly RawRow[];
    readonly repairs: readonly Repair[];
  },
): ListTable<Field> {
  const columns = columnsOf(header, found.rows.length > 0 ? found.rows : header.rows);
  const held = columns.filter(({ field }) => field !== null);
  const topRows = header.sheet.rows.slice(0, TOP_ROWS);
  return {
    sheets: table.sheets.filter(({ rows }) => rows.length > 0).map(({ name }) => name),
    sheet: header.sheet.name,
    headerRow: header.row,
    topRows: topRows.map((row) => ({
      row: row.row,
      text: ownCells(row)
        .map(({ text }) => text)
        .join(' · ')
        .slice(0, LONGEST_ROW),
    })),
    columns,
    missing: found.missing,
    doubtful: header.otherSheets.length > 0 || header.repeated.length > 0,
    rows: found.rows.map(({ row, cells }) => ({
      row,
      cells: held.map(({ column }) => cells[column - 1]?.text ?? ''),
    })),
    repairs: found.repairs,
  };
}

function columnsOf<Field extends string>(header: Header<Field>, rows: readonly RawRow[]) {
  const samples = new Map<number, Set<string>>();
  for (const { cells } of rows.slice(0, SAMPLED_ROWS)) {
    for (const [index, cell] of cells.slice(0, MOST_COLUMNS).entries()) {
      if (!cell) continue;
      const known = samples.get(index + 1) ?? new Set();
      samples.set(index + 1, known);
      if (known.size < SAMPLES) known.add(cell.text);
    }
  }
  const headings = new Map(header.headings.map(({ column, heading }) => [column, heading]));
  const fields = new Map([...header.columns].map(([field, { column }]) => [column, field]));
  return [...new Set([...headings.keys(), ...samples.keys()])]
    .filter((column) => column <= MOST_COLUMNS)
    .sort((left, right) => left - right)
    .map((column) => ({
      column,
      letter: columnLetters(column),
      heading: headings.get(column) ?? '',
      samples: [...(samples.get(column) ?? [])],
      field: fields.get(column) ?? null,
    }));
}
