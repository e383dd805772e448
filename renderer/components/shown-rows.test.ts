import { expect, test } from 'vitest';
import { NO_FILTER } from './column-filter.ts';
import { filtering, ordering } from './shown-rows.ts';
import type { Column } from './table-columns.ts';

interface School {
  readonly name: string;
  readonly pupils: number | null;
}

const NAME: Column<School> = { id: 'name', header: 'Tên', value: ({ name }) => name };
const PUPILS: Column<School> = { id: 'pupils', header: 'Số HS', value: ({ pupils }) => pupils };
const school = (name: string, pupils: number | null): School => ({ name, pupils });

const [dong, an, duc, hoa] = [
  school('Đông Mỹ', 300),
  school('Ân Thi', null),
  school('Dục Tú', 300),
  school('Hoa Sen', 90),
];
const SCHOOLS = [dong, an, duc, hoa];

test('rows follow a column in Vietnamese order, numbers by their size, and missing values stand last both ways', () => {
  expect(ordering(NAME, 'ascending')(SCHOOLS)).toEqual([an, duc, dong, hoa]);
  expect(ordering(NAME, 'descending')(SCHOOLS)).toEqual([hoa, dong, duc, an]);
  expect(ordering(PUPILS, 'ascending')(SCHOOLS)).toEqual([hoa, dong, duc, an]);
  expect(ordering(PUPILS, 'descending')(SCHOOLS)).toEqual([dong, duc, hoa, an]);
});

test('equal rows stay as they are given, also when another list gives them the other way round', () => {
  const inOrder = ordering(PUPILS, 'ascending');
  expect(inOrder(SCHOOLS)).toEqual([hoa, dong, duc, an]);
  expect(inOrder([duc, dong, hoa])).toEqual([hoa, duc, dong]);
  expect(inOrder([])).toEqual([]);
});

test('a row that comes later finds its place among those that were put in order before', () => {
  const inOrder = ordering(NAME, 'ascending');
  expect(inOrder([hoa, dong])).toEqual([dong, hoa]);
  const ba = school('Ba Vì', 12);
  expect(inOrder([hoa, ba, dong])).toEqual([ba, dong, hoa]);
});

test('every filtered column must let a row pass, in one list as in the next', () => {
  const shown = filtering([NAME, PUPILS], {
    name: { ...NO_FILTER, contains: 'd' },
    pupils: { ...NO_FILTER, from: 100 },
  });
  expect(shown(SCHOOLS)).toEqual([dong, duc]);
  expect(shown([hoa, duc, school('Đại Yên', 20)])).toEqual([duc]);
});

test('without a filter the very list is shown', () => {
  expect(filtering([NAME, PUPILS], {})(SCHOOLS)).toBe(SCHOOLS);
});
