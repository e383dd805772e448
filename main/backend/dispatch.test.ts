import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorBody } from '../../preload/contract/errors.ts';
import { PROCEDURES } from '../../preload/contract/procedures.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { dispatch } from './dispatch.ts';
import { handlersBeside } from './handlers.ts';
import { createBackend } from './index.ts';
import {
  activityForm,
  onePair,
  openProgram,
  RESOURCES_DIR,
  schoolForm,
  temporaryFolder,
  twoUnits,
} from './testing.ts';

const NAMES = Object.keys(PROCEDURES) as ProcedureName[];

describe('the only way in', () => {
  test('every procedure of the contract has its handler', async () => {
    // One job works where no folder can be opened, and is told with the controls.
    const onData = NAMES.filter((name) => PROCEDURES[name].kind !== 'control' && name !== 'backups.salvage');
    const handled = new Set<string>();
    for (const name of onData) for (const each of Object.keys(await handlersBeside(name))) handled.add(each);
    expect([...handled].sort()).toEqual(onData.sort());
  });

  test('an unknown name is refused, even one that every object has', async () => {
    const { backend } = await openProgram({ fresh: true });
    for (const name of ['schools.explode', 'toString', '__proto__', '']) {
      expect(await backend.dispatch(name, {})).toMatchObject({
        ok: false,
        error: { code: 'UNKNOWN_COMMAND' },
      });
    }
  });

  test('a fault inside the program is told without a stack, and logged with what caused it', async () => {
    const logged: { message: string; details: unknown }[] = [];
    const logger = {
      info() {},
      error: (message: string, details: unknown) => logged.push({ message, details }),
    };
    const fault = new TypeError('x is not a function');
    const answer = await dispatch('schools.list', {}, () => Promise.reject(fault), {
      dataDir: '/data',
      logger,
    });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'INTERNAL', message: expect.stringContaining('lỗi ngoài dự kiến'), details: {} },
    });
    expect(logged).toEqual([
      { message: 'internal error', details: { code: 'INTERNAL', procedure: 'schools.list', error: fault } },
    ]);
  });

  test('an answer that breaks the contract is an internal fault', async () => {
    const logger = { info() {}, error() {} };
    const answer = await dispatch('schools.list', {}, async () => ({ schools: 'none' }), {
      dataDir: '/data',
      logger,
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  });
});

