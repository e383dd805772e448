import { expect, test } from 'vitest';
import { torture } from './kill.ts';

test('a program that is killed 25 times, each time in the midst of another deed, loses nothing that it has answered', async () => {
  const report = await torture(25);
  expect(report.losses).toEqual([]);
  // The office was at work when it was killed, and at something else most times.
  expect(report.answered).toBeGreaterThan(25);
  expect(report.underWay.size).toBeGreaterThan(12);
}, 300_000);
