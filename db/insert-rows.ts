import { CompiledQuery } from 'kysely';
import type { WriteDb } from './read.ts';
import type { NewRow, Schema } from './schema.ts';

/** Rows of one statement; more of them are no faster. */
const ROWS_AT_ONCE = 100;

type Values = Readonly<Record<string, unknown>>;

/**
 * Stores many rows of one table, all with the columns of the first. The statements are two, of many rows and of one,
 * and stay prepared; to put them together anew for each chunk takes longer than SQLite needs for the rows.
 * @param alike what all rows say, such as their stamps: once a statement, because handing over takes as long as storing
 */
export async function insertRows<T extends keyof Schema, A extends Partial<NewRow<T>>>(
  db: WriteDb,
  table: T,
  rows: readonly (Omit<NewRow<T>, keyof A> & Values)[],
  alike: A & Values,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const own = Object.keys(first);
  const shared = Object.values(alike);
  const columns = [...own, ...Object.keys(alike)].map((column) => `"${column}"`).join(', ');
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ');
  const row = `(${marks(own.length)})`;
  const statement = (count: number) => `INSERT INTO "${table}" (${columns})
    SELECT ${[...own.map((_, at) => `column${at + 1}`), ...shared.map(() => '?')].join(', ')}
      FROM (VALUES ${Array.from({ length: count }, () => row).join(', ')})`;
  const many = statement(ROWS_AT_ONCE);
  const one = statement(1);
  for (let at = 0; at < rows.length; ) {
    const count = rows.length - at >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
    const values = [...shared];
    for (const each of rows.slice(at, at + count)) for (const column of own) values.push(each[column]);
    await db.executeQuery(CompiledQuery.raw(count === 1 ? one : many, values));
    at += count;
  }
}
