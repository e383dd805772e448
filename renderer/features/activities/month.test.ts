import { expect, test } from 'vitest';
import { addDays, addMonths, startDay, weekday, weeksOf } from './month.ts';

test('a month is shown in whole weeks from Monday on', () => {
  const march = weeksOf('2024-03');
  expect(march).toHaveLength(5);
  expect(march[0]?.[0]).toBe('2024-02-26');
  expect(march.at(-1)?.at(-1)).toBe('2024-03-31');
  expect(weeksOf('2021-02').flat()).toHaveLength(28);
  expect(weeksOf('2023-10').flat()).toHaveLength(42);
});

test('the year turns within a week', () => {
  expect(weeksOf('2023-12').at(-1)).toEqual([
    '2023-12-25',
    '2023-12-26',
    '2023-12-27',
    '2023-12-28',
    '2023-12-29',
    '2023-12-30',
    '2023-12-31',
  ]);
  expect(weeksOf('2024-01')[0]?.[0]).toBe('2024-01-01');
  expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
});

test('a month on from its last day ends in the shorter month', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
  expect(addMonths('2023-12-15', 1)).toBe('2024-01-15');
  expect(weekday('2024-03-05')).toBe(1);
});

test('a calendar opens where there is something to see', () => {
  expect(startDay(['2024-03-12', '2024-05-02', '2023-11-20'], '2026-11-24')).toBe('2024-05-02');
  expect(startDay(['2024-03-12', '2024-05-02'], '2024-03-31')).toBe('2024-03-31');
  expect(startDay([], '2024-03-31')).toBe('2024-03-31');
});
