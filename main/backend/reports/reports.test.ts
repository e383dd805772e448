import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActivityForm } from '../../../preload/contract/activities.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { activityForm, holdCeremony, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

type Figures = OutputOf<'reports.figures'>;

/** Three pairs, one a level, that promised what is usual, and a year of activities worked out by hand. */
async function smallProgramme() {
  const program = await openProgram({ today: '2024-06-15' });
  const { thanhTri, chuongMy } = await twoUnits(program);
  await program.call('programmes.update', { placeName: 'Thanh Trì' });
  await holdCeremony(program, { heldOn: '2023-04-15' });
  const pair = async (level: Level, name: string) => {
    const add = async (unitId: string, side: string) =>
      (
        await program.call('schools.create', {
          ...schoolForm(unitId, level, `Trường ${name} ${side}`),
          commune: 'Đông Mỹ',
          phone: '024 3333 0001',
        })
      ).id;
    const { ids } = await program.call('pairs.create', {
      pairs: [
        {
          supportingSchoolId: await add(thanhTri, 'Hoa Sen'),
          partnerSchoolId: await add(chuongMy, 'Hướng Dương'),
        },
      ],
    });
    return ids[0] ?? '';
  };
  const mn = await pair('mam_non', 'Mầm non');
  const th = await pair('tieu_hoc', 'Tiểu học');
  const thcs = await pair('thcs', 'THCS');
  await program.call('memoranda.draft', {});
  const promise = async (pairId: string, indicator: string, semester1: number, semester2: number) => {
    const { memoranda } = await program.call('memoranda.list', {});
    const id = memoranda.find((each) => each.pairId === pairId)?.id ?? '';
    const { commitments } = await program.call('memoranda.get', { id });
    const none = commitments.map((each) => ({ indicator: each.indicator, semester1: 0, semester2: 0 }));
    await program.call('memoranda.update', {
      id,
      commitments: [...none, { indicator, semester1, semester2 }],
    });
  };
  await promise(mn, 'THEMES', 2, 1);
  await promise(th, 'THEMES', 1, 3);
  await promise(thcs, 'DEMO_LESSONS', 0, 4);

  const log = (pairIds: string[], heldOn: string, changes: Partial<ActivityForm> = {}) =>
    program.call('activities.create', activityForm(pairIds, { heldOn, ...changes }));
  // 2022–2023, second semester: the period before.
  await log([mn], '2023-05-10', { teacherTurns: 7 });
  // 2023–2024, first semester.
  await log([mn], '2023-09-05', { teacherTurns: 10, managerTurns: 2 });
  await log([mn, th], '2023-10-12', { teacherTurns: 20, demoLessons: 1 });
  await log([th], '2024-01-14', { kind: 'giao_luu_giao_vien', teacherTurns: 5 });
  // Second semester.
  await log([th], '2024-01-15', { pupilTurns: 100 });
  await log([thcs], '2024-03-20', { kind: 'day_minh_hoa', demoLessons: 3, teacherTurns: 12 });
  await log([thcs], '2024-04-20', { kind: 'on_thi_lop_10', subject: 'Toán' });
  // Planned only, and in the bin: neither counts.
  await log([mn], '2024-05-01', { status: 'planned', teacherTurns: 299 });
  const { id } = await log([mn], '2024-05-02', { teacherTurns: 299 });
  await program.call('activities.remove', { ids: [id] });
  return { program, pairs: { mn, th, thcs } };
}

let program: Program;
beforeAll(async () => {
  ({ program } = await smallProgramme());
});

const figuresOf = (period: string, withPhones = false) =>
  program.call('reports.figures', { period, withPhones });
const row = ({ summary }: Figures, code: string) => {
  const found = summary.find((each) => each.code === code);
  if (!found) throw new Error(`no indicator ${code}`);
  const { plan, done, rate, previous } = found;
  return [plan, done.mam_non, done.tieu_hoc, done.thcs, done.total, rate, previous];
};

