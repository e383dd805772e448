import type { ReadDb, WriteDb } from '../../../db/read.ts';
import { type Session, session } from '../../../preload/contract/users.ts';

/** Under a key that `settings.set` refuses: it holds for everybody. */
const KEY = 'program:idle-lock';

type IdleMinutes = Session['idleMinutes'];

/** After how many idle minutes the window locks; null: never. */
export async function idleMinutes(db: ReadDb): Promise<IdleMinutes> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return session.shape.idleMinutes.safeParse(JSON.parse(row?.value ?? 'null')).data ?? null;
}

export async function storeIdleMinutes(db: WriteDb, minutes: IdleMinutes, at: string): Promise<void> {
  const value = JSON.stringify(minutes);
  await db
    .insertInto('setting')
    .values({ key: KEY, value, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: at }))
    .execute();
}
