import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROCEDURES } from '../../../preload/contract/procedures.ts';
import type { NativePort } from '../index.ts';
import {
  activityForm,
  holdCeremony,
  onePair,
  openProgram,
  type Program,
  schoolForm,
  temporaryFolder,
  twoUnits,
} from '../testing.ts';

/** What waits, but for the first backup: these stories have none. */
const tasksOf = async ({ call }: Program) =>
  (await call('overview.get', {})).tasks.filter(({ code }) => code !== 'NO_BACKUP');
const said = async (program: Program) =>
  (await tasksOf(program)).map(({ severity, text }) => [severity, text]);

/** A pair with its memorandum, in units whose names a person has read. */
async function oneMemorandum(program: Program) {
  const units = await twoUnits(program);
  const { call } = program;
  const { organisations } = await call('organisations.list', {});
  const { input } = PROCEDURES['organisations.update'];
  for (const organisation of organisations)
    await call('organisations.update', input.strip().parse(organisation));
  const pair = await onePair(program, units);
  await call('memoranda.draft', {});
  const [memorandum] = (await call('memoranda.list', {})).memoranda;
  return { ...pair, id: memorandum?.id ?? '' };
}

test('the overview says at each step what waits to be done', async () => {
  const program = await openProgram();
  const { call } = program;
  const tasks = async () => (await tasksOf(program)).map(({ code, count }) => [code, count]);
  expect(await tasks()).toEqual([['NO_SCHOOLS', 1]]);

  const units = await twoUnits(program);
  const { pairId } = await onePair(program, units);
  const { id: alone } = await call(
    'schools.create',
    schoolForm(units.thanhTri, 'thcs', 'Trường THCS Hoa Ban'),
  );
  expect(await tasks()).toEqual([
    ['UNITS_UNCONFIRMED', 2],
    ['UNPAIRED', 1],
    ['NO_MEMORANDUM', 1],
    ['NO_PRINCIPAL', 1],
  ]);
  expect((await tasksOf(program)).map(({ action }) => action)).toEqual([
    { label: 'Xác nhận tên', screen: 'settings', params: { unit: units.thanhTri } },
    { label: 'Ghép cặp', screen: 'pairs', params: {} },
    { label: 'Soạn biên bản', screen: 'memoranda', params: { state: 'all' } },
    { label: 'Điền tên', screen: 'schools', params: { id: alone, field: 'principal' } },
  ]);

  const { organisations } = await call('organisations.list', {});
  const { input } = PROCEDURES['organisations.update'];
  for (const organisation of organisations)
    await call('organisations.update', input.strip().parse(organisation));
  await call('schools.update', { id: alone, principal: 'Nguyễn Văn A' });
  await call('memoranda.draft', {});
  await call('activities.create', activityForm([pairId], { status: 'planned' }));
  expect(await tasks()).toEqual([
    ['UNPAIRED', 1],
    ['CEREMONY_DAY', 1],
    ['DRAFTS', 1],
  ]);

  await call('activities.create', activityForm([pairId], { heldOn: '2023-04-07' }));
  await call('memoranda.generate', {});
  expect(await tasks()).toEqual([
    ['UNPAIRED', 1],
    ['CEREMONY_DAY', 1],
    ['UNPRINTED', 1],
  ]);
  expect(await call('overview.get', {})).toMatchObject({
    asOf: '2023-04-10',
    schools: 3,
    pairs: 1,
    unpaired: 1,
    memoranda: { draft: 0, finalised: 1, cancelled: 0 },
    activities: { planned: 1, done: 1 },
    levels: [
      { level: 'mam_non', schools: 0, pairs: 0 },
      { level: 'tieu_hoc', schools: 2, pairs: 1 },
      { level: 'thcs', schools: 1, pairs: 0 },
    ],
  });
});

