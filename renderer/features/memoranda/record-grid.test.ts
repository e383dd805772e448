import { describe, expect, test } from 'vitest';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import {
  type Edits,
  edit,
  faultsOf,
  fillDown,
  type GridRow,
  numberOn,
  parseBlock,
  paste,
  rowsToSend,
  rowsWith,
} from './record-grid.ts';

const memorandum = (id: string, change: Partial<Memorandum> = {}): Memorandum => ({
  id,
  kind: 'school',
  pairId: null,
  level: 'thcs',
  state: 'printed',
  version: 1,
  number: null,
  signedOn: null,
  copies: 4,
  supporting: { schoolId: null, name: `Trường A${id}`, unit: '' },
  partner: { schoolId: null, name: `Trường B${id}`, unit: '' },
  fileId: null,
  pages: 5,
  templateId: 't',
  startsOn: null,
  endsOn: null,
  expiresOn: '2025-12-31',
  renewsId: null,
  renewedById: null,
  signers: [],
  signedCopies: 0,
  ...change,
});

const NOTHING: Edits = new Map();
const four = ['1', '2', '3', '4'].map((id) => memorandum(id));
const grid = (edits: Edits = NOTHING, memoranda = four): GridRow[] => rowsWith(memoranda, edits);
const column = (edits: Edits, name: 'number' | 'signedOn' | 'signerA') =>
  grid(edits).map(({ cells }) => cells[name]);

describe('a block from Excel', () => {
  test('is read with its tabs, lines and quotes', () => {
    expect(parseBlock('05\t15/04/2023\r\n06\t"Nguyễn\nVăn ""A"""\r\n')).toEqual([
      ['05', '15/04/2023'],
      ['06', 'Nguyễn\nVăn "A"'],
    ]);
    expect(parseBlock('05')).toEqual([['05']]);
    expect(parseBlock('05\n\n07\n')).toEqual([['05'], [''], ['07']]);
  });

  test('is laid from the chosen cell on, days as the office writes them, and what hangs over is counted', () => {
    const { edits, droppedRows } = paste(grid(), NOTHING, { row: 2, column: 0 }, [
      ['05', '5-4-2023', 'Nguyễn  Văn A', 'Trần Thị B', 'thừa'],
      ['06', '15.4.2023'],
      ['07', '16/4/2023'],
    ]);
    expect(droppedRows).toBe(1);
    expect(column(edits, 'number')).toEqual(['', '', '05', '06']);
    expect(column(edits, 'signedOn')).toEqual(['', '', '05/04/2023', '15/04/2023']);
    expect(column(edits, 'signerA')).toEqual(['', '', 'Nguyễn Văn A', '']);
  });
});

test('one day is filled down to all below', () => {
  const [first] = grid();
  if (!first) throw new Error('no row');
  const edits = edit(NOTHING, [{ row: first, column: 'signedOn', text: '15/04/2023' }]);
  expect(column(fillDown(grid(edits), edits, 'signedOn', 0, 3), 'signedOn')).toEqual(
    Array(4).fill('15/04/2023'),
  );
});

describe('consecutive numbers', () => {
  test('go to the rows that have none, pass those that are taken, and keep their zeros', () => {
    const [, second] = grid();
    if (!second) throw new Error('no row');
    const edits = edit(NOTHING, [{ row: second, column: 'number', text: '09' }]);
    expect(column(numberOn(grid(edits), edits, '08', new Set([10])), 'number')).toEqual([
      '08',
      '09',
      '11',
      '12',
    ]);
    expect(column(numberOn(grid(), NOTHING, '007', new Set()), 'number')).toEqual([
      '007',
      '008',
      '009',
      '010',
    ]);
  });
});

describe('faults', () => {
  test('are seen at their cell before anything is sent', () => {
    const rows = grid(
      new Map([
        ['1', { number: '05/BGN', signedOn: '31/02/2023' }],
        ['2', { number: '5', signedOn: '15/04/2023' }],
        ['3', { number: '05', signedOn: '16/04/2023' }],
        ['4', { number: '05', signedOn: '16/04/2022', signerA: 'A'.repeat(101) }],
      ]),
    );
    expect([...faultsOf(rows, '2023-05-01')]).toEqual([
      ['1 signedOn', 'Cần một ngày có thật, ví dụ 15/04/2023.'],
      ['1 number', 'Chỉ ghi số, ví dụ 05 hoặc 05a; không ghi ký hiệu.'],
      ['3 number', 'Đã dùng trong năm cho Trường A2 – Trường B2.'],
      ['4 signerA', 'Dài quá 100 ký tự.'],
    ]);
  });

  test('include a day that is still to come', () => {
    const rows = grid(new Map([['1', { signedOn: '02/05/2023' }]]));
    expect([...faultsOf(rows, '2023-05-01').values()]).toEqual(['Ngày ký ở tương lai.']);
  });
});

describe('what is sent', () => {
  test('is only what has changed', () => {
    const edits: Edits = new Map([['2', { number: '05', signedOn: '15/04/2023' }]]);
    expect(rowsToSend(grid(edits), edits)).toEqual([{ id: '2', number: '05', signedOn: '2023-04-15' }]);
  });

  test('keeps witnesses, and the post of a person who stays', () => {
    const signed = memorandum('1', {
      signers: [
        { side: 'a', fullName: 'Nguyễn Văn A', position: 'Hiệu trưởng' },
        { side: 'b', fullName: 'Trần Thị B', position: 'Hiệu trưởng' },
        { side: 'witness_a', fullName: 'Lê Văn C', position: 'Trưởng phòng' },
      ],
    });
    const edits: Edits = new Map([['1', { signerB: 'Phạm Thị D' }]]);
    expect(rowsToSend(grid(edits, [signed]), edits)).toEqual([
      {
        id: '1',
        signers: [
          { side: 'a', fullName: 'Nguyễn Văn A', position: 'Hiệu trưởng' },
          { side: 'b', fullName: 'Phạm Thị D', position: null },
          { side: 'witness_a', fullName: 'Lê Văn C', position: 'Trưởng phòng' },
        ],
      },
    ]);
  });

  test('is nothing once a cell says again what is stored', () => {
    const [row] = grid();
    if (!row) throw new Error('no row');
    const edits = edit(NOTHING, [{ row, column: 'number', text: '05' }]);
    expect(edit(edits, [{ row, column: 'number', text: '' }])).toEqual(new Map());
  });
});
