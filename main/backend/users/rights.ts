import { sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import { type Right, rightToRestore, rightToUndo } from '../../../preload/contract/rights.ts';
import type { ProcedureName } from '../../../preload/contract/types.ts';

/** The deed behind a row of the journal, however often it was taken back and done again. */
export async function deedOf(db: ReadDb, sequence: number): Promise<string | null> {
  const row = await db
    .selectFrom('journal')
    .where('sequence', '=', sequence)
    .select(['command', sql<number | null>`payload ->> '$.undoes'`.as('undoes')])
    .executeTakeFirst();
  if (!row) return null;
  return row.undoes === null ? row.command : deedOf(db, row.undoes);
}

/** Rights that a call needs beside its own: what is taken back or restored must be one's to do. */
export async function rightsOfWhatItTouches(
  db: ReadDb,
  name: ProcedureName,
  input: unknown,
): Promise<Right[]> {
  if (name === 'history.undo') {
    const { historyProcedures } = await import('../../../preload/contract/history.ts');
    const deed = await deedOf(db, historyProcedures['history.undo'].input.parse(input).sequence);
    return deed === null ? [] : [rightToUndo(deed)];
  }
  if (name === 'bin.restore') {
    const { binProcedures } = await import('../../../preload/contract/bin.ts');
    const { items } = binProcedures['bin.restore'].input.parse(input);
    return items.map(({ kind }) => rightToRestore(kind));
  }
  return [];
}
