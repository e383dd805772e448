import { beforeEach, expect, test } from 'vitest';
import type { ActivityForm } from '../../../preload/contract/activities.ts';
import { activityForm, onePair, openProgram, type Program, schoolForm } from '../testing.ts';

let program: Program;
let made: Awaited<ReturnType<typeof onePair>>;
beforeEach(async () => {
  program = await openProgram({ today: '2024-06-05' });
  made = await onePair(program);
});

const form = (changes: Partial<ActivityForm> = {}) => activityForm([made.pairId], changes);
const refused = (changes: Partial<ActivityForm>) => program.refused('activities.create', form(changes));

/** A second pair, of lower secondary schools. */
async function secondPair(): Promise<string> {
  const { id: a } = await program.call(
    'schools.create',
    schoolForm(made.thanhTri, 'thcs', 'Trường THCS Hoa Sen'),
  );
  const { id: b } = await program.call(
    'schools.create',
    schoolForm(made.chuongMy, 'thcs', 'Trường THCS Hoa Ban'),
  );
  const { ids } = await program.call('pairs.create', {
    pairs: [{ supportingSchoolId: a, partnerSchoolId: b }],
  });
  return ids[0] ?? '';
}

test('an activity is kept with everything that was filled in and the names of its pairs', async () => {
  const filled = form({
    subject: 'Toán',
    grade: '5',
    venue: 'Hội trường',
    host: 'Trường Tiểu học Hoa Sen',
    managerTurns: 4,
    teacherTurns: 30,
    pupilTurns: 200,
    demoLessons: 2,
    materials: 1,
    cost: 2_500_000,
    speakers: ['Nguyễn Văn A, Trường THCS Hoa Sen'],
    evidence: 'Biên bản họp',
  });
  const { id } = await program.call('activities.create', filled);
  expect((await program.call('activities.list', {})).activities).toEqual([
    {
      ...filled,
      id,
      kindName: 'Chuyên đề',
      shownBy: { photos: 0, files: 0, links: 0 },
      pairs: [
        { id: made.pairId, level: 'tieu_hoc', name: 'Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương' },
      ],
    },
  ]);
});

test('each kind asks for what it needs', async () => {
  const pairIds = [await secondPair()];
  expect(await refused({ kind: 'on_thi_lop_10', pairIds })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'subject', reason: 'loại “Hội nghị ôn thi vào lớp 10” cần có môn' },
  });
  await program.call('activities.create', form({ kind: 'on_thi_lop_10', subject: 'Toán', pairIds }));
  expect(await refused({ kind: 'day_minh_hoa' })).toMatchObject({ details: { field: 'demoLessons' } });
  await program.call('activities.create', form({ kind: 'day_minh_hoa', demoLessons: 1 }));
  expect(await refused({ kind: 'co_so_vat_chat', cost: 0 })).toMatchObject({ details: { field: 'cost' } });
  await program.call('activities.create', form({ kind: 'co_so_vat_chat', cost: 62_500_000 }));
  expect(await refused({ kind: 'tham_quan' })).toMatchObject({ details: { field: 'kind' } });
});

test('a kind for one level takes no pair of another', async () => {
  const thcs = await secondPair();
  const grade9 = { kind: 'on_thi_lop_10', subject: 'Toán' };
  expect(await refused(grade9)).toMatchObject({ details: { field: 'pairIds' } });
  expect(await refused({ ...grade9, pairIds: [thcs, made.pairId] })).toMatchObject({
    details: { field: 'pairIds' },
  });
});

test('its day lies within the programme, first and last day included', async () => {
  for (const heldOn of ['2022-12-31', '2026-01-01', '2032-10-12'])
    expect(await refused({ heldOn, status: 'planned' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: {
        field: 'heldOn',
        reason: 'ngày nằm ngoài thời gian của chương trình (01/01/2023 – 31/12/2025)',
      },
    });
  for (const heldOn of ['2023-01-01', '2025-12-31'])
    await program.call('activities.create', form({ heldOn, status: 'planned' }));
  expect((await refused({ heldOn: '2023-02-29' })).details).toMatchObject({ field: 'heldOn' });
});

test('what has not come yet can be planned, but is not done', async () => {
  expect(await refused({ heldOn: '2024-06-06' })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'heldOn' },
  });
  await program.call('activities.create', form({ heldOn: '2024-06-05' }));
  const { id } = await program.call('activities.create', form({ heldOn: '2024-06-06', status: 'planned' }));
  expect(await program.refused('activities.update', { ...form({ heldOn: '2024-06-06' }), id })).toMatchObject(
    { details: { field: 'heldOn' } },
  );
});

