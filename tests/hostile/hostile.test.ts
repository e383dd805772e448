import { expect, test } from 'vitest';
import { hostile, rowOf } from './hostile.ts';

/** The program itself, and one thread at its limit. */
const MOST_MIB = 2_048;

test('every file that is made to harm is refused with its reason or read for what it says, in bounded memory', async () => {
  const outcomes = await hostile();
  expect(outcomes.length).toBeGreaterThan(200);
  expect(outcomes.filter(({ fault }) => fault !== null).map(rowOf)).toEqual([]);
  expect(outcomes.filter(({ peak }) => peak !== null && peak > MOST_MIB).map(rowOf)).toEqual([]);
}, 900_000);
