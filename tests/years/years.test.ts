import { expect, test } from 'vitest';
import { workForYears } from './years.ts';

test('a year of 1,500 commands leaves nothing behind but the data', async () => {
  const { before, years, problems } = await workForYears(1, 1_500);
  expect(problems).toEqual([]);
  const [year] = years;
  if (!year) throw new Error('no year was worked through');
  expect(year.commands).toBeGreaterThan(1_400);
  expect(year.handles).toBeLessThanOrEqual(before.handles);
  expect(year.threads).toBeLessThanOrEqual(before.threads);
  expect(year.temporary).toBe(before.temporary);
  // The test runner has timers of its own in this process.
  expect(year.resources).toBeLessThanOrEqual(before.resources + 3);
  expect(year.heap - before.heap).toBeLessThan(60e6);
  expect(year.wal).toBeLessThan(32e6);
}, 900_000);
