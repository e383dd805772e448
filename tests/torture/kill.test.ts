import { expect, test } from 'vitest';
import { torture } from './kill.ts';

test('a program that is killed 25 times at any moment loses nothing that it has answered', async () => {
  const report = await torture(25);
  expect(report.losses).toEqual([]);
  // The office was at work when it was killed.
  expect(report.answered).toBeGreaterThan(25);
}, 300_000);