test('what is counted is what the lists show, and what was cancelled is owed no more', async () => {
  const program = await openProgram();
  const { call } = program;
  const { id, pairId } = await oneMemorandum(program);
  await call('memoranda.draftUnit', {});
  program.setToday('2023-06-10');
  const before = await call('overview.get', {});
  expect(before.committed).toBeGreaterThan(0);
  expect(before.memoranda.draft).toBe((await call('memoranda.list', {})).memoranda.length);
  expect(before.memoranda.draft).toBe(2);

  await call('memoranda.cancel', { id });
  const { memoranda, pairs, unpaired, tasks, committed } = await call('overview.get', {});
  expect(memoranda).toMatchObject({ draft: 1, cancelled: 1 });
  expect({ pairs, unpaired }).toEqual({ pairs: 1, unpaired: (await call('pairs.list', {})).unpaired.length });
  expect(tasks.map(({ code }) => code)).toContain('NO_MEMORANDUM');
  expect(committed).toBe(0);

  await call('memoranda.draft', {});
  await call('pairs.remove', { ids: [pairId] });
  const after = await call('overview.get', {});
  expect(after).toMatchObject({ pairs: 0, unpaired: 2 });
  const shown = (await call('memoranda.list', {})).memoranda.filter(({ state }) => state === 'draft');
  expect(after.memoranda.draft).toBe(shown.length);
});

test('a ceremony becomes urgent as it comes nearer, and what it leaves behind is told with its day', async () => {
  const program = await openProgram();
  await oneMemorandum(program);
  const { id } = await program.call('ceremonies.get', {});
  await holdCeremony(program, { heldOn: '2023-05-20' });
  expect(await said(program)).toEqual([['info', '1 biên bản còn là bản nháp.']]);

  program.setToday('2023-05-10');
  expect(await tasksOf(program)).toEqual([
    {
      code: 'CEREMONY_SOON',
      severity: 'warning',
      count: 1,
      text: 'Còn 10 ngày đến lễ ký kết (20/05/2023), chưa có địa điểm.',
      action: { label: 'Chuẩn bị lễ', screen: 'ceremonies', params: { id, field: 'venue' } },
    },
    {
      code: 'DRAFTS',
      severity: 'info',
      count: 1,
      text: '1 biên bản còn là bản nháp.',
      action: { label: 'Chốt biên bản', screen: 'memoranda', params: { state: 'draft' } },
    },
  ]);
  program.setToday('2023-05-15');
  expect(await said(program)).toEqual([
    ['error', 'Còn 5 ngày đến lễ ký kết (20/05/2023), chưa có địa điểm.'],
    ['warning', '1 biên bản còn là bản nháp.'],
  ]);
  await holdCeremony(program, { venue: 'Hội trường huyện' });
  program.setToday('2023-05-20');
  expect((await said(program))[0]).toEqual(['warning', 'Lễ ký kết diễn ra hôm nay.']);

  program.setToday('2023-05-23');
  expect(await said(program)).toEqual([
    ['warning', 'Lễ ký kết ngày 20/05/2023 đã qua 3 ngày, 1 biên bản vẫn còn là bản nháp.'],
  ]);
  await program.call('memoranda.generate', {});
  const [late] = await tasksOf(program);
  expect(late).toMatchObject({
    text: 'Lễ ký kết ngày 20/05/2023 đã qua 3 ngày, 1 biên bản chưa ghi là đã ký.',
    action: { label: 'Ghi số và ngày', screen: 'memoranda', params: { view: 'record' } },
  });
});

test('a signed memorandum waits for its signed copy, and for its renewal once it has expired', async () => {
  const program = await openProgram();
  const { id } = await oneMemorandum(program);
  await program.call('memoranda.update', { id, endsOn: '2023-05-15' });
  await program.call('memoranda.generate', { printSet: {} });
  expect(await said(program)).toContainEqual(['info', '1 biên bản đã in, chờ ký.']);
  await program.call('memoranda.record', { rows: [{ id, number: '1', signedOn: '2023-04-08' }] });
  expect(await said(program)).toEqual([
    ['info', 'Biên bản đã ký mà chưa ghi hoạt động nào của các cặp trường.'],
    ['info', '1 biên bản đã ký, chưa lưu đủ bản ký.'],
  ]);
  program.setToday('2023-05-16');
  expect((await tasksOf(program))[0]).toMatchObject({
    code: 'EXPIRED',
    text: '1 biên bản đã hết hạn, chưa được gia hạn.',
    action: { label: 'Gia hạn', screen: 'memoranda', params: { state: 'all', expiry: 'expired' } },
  });
});

