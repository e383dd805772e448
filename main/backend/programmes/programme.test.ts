import { expect, test } from 'vitest';
import { openProgram, twoUnits } from '../testing.ts';

test('a new folder has one programme, worded by the resources', async () => {
  const { call } = await openProgram();
  expect(await call('programmes.get', {})).toMatchObject({
    title: 'Nhà trường cùng chung tay phát triển - Thầy cô cùng chia sẻ trách nhiệm',
    startsOn: '2023-01-01',
    endsOn: '2025-12-31',
    pageCodes: true,
    units: [],
  });
});

test('an edit changes what it names and nothing else', async () => {
  const { call } = await openProgram();
  const before = await call('programmes.get', {});
  await call('programmes.update', { placeName: 'Thanh Trì', copies: 6 });
  const edited = { ...before, placeName: 'Thanh Trì', copies: 6 };
  expect(await call('programmes.get', {})).toEqual(edited);
  await call('programmes.update', { placeName: null, legalBases: [] });
  expect(await call('programmes.get', {})).toEqual({ ...edited, placeName: null, legalBases: [] });
});

test('a programme does not end before it starts', async () => {
  const { refused } = await openProgram();
  expect(await refused('programmes.update', { endsOn: '2022-12-31' })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'endsOn' },
  });
});

test('its units have an order: the first is the supporting side', async () => {
  const program = await openProgram();
  const { thanhTri, chuongMy } = await twoUnits(program);
  const names = async () => (await program.call('programmes.get', {})).units.map(({ name }) => name);
  expect(await names()).toEqual(['Thanh Trì', 'Chương Mỹ']);
  await program.call('programmes.update', { unitIds: [chuongMy, thanhTri, chuongMy] });
  expect(await names()).toEqual(['Chương Mỹ', 'Thanh Trì']);
  await program.call('programmes.update', { unitIds: [thanhTri] });
  expect(await names()).toEqual(['Thanh Trì']);
  expect(
    await program.refused('programmes.update', { unitIds: ['01890000-0000-7000-8000-000000000000'] }),
  ).toMatchObject({ code: 'NOT_FOUND' });
});

test('its calendar knows the school years', async () => {
  const { call } = await openProgram();
  expect((await call('calendar.list', {})).schoolYears.map(({ code }) => code)).toContain('2023-2024');
});
