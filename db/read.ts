import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { foldedWords } from './text.ts';

/** A connection for reading: what a query may use, and what a transaction offers too. */
export type ReadDb = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'fn'>;

/** A connection for writing: only inside a command's transaction. */
export type WriteDb = Transaction<Schema>;

/** Condition: this dated row (by its alias) was in force on that day, or the day of a column, and is not in the bin. */
export function inForce(alias: string, on: string | RawBuilder<string>): RawBuilder<boolean> {
  const from = sql.ref(`${alias}.valid_from`);
  const to = sql.ref(`${alias}.valid_to`);
  const deleted = sql.ref(`${alias}.deleted_at`);
  return sql<boolean>`(${deleted} IS NULL AND (${from} IS NULL OR ${from} <= ${on}) AND (${to} IS NULL OR ${to} > ${on}))`;
}

/** Splits rows for bulk statements: SQLite takes at most 32,766 values in one. */
export function chunked<T>(rows: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

const LIKE_WILDCARDS = /[\\%_]/g;

/** Condition: each word of a text occurs in one of the folded columns. */
export function everyWordIn(columns: readonly RawBuilder<string>[], text: string): RawBuilder<boolean> {
  const words = foldedWords(text);
  const conditions = words.map((word) => {
    const pattern = `%${word.replace(LIKE_WILDCARDS, '\\$&')}%`;
    const likes = columns.map((column) => sql`${column} LIKE ${pattern} ESCAPE '\\'`);
    return sql`(${sql.join(likes, sql` OR `)})`;
  });
  return conditions.length === 0 ? sql<boolean>`TRUE` : sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}
