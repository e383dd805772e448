import { describe, expect, test } from 'vitest';
import { readBlock, spread, totalsOf, writeBlock } from './cell-blocks.ts';

describe('a block on the clipboard', () => {
  test('is written as Excel reads it, and read as Excel writes it', () => {
    const cells = [
      ['Trường Tiểu học Hoa Sen', '024 3333 0001'],
      ['Thôn 1,\nxã Đông Mỹ', 'gọi là "điểm lẻ"'],
    ];
    const text = writeBlock(cells);
    expect(text).toBe(
      'Trường Tiểu học Hoa Sen\t024 3333 0001\r\n"Thôn 1,\nxã Đông Mỹ"\t"gọi là ""điểm lẻ"""',
    );
    expect(readBlock(`${text}\r\n`)).toEqual(cells);
  });

  test('keeps empty cells, also at its end', () => {
    expect(readBlock('12\t\r\n\t7\r\n')).toEqual([
      ['12', ''],
      ['', '7'],
    ]);
  });
});

describe('pasting into a selection', () => {
  test('one cell fills all of it', () => {
    expect(spread([['5']], 2, 2)).toEqual([
      ['5', '5'],
      ['5', '5'],
    ]);
  });

  test('a larger block goes beyond it, a smaller one is repeated only where it fits', () => {
    const block = [['1', '2']];
    expect(spread(block, 1, 1)).toEqual(block);
    expect(spread(block, 2, 4)).toEqual([
      ['1', '2', '1', '2'],
      ['1', '2', '1', '2'],
    ]);
    expect(spread(block, 1, 3)).toEqual(block);
  });

  test('a ragged block is filled up with empty cells', () => {
    expect(spread([['1', '2'], ['3']], 1, 1)).toEqual([
      ['1', '2'],
      ['3', ''],
    ]);
  });
});

test('totals count what is filled and add what is a number', () => {
  expect(totalsOf([12, null, '', 'Mầm non', 30])).toEqual({ count: 3, numbers: 2, sum: 42 });
});
