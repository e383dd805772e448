import { beforeEach, expect, test } from 'vitest';
import { openProgram, type Program, schoolForm, twoUnits } from '../../testing.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
  const { thanhTri, chuongMy } = await twoUnits(program);
  const add = (unitId: string, level: 'tieu_hoc' | 'thcs', name: string, code: string | null = null) =>
    program.call('schools.create', { ...schoolForm(unitId, level, name), code });
  await add(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Sen', '0101');
  await add(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hòa Bình');
  await add(thanhTri, 'thcs', 'Trường THCS Hoa Sen');
  await add(chuongMy, 'tieu_hoc', 'Trường Tiểu học Hướng Dương', '0202');
  await add(chuongMy, 'tieu_hoc', 'Trường Tiểu học Hòa Bình');
});

const file = (...rows: string[]) =>
  program.receive('cap.csv', ['Trường hỗ trợ,Huyện bên A,Trường đối tác,Huyện bên B', ...rows].join('\n'));
const importing = async (...rows: string[]) => program.call('pairs.import', { fileId: await file(...rows) });
const refusing = async (...rows: string[]) =>
  program.refused('pairs.import', { fileId: await file(...rows) });
const pairs = async () =>
  (await program.call('pairs.list', {})).pairs.map(
    ({ supporting, partner }) => `${supporting.name} + ${partner.name}`,
  );

test('pairs come in by code or name, and a second time nothing changes', async () => {
  const rows = [
    '0101,,truong tieu hoc huong duong,',
    'Trường Tiểu học Hoà Bình,Thanh Trì,Trường Tiểu học Hòa Bình,Huyện Chương Mỹ',
  ];
  expect(await importing(...rows)).toEqual({ created: 2, updated: 0, unchanged: 0, warnings: [] });
  expect(await pairs()).toEqual([
    'Trường Tiểu học Hòa Bình + Trường Tiểu học Hòa Bình',
    'Trường Tiểu học Hoa Sen + Trường Tiểu học Hướng Dương',
  ]);
  expect(await importing(...rows)).toEqual({ created: 0, updated: 0, unchanged: 2, warnings: [] });
});

test('a list that gives one school two partners has said so itself', async () => {
  expect(await importing('0101,,0202,', '0101,,Trường Tiểu học Hòa Bình,Chương Mỹ')).toMatchObject({
    created: 2,
    unchanged: 0,
  });
});

test('every broken rule is named with its cell, and nothing comes in', async () => {
  const error = await refusing(
    '0101,,0202,',
    '0101,,Trường Tiểu học Hòa Bình,Thanh Trì',
    'Trường THCS Hoa Sen,,0202,',
    'Trường Tiểu học Hòa Bình,,0202,',
    'Trường Tiểu học Không Có,,0202,',
  );
  expect(error).toMatchObject({ code: 'INVALID_ROWS', details: { count: 4 } });
  expect(error.details.errors).toMatchObject([
    { row: 3, cell: 'C3', code: 'PAIR_SAME_UNIT' },
    { row: 4, cell: 'C4', code: 'PAIR_DIFFERENT_LEVEL' },
    { row: 5, cell: 'A5', code: 'SCHOOL_AMBIGUOUS' },
    { row: 6, cell: 'A6', code: 'SCHOOL_UNKNOWN' },
  ]);
  expect(await pairs()).toEqual([]);
});

test('a list without the columns, and one whose file is faulty, are refused', async () => {
  const fileId = await program.receive('cap.csv', 'Tên,Tuổi\nA,5');
  expect(await program.refused('pairs.import', { fileId })).toMatchObject({ code: 'NO_HEADER_ROW' });
  expect(await refusing('0101,,,')).toMatchObject({ code: 'NO_ROWS' });
  expect(await refusing('0101,,0202,', '0101,,,', '0101,,0202,')).toMatchObject({ code: 'INVALID_ROWS' });
  expect(await program.refused('pairs.import', { fileId: 'nobody' })).toMatchObject({ code: 'NOT_FOUND' });
});
