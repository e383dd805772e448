import { beforeEach, describe, expect, test } from 'vitest';
import {
  FULL_DETAILS,
  onePair,
  openProgram,
  type Program,
  schoolForm,
  type TwoUnits,
  twoUnits,
} from '../testing.ts';

let program: Program;
let units: TwoUnits;
beforeEach(async () => {
  program = await openProgram();
  units = await twoUnits(program);
});

const add = async (name: string, details: Partial<ReturnType<typeof schoolForm>> = {}) =>
  (await program.call('schools.create', { ...schoolForm(units.thanhTri, 'tieu_hoc', name), ...details })).id;
const names = async (filter = {}) =>
  (await program.call('schools.list', filter)).schools.map(({ name }) => name);

describe('the register', () => {
  test('keeps everything that was filled in, also after closing and opening', async () => {
    const form = {
      ...schoolForm(units.thanhTri, 'thcs', 'Trường THCS Hoa Sen'),
      ...FULL_DETAILS,
      code: '01010001',
      symbol: 'THCSHS',
      classes: 20,
      pupils: 850,
      teachers: 41,
    };
    const { id } = await program.call('schools.create', form);
    const stored = await program.call('schools.get', { id });
    expect(stored).toMatchObject({ ...form, id, unit: 'Thanh Trì', pairedWith: [] });
    await program.behindItsBack(() => {});
    expect(await program.call('schools.get', { id })).toEqual(stored);
  });

  test('keeps nothing in a name that can not be seen, such as marks that turn it round', async () => {
    await add('Trường \u202eTiểu học\u202c Hoa\u200b Sen\ufeff');
    expect(await names()).toEqual(['Trường Tiểu học Hoa Sen']);
    await expect(add('Trường Tiểu học Hoa Sen\u200d')).rejects.toMatchObject({ code: 'SCHOOL_NAME_TAKEN' });
  });

  test('refuses a level that does not exist, in Vietnamese', async () => {
    const error = await program.refused('schools.create', {
      ...schoolForm(units.thanhTri, 'tieu_hoc', 'Trường THPT Hoa Sen'),
      level: 'thpt' as 'thcs',
    });
    expect(error.message).toBe(
      'Dữ liệu gửi tới chưa hợp lệ ở mục “level”: chỉ nhận: mam_non, tieu_hoc, thcs.',
    );
  });

  test('refuses a unit that does not exist', async () => {
    expect(
      await program.refused(
        'schools.create',
        schoolForm('01890000-0000-7000-8000-000000000000', 'thcs', 'Trường THCS Hoa Sen'),
      ),
    ).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('đơn vị') });
    const id = await add('Trường Tiểu học Hoa Sen');
    expect(
      await program.refused('schools.update', { id, unitId: '01890000-0000-7000-8000-000000000000' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is in Vietnamese order and filters by unit, level and text', async () => {
    for (const name of ['Trường Tiểu học Đại', 'Trường Tiểu học Ân', 'Trường Tiểu học Ba']) await add(name);
    await program.call('schools.create', schoolForm(units.chuongMy, 'tieu_hoc', 'Trường Tiểu học An'));
    await program.call('schools.create', schoolForm(units.chuongMy, 'mam_non', 'Trường Mầm non Dục'));
    expect(await names()).toEqual([
      'Trường Mầm non Dục',
      'Trường Tiểu học An',
      'Trường Tiểu học Ân',
      'Trường Tiểu học Ba',
      'Trường Tiểu học Đại',
    ]);
    expect(await names({ unitId: units.chuongMy, level: 'mam_non' })).toEqual(['Trường Mầm non Dục']);
    expect(await names({ search: 'tieu hoc an', unitId: units.chuongMy })).toEqual(['Trường Tiểu học An']);
  });

  test('changes only what an edit names', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', { ...FULL_DETAILS, pupils: 400 });
    const before = await program.call('schools.get', { id });
    await program.call('schools.update', { id, phone: '024 3333 0002', position: null });
    expect(await program.call('schools.get', { id })).toEqual({
      ...before,
      phone: '024 3333 0002',
      position: 'Hiệu trưởng',
      updatedAt: expect.any(String),
    });
    await program.call('schools.update', { id, phone: null, address: null, principal: null });
    expect(await program.call('schools.get', { id })).toMatchObject({
      phone: null,
      address: null,
      commune: FULL_DETAILS.commune,
      principal: null,
      position: null,
    });
    await program.call('schools.update', { id, principal: 'Trần Thị B', position: 'Phó Hiệu trưởng' });
    expect(await program.call('schools.get', { id })).toMatchObject({
      principal: 'Trần Thị B',
      position: 'Phó Hiệu trưởng',
    });
  });

  test('lets a commune’s spelling be mended without touching other schools', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', { commune: 'đông my' });
    const other = await add('Trường Tiểu học Hoa Ban', { commune: 'đông my' });
    await program.call('schools.update', { id, commune: 'Đông Mỹ' });
    expect((await program.call('schools.get', { id })).commune).toBe('Đông Mỹ');
    expect((await program.call('schools.get', { id: other })).commune).toBe('đông my');
  });

  test('keeps a commune by its bare name, as an imported list does', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', { commune: 'Xã Đông Mỹ' });
    expect((await program.call('schools.get', { id })).commune).toBe('Đông Mỹ');
    await program.call('schools.update', { id, commune: 'thị trấn Văn Điển' });
    expect((await program.call('schools.get', { id })).commune).toBe('Văn Điển');
  });

  test('collapses spaces and composes what was typed', async () => {
    const id = await add('  Trường  Tiểu học\tHoa Sen '.normalize('NFD'));
    expect((await program.call('schools.get', { id })).name).toBe('Trường Tiểu học Hoa Sen');
  });

  test('takes a name that is code, formula or path for what it is: text', async () => {
    for (const name of ["'); DROP TABLE school;--", '=HYPERLINK("x")', '../../etc/passwd', '😀'])
      expect(await program.call('schools.get', { id: await add(name) })).toMatchObject({ name });
  });
});

