import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

test('ten thousand messages make no internal fault, a refusal changes nothing, a command leaves one row in the journal', async () => {
  const report = await fuzz(10_000);
  expect(report.faults).toEqual([]);
  expect(report.messages).toBeGreaterThan(10_000);
  expect(report.answered).toBeGreaterThan(500);
}, 900_000);
