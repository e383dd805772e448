import { beforeAll, expect, test } from 'vitest';
import type { ActivityForm } from '../../../preload/contract/activities.ts';
import { GAP_CODES } from '../../../preload/contract/gaps.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { activityForm, openProgram, type Program, schoolForm, type TwoUnits, twoUnits } from '../testing.ts';

let program: Program;
let units: TwoUnits;

async function pairOf(level: Level, supporting: string, partner: string) {
  const add = async (unitId: string, name: string) =>
    (await program.call('schools.create', schoolForm(unitId, level, name))).id;
  const schools = {
    supporting: await add(units.thanhTri, supporting),
    partner: await add(units.chuongMy, partner),
  };
  const { ids } = await program.call('pairs.create', {
    pairs: [{ supportingSchoolId: schools.supporting, partnerSchoolId: schools.partner }],
  });
  return { id: ids[0] ?? '', ...schools };
}

/** Signs as the paper was signed: the moves before it are another story. */
const sign = (pairIds: readonly string[], signedOn: string) =>
  program.behindItsBack((sqlite) => {
    const filed = sqlite.prepare(`UPDATE memorandum SET state = 'filed', signed_on = ? WHERE pair_id = ?`);
    for (const pairId of pairIds) filed.run(signedOn, pairId);
  });

const log = (pairIds: string[], heldOn: string, changes: Partial<ActivityForm> = {}) =>
  program.call('activities.create', activityForm(pairIds, { heldOn, ...changes }));
const gaps = async () => (await program.call('gaps.list', {})).gaps;
const found = async () => (await gaps()).map(({ code, subject, text }) => [code, subject, text]);

type Pair = Awaited<ReturnType<typeof pairOf>>;
let quiet: Pair;
let busy: Pair;
let thcs: Pair;
let unsigned: Pair;

