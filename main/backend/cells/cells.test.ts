import { describe, expect, test } from 'vitest';
import type { CellFault, CellTable } from '../../../preload/contract/cells.ts';
import { activityForm, onePair, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

type Cell = readonly [row: string, column: string, text: string];

const cellsOf = (table: CellTable, cells: readonly Cell[]) => ({
  table,
  cells: cells.map(([row, column, text]) => ({ row, column, text })),
});
const write = (program: Program, table: CellTable, ...cells: Cell[]) =>
  program.call('cells.write', cellsOf(table, cells));

/** What is said of each refused cell. */
async function faultsOf(program: Program, table: CellTable, ...cells: Cell[]) {
  const { code, details } = await program.refused('cells.write', cellsOf(table, cells));
  expect(code).toBe('CELLS_REFUSED');
  return (details.faults as CellFault[]).map(({ column, message }) => [column, message]);
}

async function withSchools() {
  const program = await openProgram();
  const { thanhTri, chuongMy } = await twoUnits(program);
  const add = async (unit: string, name: string) =>
    (await program.call('schools.create', schoolForm(unit, 'tieu_hoc', name))).id;
  const hoaSen = await add(thanhTri, 'Trường Tiểu học Hoa Sen');
  const hoaMai = await add(thanhTri, 'Trường Tiểu học Hoa Mai');
  const school = (id: string) => program.call('schools.get', { id });
  return { program, thanhTri, chuongMy, hoaSen, hoaMai, school };
}

describe('cells of the register', () => {
  test('are stored as people write them, in one deed that is taken back as one', async () => {
    const { program, chuongMy, hoaSen, hoaMai, school } = await withSchools();
    expect(
      await write(
        program,
        'schools',
        [hoaSen, 'pupils', '1.234'],
        [hoaSen, 'principal', ' Nguyễn  Văn A '],
        [hoaMai, 'pupils', '567'],
        [hoaMai, 'level', 'mn'],
        [hoaMai, 'unitId', 'huyện Chương Mỹ'],
      ),
    ).toEqual({ rows: 2 });
    expect(await school(hoaSen)).toMatchObject({ pupils: 1234, principal: 'Nguyễn Văn A' });
    expect(await school(hoaMai)).toMatchObject({ pupils: 567, level: 'mam_non', unitId: chuongMy });

    await program.undo();
    expect(await school(hoaSen)).toMatchObject({ pupils: null, principal: null });
    expect(await school(hoaMai)).toMatchObject({ pupils: null, level: 'tieu_hoc' });
  });

  test('an empty text empties the field', async () => {
    const { program, hoaSen, school } = await withSchools();
    await write(program, 'schools', [hoaSen, 'pupils', '12'], [hoaSen, 'phone', '024 3333 0001']);
    await write(program, 'schools', [hoaSen, 'pupils', ''], [hoaSen, 'phone', '']);
    expect(await school(hoaSen)).toMatchObject({ pupils: null, phone: null });
  });

  test('every cell that can’t be used is named, and nothing of the block is stored', async () => {
    const { program, hoaSen, hoaMai, school } = await withSchools();
    expect(
      await faultsOf(
        program,
        'schools',
        [hoaSen, 'classes', '12'],
        [hoaSen, 'pupils', 'nhiều'],
        [hoaMai, 'teachers', '-3'],
        [hoaMai, 'level', 'đại học'],
      ),
    ).toEqual([
      ['pupils', '“nhiều” không phải là số.'],
      ['level', 'Không rõ cấp học “đại học”; chỉ nhận: Mầm non, Tiểu học, THCS.'],
    ]);
    expect(await faultsOf(program, 'schools', [hoaMai, 'teachers', '-3'], [hoaSen, 'name', ''])).toEqual([
      ['teachers', 'Phải từ 0 trở lên.'],
      ['name', 'Không được để trống.'],
    ]);
    expect(await school(hoaSen)).toMatchObject({ classes: null });
  });

  test('obey the rules of the form: no second school of one name', async () => {
    const { program, hoaSen, hoaMai, school } = await withSchools();
    const faults = await faultsOf(
      program,
      'schools',
      [hoaSen, 'pupils', '100'],
      [hoaMai, 'name', 'Trường Tiểu học Hoa Sen'],
    );
    expect(faults).toEqual([['name', expect.stringContaining('Trường Tiểu học Hoa Sen')]]);
    expect(await school(hoaSen)).toMatchObject({ pupils: null });
  });

  test('a column that can’t be typed into is refused as a whole', async () => {
    const { program, hoaSen } = await withSchools();
    const refused = await program.refused(
      'cells.write',
      cellsOf('schools', [[hoaSen, 'pairedWith', 'Trường B']]),
    );
    expect(refused.code).toBe('INVALID_INPUT');
  });
});

test('cells of the log of activities keep what they don’t name', async () => {
  const program = await openProgram({ today: '2023-11-20' });
  const { pairId } = await onePair(program);
  const { id } = await program.call(
    'activities.create',
    activityForm([pairId], { topic: 'Đổi mới phương pháp', heldOn: '2023-10-12', teacherTurns: 20 }),
  );
  await write(
    program,
    'activities',
    [id, 'heldOn', '5/11/2023'],
    [id, 'pupilTurns', '30'],
    [id, 'teacherTurns', ''],
  );
  const [activity] = (await program.call('activities.list', {})).activities;
  expect(activity).toMatchObject({
    heldOn: '2023-11-05',
    pupilTurns: 30,
    teacherTurns: 0,
    topic: 'Đổi mới phương pháp',
    pairIds: [pairId],
  });
  expect(await faultsOf(program, 'activities', [id, 'heldOn', 'tháng 11'], [id, 'kind', 'dã ngoại'])).toEqual(
    [
      ['heldOn', expect.stringContaining('Không rõ ngày “tháng 11”')],
      ['kind', expect.stringContaining('“dã ngoại” không có trong danh sách')],
    ],
  );
});

test('cells of exam results begin a result where there is none', async () => {
  const program = await openProgram({ today: '2024-07-01' });
  const { thanhTri } = await twoUnits(program);
  const { id } = await program.call('schools.create', schoolForm(thanhTri, 'thcs', 'Trường THCS Hoa Sen'));
  const row = `2023-2024/${id}`;
  await write(
    program,
    'examResults',
    [row, 'candidates', '120'],
    [row, 'literature', '7,25'],
    [row, 'admitted', '90'],
  );
  const { schools } = await program.call('examResults.list', { schoolYear: '2023-2024' });
  expect(schools[0]?.result).toMatchObject({ candidates: 120, admitted: 90, literature: 7.25, rate: 0.75 });
  expect(await faultsOf(program, 'examResults', [row, 'admitted', '121'])).toEqual([
    ['admitted', 'Số trúng tuyển 121 nhiều hơn số dự thi 120.'],
  ]);
});

test('cells of difficulties take days and texts', async () => {
  const program = await openProgram();
  const { thanhTri } = await twoUnits(program);
  const { id } = await program.call('difficulties.create', {
    raisedBy: { kind: 'unit', id: thanhTri },
    raisedOn: '2023-04-01',
    advantages: null,
    difficulty: 'Thiếu máy chiếu',
    proposal: null,
    resolver: null,
    dueOn: null,
    outcome: null,
    resolvedOn: null,
  });
  await write(program, 'difficulties', [id, 'dueOn', '30/04/2023'], [id, 'resolver', 'Phòng GD&ĐT']);
  const [difficulty] = (await program.call('difficulties.list', {})).difficulties;
  expect(difficulty).toMatchObject({
    dueOn: '2023-04-30',
    resolver: 'Phòng GD&ĐT',
    difficulty: 'Thiếu máy chiếu',
  });
});

test('cells of support count the amount anew that was only counted', async () => {
  const program = await openProgram({ today: '2023-11-20' });
  const { supporting, partner } = await onePair(program);
  const { id } = await program.call('support.create', {
    status: 'done',
    givenOn: '2023-11-01',
    kind: 'equipment',
    giverSchoolId: supporting,
    giverName: null,
    receiverSchoolId: partner,
    content: 'Máy tính',
    quantity: 2,
    unit: 'bộ',
    unitPrice: 8_000_000,
    amount: null,
    source: null,
    documentId: null,
    handoverPaper: null,
    note: null,
  });
  await write(program, 'support', [id, 'quantity', '3'], [id, 'givenOn', '02/11/2023']);
  const [item] = (await program.call('support.list', {})).items;
  expect(item).toMatchObject({ quantity: 3, amount: 24_000_000, givenOn: '2023-11-02', unit: 'bộ' });
});

test('cells of good models take their title and summary', async () => {
  const program = await openProgram({ today: '2023-11-20' });
  const { supporting } = await onePair(program);
  const { id } = await program.call('goodModels.create', {
    schoolId: supporting,
    title: 'Tiết học mở',
    summary: 'Mời dự giờ',
    sharedOn: '2023-11-01',
  });
  await write(program, 'goodModels', [id, 'title', 'Tiết học chung'], [id, 'summary', '']);
  const [model] = (await program.call('goodModels.list', {})).models;
  expect(model).toMatchObject({ title: 'Tiết học chung', summary: null, schoolId: supporting });
  expect(await faultsOf(program, 'goodModels', [id, 'title', ' '])).toEqual([
    ['title', 'Không được để trống.'],
  ]);
});
