import { expect, test } from 'vitest';
import { fuzzFiles } from './files.ts';

test('files in which something was changed are read or refused with a reason, and a refusal changes nothing', async () => {
  const { answers, faults } = await fuzzFiles(500);
  expect(faults).toEqual([]);
  // Enough stays whole to reach the readers behind the doors.
  const codes = [...answers.values()].flatMap((door) => [...door]);
  const times = (wanted: boolean) =>
    codes.filter(([code]) => (code === 'read') === wanted).reduce((sum, [, count]) => sum + count, 0);
  expect(times(true)).toBeGreaterThan(50);
  expect(times(false)).toBeGreaterThan(100);
}, 600_000);