describe('twins', () => {
  test('a code belongs to one school', async () => {
    await add('Trường Tiểu học Hoa Sen', { code: '0101' });
    const id = await add('Trường Tiểu học Hoa Ban');
    expect(await program.refused('schools.update', { id, code: '0101' })).toMatchObject({
      code: 'SCHOOL_CODE_TAKEN',
      details: { code: '0101', name: 'Trường Tiểu học Hoa Sen', field: 'code' },
    });
  });

  test('a name is used once within unit and level, however it is accented', async () => {
    await add('Trường Tiểu học Hòa Bình');
    const form = schoolForm(units.thanhTri, 'tieu_hoc', 'TRƯỜNG TIỂU HỌC HOÀ BÌNH');
    expect(await program.refused('schools.create', form)).toMatchObject({ code: 'SCHOOL_NAME_TAKEN' });
    await program.call('schools.create', { ...form, level: 'thcs' });
    await program.call('schools.create', { ...form, unitId: units.chuongMy });
  });

  test('a school is no twin of itself', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', { code: '0101' });
    await program.call('schools.update', { id, code: '0101', name: 'Trường Tiểu học Hoa Sen' });
  });

  test('that two units brought into one can still be edited, but not taken for new ones', async () => {
    const stays = await add('Trường Tiểu học Hoa Sen');
    const form = schoolForm(units.chuongMy, 'tieu_hoc', 'Trường Tiểu học Hoa Sen');
    const { id } = await program.call('schools.create', form);
    await program.call('organisations.succeed', {
      id: units.chuongMy,
      on: '2023-04-01',
      successors: [{ id: units.thanhTri }],
      schools: [{ schoolId: id, successor: 0, commune: null }],
    });
    await program.call('schools.update', { id, name: form.name, code: '0101', pupils: 120 });
    expect(await program.call('schools.get', { id })).toMatchObject({ unit: 'Thanh Trì', pupils: 120 });
    await program.call('schools.update', { id, name: 'Trường Tiểu học Hoa Mai' });
    for (const name of ['Trường Tiểu học Hoa Sen', 'Trường Tiểu học HOA SEN'])
      expect(await program.refused('schools.update', { id, name })).toMatchObject({
        code: 'SCHOOL_NAME_TAKEN',
      });
    expect(await names()).toEqual(['Trường Tiểu học Hoa Mai', 'Trường Tiểu học Hoa Sen']);
    await program.call('schools.update', { id: stays, pupils: 240 });
  });
});

