import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { loadTemplate, type MemorandumTemplate, parseTemplate } from '../papers/templates/template.ts';

const KIND = 'memorandum';

/** Stores the shipped versions; from then on the wording belongs to the office and no update touches it. */
export async function seedTemplates({ db, resources, now }: CommandContext): Promise<void> {
  const dir = path.join(resources.dir, 'templates', KIND);
  const versions = (await readdir(dir)).map(Number).sort((left, right) => left - right);
  const rows = versions.map((version) => ({
    id: newId(),
    kind: KIND,
    version,
    content: JSON.stringify(loadTemplate(path.join(dir, `${version}`, 'template.json'))),
    ...created(now()),
  }));
  await db.insertInto('template').values(rows).execute();
}

/** The newest wording, for new drafts. */
export async function newestTemplate(db: ReadDb): Promise<{ id: string; template: MemorandumTemplate }> {
  const row = await db
    .selectFrom('template')
    .select(['id', 'content'])
    .where('kind', '=', KIND)
    .where('deleted_at', 'is', null)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (!row) throw new AppError('TEMPLATE_INVALID', { reason: 'chưa có mẫu biên bản' });
  return { id: row.id, template: parseTemplate(JSON.parse(row.content)) };
}

/** Templates by their id, each parsed once. */
export async function templatesById(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, MemorandumTemplate>> {
  const rows = await db
    .selectFrom('template')
    .select(['id', 'content'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, parseTemplate(JSON.parse(row.content))]));
}
