import { beforeAll, describe, expect, test } from 'vitest';
import { PROGRESS_CUTS } from '../../../preload/contract/targets.ts';
import { activityForm, onePair, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

/** A primary and a lower secondary pair; what they promise is the usual, from the programme's first day on. */
let program: Program;
let primary: string;
let secondary: string;

beforeAll(async () => {
  program = await openProgram({ today: '2024-08-01' });
  const { call } = program;
  const units = await twoUnits(program);
  primary = (await onePair(program, units)).pairId;
  const add = async (unitId: string, name: string) =>
    (await call('schools.create', schoolForm(unitId, 'thcs', name))).id;
  const { ids } = await call('pairs.create', {
    pairs: [
      {
        supportingSchoolId: await add(units.thanhTri, 'Trường THCS Hoa Mai'),
        partnerSchoolId: await add(units.chuongMy, 'Trường THCS Hoa Đào'),
      },
    ],
  });
  secondary = ids[0] ?? '';
  await call('memoranda.draft', {});
  const log = (pairIds: string[], heldOn: string, teacherTurns: number) =>
    call('activities.create', activityForm(pairIds, { heldOn, teacherTurns }));
  await log([primary], '2023-03-10', 5);
  await log([primary], '2023-10-10', 10);
  await log([primary, secondary], '2023-12-30', 20);
  await log([secondary], '2024-01-08', 30);
  await log([secondary], '2024-03-05', 40);
  await call('targets.save', {
    schoolYear: '2023-2024',
    targets: [
      { indicator: 'TEACHER_TURNS', semester: 1, quantity: 50 },
      { indicator: 'TEACHER_TURNS', semester: 2, quantity: 50 },
    ],
  });
});

const progress = (period: string, by: (typeof PROGRESS_CUTS)[number]) =>
  program.call('targets.progress', { period, by });

/** Plan, done, share and the year before, of one indicator in each row. */
async function cut(period: string, by: (typeof PROGRESS_CUTS)[number], code: string) {
  const { indicators, rows } = await progress(period, by);
  const column = indicators.findIndex((indicator) => indicator.code === code);
  return rows.map(({ name, cells }) => {
    const { plan, done, rate, previous } = cells[column] ?? {};
    return [name, plan, done, rate, previous];
  });
}

describe('progress', () => {
  test('in all is form 01, whatever the period', async () => {
    for (const period of [
      '2023-2024',
      '2023-2024/HK1',
      '2024/Q1',
      '2024',
      'giai-doan',
      '2023-12-01..2024-02-01',
    ]) {
      const { total, rows } = await progress(period, 'programme');
      const { summary } = await program.call('reports.figures', { period });
      expect(total).toEqual(
        summary.map(({ plan, done, rate, previous }) => ({ plan, done: done.total, rate, previous })),
      );
      expect(rows[0]?.cells).toEqual(total);
    }
  });

  test('by level and pair counts a joint activity once for each, and says so', async () => {
    expect(await cut('2023-2024', 'level', 'THEMES')).toEqual([
      ['Tiểu học', 2, 2, 1, 1],
      ['THCS', 2, 3, 1.5, 0],
    ]);
    expect(await cut('2023-2024', 'pair', 'TEACHER_TURNS')).toEqual([
      ['Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương', null, 30, null, 5],
      ['Trường THCS Hoa Mai - Trường THCS Hoa Đào', null, 90, null, 0],
    ]);
    expect((await progress('2023-2024', 'pair')).notes).toEqual([
      'Có 1 hoạt động chung của nhiều cặp: mỗi cặp tính một lần, số chung chỉ tính một lần.',
      'Kế hoạch chung của chương trình không chia cho từng dòng.',
    ]);
  });

  test('by unit names why the rows exceed the total', async () => {
    expect(await cut('2023-2024', 'unit', 'THEMES')).toEqual([
      ['Thanh Trì', 4, 4, 1, 1],
      ['Chương Mỹ', 4, 4, 1, 1],
    ]);
    expect((await progress('2023-2024', 'unit')).notes[0]).toBe(
      'Mỗi cặp thuộc đơn vị của cả hai trường nên cộng các đơn vị sẽ lớn hơn số chung.',
    );
  });

  test('by days: a semester that crosses the year is one row, quarters are cut to the period', async () => {
    expect(await cut('2023-2024', 'semester', 'TEACHER_TURNS')).toEqual([
      ['Học kỳ I năm học 2023–2024', 50, 60, 1.2, 0],
      ['Học kỳ II năm học 2023–2024', 50, 40, 0.8, 5],
    ]);
    expect(await cut('2023-2024/HK1', 'quarter', 'TEACHER_TURNS')).toEqual([
      ['Quý III năm 2023 (05/9/2023 - 30/9/2023)', null, 0, null, null],
      ['Quý IV năm 2023', null, 30, null, null],
      ['Quý I năm 2024 (01/01/2024 - 14/01/2024)', 50, 30, 0.6, 0],
    ]);
    expect(await cut('giai-doan', 'year', 'THEMES')).toEqual([
      ['Năm 2023', 4, 3, 0.75, null],
      ['Năm 2024', 4, 2, 0.5, 3],
      ['Năm 2025', 4, 0, 0, 2],
    ]);
  });

  test('of a period without data has numbers and no rates', async () => {
    for (const by of PROGRESS_CUTS) {
      const { total, rows } = await progress('2031-01-01..2032-12-31', by);
      for (const { done, rate } of [...total, ...rows.flatMap(({ cells }) => cells)])
        expect([done, rate]).toEqual([0, null]);
    }
    expect(await program.refused('targets.progress', { period: '2023/Q5', by: 'unit' })).toMatchObject({
      code: 'PERIOD_INVALID',
    });
  });
});

describe('the plan of the programme', () => {
  test('is changed, taken away and undone', async () => {
    const targets = async () => (await program.call('targets.list', {})).targets;
    const before = await targets();
    await program.call('targets.save', {
      schoolYear: '2023-2024',
      targets: [
        { indicator: 'TEACHER_TURNS', semester: 1, quantity: 60 },
        { indicator: 'TEACHER_TURNS', semester: 2, quantity: null },
      ],
    });
    expect(await targets()).toEqual([
      { indicator: 'TEACHER_TURNS', schoolYear: '2023-2024', semester: 1, quantity: 60 },
    ]);
    const [entry] = (await program.call('history.list', {})).entries;
    await program.call('history.undo', { sequence: entry?.sequence ?? 0 });
    expect(await targets()).toEqual(before);
  });

  test('knows what memoranda promise, and refuses what nobody plans', async () => {
    const { indicators, schoolYears } = await program.call('targets.list', {});
    expect(indicators.filter(({ promised }) => promised).map(({ code }) => code)).toEqual([
      'DEMO_LESSONS',
      'THEMES',
      'TEACHER_EXCHANGES',
      'EXAM10_MEETINGS',
      'GREEN_SCHOOL',
    ]);
    expect(schoolYears).toEqual(['2022-2023', '2023-2024', '2024-2025', '2025-2026']);
    const save = (indicator: string, schoolYear: string) =>
      program.refused('targets.save', { schoolYear, targets: [{ indicator, semester: 1, quantity: 1 }] });
    expect(await save('PAIRS_SIGNED', '2023-2024')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await save('THEMES', '2031-2032')).toMatchObject({ code: 'PERIOD_UNKNOWN' });
  });
});
