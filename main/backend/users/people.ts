import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import { compareVietnamese } from '../../../db/text.ts';
import type { Role } from '../../../preload/contract/rights.ts';
import type { Person } from '../../../preload/contract/users.ts';

/** Somebody who shares this computer, with what proves it; the hash never leaves the backend. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly hash: string | null;
}

/** Everybody who is not gone, in Vietnamese order. */
export async function usersOf(db: ReadDb): Promise<User[]> {
  const users = await db
    .selectFrom('user as u')
    .leftJoin('password as p', 'p.user_id', 'u.id')
    .where('u.deleted_at', 'is', null)
    .select(['u.id', 'u.name', 'u.role', 'u.created_at as createdAt', 'p.hash'])
    .execute();
  return users.sort((left, right) => compareVietnamese(left.name, right.name));
}

/** A user as everybody may see him. */
export const personOf = ({ id, name, role, hash }: User): Person => ({
  id,
  name,
  role,
  hasPassword: hash !== null,
});

/** The people of a folder, for one that takes its place. */
export interface People {
  readonly users: readonly Row<'user'>[];
  readonly passwords: readonly Row<'password'>[];
}

export async function peopleOf(db: ReadDb): Promise<People> {
  return {
    users: await db.selectFrom('user').selectAll().where('deleted_at', 'is', null).orderBy('id').execute(),
    passwords: await db.selectFrom('password').selectAll().orderBy('user_id').execute(),
  };
}
