import { describe, expect, test } from 'vitest';
import { countInFiguresAndWords, numberInWords } from './numbers-in-words.ts';

describe('reading numbers aloud', () => {
  test.each([
    [0, 'không'],
    [4, 'bốn'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [55, 'năm mươi lăm'],
    [91, 'chín mươi mốt'],
    [100, 'một trăm'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [115, 'một trăm mười lăm'],
    [1_000, 'một nghìn'],
    [1_005, 'một nghìn không trăm linh năm'],
    [2_023, 'hai nghìn không trăm hai mươi ba'],
    [1_250_000, 'một triệu hai trăm năm mươi nghìn'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [3_000_000_000, 'ba tỷ'],
    [
      999_999_999_999,
      'chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín',
    ],
  ])('%i is read “%s”', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  test.each([-1, 1.5, 1e12, Number.NaN])('%s has no reading', (value) => {
    expect(() => numberInWords(value)).toThrow(RangeError);
  });
});

test('a count of copies stands in two figures and in words', () => {
  expect(countInFiguresAndWords(4)).toBe('04 (bốn)');
  expect(countInFiguresAndWords(12)).toBe('12 (mười hai)');
});
