import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  FULL_DETAILS,
  onePair,
  openProgram,
  type Program,
  RESOURCES_DIR,
  schoolForm,
  twoUnits,
} from '../../testing.ts';

const HEADING =
  'Huyện,Cấp học,Tên trường,Mã trường,Xã,Địa chỉ,Hiệu trưởng,Chức vụ,Điện thoại,Email,Số lớp,Số học sinh,Số giáo viên';
const csv = (...rows: readonly string[]) =>
  ['Đơn vị quản lý,Cấp học,Tên trường,Mã trường,Số học sinh', ...rows].join('\n');

const importing = async ({ call, receive }: Program, content: string, dryRun = false) =>
  call('schools.import', { fileId: await receive('ds.csv', content), dryRun });
const refusing = async ({ refused, receive }: Program, content: string) =>
  refused('schools.import', { fileId: await receive('ds.csv', content) });
const counts = ({ created, updated, unchanged, unitsCreated }: Awaited<ReturnType<typeof importing>>) => [
  created,
  updated,
  unchanged,
  unitsCreated,
];
const all = async ({ call }: Program) => (await call('schools.list', {})).schools;
const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code);

describe('a list of schools', () => {
  test('comes in with everything it says, makes its units and asks for their confirmation', async () => {
    const program = await openProgram();
    const result = await importing(
      program,
      `${HEADING}\nThanh Trì,TH,Trường Tiểu học Hoa Sen,01010001,Đông Mỹ,Thôn 1,Nguyễn Văn A,Hiệu trưởng,0243 333 0001,a@example.edu.vn,20,850,41`,
    );
    expect(counts(result)).toEqual([1, 0, 0, 1]);
    expect(codes(result.warnings)).toContain('UNIT_CREATED');
    expect(await all(program)).toMatchObject([
      {
        name: 'Trường Tiểu học Hoa Sen',
        level: 'tieu_hoc',
        unit: 'Thanh Trì',
        code: '01010001',
        commune: 'Đông Mỹ',
        address: 'Thôn 1',
        principal: 'Nguyễn Văn A',
        position: 'Hiệu trưởng',
        email: 'a@example.edu.vn',
        classes: 20,
        pupils: 850,
        teachers: 41,
      },
    ]);
    const { organisations } = await program.call('organisations.list', {});
    expect(organisations).toMatchObject([
      { name: 'Thanh Trì', kind: 'huyen', committee: 'UBND huyện Thanh Trì', confirmed: false },
    ]);
    expect((await program.call('programmes.get', {})).units.map(({ name }) => name)).toEqual(['Thanh Trì']);
  });

  test('taken in twice changes nothing the second time', async () => {
    const program = await openProgram();
    const list = [
      HEADING,
      'Thanh Trì,TH,Trường Tiểu học Hoa Sen,,Đông Mỹ,,,Hiệu trưởng,,,,,',
      'Thanh Trì,TH,Trường Tiểu học Hoa Ban,,ĐÔNG MỸ,,,,,,,,',
      'Thanh Trì,TH,Trường Tiểu học Hoa Hồng,,Đồng Mỵ,,Trần Thị B,,,,,,',
    ].join('\n');
    expect(counts(await importing(program, list))).toEqual([3, 0, 0, 1]);
    const before = await all(program);
    expect(before.map(({ commune }) => commune)).toEqual(['ĐÔNG MỸ', 'Đồng Mỵ', 'Đông Mỹ']);
    program.wait();
    expect(counts(await importing(program, list))).toEqual([0, 0, 3, 0]);
    expect(await all(program)).toEqual(before);
  });

  test('knows a school by its code, else by its name within unit and level, whatever its accents', async () => {
    const program = await openProgram();
    await importing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,0101,400', 'Thanh Trì,TH,Trường Tiểu học Hòa Bình,,300'),
    );
    const [hoaBinh, hoaSen] = await all(program);
    const result = await importing(
      program,
      csv(
        'Thanh Trì,TH,Trường Tiểu học Hoa Sen Mới,0101,400',
        'Thanh Trì,TH,TRƯỜNG TIỂU HỌC HOÀ BÌNH,0202,310',
      ),
    );
    expect(counts(result)).toEqual([0, 2, 0, 0]);
    expect(await all(program)).toMatchObject([
      { id: hoaBinh?.id, name: 'TRƯỜNG TIỂU HỌC HOÀ BÌNH', code: '0202', pupils: 310 },
      { id: hoaSen?.id, name: 'Trường Tiểu học Hoa Sen Mới' },
    ]);
  });

  test('leaves stored what it leaves empty or has no column for', async () => {
    const program = await openProgram();
    const { thanhTri } = await twoUnits(program);
    const { id } = await program.call('schools.create', {
      ...schoolForm(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Sen'),
      ...FULL_DETAILS,
      code: '0101',
      pupils: 400,
    });
    const before = await program.call('schools.get', { id });
    expect(counts(await importing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,,')))).toEqual([
      0, 0, 1, 0,
    ]);
    expect(counts(await importing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,,450')))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(await program.call('schools.get', { id })).toEqual({
      ...before,
      pupils: 450,
      updatedAt: expect.any(String),
    });
  });

  test('is judged without writing, and then judged alike when it is written', async () => {
    const program = await openProgram();
    await importing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,,400'));
    const rows = csv(
      'Thanh Trì,TH,Trường Tiểu học Hoa Sen,,410',
      'Chương Mỹ,TH,Trường Tiểu học Hướng Dương,,',
    );
    const before = await all(program);
    const dry = await importing(program, rows, true);
    expect(counts(dry)).toEqual([1, 1, 0, 1]);
    expect(await all(program)).toEqual(before);
    expect((await program.call('organisations.list', {})).organisations).toHaveLength(1);
    expect((await program.call('history.list', {})).entries).toHaveLength(2);

    const fileId = await program.receive('ds.csv', rows);
    expect(await program.call('schools.previewImport', { fileId })).toMatchObject({
      created: 1,
      updated: 1,
      faults: [],
      changes: [
        { row: 2, action: 'update', fields: [{ field: 'pupils', before: '400', after: '410' }] },
        { row: 3, action: 'create', unit: 'Chương Mỹ', fields: [] },
      ],
    });
    expect(await importing(program, rows)).toEqual(dry);
  });

  test('with one fault comes in not at all, and the fault names its cell', async () => {
    const program = await openProgram();
    const error = await refusing(
      program,
      csv(
        'Thanh Trì,TH,Trường Tiểu học Hoa Sen,,400',
        'Thanh Trì,THPT,Trường THPT Hoa Ban,,',
        'Thanh Trì,TH,Trường Tiểu học Hoa Hồng,,nhiều',
      ),
    );
    expect(error).toMatchObject({ code: 'INVALID_ROWS', details: { count: 2 } });
    expect(error.details.errors).toMatchObject([
      { row: 3, cell: 'B3', code: 'LEVEL_UNKNOWN' },
      { row: 4, cell: 'E4' },
    ]);
    expect(await all(program)).toEqual([]);
    expect((await program.call('organisations.list', {})).organisations).toEqual([]);
    const fileId = await program.receive('ds.csv', csv('Thanh Trì,THPT,Trường THPT Hoa Ban,,'));
    expect((await program.call('schools.previewImport', { fileId })).faults).toHaveLength(1);
  });

  test('may not give one school two rows, nor one code two schools', async () => {
    const program = await openProgram();
    await importing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,0101,'));
    const twice = await refusing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen Mới,0101,', 'Thanh Trì,TH,Trường Tiểu học Hoa Sen,,'),
    );
    expect(twice.details.errors).toMatchObject([{ code: 'SCHOOL_MATCHED_TWICE', row: 3 }]);
    const sameCode = await refusing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học A,0202,', 'Thanh Trì,TH,Trường Tiểu học B,0202,'),
    );
    expect(sameCode.details.errors).toMatchObject([{ cell: 'D3' }]);
    const sameName = await refusing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học A,,', 'Thanh Trì,TH,TRƯỜNG TIỂU HỌC A,,'),
    );
    expect(sameName.details.count).toBe(1);
  });

  test('may not bring a second school of one name by renaming the first', async () => {
    const program = await openProgram();
    await importing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học Hoa Sen,0101,', 'Thanh Trì,TH,Trường Tiểu học Hoa Ban,0202,'),
    );
    const error = await refusing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Ban,0101,'));
    expect(error.details.errors).toMatchObject([{ code: 'SCHOOL_NAME_TAKEN', row: 2 }]);
    // Names that are exchanged in one list leave no twins behind.
    await importing(
      program,
      csv('Thanh Trì,TH,Trường Tiểu học Hoa Ban,0101,', 'Thanh Trì,TH,Trường Tiểu học Hoa Sen,0202,'),
    );
    expect((await all(program)).map(({ name, code }) => [name, code])).toEqual([
      ['Trường Tiểu học Hoa Ban', '0101'],
      ['Trường Tiểu học Hoa Sen', '0202'],
    ]);
  });

  test('may not change level or unit of a paired school, but moves an unpaired one', async () => {
    const program = await openProgram();
    const { supporting } = await onePair(program);
    await program.call('schools.update', { id: supporting, code: '0101' });
    for (const row of [
      'Thanh Trì,THCS,Trường Tiểu học Hoa Sen,0101,',
      'Ba Vì,TH,Trường Tiểu học Hoa Sen,0101,',
    ]) {
      const error = await refusing(program, csv(row));
      expect(error.details.errors).toMatchObject([{ code: 'PAIRED_SCHOOL_MOVED', row: 2 }]);
    }
    await importing(program, csv('Thanh Trì,TH,Trường Tiểu học Hoa Ban,0202,'));
    expect(counts(await importing(program, csv('Ba Vì,TH,Trường Tiểu học Hoa Ban,0202,')))).toEqual([
      0, 1, 0, 1,
    ]);
    expect((await all(program)).find(({ code }) => code === '0202')).toMatchObject({ unit: 'Ba Vì' });
  });

  test('keeps a district and a commune of one name apart', async () => {
    const program = await openProgram();
    const rows = csv(
      'Huyện Thanh Trì,TH,Trường Tiểu học Hoa Sen,,',
      'Xã Thanh Trì,TH,Trường Tiểu học Hoa Sen,,',
      'Thanh Trì,TH,Trường Tiểu học Hoa Ban,,',
    );
    expect(counts(await importing(program, rows))).toEqual([3, 0, 0, 2]);
    const { organisations } = await program.call('organisations.list', {});
    expect(organisations.map(({ kind, committee }) => [kind, committee])).toEqual([
      ['huyen', 'UBND huyện Thanh Trì'],
      ['xa', 'UBND xã Thanh Trì'],
    ]);
    expect(counts(await importing(program, rows))).toEqual([0, 0, 3, 0]);
  });

  test('means by a bare name the one unit that is called so', async () => {
    const program = await openProgram();
    await importing(program, csv('Xã Đông Mỹ,TH,Trường Tiểu học Hoa Sen,,'));
    expect(counts(await importing(program, csv('Đông Mỹ,TH,Trường Tiểu học Hoa Sen,,')))).toEqual([
      0, 0, 1, 0,
    ]);
  });

  test('of 5,000 rows comes in and is unchanged the second time', async () => {
    const program = await openProgram();
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `Huyện số ${index % 30},TH,Trường Tiểu học số ${index},${10_000 + index},${index % 900}`,
    );
    expect(counts(await importing(program, csv(...rows)))).toEqual([5000, 0, 0, 30]);
    expect(counts(await importing(program, csv(...rows)))).toEqual([0, 0, 5000, 0]);
    const [entry] = (await program.call('history.list', {})).entries.slice(-2);
    await program.call('history.undo', { sequence: entry?.sequence ?? 0 });
    expect(await all(program)).toEqual([]);
    expect((await program.call('organisations.list', {})).organisations).toEqual([]);
  });
});

