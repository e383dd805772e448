import type { WriteDb } from '../../../db/read.ts';
import type { Role } from '../../../preload/contract/rights.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { idleMinutes, storeIdleMinutes } from './idle.ts';
import { hashPassword } from './passwords.ts';
import { personOf, type User, usersOf } from './people.ts';

type Names = 'list' | 'create' | 'update' | 'setPassword' | 'remove' | 'setIdleLock';
type IdleMinutes = OutputOf<'session.get'>['idleMinutes'];

/** @throws AppError ADMIN_NEEDED where nobody could name users any more */
const requireAdmin = (roles: readonly Role[]): void => {
  if (!roles.includes('admin')) throw new AppError('ADMIN_NEEDED');
};

const nameKey = (name: string): string => name.toLocaleLowerCase('vi');

/** @throws AppError USER_NAME_TAKEN: the journal tells users apart by their names alone */
function requireFreeName(users: readonly User[], name: string): void {
  if (users.some((user) => nameKey(user.name) === nameKey(name)))
    throw new AppError('USER_NAME_TAKEN', { name, field: 'name' });
}

/** @throws AppError NOT_FOUND */
function userOf(users: readonly User[], id: string): User {
  const user = users.find((each) => each.id === id);
  if (!user) throw new AppError('NOT_FOUND', { what: 'người dùng' });
  return user;
}

/** Stores a password or takes it away; the user's own row is stamped, so that the journal tells whose it was. */
export async function storePassword(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  userId: string,
  hash: string | null,
): Promise<void> {
  const updated_at = now();
  await db.updateTable('user').set({ updated_at }).where('id', '=', userId).execute();
  await db.deleteFrom('password').where('user_id', '=', userId).execute();
  if (hash !== null) await db.insertInto('password').values({ user_id: userId, hash, updated_at }).execute();
}

/** Adds somebody who shares this computer; the answer is his key. */
export async function addUser(db: WriteDb, at: string, user: { name: string; role: Role }): Promise<string> {
  const id = newId();
  await db
    .insertInto('user')
    .values({ id, ...user, ...created(at) })
    .execute();
  return id;
}

/** The hash of a password that is to be set, made before any transaction begins. */
export const hashOf = (password: string | null): Promise<string | null> =>
  password === null ? Promise.resolve(null) : hashPassword(password);

export const userHandlers: Handlers<`users.${Names}`> = {
  async 'users.list'({ db }) {
    const users = await usersOf(db);
    const limited = users.some(({ role }) => role !== 'admin');
    return {
      users: users.map((user) => ({ ...personOf(user), createdAt: user.createdAt })),
      idleMinutes: await idleMinutes(db),
      openAdmins: users
        .filter(({ role, hash }) => limited && role === 'admin' && hash === null)
        .map(({ name }) => name),
    };
  },

  async 'users.create'({ write }, { name, role, password }) {
    const hash = await hashOf(password);
    return write(async (context) => {
      const users = await usersOf(context.db);
      requireAdmin([...users.map((user) => user.role), role]);
      requireFreeName(users, name);
      const id = await addUser(context.db, context.now(), { name, role });
      if (hash !== null) await storePassword(context, id, hash);
      return { id };
    });
  },

  async 'users.update'({ db, now }, { id, name, role }) {
    const users = await usersOf(db);
    userOf(users, id);
    const others = users.filter((user) => user.id !== id);
    requireAdmin([...others.map((user) => user.role), role]);
    requireFreeName(others, name);
    await db.updateTable('user').set({ name, role, updated_at: now() }).where('id', '=', id).execute();
    return {};
  },

  async 'users.setPassword'({ write }, { id, password }) {
    const hash = await hashOf(password);
    return write(async (context) => {
      const { name } = userOf(await usersOf(context.db), id);
      await storePassword(context, id, hash);
      context.note(`${hash === null ? 'bỏ mật khẩu của' : 'đặt mật khẩu cho'} ${name}`);
      return {};
    });
  },

  async 'users.remove'({ db, now }, { id }) {
    const users = await usersOf(db);
    userOf(users, id);
    requireAdmin(users.filter((user) => user.id !== id).map((user) => user.role));
    await db.updateTable('user').set({ deleted_at: now(), updated_at: now() }).where('id', '=', id).execute();
    await db.deleteFrom('password').where('user_id', '=', id).execute();
    // What was typed and never saved goes with its author.
    await db.deleteFrom('setting').where('key', 'like', `user:${id}:%`).execute();
    return {};
  },

  async 'users.setIdleLock'({ db, now, note }, { minutes }) {
    await storeIdleMinutes(db, minutes satisfies IdleMinutes, now());
    note(minutes === null ? 'không tự khóa' : `sau ${minutes} phút`);
    return {};
  },
};
