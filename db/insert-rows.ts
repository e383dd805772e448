import { CompiledQuery } from 'kysely';
import type { WriteDb } from './read.ts';
import type { NewRow, Schema } from './schema.ts';

/** Rows of one statement; more of them are no faster. */
const ROWS_AT_ONCE = 50;

/**
 * Stores many rows of one table, all with the columns of the first. The statements are two, of many rows and of one,
 * and stay prepared; to put them together anew for each chunk takes longer than SQLite needs for the rows. What all rows
 * say alike, such as their stamps, is handed over once a statement: handing over takes as long as storing.
 */
export async function insertRows<T extends keyof Schema>(
  db: WriteDb,
  table: T,
  rows: readonly (NewRow<T> & Readonly<Record<string, unknown>>)[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const isShared = (column: string) => rows.every((row) => row[column] === first[column]);
  const shared = rows.length < ROWS_AT_ONCE ? [] : columns.filter(isShared);
  const own = columns.filter((column) => !shared.includes(column));
  const insert = `INSERT INTO "${table}" (${[...own, ...shared].map((column) => `"${column}"`).join(', ')})`;
  const marks = (of: readonly unknown[]) => of.map(() => '?').join(', ');
  const values = `(${marks(own)})`;
  const many = `${insert} SELECT ${[...own.map((_, at) => `column${at + 1}`), ...shared.map(() => '?')].join(', ')}
    FROM (VALUES ${Array.from({ length: ROWS_AT_ONCE }, () => values).join(', ')})`;
  const one = `${insert} VALUES (${marks(columns)})`;
  const alike = shared.map((column) => first[column]);
  for (let at = 0; at < rows.length; ) {
    const isMany = rows.length - at >= ROWS_AT_ONCE;
    const chunk = rows.slice(at, at + (isMany ? ROWS_AT_ONCE : 1));
    const each: unknown[] = isMany ? [...alike] : [];
    for (const row of chunk) for (const column of own) each.push(row[column]);
    if (!isMany) each.push(...alike);
    await db.executeQuery(CompiledQuery.raw(isMany ? many : one, each));
    at += chunk.length;
  }
}
