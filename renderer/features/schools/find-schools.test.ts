import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { schoolFinder } from './find-schools.ts';

const school = (name: string, more: Partial<RegisteredSchool> = {}): RegisteredSchool => ({
  id: name,
  code: null,
  name,
  level: 'thcs',
  unit: 'Huyện Thanh Trì',
  unitId: 'unit',
  commune: null,
  address: null,
  principal: null,
  position: null,
  phone: null,
  email: null,
  classes: null,
  pupils: null,
  teachers: null,
  symbol: null,
  pairedWith: [],
  updatedAt: '2023-04-10T01:00:00.000Z',
  ...more,
});

const schools = [
  school('Trường THCS Dương Liễu', { principal: 'Trần Thị B' }),
  school('Trường THCS Đường Hoa', { commune: 'Xã Đông Mỹ', code: '0100420' }),
  school('Trường THCS Hòa Bình', { commune: 'Xã Đường Lâm' }),
];
const { find } = schoolFinder(schools);
const found = (text: string) => find(text).map(({ name }) => name.replace('Trường THCS ', ''));

test('accents do not matter, and those that are typed put the name first, then what stands elsewhere', () => {
  expect(found('duong')).toEqual(['Dương Liễu', 'Đường Hoa', 'Hòa Bình']);
  expect(found('Đường')).toEqual(['Đường Hoa', 'Hòa Bình', 'Dương Liễu']);
  expect(found('hoà')).toEqual(['Hòa Bình', 'Đường Hoa']);
});

test('each word may stand in a field of its own, the code too, and no word reaches over two', () => {
  expect(found('hoa dong my')).toEqual(['Đường Hoa']);
  expect(found('tran b lieu')).toEqual(['Dương Liễu']);
  expect(found('0420')).toEqual(['Đường Hoa']);
  expect(found('bình xã')).toEqual(['Hòa Bình']);
  expect(found('bìnhxã')).toEqual([]);
});

test('spaces round a text and between its words are nothing', () => {
  expect(found('  lieu   tran ')).toEqual(['Dương Liễu']);
});

test('typed letter by letter, and taken back, a text finds what it finds at once', () => {
  const typed = [
    'd',
    'du',
    'duo',
    'duong',
    'duong ',
    'duong h',
    'duong',
    'đ',
    'đường',
    'đường lâm',
    'lieu',
    '',
  ];
  for (const text of typed) expect(find(text)).toEqual(schoolFinder(schools).find(text));
});

test('whatever is typed after whatever, the same is found as by who has typed nothing before', () => {
  const piece = fc.constantFrom(
    ...'duongđhòabìlê04 ',
    'dương ',
    'đường ',
    'hoa ',
    'hòa',
    'xa ',
    'o\u0300',
    '\u0323',
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const step = fc.oneof(text, fc.record({ goesOnWith: text }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const finder = schoolFinder(schools);
      let typed = '';
      for (const each of steps) {
        typed = typeof each === 'string' ? each : typed + each.goesOnWith;
        expect(finder.find(typed), typed).toEqual(schoolFinder(schools).find(typed));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a letter that changes nothing of what is found gives the same list, which need not be drawn again', () => {
  const finder = schoolFinder(schools);
  const [before, same, other] = ['dươ', 'dươn', 'dương l'].map(finder.find);
  expect(same).toBe(before);
  expect(other).not.toBe(before);
});
