import { expect, test } from 'vitest';
import { sweep } from './sweep.ts';

const told = await sweep({ most: 1 });

test.skipIf(told === null)(
  'whichever call to the disk fails, in whatever way, is told by its name, and everything answered is there afterwards',
  () => {
    expect(
      told?.flatMap(({ deed, fault, first, problems }) =>
        problems.map((problem) => `${deed}, ${fault} from call ${first} on: ${problem}`),
      ),
    ).toEqual([]);
    expect(told?.filter(({ code }) => code !== null).length).toBeGreaterThan(30);
  },
);

test.skipIf(told === null)('what holds a file for a moment is outlasted without a word', () => {
  const held = told?.filter(({ fault }) => fault.startsWith('held')) ?? [];
  expect(held.length).toBeGreaterThan(3);
  expect(held.filter(({ code }) => code !== null)).toEqual([]);
});
