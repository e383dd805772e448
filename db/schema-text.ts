import type Sqlite from 'better-sqlite3';

/** What `npm run schema` keeps: every table, index and trigger as SQLite stores it, in order of making. */
export function schemaText(sqlite: Sqlite.Database): string {
  const statements = sqlite
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all();
  return statements.map((statement) => `${statement};\n`).join('\n');
}