describe('the list of two districts’ public schools', () => {
  let program: Program;
  beforeAll(async () => {
    program = await openProgram();
    const bytes = await readFile(path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv'));
    const fileId = await program.receive('schools.csv', bytes);
    expect(counts(await program.call('schools.import', { fileId }))).toEqual([20, 0, 0, 2]);
  });

  test.each([true, false])(
    'comes back unchanged from the exported file (with phones: %s)',
    async (withPhones) => {
      const [first] = await all(program);
      await program.call('schools.update', {
        id: first?.id ?? '',
        ...FULL_DETAILS,
        code: '00123',
        name: `${first?.name} =1+1`,
        phone: '0243 333 0001',
        pupils: 400,
      });
      const before = await all(program);
      const made = await program.call('schools.export', { withPhones });
      expect(made).toMatchObject({ fileName: 'Danh sách trường.xlsx', rows: 20 });
      const file = await program.backend.openFile(made.fileId);
      const fileId = await program.receive('ds.xlsx', await readFile(file?.path ?? ''));
      const result = await program.call('schools.import', { fileId });
      expect(counts(result)).toEqual([0, 0, 20, 0]);
      expect(await all(program)).toEqual(before);
      await program.call('schools.update', { id: first?.id ?? '', name: first?.name ?? '' });
    },
  );
});
