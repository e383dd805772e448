import { expect, test } from 'vitest';
import { NO_FILTER } from './column-filter.ts';
import { filtering, shownRowModel } from './shown-rows.ts';
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

test('what is shown has the rows of the list, in its own order, and nothing that is not listed', () => {
  const data = [dong, an, hoa];
  const rows = data.map((original) => ({ original }));
  const list = { rows, rowsById: {} };
  const options = { data, meta: { shown: [hoa, duc, an] } };
  const model = shownRowModel({ getPreFilteredRowModel: () => list, options });
  expect(model().rows).toEqual([{ original: hoa }, { original: an }]);
  expect(model().rows[0]).toBe(rows[2]);
  options.meta = { shown: data };
  expect(model().rows).toBe(rows);
});