test('a report is asked for when a semester is over, and its sending until it is noted', async () => {
  const program = await openProgram();
  const { pairId } = await oneMemorandum(program);
  await program.call('activities.create', activityForm([pairId], { heldOn: '2023-04-07' }));
  const reports = async () => (await tasksOf(program)).filter(({ action }) => action.screen === 'reports');
  program.setToday('2023-05-30');
  expect(await reports()).toEqual([]);
  program.setToday('2023-06-02');
  expect(await reports()).toEqual([
    {
      code: 'REPORT_DUE',
      severity: 'warning',
      count: 1,
      text: 'Học kỳ II năm học 2022–2023 đã kết thúc ngày 30/05/2023, từ đó chưa xuất báo cáo nào.',
      action: { label: 'Lập báo cáo', screen: 'reports', params: { period: '2022-2023/HK2' } },
    },
  ]);
  const { reportId } = await program.call('reports.export', { period: '2022-2023' });
  expect(await reports()).toMatchObject([
    { severity: 'info', text: 'Báo cáo Năm học 2022–2023 chưa ghi ngày gửi.' },
  ]);
  await program.call('reports.markSent', { id: reportId, sentTo: 'Sở', sentOn: '2023-06-02' });
  expect(await reports()).toEqual([]);
  program.setToday('2026-01-02');
  expect((await reports())[0]).toMatchObject({
    text: 'Giai đoạn 2023 - 2025 đã kết thúc ngày 31/12/2025, từ đó chưa xuất báo cáo nào.',
    action: { params: { period: 'giai-doan' } },
  });
});

describe('the safety of the data', () => {
  /** What is said of backups, by code. */
  const safety = async ({ call }: Program) =>
    (await call('overview.get', {})).tasks
      .filter(({ action }) => action.params.section === 'backups')
      .map(({ code, severity }) => [code, severity]);

  test('a first backup is asked for once there is something to lose, a new one when the last is old', async () => {
    const program = await openProgram({ today: '2026-11-02' });
    expect(await safety(program)).toEqual([]);
    await onePair(program, await twoUnits(program));
    expect(await safety(program)).toEqual([['NO_BACKUP', 'info']]);
    await program.call('backups.create', {});
    expect(await safety(program)).toEqual([]);
    // Nothing has changed since: an old backup is as good as a new one.
    program.setToday('2026-12-02');
    expect(await safety(program)).toEqual([]);
    await program.call('memoranda.draft', {});
    expect(await safety(program)).toEqual([['BACKUP_OLD', 'warning']]);
  });

  test('a backup that can’t be restored is an error, and a stick that is never there is told', async () => {
    const stick = temporaryFolder();
    const native: NativePort = {
      chooseFolder: async () => stick,
      chooseSavePath: async () => null,
      openFile: async () => true,
      noteSaved() {},
      showInFolder() {},
    };
    const program = await openProgram({ today: '2026-11-02', native });
    await onePair(program, await twoUnits(program));
    await program.call('memoranda.draft', {});
    await program.call('backups.choosePlace', {});
    await program.call('backups.create', {});
    expect(await safety(program)).toEqual([]);
    program.setToday('2026-11-20');
    expect(await safety(program)).toEqual([['BACKUP_NOT_COPIED', 'info']]);
    await program.call('memoranda.generate', {});
    rmSync(path.join(program.dataDir, 'attachments'), { recursive: true });
    await program.call('backups.create', {});
    expect(await safety(program)).toContainEqual(['BACKUP_RED', 'error']);
  });

  test('a rehearsal is not nagged', async () => {
    const program = await openProgram({ fresh: true });
    await program.call('app.initialise', { sample: true });
    expect(await safety(program)).toEqual([]);
  });
});
