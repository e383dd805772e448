import type { ReadDb } from '../../../db/read.ts';
import { contentChoices } from '../papers/templates/template.ts';
import { templatesById } from '../templates/store.ts';
import type { StoredMemorandum } from './list.ts';

/** What the parties of each memorandum agreed on, in the order of its wording. */
export async function contentsIn(db: ReadDb, memoranda: readonly StoredMemorandum[]) {
  const templates = await templatesById(
    db,
    memoranda.map(({ row }) => row.template_id),
  );
  return new Map(
    memoranda.map(({ row, pair }) => {
      const template = templates.get(row.template_id);
      const stored: unknown = JSON.parse(row.contents);
      const choices = template ? contentChoices(template, pair?.level ?? null) : [];
      return [row.id, choices.filter(({ code }) => Array.isArray(stored) && stored.includes(code))] as const;
    }),
  );
}

/** How much each memorandum promises of an indicator in a semester; 0 where it promises nothing. */
export async function promisesOf(
  db: ReadDb,
): Promise<(memorandumId: string, indicator: string, semester: 1 | 2) => number> {
  const rows = await db
    .selectFrom('commitment')
    .where('deleted_at', 'is', null)
    .select(['memorandum_id', 'indicator_code', 'semester', 'quantity'])
    .execute();
  const key = (memorandumId: string, indicator: string, semester: 1 | 2) =>
    `${memorandumId} ${indicator} ${semester}`;
  const promised = new Map(
    rows.map((row) => [key(row.memorandum_id, row.indicator_code, row.semester), row.quantity]),
  );
  return (...asked) => promised.get(key(...asked)) ?? 0;
}
