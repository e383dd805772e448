import type Sqlite from 'better-sqlite3';

/** The names of a database's own tables, sorted; those of the migrator are among them, SQLite's inner ones are not. */
export const tablesOf = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare<[], string>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
