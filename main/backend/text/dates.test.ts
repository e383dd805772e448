import { expect, test } from 'vitest';
import { datePhrase } from './dates.ts';

test.each([
  ['2023-02-05', 'ngày 05 tháng 02 năm 2023'],
  ['2023-04-15', 'ngày 15 tháng 4 năm 2023'],
  ['2024-01-31', 'ngày 31 tháng 01 năm 2024'],
  ['2025-12-09', 'ngày 09 tháng 12 năm 2025'],
])('%s is written “%s”', (date, phrase) => {
  expect(datePhrase(date)).toBe(phrase);
});

test('a date that comes after signing is left to the hand', () => {
  expect(datePhrase(null)).toBe('ngày ...... tháng ...... năm 20......');
});

test('anything but a calendar date is refused', () => {
  expect(() => datePhrase('15/4/2023')).toThrow(RangeError);
});
