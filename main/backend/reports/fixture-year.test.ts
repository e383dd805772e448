import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActivityForm } from '../../../preload/contract/activities.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import type { SupportForm } from '../../../preload/contract/support.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { activityForm, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

type Figures = OutputOf<'reports.figures'>;

/** Three pairs, one a level, and a school year of everything that is followed up, small enough to be added by hand. */
async function fixtureYear() {
  const program = await openProgram({ today: '2024-08-15' });
  const { call } = program;
  const { thanhTri, chuongMy } = await twoUnits(program);
  const pair = async (level: Level, name: string) => {
    const add = async (unitId: string, side: string) =>
      (await call('schools.create', { ...schoolForm(unitId, level, `Trường ${name} ${side}`), teachers: 60 }))
        .id;
    const supporting = await add(thanhTri, 'Hoa Sen');
    const partner = await add(chuongMy, 'Hướng Dương');
    const { ids } = await call('pairs.create', {
      pairs: [{ supportingSchoolId: supporting, partnerSchoolId: partner }],
    });
    return { id: ids[0] ?? '', supporting, partner };
  };
  const mn = await pair('mam_non', 'Mầm non');
  const th = await pair('tieu_hoc', 'Tiểu học');
  const thcs = await pair('thcs', 'THCS');

  const log = (pairIds: string[], heldOn: string, changes: Partial<ActivityForm> = {}) =>
    call('activities.create', activityForm(pairIds, { heldOn, ...changes }));
  await log([mn.id], '2023-10-05', {
    teacherTurns: 12,
    speakers: ['Nguyễn Văn A, Trường Mầm non Hoa Sen', 'Trần Thị B'],
  });
  await log([mn.id, th.id], '2023-11-20', {
    teacherTurns: 20,
    speakers: ['nguyễn văn a, trường mầm non hoa sen', 'Lê Văn C'],
  });
  await log([thcs.id], '2024-03-12', { kind: 'on_thi_lop_10', subject: 'Toán', teacherTurns: 8 });
  await log([th.id], '2024-04-02', { kind: 'co_so_vat_chat', cost: 5_000_000 });

  const give = (changes: Partial<SupportForm> & Pick<SupportForm, 'receiverSchoolId' | 'givenOn'>) =>
    call('support.create', {
      status: 'done',
      kind: 'equipment',
      giverSchoolId: null,
      giverName: null,
      content: 'Đồ dùng dạy học',
      quantity: null,
      unit: null,
      unitPrice: null,
      amount: null,
      source: null,
      documentId: null,
      handoverPaper: null,
      note: null,
      ...changes,
    });
  await give({
    givenOn: '2023-12-01',
    giverSchoolId: thcs.supporting,
    receiverSchoolId: thcs.partner,
    quantity: 5,
    unit: 'bộ',
    unitPrice: 1_250_000,
  });
  await give({
    givenOn: '2024-02-10',
    kind: 'funding',
    giverName: 'Hội Khuyến học',
    receiverSchoolId: th.partner,
    amount: 3_000_000,
  });
  await give({
    givenOn: '2024-03-03',
    kind: 'material',
    giverSchoolId: mn.partner,
    receiverSchoolId: mn.supporting,
    amount: 400_000,
  });
  // Planned, and of the year before: the first counts nowhere, the second as the same period last year.
  await give({
    givenOn: '2024-05-20',
    status: 'planned',
    giverSchoolId: mn.supporting,
    receiverSchoolId: mn.partner,
    amount: 9_000_000,
  });
  await give({
    givenOn: '2023-05-10',
    kind: 'funding',
    giverSchoolId: thcs.supporting,
    receiverSchoolId: thcs.partner,
    amount: 1_000_000,
  });

  const exam = (
    schoolId: string | null,
    schoolYear: string,
    [grade9Pupils, candidates, admitted]: readonly [number | null, number, number],
    [literature, maths, english]: readonly [number | null, number | null, number | null],
  ) =>
    call('examResults.save', {
      schoolId,
      schoolYear,
      grade9Pupils,
      candidates,
      admitted,
      literature,
      maths,
      english,
    });
  await exam(thcs.supporting, '2023-2024', [124, 120, 90], [7.5, 6.5, 5.25]);
  await exam(thcs.partner, '2023-2024', [104, 100, 55], [6, null, 4.5]);
  await exam(null, '2023-2024', [null, 105_000, 63_000], [7.25, 6.5, 6.25]);
  await exam(thcs.supporting, '2022-2023', [null, 110, 77], [7, 6, 5]);

  const difficulty = {
    advantages: null,
    proposal: null,
    resolver: 'Phòng GD&ĐT',
    dueOn: null,
    outcome: null,
    resolvedOn: null,
  };
  await call('difficulties.create', {
    ...difficulty,
    raisedBy: { kind: 'school', id: thcs.partner },
    raisedOn: '2023-10-01',
    difficulty: 'Thiếu phòng học bộ môn',
    outcome: 'Đã bố trí phòng dùng chung',
    resolvedOn: '2024-01-10',
  });
  await call('difficulties.create', {
    ...difficulty,
    raisedBy: { kind: 'school', id: mn.partner },
    raisedOn: '2024-05-01',
    difficulty: 'Đường đi xa',
    dueOn: '2024-06-30',
  });
  await call('difficulties.create', {
    ...difficulty,
    raisedBy: { kind: 'unit', id: chuongMy },
    raisedOn: '2023-03-01',
    difficulty: 'Chưa có kinh phí',
    outcome: 'Đã cấp',
    resolvedOn: '2023-04-01',
  });

  const { id: model } = await call('goodModels.create', {
    schoolId: mn.supporting,
    title: 'Góc thư viện trong vườn trường',
    summary: null,
    sharedOn: '2023-11-10',
  });
  await call('goodModels.adopt', { id: model, schoolId: th.partner, adoptedOn: '2024-02-01', note: null });
  await call('targets.save', {
    schoolYear: '2023-2024',
    targets: [
      { indicator: 'TEACHER_TURNS', semester: 1, quantity: 30 },
      { indicator: 'TEACHER_TURNS', semester: 2, quantity: 20 },
    ],
  });
  return program;
}

let program: Program;
let year: Figures;
beforeAll(async () => {
  program = await fixtureYear();
  year = await program.call('reports.figures', { period: '2023-2024', withPhones: false });
});

const row = ({ summary }: Figures, code: string) => {
  const { plan, done, rate, previous } = summary.find((each) => each.code === code) ?? {};
  return [plan, done?.mam_non, done?.tieu_hoc, done?.thcs, done?.total, rate, previous];
};

describe('form 01 against a table worked out by hand', () => {
  test.each([
    // code, plan, mầm non, tiểu học, THCS, total, rate, the year before
    // 12 + 20 of two levels + 8; planned 30 + 20.
    ['TEACHER_TURNS', 50, 32, 20, 8, 40, 0.8, 0],
    // A and B, then A again and C: three people, of whom two also helped the primary schools.
    ['SUPPORT_TEACHERS', null, 3, 2, 0, 3, null, 0],
    // 5 × 1,250,000 to the lower secondary school, 400,000 to the kindergarten.
    ['EQUIPMENT_VALUE', null, 400_000, 0, 6_250_000, 6_650_000, null, 0],
    ['FUNDING', null, 0, 3_000_000, 0, 3_000_000, null, 1_000_000],
    ['GOOD_MODELS', null, 1, 0, 0, 1, null, 0],
    ['EXAM10_MEETINGS', null, 0, 0, 1, 1, null, 0],
    ['EQUIPMENT', null, 0, 1, 0, 1, null, 0],
  ])('%s', (code, ...expected) => {
    expect(row(year, code)).toEqual(expected);
  });

  test('a plan of the programme is due with its semester', async () => {
    const plans = async (period: string) =>
      row(await program.call('reports.figures', { period, withPhones: false }), 'TEACHER_TURNS')[0];
    expect(await plans('2023-2024/HK1')).toBe(30);
    expect(await plans('2024/Q2')).toBe(20);
    expect(await plans('2023/Q4')).toBeNull();
  });
});

describe('form 06', () => {
  test('has what each school reached, the year before and the city', () => {
    expect(year.exam10Year).toBe('2023-2024');
    expect(
      year.exam10.map(({ school, candidates, admitted, rate, means, previousRate }) => [
        school,
        candidates,
        admitted,
        rate,
        means.maths,
        previousRate,
      ]),
    ).toEqual([
      ['Trường THCS Hoa Sen', 120, 90, 0.75, 6.5, 0.7],
      ['Trường THCS Hướng Dương', 100, 55, 0.55, null, null],
    ]);
    expect(year.exam10.map(({ meetings }) => meetings)).toEqual([
      { literature: 0, maths: 1, english: 0 },
      { literature: 0, maths: 1, english: 0 },
    ]);
    expect(year.exam10City).toMatchObject({ rate: 0.6, previousRate: null });
  });

  test('tells of no exam before the school year has ended', async () => {
    const semester = await program.call('reports.figures', { period: '2023-2024/HK1', withPhones: false });
    expect([semester.exam10Year, semester.exam10City, semester.exam10]).toEqual([null, null, []]);
    const calendarYear = await program.call('reports.figures', { period: '2024', withPhones: false });
    expect(calendarYear.exam10Year).toBe('2023-2024');
  });
});

test('forms 07 and 08 list what was given and what is difficult, and nothing of other years', () => {
  expect(
    year.support.map(({ giver, receiver, amount, direction }) => [giver, receiver, amount, direction]),
  ).toEqual([
    ['Trường THCS Hoa Sen', 'Trường THCS Hướng Dương', 6_250_000, 'to_partner'],
    ['Hội Khuyến học', 'Trường Tiểu học Hướng Dương', 3_000_000, 'other'],
    ['Trường Mầm non Hướng Dương', 'Trường Mầm non Hoa Sen', 400_000, 'to_supporting'],
  ]);
  expect(year.difficulties.map(({ unit, difficulties, outcome }) => [unit, difficulties, outcome])).toEqual([
    ['Trường Mầm non Hướng Dương', 'Đường đi xa', null],
    ['Trường THCS Hướng Dương', 'Thiếu phòng học bộ môn', 'Đã bố trí phòng dùng chung'],
  ]);
  expect(year.goodModels).toMatchObject([
    { title: 'Góc thư viện trong vườn trường', adopters: ['Trường Tiểu học Hướng Dương'] },
  ]);
});

test('the workbook says the same numbers, and its totals are right', async () => {
  const { fileId } = await program.call('reports.export', { period: '2023-2024' });
  const file = await program.backend.openFile(fileId);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file?.path ?? '');
  const valuesOf = (sheet: string, first: string): unknown[] => {
    let found: unknown[] = [];
    workbook.getWorksheet(sheet)?.eachRow((each) => {
      const cells = Array.from({ length: each.cellCount }, (_, index) => {
        const { value } = each.getCell(index + 1);
        return typeof value === 'object' && value && 'result' in value ? value.result : value;
      });
      if (cells[0] === first || cells[1] === first) found = cells;
    });
    return found;
  };
  // 120 + 100 took part, 90 + 55 were admitted: 145 of 220.
  const exam = valuesOf('Biểu 06 - Ôn thi 10', 'TỔNG CỘNG');
  expect(exam.slice(6, 9)).toEqual([220, 145, 145 / 220]);
  // Means weigh by candidates: (7.5 × 120 + 6 × 100) / 220; maths is known of one school only.
  expect(exam[9]).toBeCloseTo(1500 / 220, 10);
  expect(exam[10]).toBe(6.5);
  expect(valuesOf('Biểu 07 - CSVC', 'TỔNG CỘNG')[8]).toBe(9_650_000);
  expect(valuesOf('Biểu 01 - Tổng hợp', 'Kinh phí hỗ trợ')[7]).toBe(3_000_000);
});