describe('input that can’t be used', () => {
  const school = schoolForm('01890000-0000-7000-8000-000000000000', 'tieu_hoc', 'Trường Tiểu học Hoa Sen');

  test.each([
    ['schools.create', { ...school, name: '' }, 'name', 'không được để trống'],
    ['schools.create', { ...school, name: '  \t ' }, 'name', 'không được để trống'],
    ['schools.create', { ...school, name: 'A'.repeat(201) }, 'name', 'dài quá 200 ký tự'],
    ['schools.create', { ...school, name: undefined }, 'name', 'còn thiếu'],
    ['schools.create', { ...school, name: 5 }, 'name', 'phải là chữ'],
    ['schools.create', { ...school, pupils: '400' }, 'pupils', 'phải là số'],
    ['schools.create', { ...school, pupils: 1.5 }, 'pupils', 'phải là số nguyên'],
    ['schools.create', { ...school, pupils: -1 }, 'pupils', 'phải từ 0 trở lên'],
    ['schools.create', { ...school, level: 'thpt' }, 'level', 'chỉ nhận: mam_non, tieu_hoc, thcs'],
    ['schools.create', { ...school, unitId: 'Thanh Trì' }, 'unitId', 'không phải mã hợp lệ'],
    ['schools.create', { ...school, motto: 'x' }, '', 'có mục không nhận: motto'],
    ['schools.remove', { ids: [] }, 'ids', 'cần ít nhất 1 mục'],
    ['programmes.update', { startsOn: '2023-02-30' }, 'startsOn', 'không phải ngày có thật'],
    ['programmes.update', { copies: 3 }, 'copies', 'phải là bội số của 2'],
    ['programmes.update', { copies: 40 }, 'copies', 'không quá 20'],
    ['memoranda.generate', { printSet: { copies: 0 } }, 'printSet.copies', 'phải từ 1 trở lên'],
    ['schools.list', null, '', 'phải là một nhóm mục'],
  ])('%s with %j', async (name, input, field, reason) => {
    const { backend } = await openProgram({ fresh: true });
    const answer = await backend.dispatch(name, input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', details: { field } } });
    if (answer.ok) return;
    expect(answer.error.details.reason).toContain(reason);
    expect(answer.error.message).not.toMatch(/expected|invalid|string|received/i);
  });

  test('every bad field is named', async () => {
    const { refused } = await openProgram({ fresh: true });
    const { details } = await refused('schools.create', { ...school, name: '', classes: -1 });
    expect(
      z
        .array(z.object({ field: z.string() }))
        .parse(details.fields)
        .map(({ field }) => field),
    ).toEqual(['name', 'classes']);
  });
});

describe('a folder without data', () => {
  test('refuses everything that needs data and says how to begin', async () => {
    const { backend, dataDir } = await openProgram({ fresh: true });
    for (const name of [
      'schools.list',
      'pairs.suggest',
      'memoranda.draft',
      'schools.export',
      'settings.get',
      'check.run',
    ]) {
      expect(await backend.dispatch(name, name === 'settings.get' ? { key: 'a' } : {})).toMatchObject({
        ok: false,
        error: { code: 'DATA_FOLDER_NOT_INITIALISED', details: { dataDir } },
      });
    }
    await expect(backend.receiveFile('a.csv', new Uint8Array())).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_INITIALISED',
    });
    expect(existsSync(path.join(dataDir, 'chung-tay.sqlite'))).toBe(false);
  });

  test('tells its state, becomes a folder with data once, and keeps it', async () => {
    const { call, refused, dataDir } = await openProgram({ fresh: true });
    expect(await call('app.status', {})).toMatchObject({ initialised: false, dataDir, actor: 'van-thu' });
    expect(await call('app.initialise', { sample: false })).toEqual({ dataDir, schools: 0, pairs: 0 });
    expect(await call('app.status', {})).toMatchObject({ initialised: true, rehearsal: false });
    expect(await refused('app.initialise', { sample: false })).toMatchObject({
      code: 'DATA_FOLDER_ALREADY_INITIALISED',
    });
    expect((await call('programmes.get', {})).title).toContain('Nhà trường cùng chung tay phát triển');
  });

  test('killed between the database and its first transaction, it can be made again', async () => {
    const program = await openProgram();
    await program.behindItsBack((sqlite) => {
      sqlite.pragma('foreign_keys = OFF');
      const tables = sqlite
        .prepare<[], string>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'kysely%'",
        )
        .pluck();
      for (const table of tables.all()) sqlite.exec(`DELETE FROM "${table}"`);
    });
    expect(await program.call('app.status', {})).toMatchObject({ initialised: false });
    expect(await program.call('app.initialise', { sample: false })).toMatchObject({ schools: 0 });
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
  });

  test('two requests to make it: one wins', async () => {
    const { backend } = await openProgram({ fresh: true });
    const answers = await Promise.all([
      backend.dispatch('app.initialise', { sample: false }),
      backend.dispatch('app.initialise', { sample: false }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await backend.dispatch('check.run', {})).toEqual({ ok: true, value: { problems: [] } });
  });

  test('a file where the folder should be is refused', async () => {
    const file = path.join(temporaryFolder(), 'data');
    writeFileSync(file, '');
    const { refused } = await openProgram({ fresh: true, dataDir: file });
    expect(await refused('app.initialise', { sample: false })).toMatchObject({
      code: 'DATA_FOLDER_READ_ONLY',
    });
  });

  test('a folder that another program holds is refused', async () => {
    const { dataDir } = await openProgram();
    await expect(
      createBackend({ dataDir, resourcesDir: RESOURCES_DIR, version: '0', actor: 'x' }),
    ).rejects.toMatchObject({ code: 'DATA_FOLDER_LOCKED', details: { dataDir } });
  });
});