test('counts that look like a slip of the keyboard are asked about, by what is usual for so many pairs', async () => {
  const slip = await refused({ teacherTurns: 5000 });
  expect(slip).toMatchObject({
    code: 'COUNT_UNLIKELY',
    message:
      'Lượt giáo viên: 5.000 (thường không quá 300). Số này nhiều bất thường; hãy xem lại, nếu đúng thì xác nhận để ghi.',
    details: { field: 'teacherTurns', value: 5000, limit: 300 },
  });
  expect((await program.call('activities.list', {})).activities).toEqual([]);
  const { id } = await program.call('activities.create', {
    ...form({ teacherTurns: 5000 }),
    confirmed: true,
  });
  await program.call('activities.create', form({ teacherTurns: 300 }));
  await program.call(
    'activities.create',
    form({ teacherTurns: 600, pairIds: [made.pairId, await secondPair()] }),
  );
  const edit = { ...form({ pupilTurns: 90_000 }), id };
  expect((await program.refused('activities.update', edit)).details).toMatchObject({ field: 'pupilTurns' });
  await program.call('activities.update', { ...edit, confirmed: true });
  for (const field of ['managerTurns', 'teacherTurns', 'pupilTurns', 'demoLessons', 'materials', 'cost'])
    expect(await refused({ [field]: -1 })).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
});

test('pairs are known ones, at least one, each once', async () => {
  expect(await refused({ pairIds: [] })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await refused({ pairIds: [made.supporting] })).toMatchObject({ code: 'NOT_FOUND' });
  await program.call('activities.create', form({ pairIds: [made.pairId, made.pairId] }));
  expect((await program.call('activities.list', {})).activities[0]?.pairIds).toEqual([made.pairId]);
  await program.call('activities.remove', {
    ids: (await program.call('activities.list', {})).activities.map(({ id }) => id),
  });
  await program.call('pairs.remove', { ids: [made.pairId] });
  expect(await refused({})).toMatchObject({ code: 'NOT_FOUND' });
});

test('an edit changes pairs and values, and keeps the rules', async () => {
  const { id } = await program.call('activities.create', form());
  const thcs = await secondPair();
  await program.call('activities.update', { ...form({ topic: 'Chuyên đề mới', pairIds: [thcs] }), id });
  expect((await program.call('activities.list', {})).activities).toMatchObject([
    { id, topic: 'Chuyên đề mới', pairs: [{ id: thcs }] },
  ]);
  await program.call('activities.update', { ...form({ pairIds: [made.pairId, thcs] }), id });
  expect((await program.call('activities.list', {})).activities[0]?.pairIds).toHaveLength(2);
  expect(await program.refused('activities.update', { ...form({ heldOn: '2030-01-01' }), id })).toMatchObject(
    {
      code: 'INVALID_INPUT',
    },
  );
});

test('a removed activity is gone, and cannot be edited or removed again', async () => {
  const { id } = await program.call('activities.create', form());
  await program.call('activities.remove', { ids: [id] });
  expect((await program.call('activities.list', {})).activities).toEqual([]);
  expect(await program.refused('activities.update', { ...form(), id })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await program.refused('activities.remove', { ids: [id] })).toMatchObject({ code: 'NOT_FOUND' });
});

test('the log shows the latest first and is filtered by pair and days', async () => {
  const thcs = await secondPair();
  await program.call('activities.create', form({ topic: 'một', heldOn: '2023-09-10' }));
  await program.call('activities.create', form({ topic: 'hai', heldOn: '2023-10-10', pairIds: [thcs] }));
  await program.call('activities.create', form({ topic: 'ba', heldOn: '2023-11-10' }));
  const topics = async (filter = {}) =>
    (await program.call('activities.list', filter)).activities.map(({ topic }) => topic);
  expect(await topics()).toEqual(['ba', 'hai', 'một']);
  expect(await topics({ pairId: thcs })).toEqual(['hai']);
  expect(await topics({ from: '2023-10-10', to: '2023-11-09' })).toEqual(['hai']);
});

test('the kinds say what they ask for', async () => {
  const { kinds, subjects } = await program.call('activities.kinds', {});
  expect(kinds.find(({ code }) => code === 'on_thi_lop_10')).toEqual({
    code: 'on_thi_lop_10',
    name: 'Hội nghị ôn thi vào lớp 10',
    indicator: 'EXAM10_MEETINGS',
    isShipped: true,
    requires: ['subject'],
    levels: ['thcs'],
  });
  expect(subjects).toEqual(['Ngữ văn', 'Toán', 'Tiếng Anh']);
});
