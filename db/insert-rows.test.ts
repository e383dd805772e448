import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { insertRows } from './insert-rows.ts';
import type { Schema } from './schema.ts';
import { memoryDatabase, STAMPS } from './testing.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index).padStart(4, '0'),
    full_name: `Nguyễn Văn ${index}`,
    folded: `nguyen van ${index}`,
  }));
const store = (db: Kysely<Schema>, rows: ReturnType<typeof people>) =>
  db.transaction().execute((trx) => insertRows(trx, 'person', rows, STAMPS));

test.each([0, 1, 99, 100, 101, 273])(
  '%i rows are stored, each as it was given and in its order',
  async (count) => {
    const { db } = await memoryDatabase();
    await store(db, people(count));
    expect(await db.selectFrom('person').selectAll().execute()).toEqual(
      people(count).map((person) => ({ ...person, ...STAMPS })),
    );
  },
);

test('one row that can’t be stored takes all of them back', async () => {
  const { db } = await memoryDatabase();
  await expect(store(db, [...people(120), ...people(1)])).rejects.toThrow(/UNIQUE/);
  expect(await db.selectFrom('person').selectAll().execute()).toEqual([]);
});