describe('the bin', () => {
  test('takes a school out of every list and gives it back as it was', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', FULL_DETAILS);
    const before = await program.call('schools.get', { id });
    await program.call('schools.remove', { ids: [id] });
    expect(await names()).toEqual([]);
    expect(await names({ bin: true })).toEqual(['Trường Tiểu học Hoa Sen']);
    expect(await program.refused('schools.get', { id })).toMatchObject({ code: 'NOT_FOUND' });
    await program.call('schools.restore', { ids: [id] });
    expect(await program.call('schools.get', { id })).toEqual({ ...before, updatedAt: expect.any(String) });
    expect(await names({ bin: true })).toEqual([]);
  });

  test('frees the code and the name, and then keeps the school when they are taken', async () => {
    const id = await add('Trường Tiểu học Hoa Sen', { code: '0101' });
    await program.call('schools.remove', { ids: [id] });
    const next = await add('Trường Tiểu học Hoa Sen', { code: '0202' });
    expect(await program.refused('schools.restore', { ids: [id] })).toMatchObject({
      code: 'SCHOOL_NAME_TAKEN',
    });
    await program.call('schools.update', { id: next, name: 'Trường Tiểu học Hoa Ban', code: '0101' });
    expect(await program.refused('schools.restore', { ids: [id] })).toMatchObject({
      code: 'SCHOOL_CODE_TAKEN',
    });
  });

  test('gives back no two schools that cannot be side by side', async () => {
    const first = await add('Trường Tiểu học Hoa Sen', { code: '0101' });
    await program.call('schools.remove', { ids: [first] });
    const second = await add('Trường Tiểu học Hoa Ban', { code: '0101' });
    await program.call('schools.remove', { ids: [second] });
    expect(await program.refused('schools.restore', { ids: [first, second] })).toMatchObject({
      code: 'SCHOOL_CODE_TAKEN',
    });
    expect(await names()).toEqual([]);
  });

  test('refuses a paired school, all or nothing, and lets it go when the pair is dissolved', async () => {
    const lonely = await add('Trường Tiểu học Hoa Ban');
    const { supporting, pairId } = await onePair(program, units);
    expect(await program.refused('schools.remove', { ids: [lonely, supporting] })).toMatchObject({
      code: 'SCHOOL_IN_USE',
      details: { name: 'Trường Tiểu học Hoa Sen' },
    });
    expect(await names()).toHaveLength(3);
    await program.call('pairs.remove', { ids: [pairId] });
    await program.call('schools.remove', { ids: [lonely, supporting] });
    expect(await names()).toEqual(['Trường Tiểu học Hướng Dương']);
  });

  test('knows only schools that are there', async () => {
    const id = await add('Trường Tiểu học Hoa Sen');
    await program.call('schools.remove', { ids: [id] });
    expect(await program.refused('schools.remove', { ids: [id] })).toMatchObject({ code: 'NOT_FOUND' });
    const edits = [{ code: '1' }, { pupils: 500 }, { name: 'Trường Tiểu học Sen Hồng', pupils: 500 }];
    for (const edit of edits)
      expect(await program.refused('schools.update', { id, ...edit })).toMatchObject({ code: 'NOT_FOUND' });
    await program.call('schools.restore', { ids: [id] });
    expect(await program.call('schools.get', { id })).toMatchObject({ code: null, pupils: null });
  });
});

describe('a paired school', () => {
  test('changes neither level nor unit, but everything else', async () => {
    const { supporting: id, chuongMy } = await onePair(program, units);
    expect(await program.refused('schools.update', { id, level: 'thcs' })).toMatchObject({
      code: 'SCHOOL_IN_USE',
    });
    expect(await program.refused('schools.update', { id, unitId: chuongMy })).toMatchObject({
      code: 'SCHOOL_IN_USE',
    });
    await program.call('schools.update', { id, level: 'tieu_hoc', name: 'Trường Tiểu học Hoa Ban' });
    expect((await program.call('schools.get', { id })).pairedWith).toEqual(['Trường Tiểu học Hướng Dương']);
  });
});

describe('search', () => {
  beforeEach(async () => {
    await add('Trường Tiểu học Đồng Mỵ', { code: 'A1', unitId: units.chuongMy });
    await add('Trường Tiểu học Đông Mỹ', { code: 'A2' });
    await add('Trường Tiểu học Hoa Sen', { commune: 'Đông Mỹ', code: 'A3' });
    await add('Trường Tiểu học Đại Yên', { principal: 'Nguyễn Thị Đông', code: 'B_1' });
    await add('Trường Tiểu học 100% vui', { code: 'C-1' });
  });

  test.each([
    ['dong my', ['Trường Tiểu học Đông Mỹ', 'Trường Tiểu học Đồng Mỵ', 'Trường Tiểu học Hoa Sen']],
    ['Đông Mỹ', ['Trường Tiểu học Đông Mỹ', 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Đồng Mỵ']],
    [
      'Đông Mỹ'.normalize('NFD'),
      ['Trường Tiểu học Đông Mỹ', 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Đồng Mỵ'],
    ],
    ['đồng mỵ', ['Trường Tiểu học Đồng Mỵ', 'Trường Tiểu học Đông Mỹ', 'Trường Tiểu học Hoa Sen']],
    ['dai yen', ['Trường Tiểu học Đại Yên']],
    ['yên đại', ['Trường Tiểu học Đại Yên']],
    ['nguyen thi', ['Trường Tiểu học Đại Yên']],
    ['a3', ['Trường Tiểu học Hoa Sen']],
    ['hoa dong', ['Trường Tiểu học Hoa Sen']],
    ['%', ['Trường Tiểu học 100% vui']],
    ['_', ['Trường Tiểu học Đại Yên']],
    ['\\', []],
    ["' OR 1=1 --", []],
    ['không có trường này', []],
  ])('“%s” finds %j', async (text, expected) => {
    expect((await program.call('schools.search', { text })).schools.map(({ name }) => name)).toEqual(
      expected,
    );
  });

  test('a text without words finds everything, and the unit is searched too', async () => {
    expect((await program.call('schools.search', { text: '  ' })).schools).toHaveLength(5);
    expect((await program.call('schools.search', { text: 'thanh tri' })).schools).toHaveLength(4);
  });
});
