import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { memoryDatabase } from '../../../db/testing.ts';
import { IMPERSONAL, isKeyOrStamp, keyColumn, PERSONAL } from './catalogue.ts';

/** The columns of text of every table, as the database says itself. */
async function textColumns(): Promise<Map<string, string[]>> {
  const { sqlite } = await memoryDatabase();
  const rows = sqlite
    .prepare<[], { table: string; column: string }>(
      `SELECT t.name AS "table", c.name AS "column"
         FROM main.sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND upper(c.type) NOT IN ('INTEGER', 'REAL')`,
    )
    .all();
  return new Map(
    [...Map.groupBy(rows, (row) => row.table)].map(([table, found]) => [
      table,
      found.map((row) => row.column),
    ]),
  );
}

test('every column of text is known to hold something of a person, or nothing', async () => {
  const unknown = [...(await textColumns())].flatMap(([table, columns]) =>
    columns
      .filter((column) => !isKeyOrStamp(column))
      .filter((column) => !PERSONAL[table]?.columns[column] && !IMPERSONAL[table]?.includes(column))
      .map((column) => `${table}.${column}`),
  );
  expect(unknown).toEqual([]);
});

test('no column is said to hold both, and each that is named is there with its key', async () => {
  const columns = await textColumns();
  for (const [table, { columns: personal }] of Object.entries(PERSONAL)) {
    for (const column of Object.keys(personal)) expect(IMPERSONAL[table] ?? [], table).not.toContain(column);
    const there = columns.get(table);
    if (there)
      expect(there, table).toEqual(expect.arrayContaining([...Object.keys(personal), keyColumn(table)]));
  }
});

test('the snapshot of the schema has the tables that are named', () => {
  const schema = readFileSync(path.join(import.meta.dirname, '../../../db/schema.snapshot.sql'), 'utf8');
  const missing = [...Object.keys(PERSONAL), ...Object.keys(IMPERSONAL)].filter(
    (table) => !new RegExp(`CREATE TABLE "?${table}"? `).test(schema),
  );
  expect(missing).toEqual([]);
});
