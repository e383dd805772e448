import type { Memorandum, Side } from '../../../preload/contract/memoranda.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import { formatDay, parseDay, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { memorandumName } from './memorandum-state.tsx';

/** The columns that are filled in, from left to right. */
export const GRID_COLUMNS = ['number', 'signedOn', 'signerA', 'signerB'] as const;
export type GridColumn = (typeof GRID_COLUMNS)[number];

/** What the cells of a row say, as typed; days as dd/MM/yyyy. */
export type Cells = Readonly<Record<GridColumn, string>>;

/** What a person has changed, by memorandum. */
export type Edits = ReadonlyMap<string, Partial<Cells>>;

/** One memorandum in the grid. */
export interface GridRow {
  readonly memorandum: Memorandum;
  readonly stored: Cells;
  readonly cells: Cells;
}

/** A place in the grid. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

type SentRow = InputOf<'memoranda.record'>['rows'][number];

const signerOf = (memorandum: Memorandum, side: Side): string =>
  memorandum.signers.find((signer) => signer.side === side)?.fullName ?? '';

/** What is stored of a memorandum, as cells. */
export const storedCells = (memorandum: Memorandum): Cells => ({
  number: memorandum.number ?? '',
  signedOn: memorandum.signedOn ? formatDay(memorandum.signedOn) : '',
  signerA: signerOf(memorandum, 'a'),
  signerB: signerOf(memorandum, 'b'),
});

/** The rows as they stand with what has been typed. */
export const rowsWith = (memoranda: readonly Memorandum[], edits: Edits): GridRow[] =>
  memoranda.map((memorandum) => {
    const stored = storedCells(memorandum);
    return { memorandum, stored, cells: { ...stored, ...edits.get(memorandum.id) } };
  });

/** Writes cells; one that says again what is stored is no change. Days are written the Vietnamese way. */
export function edit(
  edits: Edits,
  writes: readonly { readonly row: GridRow; readonly column: GridColumn; readonly text: string }[],
): Edits {
  const next = new Map(edits);
  for (const { row, column, text } of writes) {
    const { id } = row.memorandum;
    const { [column]: _, ...others } = next.get(id) ?? {};
    const changed = text === row.stored[column] ? others : { ...others, [column]: text };
    if (Object.keys(changed).length > 0) next.set(id, changed);
    else next.delete(id);
  }
  return next;
}

/** A day that can be read, the Vietnamese way; everything else as typed. */
export function tidy(column: GridColumn, text: string): string {
  const trimmed = text.replace(/\s+/gu, ' ').trim();
  if (column !== 'signedOn') return trimmed;
  const day = parseDay(trimmed);
  return day ? formatDay(day) : trimmed;
}

/** The cells of a block as Excel puts it on the clipboard: tabs, lines, quotes round what holds either. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index++;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  endCell();
  // Excel ends the last line, too.
  if (rows.length > 1 && rows.at(-1)?.join('') === '') rows.pop();
  return rows;
}

/** Lays a block over the grid from a place on; what does not fit is counted, not moved elsewhere. */
export function paste(
  rows: readonly GridRow[],
  edits: Edits,
  at: Place,
  block: readonly (readonly string[])[],
): { readonly edits: Edits; readonly droppedRows: number } {
  const writes = block.flatMap((line, down) => {
    const row = rows[at.row + down];
    if (!row) return [];
    return line.flatMap((text, right) => {
      const column = GRID_COLUMNS[at.column + right];
      return column ? { row, column, text: tidy(column, text) } : [];
    });
  });
  return { edits: edit(edits, writes), droppedRows: Math.max(0, at.row + block.length - rows.length) };
}

/** Repeats the text of the first row of a range in all its rows. */
export function fillDown(
  rows: readonly GridRow[],
  edits: Edits,
  column: GridColumn,
  from: number,
  to: number,
): Edits {
  const text = rows[from]?.cells[column] ?? '';
  return edit(
    edits,
    rows.slice(from + 1, to + 1).map((row) => ({ row, column, text })),
  );
}

