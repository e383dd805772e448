import { expect, test } from 'vitest';
import { stillFitting, typedOver } from './kept-values.ts';

const BEFORE = { name: 'Hoa Sen', pupils: 400 as number | '', day: '2023-04-10', pairs: ['a'] };

test('only what was typed is kept, so that what changed elsewhere meanwhile stays', () => {
  const typed = typedOver(BEFORE, { ...BEFORE, name: 'Hoa Ban', pupils: '' });
  expect(typed).toEqual({ name: 'Hoa Ban', pupils: '' });
  const renewed = { ...BEFORE, day: '2023-05-01' };
  expect({ ...renewed, ...stillFitting(typed, renewed, renewed) }).toEqual({
    name: 'Hoa Ban',
    pupils: '',
    day: '2023-05-01',
    pairs: ['a'],
  });
});

test('nothing typed is nothing kept, nor is what fills itself in', () => {
  expect(typedOver(BEFORE, { ...BEFORE })).toBeNull();
  expect(typedOver(BEFORE, { ...BEFORE, day: '2023-04-11' }, ['day'])).toBeNull();
  expect(typedOver(BEFORE, { ...BEFORE, day: '2023-04-11', name: 'Hoa' }, ['day'])).toEqual({
    day: '2023-04-11',
    name: 'Hoa',
  });
});

test.each([
  [null],
  ['text'],
  [[]],
  [{}],
  [{ motto: 'x' }],
  [{ name: { deep: 1 } }],
  [{ name: null }],
  [{ pairs: 'a' }],
  [{ pairs: [1, { b: 2 }] }],
  // It says already what is stored by now.
  [{ name: 'Hoa Sen' }],
])('%j does not fit', (kept) => {
  expect(stillFitting(kept, BEFORE, BEFORE)).toBeNull();
});

test('a field that is being typed into is not overwritten', () => {
  const kept = { name: 'Hoa Ban', pairs: ['b'] };
  expect(stillFitting(kept, BEFORE, { ...BEFORE, name: 'Hoa M' })).toEqual({ pairs: ['b'] });
});

test('rows of a table fit by their shape', () => {
  const before = { rows: [{ id: 'a', count: 1 }] };
  expect(stillFitting({ rows: [{ id: 'a', count: 2 }] }, before, before)).not.toBeNull();
  expect(stillFitting({ rows: [{ id: 'a' }] }, before, before)).toBeNull();
});
