import { expect, test } from 'vitest';
import type { FormTable, GridSheet, PlacedBinding } from '../../../preload/contract/department-forms.ts';
import {
  columnsByHeading,
  filledCells,
  headingAbove,
  mapSheet,
  shownValue,
  stepFrom,
} from './department-forms-places.ts';

const cell = (row: number, column: number, text: string) => ({
  row,
  column,
  text,
  formula: false,
  bold: false,
  align: null,
});

const SHEET: GridSheet = {
  name: 'Biểu 1',
  hidden: false,
  rows: 6,
  columns: 4,
  widths: [6, 30, 12, 12],
  merges: [{ top: 1, left: 2, bottom: 2, right: 3 }],
  cells: [cell(1, 2, 'Số lượng'), cell(3, 3, '(1)'), cell(3, 1, 'STT')],
  truncated: false,
};

test('arrows pass merged cells as one, and stop at the edges', () => {
  const map = mapSheet(SHEET);
  expect(stepFrom(map, { row: 1, column: 1 }, 0, 1)).toEqual({ row: 1, column: 2 });
  expect(stepFrom(map, { row: 1, column: 2 }, 0, 1)).toEqual({ row: 1, column: 4 });
  expect(stepFrom(map, { row: 1, column: 2 }, 1, 0)).toEqual({ row: 3, column: 2 });
  expect(stepFrom(map, { row: 3, column: 3 }, -1, 0)).toEqual({ row: 1, column: 2 });
  expect(stepFrom(map, { row: 1, column: 1 }, -1, 0)).toEqual({ row: 1, column: 1 });
  expect(stepFrom(map, { row: 6, column: 4 }, 1, 0)).toEqual({ row: 6, column: 4 });
});

test('a column is called by the nearest words above, also by a merged heading', () => {
  const map = mapSheet(SHEET);
  expect(headingAbove(map, { row: 5, column: 3 })).toBe('Số lượng');
  expect(headingAbove(map, { row: 5, column: 1 })).toBe('STT');
  expect(headingAbove(map, { row: 5, column: 4 })).toBe('');
});

test('figures look as they will be read', () => {
  expect(shownValue('number', 1234.5)).toBe('1.234,5');
  expect(shownValue('share', 0.75)).toBe('75,0%');
  expect(shownValue('day', '2024-06-05')).toBe('05/06/2024');
  expect(shownValue('share', null)).toBe('');
});

test('a table fills as many rows as it has, at most those that belong to it', () => {
  const table: FormTable = {
    code: 'schools',
    name: 'Danh sách',
    columns: [
      { code: 'ordinal', name: 'STT', kind: 'number' },
      { code: 'name', name: 'Tên', kind: 'text' },
    ],
    rows: [
      [1, 'Trường A'],
      [2, 'Trường B'],
      [3, 'Trường C'],
    ],
  };
  const placed = (rows: number | null): PlacedBinding => ({
    binding: {
      kind: 'table',
      sheet: 'Biểu 1',
      cell: 'A4',
      table: 'schools',
      columns: [
        { column: 'A', field: 'ordinal' },
        { column: 'B', field: 'name' },
      ],
      rows,
    },
    label: '',
    state: 'ok',
  });
  const map = mapSheet(SHEET);
  const all = filledCells(map, [placed(null)], [], [table]);
  expect([...all].map(([at, { text }]) => `${at} ${text}`)).toEqual([
    'A4 1',
    'B4 Trường A',
    'A5 2',
    'B5 Trường B',
    'A6 3',
    'B6 Trường C',
  ]);
  expect(filledCells(map, [placed(2)], [], [table]).size).toBe(4);
  const short = mapSheet({ ...SHEET, cells: [...SHEET.cells, cell(6, 2, 'Cộng')] });
  expect([...filledCells(short, [placed(null)], [], [table]).keys()]).toEqual(['A4', 'B4', 'A5', 'B5']);
  expect([...columnsByHeading(map, 4, [1, 2], table)]).toEqual([['A', 'ordinal']]);
  expect(filledCells(map, [placed(null)], [], [{ ...table, rows: [] }]).get('A4')?.text).toBe('');
});