/** Rows that consecutive numbers are for. */
export const unnumbered = (rows: readonly GridRow[]): readonly GridRow[] =>
  rows.filter(({ cells }) => cells.number.trim() === '');

/**
 * Numbers the rows without a number in their order, leaving out those that are taken. The zeros in front of the
 * first number are kept: from "007" on comes "008".
 */
export function numberOn(
  rows: readonly GridRow[],
  edits: Edits,
  first: string,
  taken: ReadonlySet<number>,
): Edits {
  const width = Math.max(2, first.trim().length);
  const used = new Set([...taken, ...rows.flatMap(({ cells }) => Number.parseInt(cells.number, 10) || [])]);
  let next = Number.parseInt(first, 10);
  return edit(
    edits,
    unnumbered(rows).map((row) => {
      while (used.has(next)) next++;
      return { row, column: 'number' as const, text: `${next++}`.padStart(width, '0') };
    }),
  );
}

/** Key of a cell in a map of faults. */
export const cellKey = (id: string, column: GridColumn): string => `${id} ${column}`;

const LONGEST_NAME = 100;

/** What can be seen to be wrong before it is sent, by cell. */
export function faultsOf(rows: readonly GridRow[], on = today()): ReadonlyMap<string, string> {
  const texts = vi.memoranda.grid.faultTexts;
  const faults = new Map<string, string>();
  const holders = new Map<string, GridRow>();
  for (const row of rows) {
    const { memorandum, cells } = row;
    const tell = (column: GridColumn, text: string) => faults.set(cellKey(memorandum.id, column), text);
    const day = parseDay(cells.signedOn);
    if (cells.signedOn.trim() !== '' && !day) tell('signedOn', texts.day);
    if (day && day > on) tell('signedOn', texts.future);
    for (const column of ['signerA', 'signerB'] as const)
      if (cells[column].length > LONGEST_NAME) tell(column, texts.tooLong);
    if (cells.number.trim() === '') continue;
    if (!/^\d{1,10}\p{L}?$/u.test(cells.number.trim())) {
      tell('number', texts.number);
      continue;
    }
    if (!day) continue;
    const key = `${day.slice(0, 4)}/${cells.number.trim().replace(/^0+/, '').toLocaleLowerCase('vi')}`;
    const holder = holders.get(key);
    if (holder) tell('number', texts.numberTaken(memorandumName(holder.memorandum)));
    else holders.set(key, row);
  }
  return faults;
}

/** The changed rows as they are sent; what was not changed is left out, so that it stays as it is. */
export const rowsToSend = (rows: readonly GridRow[], edits: Edits): SentRow[] =>
  rows.flatMap(({ memorandum, cells }) => {
    const changed = edits.get(memorandum.id);
    if (!changed) return [];
    return {
      id: memorandum.id,
      ...(changed.number === undefined ? {} : { number: cells.number }),
      ...(changed.signedOn === undefined ? {} : { signedOn: parseDay(cells.signedOn) }),
      ...(changed.signerA === undefined && changed.signerB === undefined
        ? {}
        : { signers: signersOf(memorandum, cells) }),
    };
  });

/** Whoever signed: witnesses stay, a post stays with its person. */
function signersOf(memorandum: Memorandum, cells: Cells): NonNullable<SentRow['signers']> {
  const hand = (side: Side, fullName: string) => {
    const before = memorandum.signers.find((signer) => signer.side === side);
    return fullName.trim() === ''
      ? []
      : [{ side, fullName, position: before?.fullName === fullName ? before.position : null }];
  };
  return [
    ...hand('a', cells.signerA),
    ...hand('b', cells.signerB),
    ...memorandum.signers.filter(({ side }) => side !== 'a' && side !== 'b'),
  ];
}

/** The grid's column that a fault of the backend is about. */
export function columnOf(heading: string | null): GridColumn {
  if (heading === 'signers') return 'signerA';
  return GRID_COLUMNS.find((column) => column === heading) ?? 'number';
}
