import { expect, test } from 'vitest';
import { parseTime } from './time-field.tsx';

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
