import { beforeAll, describe, expect, test } from 'vitest';
import { activityForm, onePair, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

/**
 * Two primary pairs whose memoranda hold from 1 September 2023 on and promise, in each semester, one theme, two
 * lessons, one exchange of teachers and one green day.
 */
async function twoPairs() {
  const program = await openProgram({ today: '2023-09-01' });
  const { call } = program;
  const units = await twoUnits(program);
  const first = await onePair(program, units);
  const add = async (unitId: string, name: string) =>
    (await call('schools.create', schoolForm(unitId, 'tieu_hoc', name))).id;
  const { ids } = await call('pairs.create', {
    pairs: [
      {
        supportingSchoolId: await add(units.thanhTri, 'Trường Tiểu học Hoa Mai'),
        partnerSchoolId: await add(units.chuongMy, 'Trường Tiểu học Hoa Đào'),
      },
    ],
  });
  await call('memoranda.draft', {});
  for (const { id } of (await call('memoranda.list', {})).memoranda)
    await call('memoranda.update', { id, startsOn: '2023-09-01' });
  return { program, first: first.pairId, second: ids[0] ?? '' };
}

let program: Program;
let first: string;
let second: string;
const ledger = (pairId: string, schoolYear?: string) =>
  program.call('commitments.ledger', { pairId, ...(schoolYear ? { schoolYear } : {}) });

beforeAll(async () => {
  ({ program, first, second } = await twoPairs());
  program.setToday('2024-04-15');
  const log = (pairIds: string[], heldOn: string, changes: Partial<ReturnType<typeof activityForm>> = {}) =>
    program.call('activities.create', activityForm(pairIds, { heldOn, ...changes }));
  await log([first], '2023-08-20', { topic: 'Trước ngày ký' });
  await log([first], '2023-10-05', { topic: 'Chuyên đề một' });
  await log([first, second], '2023-11-20', { topic: 'Chuyên đề chung', demoLessons: 3 });
  await log([first], '2024-02-20', { kind: 'day_minh_hoa', demoLessons: 1, topic: 'Dạy minh họa' });
  await log([first], '2024-03-10', { kind: 'truong_xanh', topic: 'Trồng cây đầu xuân' });
  await log([first], '2024-05-20', { status: 'planned', topic: 'Còn ở phía trước' });
  await log([first], '2023-12-01', { kind: 'giao_luu_hoc_sinh', topic: 'Ngoài cam kết' });
});

test('hứa, đã làm, còn lại by semester, with what counts', async () => {
  const { entries, years } = await ledger(first, '2023-2024');
  expect(
    entries.map(({ indicator, semester, promised, done, planned, left, state, activities }) => [
      indicator,
      semester,
      promised,
      done,
      planned,
      left,
      state,
      activities.map(({ heldOn, amount }) => `${heldOn} +${amount}`),
    ]),
  ).toEqual([
    ['DEMO_LESSONS', 1, 2, 3, 0, 0, 'met', ['2023-11-20 +3']],
    ['DEMO_LESSONS', 2, 2, 1, 0, 1, 'behind', ['2024-02-20 +1']],
    ['THEMES', 1, 1, 2, 0, 0, 'met', ['2023-10-05 +1', '2023-11-20 +1']],
    ['THEMES', 2, 1, 0, 1, 1, 'on_course', []],
    ['TEACHER_EXCHANGES', 1, 1, 0, 0, 1, 'overdue', []],
    ['TEACHER_EXCHANGES', 2, 1, 0, 0, 1, 'behind', []],
    ['GREEN_SCHOOL', 1, 1, 0, 0, 1, 'overdue', []],
    ['GREEN_SCHOOL', 2, 1, 1, 0, 0, 'met', ['2024-03-10 +1']],
  ]);
  // Three lessons in semester I leave the one that semester II lacks.
  expect(years.find(({ indicator }) => indicator === 'DEMO_LESSONS')).toMatchObject({
    schoolYear: '2023-2024',
    promised: 4,
    done: 4,
    left: 1,
  });
});

test('what counts for nothing is named with its reason', async () => {
  const { uncounted } = await ledger(first);
  expect(uncounted.map(({ heldOn, indicator, reason }) => [heldOn, indicator, reason])).toEqual([
    ['2023-08-20', 'THEMES', 'nothing_promised'],
    ['2023-12-01', 'PUPIL_EXCHANGES', 'nothing_promised'],
  ]);
});

test('no activity counts twice for a commitment, under a renewed memorandum neither', async () => {
  const { entries } = await program.call('commitments.ledger', {});
  const seen = entries.flatMap(({ commitmentId, activities }) =>
    activities.map(({ id }) => `${commitmentId} ${id}`),
  );
  expect(new Set(seen).size).toBe(seen.length);
  const perPair = entries.flatMap(({ pairId, indicator, activities }) =>
    activities.map(({ id }) => `${pairId} ${indicator} ${id}`),
  );
  expect(new Set(perPair).size).toBe(perPair.length);
  // The joint theme counts once for each pair.
  const joint = entries.filter(({ activities }) =>
    activities.some(({ topic }) => topic === 'Chuyên đề chung'),
  );
  expect(joint.map(({ pairId, indicator }) => [pairId, indicator]).sort()).toEqual(
    [
      [first, 'DEMO_LESSONS'],
      [first, 'THEMES'],
      [second, 'DEMO_LESSONS'],
      [second, 'THEMES'],
    ].sort(),
  );
});

describe('the ledger says what form 05 says', () => {
  test.each([
    '2023-2024/HK1',
    '2023-2024/HK2',
    '2023-2024',
    '2023/Q4',
    '2024/Q1',
    '2024/Q3',
    '2024',
    '2022-2023',
    'giai-doan',
    '2023-08-01..2023-11-20',
    '2031-01-01..2032-12-31',
  ])('%s', async (period) => {
    const { targets, period: days } = await program.call('reports.figures', { period });
    const matrix = await program.call('commitments.matrix', { period });
    const { entries, uncounted } = await program.call('commitments.ledger', {});
    const isIn = (day: string) => days.startsOn <= day && day <= days.endsOn;
    expect(matrix.indicators).toEqual(targets.indicators);
    expect(
      matrix.rows.map(({ cells }) => cells.map(({ plan, done, rate }) => ({ plan, done, rate }))),
    ).toEqual(
      targets.rows.map(({ cells }) => cells.map(({ plan, whole, rate }) => ({ plan, done: whole, rate }))),
    );
    const ledgerCells = matrix.rows.map(({ pairId }) =>
      matrix.indicators.map(({ code }) => {
        const own = entries.filter((entry) => entry.pairId === pairId && entry.indicator === code);
        const promised = own.filter(({ dueOn }) => isIn(dueOn)).reduce((sum, each) => sum + each.promised, 0);
        const counted = own.flatMap(({ semester, activities }) =>
          activities.filter(({ heldOn }) => isIn(heldOn)).map(({ amount }) => ({ semester, amount })),
        );
        const beside = uncounted.filter(
          (each) => each.pairId === pairId && each.indicator === code && isIn(each.heldOn),
        );
        const total = (items: readonly { readonly amount: number }[]) =>
          items.reduce((sum, { amount }) => sum + amount, 0);
        return { plan: own.length > 0 ? promised : null, whole: total(counted) + total(beside) };
      }),
    );
    expect(ledgerCells).toEqual(
      targets.rows.map(({ cells }) => cells.map(({ plan, whole }) => ({ plan, whole }))),
    );
  });

  test('by semester, too', async () => {
    const { targets } = await program.call('reports.figures', { period: '2023-2024' });
    const { entries } = await ledger(first, '2023-2024');
    const lessons = targets.indicators.findIndex(({ code }) => code === 'DEMO_LESSONS');
    const row = targets.rows.find(({ pair }) => pair.supporting.endsWith('Hoa Sen'));
    const done = entries.filter(({ indicator }) => indicator === 'DEMO_LESSONS').map((entry) => entry.done);
    expect([row?.cells[lessons]?.semester1, row?.cells[lessons]?.semester2]).toEqual(done);
  });
});

test('each indicator says who counts', async () => {
  const { indicators } = await ledger(first);
  expect(indicators.find(({ code }) => code === 'THEMES')?.rule).toBe(
    'Mỗi hoạt động loại “Chuyên đề” tính một; chỉ tính hoạt động đã thực hiện, trong học kỳ và trong thời hạn của biên bản; hoạt động chung của nhiều cặp tính một lần cho mỗi cặp; phần vượt của học kỳ này không bù cho học kỳ khác.',
  );
  expect(indicators.find(({ code }) => code === 'DEMO_LESSONS')?.rule).toMatch(/^Cộng số tiết dạy minh họa/);
});

describe('a promise is judged unmet', () => {
  const exchange = async () => {
    const { entries } = await ledger(first, '2023-2024');
    const entry = entries.find((each) => each.indicator === 'TEACHER_EXCHANGES' && each.semester === 1);
    if (!entry) throw new Error('the pair promised an exchange');
    return entry;
  };

  test('with a reason, once more with a better one, taken back, and undone', async () => {
    const { commitmentId } = await exchange();
    const of = { commitmentId, schoolYear: '2023-2024' };
    await program.call('commitments.judge', { ...of, reason: 'Thiếu giáo viên' });
    await program.call('commitments.judge', { ...of, reason: 'Trường sửa chữa' });
    expect(await exchange()).toMatchObject({
      state: 'unmet',
      left: 1,
      judgement: { reason: 'Trường sửa chữa', judgedOn: '2024-04-15' },
    });
    const { entries } = await program.call('history.list', {});
    expect(entries[0]).toMatchObject({ command: 'commitments.judge', undoable: true });
    await program.call('history.undo', { sequence: entries[0]?.sequence ?? 0 });
    expect((await exchange()).judgement?.reason).toBe('Thiếu giáo viên');
    await program.call('commitments.withdrawJudgement', of);
    expect(await exchange()).toMatchObject({ state: 'overdue', judgement: null });
    expect(await program.refused('commitments.withdrawJudgement', of)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('not when it is met, has not begun or was never made', async () => {
    const { entries } = await ledger(first);
    const refused = async (entry: (typeof entries)[number] | undefined, schoolYear?: string) =>
      (
        await program.refused('commitments.judge', {
          commitmentId: entry?.commitmentId ?? '',
          schoolYear: schoolYear ?? entry?.schoolYear ?? '',
          reason: 'Lý do',
        })
      ).details.reason ?? 'NOT_FOUND';
    expect(await refused(entries.find(({ state }) => state === 'met'))).toMatch(/đã đạt/);
    expect(await refused(entries.find(({ state }) => state === 'not_due'))).toMatch(/chưa bắt đầu/);
    expect(await refused(entries[0], '2021-2022')).toBe('NOT_FOUND');
  });
});

test('the matrix says how the promises of a period stand', async () => {
  const { indicators, rows } = await program.call('commitments.matrix', { period: '2023-2024' });
  const row = rows.find(({ pairId }) => pairId === first);
  expect(
    indicators.map(({ code }, index) => {
      const { done, state, semester } = row?.cells[index] ?? {};
      return [code, done, state, semester];
    }),
  ).toEqual([
    ['DEMO_LESSONS', 4, 'behind', 2],
    ['THEMES', 2, 'on_course', 2],
    ['TEACHER_EXCHANGES', 0, 'overdue', 1],
    ['GREEN_SCHOOL', 1, 'overdue', 1],
  ]);
});

test('what is done in summer counts for the semester that it follows', async () => {
  program.setToday('2024-07-15');
  const green = async () => {
    const { entries } = await ledger(second, '2023-2024');
    return entries.find(({ indicator, semester }) => indicator === 'GREEN_SCHOOL' && semester === 2);
  };
  expect(await green()).toMatchObject({ state: 'overdue', dueOn: '2024-05-30', endsOn: '2024-09-04' });
  await program.call(
    'activities.create',
    activityForm([second], { kind: 'truong_xanh', heldOn: '2024-07-10', topic: 'Trồng cây trong hè' }),
  );
  expect(await green()).toMatchObject({ state: 'met', done: 1, left: 0 });
});
