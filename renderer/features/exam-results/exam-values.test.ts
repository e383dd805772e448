import { expect, test } from 'vitest';
import {
  changeOf,
  examErrors,
  examValues,
  formatMark,
  formatMarkChange,
  formatRateChange,
  rateNow,
  toExamForm,
} from './exam-values.ts';

const of = { schoolId: null, schoolYear: '2023-2024' };

test('an empty field is unknown, not none', () => {
  const values = { ...examValues(null), candidates: 0, maths: 6.25 };
  expect(toExamForm(values, of)).toMatchObject({ candidates: 0, admitted: null, maths: 6.25, english: null });
  expect(examErrors(values, of)).toEqual({});
});

test('a mean above ten and half a pupil are named at their field', () => {
  const errors = examErrors({ ...examValues(null), literature: 10.5, admitted: 1.5 }, of);
  expect(Object.keys(errors).sort()).toEqual(['admitted', 'literature']);
});

test('the rate follows the counts and stays a dash without candidates', () => {
  expect(rateNow({ ...examValues(null), candidates: 180, admitted: 135 })).toBe('75,0%');
  expect(rateNow({ ...examValues(null), candidates: 0, admitted: 0 })).toBe('–');
  expect(rateNow(examValues(null))).toBe('–');
});

test('changes carry their sign; without both years there is none', () => {
  expect(formatMark(6.5)).toBe('6,50');
  expect(formatMarkChange(changeOf(6.75, 6.5) ?? 0)).toBe('+0,25');
  expect(formatRateChange(changeOf(0.65, 0.7) ?? 0)).toBe('-5,0');
  expect(changeOf(null, 6.5)).toBeNull();
});
