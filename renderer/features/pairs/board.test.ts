import { expect, test } from 'vitest';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { boardOf, linesOf } from './board.ts';

const school = (id: string, name: string, unitId: string): RegisteredSchool => ({
  id,
  name,
  unitId,
  unit: unitId === 'first' ? 'Huyện Thanh Trì' : 'Huyện Chương Mỹ',
  level: 'tieu_hoc',
  code: null,
  symbol: null,
  commune: null,
  address: null,
  principal: null,
  position: null,
  phone: null,
  email: null,
  classes: null,
  pupils: null,
  teachers: null,
  pairedWith: [],
  updatedAt: '2026-11-20T00:00:00Z',
});

test('pairs stand by name, single schools on the side of their unit with the reason', () => {
  const schools = [
    school('1', 'Đông Mỹ', 'first'),
    school('2', 'Dục Tú', 'first'),
    school('3', 'Hoa Sen', 'second'),
    school('4', 'Hoa Lan', 'second'),
    school('5', 'Hoa Mai', 'first'),
  ];
  const board = boardOf(
    {
      pairs: [
        {
          id: 'b',
          level: 'tieu_hoc',
          supporting: { id: '1', name: 'Đông Mỹ' },
          partner: { id: '3', name: 'Hoa Sen' },
        },
        {
          id: 'a',
          level: 'tieu_hoc',
          supporting: { id: '2', name: 'Dục Tú' },
          partner: { id: '4', name: 'Hoa Lan' },
        },
      ],
      unpaired: [{ id: '5', name: 'Hoa Mai', level: 'tieu_hoc', reason: 'Không còn trường cùng cấp học.' }],
    },
    schools,
    'first',
  );
  expect(board).toHaveLength(1);
  expect(board[0]?.pairs.map((pair) => pair.id)).toEqual(['a', 'b']);
  expect(board[0]?.pairs[0]?.partner.unit).toBe('Huyện Chương Mỹ');
  expect(board[0]?.left).toMatchObject([{ name: 'Hoa Mai', reason: 'Không còn trường cùng cấp học.' }]);
  expect(board[0]?.right).toEqual([]);
});

test('a level stands as its heading, its pairs, and then the single schools of both sides beside each other', () => {
  const [row] = boardOf(
    {
      pairs: [
        {
          id: 'p',
          level: 'tieu_hoc',
          supporting: { id: '1', name: 'Đông Mỹ' },
          partner: { id: '3', name: 'Hoa Sen' },
        },
      ],
      unpaired: [
        { id: '2', name: 'Dục Tú', level: 'tieu_hoc', reason: 'chưa có trường cùng cấp' },
        { id: '4', name: 'Hoa Lan', level: 'tieu_hoc', reason: 'chưa có trường cùng cấp' },
        { id: '5', name: 'Hoa Mai', level: 'tieu_hoc', reason: 'chưa có trường cùng cấp' },
      ],
    },
    [school('2', 'Dục Tú', 'first'), school('4', 'Hoa Lan', 'second'), school('5', 'Hoa Mai', 'first')],
    'first',
  );
  const lines = row ? linesOf(row) : [];
  expect(lines.map(({ kind }) => kind)).toEqual(['level', 'pair', 'single', 'single']);
  expect(
    lines.flatMap((line) => (line.kind === 'single' ? [[line.left?.name, line.right?.name]] : [])),
  ).toEqual([
    ['Dục Tú', 'Hoa Lan'],
    ['Hoa Mai', undefined],
  ]);
});