describe('the figures of 2023–2024 against a table worked out by hand', () => {
  test.each([
    // code, plan, mầm non, tiểu học, THCS, total, rate, the year before
    ['PAIRS_SIGNED', 3, 0, 0, 0, 0, 0, 0],
    ['ACTIVITIES', null, 2, 3, 2, 6, null, 1],
    ['TEACHER_TURNS', null, 30, 25, 12, 47, null, 7],
    ['MANAGER_TURNS', null, 2, 0, 0, 2, null, 0],
    ['PUPIL_TURNS', null, 0, 100, 0, 100, null, 0],
    ['DEMO_LESSONS', 4, 1, 1, 3, 4, 1, 0],
    ['THEMES', 7, 2, 2, 0, 3, 3 / 7, 1],
    ['TEACHER_EXCHANGES', 0, 0, 1, 0, 1, null, 0],
    ['EXAM10_MEETINGS', 0, 0, 0, 1, 1, null, 0],
  ])('%s', async (code, ...expected) => {
    expect(row(await figuresOf('2023-2024'), code)).toEqual(expected);
  });

  test('promises fall due with their semester, once in whatever period', async () => {
    const plans = async (period: string) => row(await figuresOf(period), 'THEMES')[0];
    expect(await plans('2023-2024/HK1')).toBe(3);
    expect(await plans('2023-2024/HK2')).toBe(4);
    expect(await plans('2024/Q1')).toBe(3);
    expect(await plans('2024/Q2')).toBe(4);
    expect(await plans('2024/Q3')).toBe(0);
    expect(await plans('2023')).toBe(4);
    expect(await plans('2024')).toBe(7);
    // Before the ceremony nothing was promised; in May 2023 the second semester's share was.
    expect(await plans('2022-2023/HK1')).toBe(0);
    expect(await plans('2022-2023')).toBe(4);
  });

  test('each pair’s promises stand beside what it did, by semester', async () => {
    const { targets } = await figuresOf('2023-2024');
    const cell = (name: string, code: string) => {
      const index = targets.indicators.findIndex((indicator) => indicator.code === code);
      return targets.rows.find(({ pair }) => pair.supporting === name)?.cells[index];
    };
    expect(cell('Trường Mầm non Hoa Sen', 'THEMES')).toEqual({
      plan: 3,
      semester1: 2,
      semester2: 0,
      whole: 2,
      rate: 2 / 3,
    });
    expect(cell('Trường Tiểu học Hoa Sen', 'THEMES')).toEqual({
      plan: 4,
      semester1: 1,
      semester2: 1,
      whole: 2,
      rate: 0.5,
    });
    expect(cell('Trường THCS Hoa Sen', 'DEMO_LESSONS')).toEqual({
      plan: 4,
      semester1: 0,
      semester2: 3,
      whole: 3,
      rate: 0.75,
    });
    const first = await figuresOf('2023-2024/HK1');
    expect(first.targets.rows[0]?.cells[0]).toMatchObject({ semester2: null });
  });

  test('an activity of two pairs is one line and counts once in all', async () => {
    const { activities } = await figuresOf('2023-2024');
    expect(activities).toHaveLength(6);
    expect(activities.map(({ heldOn }) => heldOn)).toEqual(activities.map(({ heldOn }) => heldOn).toSorted());
    expect(activities[1]?.pairs).toEqual([
      { supporting: 'Trường Mầm non Hoa Sen', partner: 'Trường Mầm non Hướng Dương' },
      { supporting: 'Trường Tiểu học Hoa Sen', partner: 'Trường Tiểu học Hướng Dương' },
    ]);
  });

  test('schools are listed by unit and level, phones only when asked for', async () => {
    const { schools, header, exam10, support, difficulties } = await figuresOf('2023-2024');
    expect(schools.map(({ unit, level, role, phone }) => [unit, level, role, phone])).toEqual([
      ['Thanh Trì', 'mam_non', 'supporting', null],
      ['Thanh Trì', 'tieu_hoc', 'supporting', null],
      ['Thanh Trì', 'thcs', 'supporting', null],
      ['Chương Mỹ', 'mam_non', 'partner', null],
      ['Chương Mỹ', 'tieu_hoc', 'partner', null],
      ['Chương Mỹ', 'thcs', 'partner', null],
    ]);
    expect(schools[0]).toMatchObject({ communeWhenSigned: 'Đông Mỹ', communeNow: 'Đông Mỹ' });
    expect((await figuresOf('2023-2024', true)).schools[0]?.phone).toBe('024 3333 0001');
    expect(header).toMatchObject({
      issuingBody: 'Phòng Giáo dục và Đào tạo huyện Thanh Trì',
      unitHeading: 'Huyện',
      placeName: 'Thanh Trì',
      generatedOn: '2024-06-15',
      rehearsal: false,
    });
    expect(exam10.map(({ school, meetings }) => [school, meetings])).toEqual([
      ['Trường THCS Hoa Sen', { literature: 0, maths: 1, english: 0 }],
      ['Trường THCS Hướng Dương', { literature: 0, maths: 1, english: 0 }],
    ]);
    expect([support, difficulties]).toEqual([[], []]);
  });

  test('memoranda stand as they are', async () => {
    const { memoranda } = await figuresOf('2023-2024');
    expect(memoranda).toMatchObject([
      { level: 'mam_non', state: 'draft', number: null, signedOn: null, copies: 4 },
      { level: 'tieu_hoc' },
      { level: 'thcs' },
    ]);
  });

  test('the overview tells what fell due since the first day', async () => {
    // The second semester fell due twice since the ceremony, the first once: lessons 8, themes 11.
    expect((await program.call('overview.get', {})).committed).toBe(19);
  });
});

