import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentKey, fold } from '../../../db/text.ts';
import { type Findable, findable, firstSaying, shelve } from './shelf.ts';

const school = (title: string, place: string | null = null) =>
  findable({ kind: 'school', id: title, title, note: '' }, title, place);

/** Looks at each, one after the other. */
function oneByOne(all: readonly Findable[], text: string, count: number): string[] {
  const words = fold(text).split(' ').filter(Boolean);
  const fitting = all.filter(({ folded }) => words.every((word) => folded.includes(word)));
  const isExact = ({ accented }: Findable) => accented.includes(accentKey(text));
  const found = [...fitting.filter(isExact), ...fitting.filter((each) => !isExact(each))];
  return found.slice(0, count).map(({ hit }) => hit.id);
}

const idsOf = (all: readonly Findable[], text: string, count = 6) =>
  firstSaying(shelve(all), text, count).map(({ id }) => id);

test('the last of a long list is found, and no word reaches from one into the next', () => {
  const all = [...Array.from({ length: 1000 }, (_, index) => school(`Trường ${index}`)), school('Hoa Sen')];
  expect(idsOf(all, 'sen')).toEqual(['Hoa Sen']);
  expect(idsOf(all, 'trường 999')).toEqual(['Trường 999']);
  expect(idsOf(all, '999 hoa')).toEqual([]);
});

test('a word may stand in any field, and nothing is found in an empty shelf', () => {
  expect(idsOf([school('Hoa Lan', 'Đông Mỹ'), school('Hoa Lan', null)], 'dong lan')).toEqual(['Hoa Lan']);
  expect(idsOf([], 'hoa')).toEqual([]);
});

test('the same is found as by looking at each', () => {
  const word = fc.constantFrom('hoa', 'hóa', 'hòa', 'đông', 'dong', 'my', 'mỹ', 'a', '12');
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), name, (names, text) => {
      const all = names.map((each, index) =>
        findable({ kind: 'school', id: `${index}`, title: each, note: '' }, each),
      );
      expect(idsOf(all, text)).toEqual(oneByOne(all, text, 6));
    }),
  );
});
