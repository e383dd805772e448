import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { restoreAsFolder } from '../backups/restore.ts';
import { onePair, openProgram, type Program, temporaryFolder } from '../testing.ts';

const PASSWORD = 'hoa sen trong đầm';

const open = (options: { dataDir?: string; fresh?: boolean } = {}) =>
  openProgram({ asksWhoWorks: true, ...options });

/** An admin with a password, who has signed in, and an editor without one. */
async function office(program: Program) {
  const { id: admin } = await program.call('users.create', {
    name: 'Nguyễn Văn A',
    role: 'admin',
    password: PASSWORD,
  });
  const { id: editor } = await program.call('users.create', {
    name: 'Trần Thị B',
    role: 'editor',
    password: null,
  });
  return { admin, editor };
}

const lastDeed = async ({ call }: Program) => (await call('history.list', { limit: 1 })).entries[0];

/** The program on the same folder, started anew. */
async function restarted(program: Program): Promise<Program> {
  await program.backend.close();
  return open({ fresh: true, dataDir: program.dataDir });
}

describe('who works', () => {
  test('is the system’s user with all rights while nobody is named', async () => {
    const program = await open();
    expect(await program.call('session.get', {})).toEqual({
      state: 'open',
      person: { id: null, name: 'van-thu', role: 'admin' },
      people: [],
      idleMinutes: null,
    });
    await program.call('programmes.update', { phase: '2024-2026' });
    expect((await lastDeed(program))?.actor).toBe('van-thu');
    // Nobody could open again what he locks.
    await program.call('session.lock', {});
    expect((await program.call('session.get', {})).state).toBe('open');
  });

  test('is whoever names the first user, and that one is an admin', async () => {
    const program = await open();
    const viewer = { name: 'Trần Thị B', role: 'viewer' as const, password: null };
    expect(await program.refused('users.create', viewer)).toMatchObject({ code: 'ADMIN_NEEDED' });
    const { admin } = await office(program);
    const { state, person } = await program.call('session.get', {});
    expect({ state, person }).toEqual({
      state: 'open',
      person: { id: admin, name: 'Nguyễn Văn A', role: 'admin' },
    });
    await program.call('programmes.update', { phase: '2024-2026' });
    expect((await lastDeed(program))?.actor).toBe('Nguyễn Văn A');
  });

  test('is the only user without a password, by himself', async () => {
    const first = await open();
    await first.call('users.create', { name: 'Nguyễn Văn A', role: 'admin', password: null });
    const program = await restarted(first);
    expect((await program.call('session.get', {})).person?.name).toBe('Nguyễn Văn A');
    // Who has locked is asked, all the same.
    await program.call('session.lock', {});
    expect(await program.refused('schools.list', {})).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('has to be said at every start where there are several, and proved where there is a password', async () => {
    const first = await open();
    const { admin, editor } = await office(first);
    const program = await restarted(first);
    const { state, person, people } = await program.call('session.get', {});
    expect({ state, person }).toEqual({ state: 'signedOut', person: null });
    expect(people).toEqual([
      { id: admin, name: 'Nguyễn Văn A', role: 'admin', hasPassword: true },
      { id: editor, name: 'Trần Thị B', role: 'editor', hasPassword: false },
    ]);

    expect(await program.refused('session.signIn', { userId: admin, password: null })).toMatchObject({
      code: 'PASSWORD_WRONG',
    });
    expect(await program.refused('schools.list', {})).toMatchObject({ code: 'NOT_SIGNED_IN' });
    await program.call('session.signIn', { userId: editor, password: null });
    expect((await program.call('session.get', {})).person?.name).toBe('Trần Thị B');
    await program.call('session.signIn', { userId: admin, password: PASSWORD });
    expect((await program.call('session.get', {})).person?.name).toBe('Nguyễn Văn A');
  });

  test('on the command line is the system’s user, whoever shares the computer', async () => {
    const first = await open();
    await office(first);
    await first.backend.close();
    const program = await openProgram({ fresh: true, dataDir: first.dataDir });
    await program.call('programmes.update', { phase: '2024-2026' });
    expect((await lastDeed(program))?.actor).toBe('van-thu');
  });

  test('can’t be somebody any more who was removed or demoted meanwhile', async () => {
    const program = await open();
    const { editor } = await office(program);
    const { id: admin } = await program.call('users.create', {
      name: 'Lê Văn C',
      role: 'admin',
      password: null,
    });
    await program.call('session.signIn', { userId: admin, password: null });
    await program.call('users.update', { id: admin, name: 'Lê Văn C', role: 'viewer' });
    expect(await program.refused('users.remove', { id: editor })).toMatchObject({ code: 'NOT_ALLOWED' });
    await program.call('session.signIn', { userId: editor, password: null });
    await program.behindItsBack((sqlite) => sqlite.exec("UPDATE user SET deleted_at = '2024'"));
    expect((await program.call('session.get', {})).people).toEqual([]);
  });
});

test('a job ends under the name of who began it, and tells nobody while the window is locked', async () => {
  const program = await open();
  const { editor } = await office(program);
  await onePair(program);
  await program.call('session.signIn', { userId: editor, password: null });

  const work = program.call('reports.export', { period: '2023', map: 'then' });
  await program.call('session.lock', {});
  const heard = program.events.length;
  await work;
  expect(program.events.slice(heard)).toEqual([]);

  await program.call('session.signIn', { userId: editor, password: null });
  expect(program.events.at(-1)?.name).toBe('session.changed');
  expect(await lastDeed(program)).toMatchObject({ command: 'reports.export', actor: 'Trần Thị B' });
});

describe('a password', () => {
  test('that was wrong several times costs a waiting that grows, and the right one ends it', async () => {
    const program = await open();
    const { admin } = await office(program);
    const guess = () => program.refused('session.signIn', { userId: admin, password: 'đoán mò' });
    const seconds = async () => (await guess()).details.seconds;
    expect([await seconds(), await seconds(), await seconds()]).toEqual([0, 0, 5]);
    expect(await guess()).toMatchObject({ code: 'SIGN_IN_DELAYED', details: { seconds: 5 } });
    // The right one has to wait, too, or the waiting would tell.
    expect(await program.refused('session.signIn', { userId: admin, password: PASSWORD })).toMatchObject({
      code: 'SIGN_IN_DELAYED',
    });
    program.wait(6_000);
    expect(await seconds()).toBe(10);
    program.wait(11_000);
    await program.call('session.signIn', { userId: admin, password: PASSWORD });
    expect(await seconds()).toBe(0);
  }, 60_000);

  test('guesses that come all at once wait for each other', async () => {
    const program = await open();
    const { admin } = await office(program);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => program.refused('session.signIn', { userId: admin, password: 'x' })),
    );
    expect(answers.filter(({ code }) => code === 'PASSWORD_WRONG')).toHaveLength(3);
  }, 60_000);

  test('of one’s own is changed by whoever knows it', async () => {
    const program = await open();
    const { editor } = await office(program);
    await program.call('session.signIn', { userId: editor, password: null });
    await program.call('session.changePassword', { current: null, password: 'mật khẩu mới' });
    expect(await program.refused('session.changePassword', { current: null, password: null })).toMatchObject({
      code: 'PASSWORD_WRONG',
    });
    await program.call('session.changePassword', { current: 'mật khẩu mới', password: null });
    expect(await lastDeed(program)).toMatchObject({ command: 'session.changePassword', actor: 'Trần Thị B' });
  }, 60_000);

  test('is never told: not in the journal, not in an answer, not in a log', async () => {
    const program = await open();
    const { admin } = await office(program);
    await program.call('users.setPassword', { id: admin, password: `${PASSWORD} khác` });
    const told = [
      await program.call('users.list', {}),
      await program.call('session.get', {}),
      await program.call('history.list', { limit: 500 }),
      program.events,
      program.logged,
    ];
    await program.behindItsBack((sqlite) => {
      told.push(sqlite.prepare('SELECT * FROM journal').all() as never);
      // It is there, and nowhere else.
      expect(sqlite.prepare('SELECT hash FROM password').pluck().get()).toMatch(/^\$scrypt\$/);
    });
    const text = JSON.stringify(told);
    expect(text).not.toContain('$scrypt$');
    expect(text).not.toContain(PASSWORD);
  }, 60_000);

  test('that its admin has forgotten is set anew by whoever can reach the data folder', async () => {
    const first = await open();
    const { admin, editor } = await office(first);
    const program = await restarted(first);
    expect(await program.refused('session.forgot', { userId: editor })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const reset = { userId: admin, password: 'mật khẩu mới' };
    expect(await program.refused('session.resetPassword', reset)).toMatchObject({ code: 'PROOF_MISSING' });

    const { fileName, folder } = await program.call('session.forgot', { userId: admin });
    expect(fileName).toMatch(/^quen-mat-khau-[0-9a-f]{12}\.txt$/);
    expect(folder).toBe(program.dataDir);
    expect(await program.refused('session.resetPassword', reset)).toMatchObject({ code: 'PROOF_MISSING' });
    // Windows adds an ending that it hides.
    writeFileSync(path.join(folder, `${fileName}.txt`), '');
    await program.call('session.resetPassword', reset);

    expect((await program.call('session.get', {})).person?.id).toBe(admin);
    expect(readdirSync(folder).filter((name) => name.startsWith('quen'))).toEqual([]);
    expect(await lastDeed(program)).toMatchObject({
      command: 'session.resetPassword',
      actor: 'Nguyễn Văn A',
      reason: expect.stringContaining('quên mật khẩu'),
    });
    // It has served once.
    writeFileSync(path.join(folder, fileName), '');
    expect(await program.refused('session.resetPassword', reset)).toMatchObject({ code: 'PROOF_MISSING' });
  }, 60_000);
});

describe('another folder in the place of this one', () => {
  test('with other people signs everybody out', async () => {
    const program = await open();
    await program.call('backups.create', {});
    const { backups } = await program.call('backups.list', {});
    program.wait(3_600_000);
    const { admin } = await office(program);
    await program.call('backups.create', {});
    const same = (await program.call('backups.list', {})).backups[0];
    // The same people go on.
    await program.call('backups.restore', { source: { place: 'own', name: same?.name ?? '' } });
    expect((await program.call('session.get', {})).person?.id).toBe(admin);
    expect(await lastDeed(program)).toMatchObject({ command: 'backups.restore', actor: 'Nguyễn Văn A' });

    // Somebody who is added makes it another office.
    await program.call('users.create', { name: 'Lê Văn C', role: 'viewer', password: null });
    await program.call('backups.restore', { source: { place: 'own', name: same?.name ?? '' } });
    expect((await program.call('session.get', {})).state).toBe('signedOut');

    await program.call('session.signIn', { userId: admin, password: PASSWORD });
    await program.call('backups.restore', { source: { place: 'own', name: backups[0]?.name ?? '' } });
    expect((await program.call('session.get', {})).person).toMatchObject({ id: null, name: 'van-thu' });
  }, 60_000);

  test('of the same office keeps its people: the real one after a rehearsal', async () => {
    const program = await openProgram({
      fresh: true,
      asksWhoWorks: true,
      dataDir: path.join(temporaryFolder(), 'du-lieu'),
    });
    await program.call('app.initialise', { sample: false, rehearsal: true, person: 'Nguyễn Văn A' });
    expect((await program.call('session.get', {})).person).toMatchObject({
      name: 'Nguyễn Văn A',
      role: 'admin',
    });
    const { id } = await program.call('users.create', {
      name: 'Trần Thị B',
      role: 'editor',
      password: PASSWORD,
    });
    await program.call('app.startReal', {});
    const { person, people } = await program.call('session.get', {});
    expect(person?.name).toBe('Nguyễn Văn A');
    expect(people.map(({ name, hasPassword }) => [name, hasPassword])).toEqual([
      ['Nguyễn Văn A', false],
      ['Trần Thị B', true],
    ]);
    await program.call('session.signIn', { userId: id, password: PASSWORD });
  }, 60_000);
});

test('each user finds the screens as he left them, and those of before at first', async () => {
  const program = await open();
  await program.call('settings.set', { key: 'schools.columns', value: ['name'] });
  await program.call('settings.set', { key: 'ownUnit', value: { kind: 'huyen', name: 'Thanh Trì' } });
  const { admin, editor } = await office(program);
  const value = async (key: string) => (await program.call('settings.get', { key })).value;
  expect(await value('schools.columns')).toEqual(['name']);
  await program.call('settings.set', { key: 'schools.columns', value: ['code'] });
  await program.call('session.signIn', { userId: editor, password: null });
  expect(await value('schools.columns')).toEqual(['name']);
  expect(await value('ownUnit')).toEqual({ kind: 'huyen', name: 'Thanh Trì' });
  expect(await program.refused('settings.get', { key: `user:${admin}:schools.columns` })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  // What was typed and never saved goes with its author.
  await program.call('session.signIn', { userId: admin, password: PASSWORD });
  await program.call('users.remove', { id: editor });
  await program.behindItsBack((sqlite) =>
    expect(sqlite.prepare(`SELECT key FROM setting WHERE key LIKE 'user:${editor}%'`).all()).toEqual([]),
  );
});

test('a backup carries the people and what proves who they are to another computer', async () => {
  const program = await open();
  const { admin } = await office(program);
  const { fileId } = await program.call('backups.export', {});
  const file = await program.backend.openFile(fileId);
  const dataDir = path.join(temporaryFolder(), 'du-lieu');
  await restoreAsFolder(file?.path ?? '', dataDir);
  const copy = await open({ fresh: true, dataDir });
  expect((await copy.call('session.get', {})).state).toBe('signedOut');
  await copy.call('session.signIn', { userId: admin, password: PASSWORD });
});
