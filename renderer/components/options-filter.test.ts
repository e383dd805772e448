import { expect, test } from 'vitest';
import { optionsFilter } from './options-filter.ts';

const option = (label: string) => ({ value: label, label, disabled: false });
const schools = [
  { group: 'THCS', items: [option('Trường THCS Đại Áng'), option('Trường THCS Hoa Sen')] },
  { group: 'Tiểu học', items: [option('Trường Tiểu học Ban Mai')] },
];
const found = (search: string) => optionsFilter({ options: schools, search, limit: 100 });

test('choices are found without accents, by words in any order; a group without any is left out', () => {
  expect(found('dai ang')).toEqual([{ group: 'THCS', items: [option('Trường THCS Đại Áng')] }]);
  expect(found('SEN thcs')).toEqual([{ group: 'THCS', items: [option('Trường THCS Hoa Sen')] }]);
  expect(found('tieu')).toEqual([{ group: 'Tiểu học', items: [option('Trường Tiểu học Ban Mai')] }]);
  expect(found('')).toEqual(schools);
  expect(found('nowhere')).toEqual([]);
});
