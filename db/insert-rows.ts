import { CompiledQuery } from 'kysely';
import type { WriteDb } from './read.ts';
import type { NewRow, Schema } from './schema.ts';

/** Rows of one statement; more of them are no faster. */
const ROWS_AT_ONCE = 50;

/**
 * Stores many rows of one table, all with the columns of the first. The statements are two, of many rows and of one,
 * and stay prepared; to put them together anew for each chunk takes longer than SQLite needs for the rows.
 */
export async function insertRows<T extends keyof Schema>(
  db: WriteDb,
  table: T,
  rows: readonly (NewRow<T> & Readonly<Record<string, unknown>>)[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((name) => `"${name}"`).join(', ');
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const statement = (count: number) =>
    `INSERT INTO "${table}" (${names}) VALUES ${Array.from({ length: count }, () => marks).join(', ')}`;
  const many = statement(ROWS_AT_ONCE);
  const one = statement(1);
  for (let at = 0; at < rows.length; ) {
    const count = rows.length - at >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
    const values: unknown[] = [];
    for (const row of rows.slice(at, at + count)) for (const column of columns) values.push(row[column]);
    await db.executeQuery(CompiledQuery.raw(count === 1 ? one : many, values));
    at += count;
  }
}
