import type Sqlite from 'better-sqlite3';

/** SQLite's own full checks of pages, indexes and references: one text a damage. */
export const damagesOf = (sqlite: Sqlite.Database): string[] => [
  ...sqlite
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((text) => text !== 'ok'),
  ...sqlite
    .prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map(({ table, parent }) => `${table} → ${parent}`),
];

/** How much the office has in the register. */
export type Figures = Readonly<Record<'schools' | 'pairs' | 'memoranda' | 'activities', number>>;

const COUNTED = {
  schools: 'school',
  pairs: 'school_pair',
  memoranda: 'memorandum',
  activities: 'activity',
} as const satisfies Record<keyof Figures, string>;

/** What lies outside the bin. */
export function figuresOf(sqlite: Sqlite.Database): Figures {
  const count = (table: string) =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at IS NULL`).pluck().get());
  const { schools, pairs, memoranda, activities } = COUNTED;
  return {
    schools: count(schools),
    pairs: count(pairs),
    memoranda: count(memoranda),
    activities: count(activities),
  };
}
