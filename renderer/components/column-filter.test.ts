import { expect, test } from 'vitest';
import { isFiltering, NO_FILTER, passes } from './column-filter.ts';

test('an empty filter lets everything pass, also what is missing', () => {
  expect(isFiltering(NO_FILTER)).toBe(false);
  expect(passes(NO_FILTER, null, '')).toBe(true);
});

test('text is found without regard to accents and case', () => {
  const filter = { ...NO_FILTER, contains: 'dong my' };
  expect(isFiltering(filter)).toBe(true);
  expect(passes(filter, 'Xã Đông Mỹ', 'Xã Đông Mỹ')).toBe(true);
  expect(passes(filter, 'Xã Ngũ Hiệp', 'Xã Ngũ Hiệp')).toBe(false);
});

test('ticked values are taken as they are shown', () => {
  const filter = { ...NO_FILTER, only: ['Mầm non', ''] };
  expect(passes(filter, 'mam_non', 'Mầm non')).toBe(true);
  expect(passes(filter, null, '')).toBe(true);
  expect(passes(filter, 'thcs', 'THCS')).toBe(false);
});

test('a range holds its ends; a missing number is in no range', () => {
  const filter = { ...NO_FILTER, from: 10, to: 20 };
  expect([9, 10, 20, 21, null].map((value) => passes(filter, value, `${value}`))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});
