import type Sqlite from 'better-sqlite3';

/** So many are kept a connection, and none whose text is longer: the statements of bulk inserts come once. */
const MOST_STATEMENTS = 300;
const LONGEST_STATEMENT = 10_000;

const kept = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement<unknown[], unknown>>>();

/**
 * A statement that is prepared once a connection. The program says the same few hundred again and again, and preparing
 * one that writes takes longer than running it: the triggers of its table are prepared, too. SQLite itself prepares it
 * anew when the schema has changed.
 */
export function prepared(sqlite: Sqlite.Database, text: string): Sqlite.Statement<unknown[], unknown> {
  const own = kept.get(sqlite) ?? new Map<string, Sqlite.Statement<unknown[], unknown>>();
  kept.set(sqlite, own);
  const known = own.get(text);
  if (known) return known;
  const statement = sqlite.prepare<unknown[], unknown>(text);
  if (text.length > LONGEST_STATEMENT) return statement;
  const [oldest] = own.keys();
  if (own.size >= MOST_STATEMENTS && oldest !== undefined) own.delete(oldest);
  own.set(text, statement);
  return statement;
}