describe('periods', () => {
  test.each(['2023-2025', '2023/Q5', 'hôm nay', '', '2024-05-31..2023-09-05', '2023-02-30..2023-03-01'])(
    '“%s” is impossible',
    async (period) => {
      expect(await program.refused('reports.figures', { period })).toMatchObject({ code: 'PERIOD_INVALID' });
    },
  );

  test('a school year that the calendar lacks is unknown', async () => {
    expect(await program.refused('reports.export', { period: '2035-2036' })).toMatchObject({
      code: 'PERIOD_UNKNOWN',
      details: { schoolYear: '2035-2036' },
    });
  });

  test('the likeliest comes first', async () => {
    const { periods } = await program.call('reports.periods', {});
    expect(periods[0]?.code).toBe('2023-2024/HK2');
    expect(periods.at(-1)?.code).toBe('giai-doan');
  });
});

describe('an export', () => {
  test('keeps the file and the figures exactly as they were handed out', async () => {
    const made = await program.call('reports.export', { period: '2023-2024/HK1' });
    expect(made).toMatchObject({
      fileName: 'Báo cáo tiến độ - Học kỳ I năm học 2023–2024.xlsx',
      sheets: expect.any(Array),
    });
    expect(made.sheets).toHaveLength(10);
    const bytes = await readFile((await program.backend.openFile(made.fileId))?.path ?? '');
    const before = await figuresOf('2023-2024/HK1');
    await program.call('programmes.update', { placeName: 'Chương Mỹ' });
    const { reports } = await program.call('reports.list', {});
    expect(reports[0]).toMatchObject({
      id: made.reportId,
      period: '2023-2024/HK1',
      files: [{ kind: 'xlsx', fileId: made.fileId, fileName: made.fileName }],
      rows: made.rows,
    });
    await program.behindItsBack((sqlite) => {
      const stored = sqlite.prepare('SELECT figures FROM report WHERE id = ?').pluck().get(made.reportId);
      expect(JSON.parse(String(stored))).toEqual(before);
    });
    const kept = await readFile((await program.backend.openFile(made.fileId))?.path ?? '');
    expect(kept.equals(bytes)).toBe(true);
    await program.call('programmes.update', { placeName: 'Thanh Trì' });
  });

  test('of a period in which nothing was, and of an empty folder, is a whole workbook', async () => {
    const empty = await openProgram();
    for (const [from, period] of [
      [program, '2022-2023/HK1'],
      [empty, '2023-2024'],
      [empty, 'giai-doan'],
    ] as const) {
      const made = await from.call('reports.export', { period });
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile((await from.backend.openFile(made.fileId))?.path ?? '');
      expect(workbook.worksheets.map(({ name }) => name)).toEqual(made.sheets);
    }
    expect(empty.logged).toEqual([]);
  });
});
