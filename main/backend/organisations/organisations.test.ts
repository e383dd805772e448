import { expect, test } from 'vitest';
import { onePair, openProgram } from '../testing.ts';

const NAMES = {
  name: 'Thanh Trì',
  committee: 'UBND huyện Thanh Trì',
  office: 'Phòng Giáo dục và Đào tạo huyện Thanh Trì',
  officeShort: 'Phòng GD&ĐT huyện Thanh Trì',
  officeSymbol: 'PGDĐT',
  officeHead: 'Trưởng phòng',
};
const NO_CONTACTS = { address: null, phone: null, email: null };
const ALWAYS = {
  endedOn: null,
  names: [{ name: 'Thanh Trì', validFrom: null, validTo: null }],
  successors: [],
};

test('a unit gets its names from the patterns of its kind until a person confirms them', async () => {
  const { call } = await openProgram();
  const { id } = await call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' });
  expect((await call('organisations.list', {})).organisations).toEqual([
    { id, kind: 'huyen', kindWord: 'huyện', ...NAMES, ...NO_CONTACTS, ...ALWAYS, confirmed: false },
  ]);
  const mended = {
    ...NAMES,
    ...NO_CONTACTS,
    officeHead: 'Phó Trưởng phòng phụ trách',
    phone: '024 0000 0000',
  };
  await call('organisations.update', { id, ...mended });
  expect((await call('organisations.list', {})).organisations).toEqual([
    { id, kind: 'huyen', kindWord: 'huyện', ...mended, ...ALWAYS, confirmed: true },
  ]);
});

test('two units of one kind have two names; a district and a commune may share one', async () => {
  const { call, refused } = await openProgram();
  await call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' });
  const chuongMy = await call('organisations.create', { kind: 'huyen', name: 'Chương Mỹ' });
  await call('organisations.create', { kind: 'xa', name: 'Thanh Trì' });
  expect(await refused('organisations.create', { kind: 'huyen', name: 'THANH TRI' })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'name', reason: 'đơn vị này đã có' },
  });
  expect(await refused('organisations.create', { kind: 'vuong_quoc', name: 'Hoa' })).toMatchObject({
    details: { field: 'kind' },
  });
  expect(await refused('organisations.update', { ...NAMES, id: chuongMy.id })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'name' },
  });
  expect(
    await refused('organisations.update', { ...NAMES, id: '01890000-0000-7000-8000-000000000000' }),
  ).toMatchObject({ code: 'NOT_FOUND' });
});

test('a unit that is renamed from 1 July 2025 still bears its old name on 15 April 2023', async () => {
  const program = await openProgram({ today: '2026-03-01' });
  const { supporting } = await onePair(program);
  await program.behindItsBack((sqlite) =>
    sqlite.exec(`
      INSERT INTO organisation_name
        SELECT 'later', organisation_id, 'Đại Thanh', 'dai thanh', 'UBND xã Đại Thanh', 'Phòng Văn hóa - Xã hội xã Đại Thanh',
          'Phòng VH-XH xã Đại Thanh', 'PVHXH', 'Trưởng phòng', '2025-07-01', NULL, created_at, updated_at, NULL
        FROM organisation_name WHERE name = 'Thanh Trì';
      UPDATE organisation_name SET valid_to = '2025-07-01' WHERE name = 'Thanh Trì';
    `),
  );
  const unitToday = async () => (await program.call('schools.get', { id: supporting })).unit;
  expect(await unitToday()).toBe('Đại Thanh');
  program.setToday('2025-06-30');
  expect(await unitToday()).toBe('Thanh Trì');
  program.setToday('2025-07-01');
  expect(await unitToday()).toBe('Đại Thanh');

  // The report of that time speaks of the district, the one of today of the commune.
  const unitsIn = async (period: string) => (await program.call('reports.figures', { period })).header.units;
  expect(await unitsIn('2023-04-01..2023-04-15')).toEqual([
    'Phòng GD&ĐT huyện Thanh Trì',
    'Phòng GD&ĐT huyện Chương Mỹ',
  ]);
  expect(await unitsIn('2025/Q3')).toEqual(['Phòng VH-XH xã Đại Thanh', 'Phòng GD&ĐT huyện Chương Mỹ']);
});

test('the words of the kinds can be asked for', async () => {
  const { call } = await openProgram();
  expect((await call('organisations.kinds', {})).kinds).toContainEqual({ kind: 'huyen', word: 'huyện' });
});
