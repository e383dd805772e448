import { expect, test } from 'vitest';
import { openProgram } from '../testing.ts';

/** An office whose admin has a colleague who only looks. */
async function office() {
  const program = await openProgram();
  const add = async (name: string, role: 'viewer' | 'editor' | 'admin') =>
    (await program.call('users.create', { name, role, password: null })).id;
  return {
    ...program,
    add,
    admin: await add('Nguyễn Văn A', 'admin'),
    viewer: await add('Trần Thị B', 'viewer'),
  };
}

test('the last admin can neither go nor be made less', async () => {
  const { call, refused, admin, add } = await office();
  expect(await refused('users.remove', { id: admin })).toMatchObject({ code: 'ADMIN_NEEDED' });
  const demoted = { id: admin, name: 'Nguyễn Văn A', role: 'editor' as const };
  expect(await refused('users.update', demoted)).toMatchObject({ code: 'ADMIN_NEEDED' });
  expect((await call('users.list', {})).users.find(({ id }) => id === admin)?.role).toBe('admin');

  await add('Lê Văn C', 'admin');
  await call('users.update', demoted);
  await call('users.remove', { id: admin });
  expect((await call('users.list', {})).users.map(({ name }) => name)).toEqual(['Lê Văn C', 'Trần Thị B']);
});

test('an admin whom anybody could choose is told of while others are limited', async () => {
  const { call, admin, viewer } = await office();
  expect((await call('users.list', {})).openAdmins).toEqual(['Nguyễn Văn A']);
  await call('users.setPassword', { id: admin, password: 'hoa sen trong đầm' });
  expect((await call('users.list', {})).openAdmins).toEqual([]);
  await call('users.setPassword', { id: admin, password: null });
  await call('users.update', { id: viewer, name: 'Trần Thị B', role: 'admin' });
  // Where everybody may do everything a name guards nothing.
  expect((await call('users.list', {})).openAdmins).toEqual([]);
});

test('two users never share a name, in whatever letters, and a name is free again when its user is gone', async () => {
  const { call, refused, viewer, add } = await office();
  const twin = { name: 'trần thị b', role: 'editor' as const, password: null };
  expect(await refused('users.create', twin)).toMatchObject({
    code: 'USER_NAME_TAKEN',
    details: { field: 'name' },
  });
  await call('users.update', { id: viewer, name: 'Trần Thị B', role: 'editor' });
  await call('users.remove', { id: viewer });
  await add('Trần Thị B', 'viewer');
});

test('halves of letters, which no file could keep, do not tell two names apart', async () => {
  const { call, refused, add } = await office();
  const broken = { name: '\ud800', role: 'viewer' as const, password: null };
  expect(await refused('users.create', broken)).toMatchObject({ code: 'INVALID_INPUT' });
  const id = await add('Lê Văn \udc00C', 'viewer');
  expect((await call('users.list', {})).users.find((user) => user.id === id)?.name).toBe('Lê Văn C');
  expect(await refused('users.create', { ...broken, name: 'Lê Văn C' })).toMatchObject({
    code: 'USER_NAME_TAKEN',
  });
});

test('a password has eight letters at least', async () => {
  const { refused, admin } = await office();
  expect(await refused('users.setPassword', { id: admin, password: 'ngắn' })).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'password' },
  });
});

test('whose password was set stands in the journal, the idle lock with its minutes', async () => {
  const { call, admin } = await office();
  await call('users.setPassword', { id: admin, password: 'hoa sen trong đầm' });
  await call('users.setIdleLock', { minutes: 10 });
  const { entries } = await call('history.list', { limit: 2 });
  expect(entries.map(({ command, reason }) => [command, reason])).toEqual([
    ['users.setIdleLock', 'sau 10 phút'],
    ['users.setPassword', 'đặt mật khẩu cho Nguyễn Văn A'],
  ]);
  expect((await call('users.list', {})).idleMinutes).toBe(10);
});