describe('commands', () => {
  test('run one after another: of two that want one code, one wins', async () => {
    const program = await openProgram();
    const { thanhTri } = await twoUnits(program);
    const create = (name: string) =>
      program.backend.dispatch('schools.create', { ...schoolForm(thanhTri, 'tieu_hoc', name), code: '0101' });
    const answers = await Promise.all([create('Trường Tiểu học Hoa Sen'), create('Trường Tiểu học Hoa Ban')]);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(answers[1]).toMatchObject({
      ok: false,
      error: { code: 'SCHOOL_CODE_TAKEN', details: { field: 'code' } },
    });
    expect((await program.call('schools.list', {})).schools).toHaveLength(1);
  });

  test('leave one journal row each, by the person who acts; refused ones leave none', async () => {
    const program = await openProgram();
    const { thanhTri } = await twoUnits(program);
    const form = schoolForm(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Sen');
    await program.call('schools.create', form);
    await program.refused('schools.create', form);
    const { entries } = await program.call('history.list', {});
    expect(entries.map(({ command, undoable }) => [command, undoable])).toEqual([
      ['schools.create', true],
      ['programmes.update', true],
      ['organisations.create', true],
      ['organisations.create', true],
      ['app.initialise', false],
    ]);
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set(['van-thu']));
  });

  test('tell the windows when they have changed something, and only then', async () => {
    const program = await openProgram();
    const { thanhTri } = await twoUnits(program);
    const before = program.events.length;
    await program.call('schools.list', {});
    await program.refused('schools.remove', { ids: [thanhTri] });
    expect(program.events.slice(before)).toEqual([]);
    await program.call('schools.create', schoolForm(thanhTri, 'thcs', 'Trường THCS Hoa Sen'));
    expect(program.events.slice(before)).toEqual([
      { name: 'data.changed', payload: { procedure: 'schools.create' } },
    ]);
  });

  test('a window that fails to listen harms neither the command nor the other windows', async () => {
    const program = await openProgram();
    let heard = 0;
    program.backend.subscribe(() => {
      throw new Error('window is gone');
    });
    program.backend.subscribe(() => {
      heard += 1;
    });
    await program.call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' });
    expect(heard).toBe(1);
  });
});

describe('jobs', () => {
  test('report progress under the caller’s id', async () => {
    const program = await openProgram();
    await onePair(program);
    await program.call('schools.export', { jobId: 'export-1' });
    expect(program.events).toContainEqual({
      name: 'job.progress',
      payload: { jobId: 'export-1', label: 'Ghi danh sách', done: 0, total: 0 },
    });
  });

  test('can be cancelled, and then nothing was written', async () => {
    const program = await openProgram();
    const rows = Array.from({ length: 300 }, (_, index) => `Thanh Trì,TH,Trường Tiểu học số ${index}`);
    const fileId = await program.receive('ds.csv', ['Huyện,Cấp học,Tên trường', ...rows].join('\n'));
    const job = program.refused('schools.import', { fileId, jobId: 'import-1' });
    await program.backend.dispatch('jobs.cancel', { jobId: 'import-1' });
    expect(await job).toMatchObject({ code: 'CANCELLED' });
    expect((await program.call('schools.list', {})).schools).toEqual([]);
    expect((await program.call('history.list', {})).entries.map(({ command }) => command)).toEqual([
      'app.initialise',
    ]);
  });

  test('an unknown job is cancelled in vain', async () => {
    const { call } = await openProgram({ fresh: true });
    expect(await call('jobs.cancel', { jobId: 'nobody' })).toEqual({});
  });

  test('closing stops them with a word, not with a fault', async () => {
    const program = await openProgram();
    const fileId = await program.receive(
      'ds.csv',
      'Huyện,Cấp học,Tên trường\nThanh Trì,TH,Trường Tiểu học Hoa Sen',
    );
    const jobs = [
      program.backend.dispatch('schools.import', { fileId }),
      program.backend.dispatch('schools.export', {}),
      program.backend.dispatch('overview.get', {}),
    ];
    await program.backend.close();
    for (const answer of await Promise.all(jobs)) {
      if (!answer.ok) expect(answer.error.code).toBe('CANCELLED');
    }
    expect(program.logged).toEqual([]);
    expect(readdirSync(program.dataDir)).not.toContain('chung-tay.sqlite-wal');
    await expect(program.backend.dispatch('schools.list', {})).resolves.toMatchObject({
      error: { code: 'DATA_FOLDER_NOT_INITIALISED' },
    });
  });
});

