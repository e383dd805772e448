import { describe, expect, test } from 'vitest';
import {
  compareNames,
  comparePeople,
  formatBytes,
  formatCount,
  formatDay,
  formatNumber,
  formatSchoolYear,
  formatShare,
  parseDay,
  parseTime,
} from './format.ts';

describe('numbers', () => {
  test('have dots between thousands and a comma before decimals', () => {
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(formatNumber(1234.5)).toBe('1.234,5');
    expect(formatShare(0.754)).toBe('75,4%');
    expect(formatBytes(2_500_000)).toBe('2,4 MB');
  });

  test('that are missing are a dash, not a zero', () => {
    expect(formatCount(null)).toBe('–');
    expect(formatShare(null)).toBe('–');
    expect(formatCount(0)).toBe('0');
  });
});

describe('days', () => {
  test('are written day, month, year', () => {
    expect(formatDay('2023-04-05')).toBe('05/04/2023');
    expect(formatDay(null)).toBe('–');
  });

  test.each([
    ['5/4/2023', '2023-04-05'],
    ['05-04-2023', '2023-04-05'],
    ['5.4.23', '2023-04-05'],
    ['05042023', '2023-04-05'],
    [' 29/2/2024 ', '2024-02-29'],
    ['5/4', '2026-04-05'],
  ])('typed as %s are read day first', (typed, day) => {
    expect(parseDay(typed, '2026-11-20')).toBe(day);
  });

  test.each(['', '29/2/2023', '4/15/2023', '2023-04-05', 'hôm nay'])('typed as “%s” are refused', (typed) => {
    expect(parseDay(typed, '2026-11-20')).toBeNull();
  });
});

test('a school year is joined by a dash of its own', () => {
  expect(formatSchoolYear('2023-2024')).toBe('2023–2024');
});

describe('order', () => {
  test('of names follows the Vietnamese alphabet, missing ones last', () => {
    const names = ['Đại Yên', 'Dục Tú', null, 'Ân Thi', 'Ba Vì', 'An Khánh'];
    expect(names.toSorted(compareNames)).toEqual(['An Khánh', 'Ân Thi', 'Ba Vì', 'Dục Tú', 'Đại Yên', null]);
  });

  test('of people follows the given name first', () => {
    const people = ['Trần Thị Bình', 'Nguyễn Văn An', 'Lê Văn An', null, 'Nguyễn Thị An'];
    expect(people.toSorted(comparePeople)).toEqual([
      'Nguyễn Thị An',
      'Lê Văn An',
      'Nguyễn Văn An',
      'Trần Thị Bình',
      null,
    ]);
  });
});

test('a time is read as offices write it', () => {
  for (const typed of ['8:30', '08:30', '8h30', '8H30', '0830', '8.30', ' 8 h 30 ']) {
    expect(parseTime(typed)).toBe('08:30');
  }
  expect(parseTime('8')).toBe('08:00');
  expect(parseTime('14h')).toBe('14:00');
});

test('what is no time of day is not taken for one', () => {
  for (const typed of ['', '24:00', '8:60', 'sáng', '8:30:00', '123456']) expect(parseTime(typed)).toBeNull();
});
