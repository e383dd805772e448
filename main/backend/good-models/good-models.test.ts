import { expect, test } from 'vitest';
import { onePair, openProgram } from '../testing.ts';

async function office() {
  const program = await openProgram({ today: '2024-03-10' });
  const { supporting, partner } = await onePair(program);
  const form = {
    schoolId: supporting,
    title: 'Tiết học không khoảng cách',
    summary: 'Hai lớp học chung một tiết trực tuyến mỗi tuần.',
    sharedOn: '2023-11-20',
  };
  const list = async (search?: string) =>
    (await program.call('goodModels.list', search === undefined ? {} : { search })).models;
  return { program, supporting, partner, form, list };
}

test('a model is found by its words and by the schools that took it up', async () => {
  const { program, partner, form, list } = await office();
  const { id } = await program.call('goodModels.create', form);
  await program.call('goodModels.create', {
    ...form,
    title: 'Thư viện xanh',
    summary: null,
    sharedOn: '2024-01-05',
  });
  await program.call('goodModels.adopt', { id, schoolId: partner, adoptedOn: '2024-01-15', note: null });
  expect((await list()).map((model) => model.title)).toEqual(['Thư viện xanh', 'Tiết học không khoảng cách']);
  expect((await list('truc tuyen lop')).map((model) => model.title)).toEqual(['Tiết học không khoảng cách']);
  expect(await list('huong duong')).toMatchObject([
    { id, adoptions: [{ school: 'Trường Tiểu học Hướng Dương', adoptedOn: '2024-01-15' }] },
  ]);
});

test('a school takes a model up once; its day can be corrected, and it can leave', async () => {
  const { program, partner, form, list } = await office();
  const { id } = await program.call('goodModels.create', form);
  await program.call('goodModels.adopt', { id, schoolId: partner, adoptedOn: null, note: null });
  await program.call('goodModels.adopt', { id, schoolId: partner, adoptedOn: '2024-02-01', note: 'Khối 4' });
  expect((await list())[0]?.adoptions).toMatchObject([{ adoptedOn: '2024-02-01', note: 'Khối 4' }]);
  await program.call('goodModels.unadopt', { id, schoolId: partner });
  expect((await list())[0]?.adoptions).toEqual([]);
  await program.call('goodModels.adopt', { id, schoolId: partner, adoptedOn: null, note: null });
  expect((await list())[0]?.adoptions).toHaveLength(1);
});

test('a day that cannot be, and the school of the model itself, are named at their fields', async () => {
  const { program, supporting, partner, form } = await office();
  const { id } = await program.call('goodModels.create', form);
  const adopting = { id, schoolId: partner, adoptedOn: '2024-01-01', note: null };
  const faults = [
    await program.refused('goodModels.create', { ...form, sharedOn: '2032-01-01' }),
    await program.refused('goodModels.update', { id, ...form, sharedOn: '2019-01-01' }),
    await program.refused('goodModels.adopt', { ...adopting, schoolId: supporting }),
    await program.refused('goodModels.adopt', { ...adopting, adoptedOn: '2023-11-19' }),
    await program.refused('goodModels.adopt', { ...adopting, adoptedOn: '2024-03-11' }),
  ];
  expect(faults.map(({ code, details }) => `${code} ${details.field}`)).toEqual([
    'INVALID_INPUT sharedOn',
    'INVALID_INPUT sharedOn',
    'INVALID_INPUT schoolId',
    'INVALID_INPUT adoptedOn',
    'INVALID_INPUT adoptedOn',
  ]);
});

test('the report tells of models shared in the period, and who took them up by its end', async () => {
  const { program, partner, form } = await office();
  const { id } = await program.call('goodModels.create', form);
  await program.call('goodModels.adopt', { id, schoolId: partner, adoptedOn: '2024-02-01', note: null });
  const modelsOf = async (period: string) =>
    (await program.call('reports.figures', { period, withPhones: false })).goodModels;
  expect(await modelsOf('2023-2024/HK1')).toMatchObject([
    { school: 'Trường Tiểu học Hoa Sen', title: form.title, adopters: [] },
  ]);
  expect(await modelsOf('2023-2024')).toMatchObject([{ adopters: ['Trường Tiểu học Hướng Dương'] }]);
  expect(await modelsOf('2023-2024/HK2')).toEqual([]);
});