test('every answer is plain JSON that both ways of transport carry unchanged', async () => {
  const program = await openProgram();
  const { supporting, pairId } = await onePair(program);
  await program.call('memoranda.draft', {});
  const { memoranda } = await program.call('memoranda.list', {});
  const { id: activityId } = await program.call(
    'activities.create',
    activityForm([pairId], { heldOn: '2023-04-07' }),
  );
  const fileId = await program.receive(
    'ds.csv',
    'Huyện,Cấp học,Tên trường\nThanh Trì,TH,Trường Tiểu học Mới',
  );
  const pairFile = await program.receive(
    'cap.csv',
    'Trường hỗ trợ,Trường đối tác\nTrường Tiểu học Hoa Sen,Trường Tiểu học Hướng Dương',
  );
  const memorandumId = memoranda[0]?.id ?? '';
  const inputs: Partial<Record<ProcedureName, unknown>> = {
    'app.initialise': { sample: false },
    'settings.get': { key: 'a' },
    'settings.set': { key: 'a', value: { columns: ['name', null, 1, true] } },
    'jobs.cancel': { jobId: 'x' },
    'history.list': { limit: 5 },
    'history.steps': {},
    'files.get': { fileId },
    'files.open': { fileId },
    'files.saveAs': { fileId },
    'files.openRecent': { path: '/không có.xlsx' },
    'files.showInFolder': { path: '/không có.xlsx' },
    'history.undo': { sequence: 1 },
    'programmes.update': { title: 'Nhà trường cùng chung tay phát triển' },
    'organisations.create': { kind: 'xa', name: 'Hoa Sen' },
    'organisations.update': { id: memorandumId },
    'schools.search': { text: 'hoa sen' },
    'search.find': { text: 'hoa sen' },
    'schools.get': { id: supporting },
    'schools.create': { name: '' },
    'cells.write': { table: 'schools', cells: [{ row: supporting, column: 'phone', text: '024 3333 0008' }] },
    'guide.list': {},
    'guide.get': { topic: 'schools' },
    'guide.find': { text: 'trường' },
    'guide.print': { topic: 'schools' },
    'schools.update': { id: supporting, phone: '024 3333 0009' },
    'schools.remove': { ids: [supporting] },
    'schools.restore': { ids: [supporting] },
    'schools.previewImport': { fileId },
    'schools.import': { fileId },
    'schools.markImport': { fileId },
    'pairs.create': { pairs: [{ supportingSchoolId: supporting, partnerSchoolId: supporting }] },
    'pairs.remove': { ids: [pairId] },
    'pairs.import': { fileId: pairFile },
    'bin.restore': { items: [{ kind: 'pair', id: pairId }] },
    'memoranda.get': { id: memorandumId },
    'memoranda.update': { id: memorandumId, copies: 6 },
    'memoranda.preview': { id: memorandumId },
    'memoranda.generate': { printSet: {} },
    'memoranda.cancel': { id: memorandumId },
    'activities.create': activityForm([pairId], { heldOn: '2023-04-07' }),
    'activities.update': { ...activityForm([pairId], { heldOn: '2023-04-07' }), id: activityId },
    'activities.remove': { ids: [activityId] },
    'reports.figures': { period: '2023-2024' },
    'reports.export': { period: '2023-2024' },
  };
  const order = NAMES.toSorted(
    (left, right) => Number(left === 'memoranda.cancel') - Number(right === 'memoranda.cancel'),
  );
  for (const name of order) {
    program.wait();
    const answer = await program.backend.dispatch(name, inputs[name] ?? {});
    expect(JSON.parse(JSON.stringify(answer)), name).toEqual(answer);
    expect(structuredClone(answer), name).toEqual(answer);
    if (!answer.ok) expect(() => errorBody.parse(answer.error)).not.toThrow();
    if (!answer.ok) expect(answer.error.code, name).not.toBe('INTERNAL');
  }
  expect(program.logged).toEqual([]);
});

test('screen settings are remembered, outside the journal', async () => {
  const { call } = await openProgram();
  expect(await call('settings.get', { key: 'schools.columns' })).toEqual({ value: null });
  await call('settings.set', { key: 'schools.columns', value: ['name'] });
  await call('settings.set', { key: 'schools.columns', value: ['name', 'code'] });
  expect(await call('settings.get', { key: 'schools.columns' })).toEqual({ value: ['name', 'code'] });
  expect((await call('history.list', {})).entries).toHaveLength(1);
});

test('what the program keeps for itself can be neither read nor written as a screen setting', async () => {
  const { refused } = await openProgram();
  const key = 'program:saved-files';
  expect(await refused('settings.get', { key })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await refused('settings.set', { key, value: [] })).toMatchObject({ code: 'INVALID_INPUT' });
});
