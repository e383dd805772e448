import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import { type TemplateKind, templateKind } from '../../../preload/contract/templates.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { KIND_SHAPES } from '../papers/templates/kinds.ts';
import { loadTemplate, type PaperTemplate, parseTemplate } from '../papers/templates/template.ts';

/** Kinds of paper of which the folder has no wording: all in a new one, the later ones in that of an older program. */
export async function kindsWithoutTemplate({ db, resources }: Pick<QueryContext, 'db' | 'resources'>) {
  const rows = await db.selectFrom('template').select('kind').distinct().execute();
  const stored = new Set(rows.map(({ kind }) => kind));
  const shipped = await readdir(path.join(resources.dir, 'templates'));
  return templateKind.options.filter((kind) => shipped.includes(kind) && !stored.has(kind));
}

/**
 * Stores the shipped wording of every kind that has none; from then on it belongs to the office and no update
 * touches it.
 */
export async function seedTemplates(context: CommandContext): Promise<void> {
  const { db, resources, now } = context;
  for (const kind of await kindsWithoutTemplate(context)) {
    const dir = path.join(resources.dir, 'templates', kind);
    const versions = (await readdir(dir)).map(Number).sort((left, right) => left - right);
    const rows = versions.map((version) => ({
      id: newId(),
      kind,
      version,
      content: JSON.stringify(loadTemplate(path.join(dir, `${version}`, 'template.json'))),
      ...created(now()),
    }));
    await db.insertInto('template').values(rows).execute();
  }
}

/**
 * The newest published wording of a kind, for new papers.
 * @throws AppError TEMPLATE_INVALID when there is none
 */
export async function newestTemplate(
  db: ReadDb,
  kind: TemplateKind,
): Promise<{ readonly id: string; readonly template: PaperTemplate }> {
  const row = await db
    .selectFrom('template')
    .select(['id', 'content'])
    .where('kind', '=', kind)
    .where('status', '=', 'published')
    .where('deleted_at', 'is', null)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (!row) throw new AppError('TEMPLATE_INVALID', { reason: `chưa có mẫu “${KIND_SHAPES[kind].name}”` });
  return { id: row.id, template: parseTemplate(JSON.parse(row.content)) };
}

/** Templates by their id, each parsed once. */
export async function templatesById(db: ReadDb, ids: readonly string[]): Promise<Map<string, PaperTemplate>> {
  const rows = await db
    .selectFrom('template')
    .select(['id', 'content'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, parseTemplate(JSON.parse(row.content))]));
}