beforeAll(async () => {
  program = await openProgram();
  units = await twoUnits(program);
  quiet = await pairOf('mam_non', 'Trường Mầm non Hoa Sen', 'Trường Mầm non Hướng Dương');
  busy = await pairOf('tieu_hoc', 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương');
  thcs = await pairOf('thcs', 'Trường THCS Hoa Sen', 'Trường THCS Hướng Dương');
  unsigned = await pairOf('thcs', 'Trường THCS Hoa Mai', 'Trường THCS Hoa Đào');
  await program.call('memoranda.draft', {});
  expect(await gaps()).toEqual([]);
  await sign([quiet.id], '2023-04-15');
  await sign([busy.id, thcs.id], '2023-09-01');
});

test('a fresh folder, the first days of a semester and days outside the programme miss nothing', async () => {
  const fresh = await openProgram();
  expect((await fresh.call('gaps.list', {})).gaps).toEqual([]);
  program.setToday('2026-03-01');
  expect(await gaps()).toEqual([]);
  program.setToday('2022-12-31');
  expect(await gaps()).toEqual([]);
});

test('everything that is missing on one day, and no more', async () => {
  // Semester I of 2023–2024 has 132 days from 5 September on; two thirds of them are over with 1 December.
  program.setToday('2023-12-05');
  const { call } = program;
  const hosted = { host: 'Trường Tiểu học Hoa Sen', evidence: 'Biên bản, ảnh', teacherTurns: 10 };
  await log([busy.id], '2023-09-20', hosted);
  await log([busy.id], '2023-10-20', { ...hosted, kind: 'day_minh_hoa', demoLessons: 2 });
  await log([busy.id], '2023-11-20', {
    ...hosted,
    kind: 'giao_luu_giao_vien',
    evidence: null,
    topic: 'Giao lưu',
  });
  await log([busy.id], '2023-11-25', { ...hosted, kind: 'truong_xanh', host: null });
  await log([thcs.id, busy.id], '2023-11-30', { status: 'planned', topic: 'Hội thảo chung' });
  await log([thcs.id], '2023-12-20', { status: 'planned', kind: 'day_minh_hoa', demoLessons: 2 });
  await log([unsigned.id], '2023-11-01', { status: 'planned', topic: 'Của cặp chưa ký' });
  for (const givenOn of ['2023-09-10', '2023-10-10', '2023-11-10']) {
    await call('support.create', {
      status: 'done',
      givenOn,
      kind: 'material',
      giverSchoolId: thcs.supporting,
      giverName: null,
      receiverSchoolId: thcs.partner,
      content: 'Sách tham khảo',
      quantity: 10,
      unit: 'bộ',
      unitPrice: null,
      amount: null,
      source: null,
      documentId: null,
      handoverPaper: null,
      note: null,
    });
  }
  const difficulty = {
    raisedBy: { kind: 'school', id: quiet.partner } as const,
    raisedOn: '2023-10-01',
    advantages: null,
    proposal: null,
    resolver: 'Phòng GD&ĐT',
    outcome: null,
    resolvedOn: null,
  };
  await call('difficulties.create', { ...difficulty, difficulty: 'Thiếu phòng họp', dueOn: '2023-11-30' });
  await call('difficulties.create', { ...difficulty, difficulty: 'Còn thời hạn', dueOn: '2023-12-05' });

  const [mamNon, tieuHoc, thcsPair] = ['Mầm non', 'Tiểu học', 'THCS'].map(
    (level) => `Trường ${level} Hoa Sen - Trường ${level} Hướng Dương`,
  );
  const themes = 'Số chuyên đề 0/1 chuyên đề';
  const exchanges = 'Số đợt giao lưu, trao đổi giáo viên 0/1 đợt';
  const green = 'Số hoạt động trường học xanh, sạch, đẹp, an toàn 0/1 hoạt động';
  const materials = 'Số bộ học liệu, đề, bài giảng chia sẻ 0/2 bộ';
  const lacking = [themes, exchanges, green, materials].join('; ');
  expect(await found()).toEqual([
    [
      'DIFFICULTY_OVERDUE',
      'Trường Mầm non Hướng Dương',
      '“Thiếu phòng họp” cần giải quyết trước ngày 30/11/2023, do Phòng GD&ĐT trả lời.',
    ],
    ['COMMITMENT_OVERDUE', mamNon, `Học kỳ II năm học 2022–2023 (hạn 30/05/2023) chưa đủ: ${lacking}.`],
    ['COMMITMENT_BEHIND', mamNon, `Học kỳ I năm học 2023–2024 (hạn 14/01/2024) chưa đủ: ${lacking}.`],
    [
      'COMMITMENT_BEHIND',
      thcsPair,
      // The lessons are planned.
      `Học kỳ I năm học 2023–2024 (hạn 14/01/2024) chưa đủ: ${themes}; ${exchanges}; Số hội nghị ôn thi vào lớp 10 0/1 hội nghị.`,
    ],
    [
      'NOTHING_THIS_SEMESTER',
      mamNon,
      'Học kỳ I năm học 2023–2024 chưa có hoạt động nào, cũng chưa có kế hoạch.',
    ],
    ['PLANNED_PASSED', tieuHoc, '“Hội thảo chung” dự kiến ngày 30/11/2023 vẫn còn là kế hoạch.'],
    [
      'HOSTED_BY_ONE',
      tieuHoc,
      'Cả 3 hoạt động có ghi đơn vị chủ trì trong năm học 2023–2024 đều do Trường Tiểu học Hoa Sen chủ trì; Trường Tiểu học Hướng Dương chưa chủ trì lần nào.',
    ],
    [
      'SUPPORT_ONE_WAY',
      thcsPair,
      'Cả 3 lần hỗ trợ đều từ Trường THCS Hoa Sen sang Trường THCS Hướng Dương, chưa có chiều ngược lại.',
    ],
    ['EVIDENCE_MISSING', tieuHoc, '“Giao lưu” ngày 20/11/2023 chưa có minh chứng.'],
  ]);
  const actions = new Map((await gaps()).map(({ code, action }) => [code, [action.screen, action.params]]));
  expect(actions.get('NOTHING_THIS_SEMESTER')).toEqual(['activities', { id: 'new', pairId: quiet.id }]);
  expect(actions.get('COMMITMENT_OVERDUE')).toEqual([
    'targets',
    { pairId: quiet.id, schoolYear: '2022-2023' },
  ]);
});

test('a lower secondary school without a subject before the exam is named with the subject', async () => {
  program.setToday('2024-03-20');
  const meeting = (subject: string, heldOn: string, status: 'done' | 'planned') =>
    log([thcs.id], heldOn, { kind: 'on_thi_lop_10', subject, status });
  await meeting('Toán', '2023-11-15', 'done');
  await meeting('Tiếng Anh', '2024-04-10', 'planned');
  await meeting('Ngữ văn', '2024-03-01', 'planned');
  const missing = async () => (await gaps()).filter(({ code }) => code === 'EXAM_SUBJECT_MISSING');
  expect(await missing()).toMatchObject(
    [
      ['Trường THCS Hoa Sen', thcs.supporting],
      ['Trường THCS Hướng Dương', thcs.partner],
    ].map(([subject, schoolId]) => ({
      subject,
      schoolId,
      text: 'Chưa có hội nghị ôn thi vào lớp 10 môn Ngữ văn.',
      action: {
        screen: 'activities',
        params: { id: 'new', pairId: thcs.id, kind: 'on_thi_lop_10', subject: 'Ngữ văn' },
      },
    })),
  );
  await meeting('Ngữ văn', '2024-03-20', 'done');
  expect(await missing()).toEqual([]);
});

test('results of the exam are asked for when the next school year has opened', async () => {
  program.setToday('2024-09-04');
  const missing = async () =>
    (await gaps())
      .filter(({ code }) => code === 'EXAM_RESULT_MISSING')
      .map(({ subject, action }) => [subject, action.params]);
  expect(await missing()).toEqual([]);
  program.setToday('2024-09-05');
  await program.call('examResults.save', {
    schoolId: thcs.supporting,
    schoolYear: '2023-2024',
    grade9Pupils: 120,
    candidates: 100,
    admitted: 80,
    literature: null,
    maths: null,
    english: null,
  });
  expect(await missing()).toEqual([['Trường THCS Hướng Dương', { id: thcs.partner, year: '2023-2024' }]]);
});

test('what has no evidence counts once, under the first of its pairs, and the newest is named', async () => {
  program.setToday('2023-12-05');
  const missing = async () => (await found()).filter(([code]) => code === 'EVIDENCE_MISSING');
  const before = await missing();
  await log([quiet.id], '2023-11-01', { evidence: null, topic: 'Dự giờ' });
  await log([quiet.id], '2023-11-21', { evidence: null, topic: 'Buổi sáng' });
  await log([thcs.id, quiet.id], '2023-11-21', { evidence: null, topic: 'Buổi chiều' });
  await log([quiet.id], '2023-11-10', { evidence: null, topic: 'Trao đổi' });
  expect(await missing()).toEqual([
    [
      'EVIDENCE_MISSING',
      'Trường Mầm non Hoa Sen - Trường Mầm non Hướng Dương',
      '4 hoạt động chưa có minh chứng, gần nhất là “Buổi chiều” ngày 21/11/2023.',
    ],
    ...before,
  ]);
});

test('each kind says its rule', async () => {
  const { kinds } = await program.call('gaps.list', {});
  expect(kinds.map(({ code }) => code)).toEqual(GAP_CODES);
  for (const { title, rule } of kinds) expect(`${title}. ${rule}`).toMatch(/^\p{Lu}.*\.$/u);
});
