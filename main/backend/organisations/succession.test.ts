import { expect, test } from 'vitest';
import type { Level } from '../../../preload/contract/schools.ts';
import { activityForm, openProgram, schoolForm, twoUnits } from '../testing.ts';

const DAY = '2025-07-01';
const BEFORE = '2024-2025/HK1';

/** Two districts with two pairs of schools, each school of another level, and an activity of each pair. */
async function twoDistricts() {
  const program = await openProgram({ today: '2025-06-20' });
  const { thanhTri, chuongMy } = await twoUnits(program);
  const add = async (unitId: string, level: Level, name: string) =>
    (await program.call('schools.create', { ...schoolForm(unitId, level, name), commune: 'Xã cũ' })).id;
  const schools = {
    senA: await add(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Sen'),
    lanA: await add(thanhTri, 'thcs', 'Trường THCS Ngọc Lan'),
    cucB: await add(chuongMy, 'tieu_hoc', 'Trường Tiểu học Hoa Cúc'),
    maiB: await add(chuongMy, 'thcs', 'Trường THCS Hoa Mai'),
  };
  const { ids } = await program.call('pairs.create', {
    pairs: [
      { supportingSchoolId: schools.senA, partnerSchoolId: schools.cucB },
      { supportingSchoolId: schools.lanA, partnerSchoolId: schools.maiB },
    ],
  });
  await program.call('memoranda.draft', {});
  for (const [index, pairId] of ids.entries()) {
    await program.call(
      'activities.create',
      activityForm([pairId], { heldOn: '2024-10-10', topic: `Chuyên đề ${index}`, teacherTurns: 30 + index }),
    );
  }
  /** Thanh Trì becomes two communes; Chương Mỹ, too. */
  const split = async () => {
    await program.call('organisations.succeed', {
      id: thanhTri,
      on: DAY,
      successors: [
        { kind: 'xa', name: 'Thanh Trì' },
        { kind: 'xa', name: 'Đại Thanh' },
      ],
      schools: [
        { schoolId: schools.senA, successor: 0, commune: 'Thanh Trì' },
        { schoolId: schools.lanA, successor: 1, commune: null },
      ],
    });
    await program.call('organisations.succeed', {
      id: chuongMy,
      on: DAY,
      successors: [
        { kind: 'phuong', name: 'Chương Mỹ' },
        { kind: 'xa', name: 'Xuân Mai' },
      ],
      schools: [
        { schoolId: schools.cucB, successor: 0, commune: null },
        { schoolId: schools.maiB, successor: 1, commune: null },
      ],
    });
  };
  const undo = async () => {
    const [last] = (await program.call('history.list', { limit: 1 })).entries;
    return program.call('history.undo', { sequence: last?.sequence ?? 0 });
  };
  return { program, thanhTri, chuongMy, schools, pairIds: ids, split, undo };
}

const OFFICES = ['Phòng GD&ĐT huyện Thanh Trì', 'Phòng GD&ĐT huyện Chương Mỹ'];

test('the same semester is told by the districts of its time or by the four communes of today, with equal totals', async () => {
  const { program, split } = await twoDistricts();
  await split();
  program.setToday('2025-08-01');
  const figures = (map?: 'then' | 'now') =>
    program.call('reports.figures', { period: BEFORE, withPhones: false, ...(map ? { map } : {}) });
  const [usual, then, now] = [await figures(), await figures('then'), await figures('now')];

  expect(usual).toEqual(then);
  expect(then.header.units).toEqual(OFFICES);
  expect(then.schools.map(({ unit }) => unit)).toEqual(['Thanh Trì', 'Thanh Trì', 'Chương Mỹ', 'Chương Mỹ']);
  expect(then.schools[0]?.communeNow).toBe('Thanh Trì');
  expect(now.header.units).toHaveLength(4);
  expect(now.schools.map(({ name, unit }) => `${name}: ${unit}`).sort()).toEqual([
    'Trường THCS Hoa Mai: Xuân Mai',
    'Trường THCS Ngọc Lan: Đại Thanh',
    'Trường Tiểu học Hoa Cúc: Chương Mỹ',
    'Trường Tiểu học Hoa Sen: Thanh Trì',
  ]);
  expect(now.map).toBe('now');
  expect(now.summary).toEqual(then.summary);
  expect(now.targets).toEqual(then.targets);
  expect(now.activities).toEqual(then.activities);
  expect(now.summary.find(({ code }) => code === 'TEACHER_TURNS')?.done.total).toBe(61);
});

test('sides keep their order: each successor stands behind the unit that it follows', async () => {
  const { program, split } = await twoDistricts();
  await split();
  const unitNames = async () => (await program.call('programmes.get', {})).units.map(({ name }) => name);
  expect(await unitNames()).toEqual(['Thanh Trì', 'Chương Mỹ']);
  program.setToday(DAY);
  expect(await unitNames()).toEqual(['Thanh Trì', 'Đại Thanh', 'Chương Mỹ', 'Xuân Mai']);

  // Saving the programme as it is shown forgets none of the districts.
  const { units } = await program.call('programmes.get', {});
  await program.call('programmes.update', { unitIds: units.map(({ id }) => id) });
  const { header } = await program.call('reports.figures', { period: BEFORE, withPhones: false });
  expect(header.units).toEqual(OFFICES);
});

test('pairs of the districts outlive a commune that takes both of their schools in', async () => {
  const { program, thanhTri, chuongMy, schools, pairIds, undo } = await twoDistricts();
  program.setToday('2025-07-10');
  await program.call('organisations.succeed', {
    id: thanhTri,
    on: DAY,
    successors: [{ kind: 'xa', name: 'Đại Thanh' }],
    schools: [
      { schoolId: schools.senA, successor: 0, commune: null },
      { schoolId: schools.lanA, successor: 0, commune: null },
    ],
  });
  const { organisations } = await program.call('organisations.list', {});
  const daiThanh = organisations.find(({ name }) => name === 'Đại Thanh')?.id ?? '';
  await program.call('organisations.succeed', {
    id: chuongMy,
    on: DAY,
    successors: [{ id: daiThanh }],
    schools: [
      { schoolId: schools.cucB, successor: 0, commune: null },
      { schoolId: schools.maiB, successor: 0, commune: null },
    ],
  });
  expect((await program.call('pairs.list', {})).pairs).toHaveLength(2);
  const log = () => program.call('activities.create', activityForm(pairIds, { heldOn: '2025-07-05' }));
  await log();
  // Taking something else back is not refused for their sake.
  await undo();
  const { activities } = await program.call('activities.list', { from: DAY });
  expect(activities).toEqual([]);
});

test('a succession is taken back whole', async () => {
  const { program, thanhTri, schools, undo } = await twoDistricts();
  program.setToday('2025-07-10');
  const { organisations: before } = await program.call('organisations.list', {});
  await program.call('organisations.succeed', {
    id: thanhTri,
    on: DAY,
    successors: [{ kind: 'xa', name: 'Thanh Trì' }],
    schools: [
      { schoolId: schools.senA, successor: 0, commune: null },
      { schoolId: schools.lanA, successor: 0, commune: null },
    ],
  });
  const { organisations } = await program.call('organisations.list', {});
  expect(organisations.find(({ id }) => id === thanhTri)).toMatchObject({
    endedOn: DAY,
    successors: ['xã Thanh Trì'],
  });
  await undo();
  expect((await program.call('organisations.list', {})).organisations).toEqual(before);
  expect((await program.call('schools.get', { id: schools.senA })).unit).toBe('Thanh Trì');
});

test('bad input is named at its field, and nothing is moved', async () => {
  const { program, thanhTri, chuongMy, schools } = await twoDistricts();
  const good = {
    id: thanhTri,
    on: DAY,
    successors: [{ kind: 'xa', name: 'Thanh Trì' }],
    schools: [
      { schoolId: schools.senA, successor: 0, commune: null },
      { schoolId: schools.lanA, successor: 0, commune: null },
    ],
  };
  const [first, ...rest] = good.schools;
  const faults = [
    { ...good, on: '2032-07-01' },
    { ...good, successors: [{ id: thanhTri }] },
    { ...good, successors: [{ kind: 'huyen', name: 'Chương Mỹ' }] },
    { ...good, successors: [{ id: chuongMy }, { id: chuongMy }] },
    { ...good, schools: rest },
    { ...good, schools: [...good.schools, { schoolId: schools.cucB, successor: 0, commune: null }] },
    { ...good, schools: [{ ...first, schoolId: schools.senA, successor: 3, commune: null }, ...rest] },
  ];
  const fields = [];
  for (const input of faults) {
    const { code, details } = await program.refused('organisations.succeed', input);
    fields.push(`${code} ${details.field}`);
  }
  expect(fields).toEqual([
    'INVALID_INPUT on',
    'INVALID_INPUT successors.0',
    'INVALID_INPUT successors.0',
    'INVALID_INPUT successors.1',
    'INVALID_INPUT schools',
    'INVALID_INPUT schools',
    'INVALID_INPUT schools',
  ]);
  expect((await program.call('organisations.list', {})).organisations.map(({ endedOn }) => endedOn)).toEqual([
    null,
    null,
  ]);
  await program.call('organisations.succeed', good);
  expect(await program.refused('organisations.succeed', good)).toMatchObject({ details: { field: 'id' } });
});

test('a new name begins on its day; papers of the time before keep the old one', async () => {
  const { program, thanhTri, undo } = await twoDistricts();
  await program.call('organisations.rename', { id: thanhTri, name: 'Thanh Trì Mới', from: '2025-06-01' });
  const unit = async () =>
    (await program.call('organisations.list', {})).organisations.find(({ id }) => id === thanhTri);
  expect(await unit()).toMatchObject({
    name: 'Thanh Trì Mới',
    officeShort: 'Phòng GD&ĐT huyện Thanh Trì Mới',
    names: [
      { name: 'Thanh Trì', validFrom: null, validTo: '2025-06-01' },
      { name: 'Thanh Trì Mới', validFrom: '2025-06-01', validTo: null },
    ],
  });
  const unitsOf = async (period: string) =>
    (await program.call('reports.figures', { period, withPhones: false })).header.units[0];
  expect(await unitsOf('2024-2025/HK1')).toBe('Phòng GD&ĐT huyện Thanh Trì');
  expect(await unitsOf('2025-06-01..2025-06-15')).toBe('Phòng GD&ĐT huyện Thanh Trì Mới');

  const refusedField = async (change: { name?: string; from?: string }) =>
    (
      await program.refused('organisations.rename', {
        id: thanhTri,
        name: 'Tên khác',
        from: '2025-06-10',
        ...change,
      })
    ).details.field;
  expect(await refusedField({ from: '2025-06-01' })).toBe('from');
  expect(await refusedField({ from: '2024-01-01' })).toBe('from');
  expect(await refusedField({ from: '2032-01-01' })).toBe('from');
  expect(await refusedField({ name: 'chuong my' })).toBe('name');
  expect(await refusedField({ name: 'Thanh Trì Mới' })).toBe('name');
  await undo();
  expect(await unit()).toMatchObject({ name: 'Thanh Trì', names: [{ validFrom: null, validTo: null }] });
});

test('a list that names a unit without its kind means the one that is there', async () => {
  const { program, split, schools } = await twoDistricts();
  await split();
  program.setToday('2025-07-10');
  const list =
    'Đơn vị,Cấp học,Tên trường\nThanh Trì,TH,Trường Tiểu học Hoa Sen\nThanh Trì,TH,Trường Tiểu học Mới\n';
  const fileId = await program.receive('truong.csv', list);
  expect(await program.call('schools.import', { fileId })).toMatchObject({ created: 1, unchanged: 1 });
  const { schools: listed } = await program.call('schools.list', {});
  const unitOf = (name: string) => listed.find((school) => school.name === name)?.unitId;
  expect(listed.find(({ id }) => id === schools.senA)?.unitId).toBe(unitOf('Trường Tiểu học Mới'));
});
