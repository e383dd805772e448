import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import {
  type TemplateContent,
  templateContent,
  templateKind,
} from '../../../preload/contract/template-content.ts';
import type { templateProcedures } from '../../../preload/contract/templates.ts';
import type { CommandContext, Context, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { fieldsOf } from '../papers/templates/fields.ts';
import { KIND_SHAPES } from '../papers/templates/kinds.ts';
import { contentChoices, type PaperTemplate, parseTemplate } from '../papers/templates/template.ts';
import { compareTemplates } from './compare.ts';
import { LONGEST_TEMPLATE, readTemplateFile, templateFileName, writeTemplateFile } from './exchange.ts';
import { paperToShow } from './preview.ts';

type Stored = Row<'template'>;

/** Which memoranda a kind of template words. */
const MEMORANDUM_KINDS = { school: 'memorandum', unit: 'unit_memorandum' } as const;

/** @throws AppError NOT_FOUND */
async function templateById(db: ReadDb, id: string): Promise<Stored> {
  const row = await db
    .selectFrom('template')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'mẫu văn bản' });
  return row;
}

/** @throws AppError TEMPLATE_PUBLISHED: what words papers stays as it is */
async function draftById(db: ReadDb, id: string): Promise<Stored> {
  const row = await templateById(db, id);
  if (row.status !== 'draft') throw new AppError('TEMPLATE_PUBLISHED');
  return row;
}

const contentOf = (row: Pick<Stored, 'content'>): TemplateContent =>
  templateContent.parse(JSON.parse(row.content));

const kindOf = (row: Pick<Stored, 'kind'>) => templateKind.parse(row.kind);

/** Everything that keeps a wording from being printed. */
async function problemsIn({ resources }: Context, content: TemplateContent) {
  // Fonts are read when templates are first worked on, not whenever the program starts.
  const { loadFonts } = await import('../papers/fonts.ts');
  const { problemsOf } = await import('./problems.ts');
  return problemsOf(content, loadFonts(fontsFolder(resources.dir)));
}

/** @throws AppError TEMPLATE_INVALID with the first problem as reason, and all of them */
async function printable(context: Context, content: TemplateContent): Promise<PaperTemplate> {
  const problems = await problemsIn(context, content);
  const [first] = problems;
  if (first) throw new AppError('TEMPLATE_INVALID', { reason: first.message, problems });
  return parseTemplate(content);
}

/** How many memoranda and documents each template words, in any of their versions. */
async function uses(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const worded = db
    .selectFrom('memorandum')
    .select(['template_id', 'id'])
    .where('deleted_at', 'is', null)
    .union(db.selectFrom('memorandum_version').select(['template_id', 'memorandum_id as id']))
    .union(db.selectFrom('document').select(['template_id', 'id']).where('deleted_at', 'is', null));
  const rows = await db
    .selectFrom(worded.as('worded'))
    .select(({ fn }) => ['template_id', fn.countAll<number>().as('count')])
    .groupBy('template_id')
    .execute();
  return new Map(rows.map((row) => [row.template_id, row.count]));
}

const toVersion = (row: Stored, used: ReadonlyMap<string, number>) => ({
  id: row.id,
  kind: kindOf(row),
  version: row.version,
  status: row.status,
  note: row.note,
  usedBy: used.get(row.id) ?? 0,
  updatedAt: row.updated_at,
});

/** Drafts of memoranda and documents of the template's kind that another version words. */
async function otherDrafts(db: ReadDb, { id, kind }: Stored) {
  const memoranda = await db
    .selectFrom('memorandum as m')
    .leftJoin('school_pair as p', 'p.id', 'm.pair_id')
    .select(['m.id', 'm.kind', 'm.contents', 'p.level'])
    .where('m.state', '=', 'draft')
    .where('m.template_id', '!=', id)
    .where('m.deleted_at', 'is', null)
    .execute();
  const documents = await db
    .selectFrom('document')
    .select('id')
    .where('kind', '=', kind)
    .where('issued_at', 'is', null)
    .where('template_id', '!=', id)
    .where('deleted_at', 'is', null)
    .execute();
  return { memoranda: memoranda.filter((row) => MEMORANDUM_KINDS[row.kind] === kind), documents };
}

/** Stores a wording as the one draft of its kind. */
async function insertDraft({ db, now }: CommandContext, content: TemplateContent): Promise<string> {
  const { newest } = await db
    .selectFrom('template')
    .select(({ fn }) => fn.max('version').as('newest'))
    .where('kind', '=', content.kind)
    .executeTakeFirstOrThrow();
  const version = Number(newest ?? 0) + 1;
  const id = newId();
  await db
    .insertInto('template')
    .values({
      id,
      kind: content.kind,
      version,
      content: JSON.stringify({ ...content, version }),
      status: 'draft',
      note: null,
      ...created(now()),
    })
    .execute();
  return id;
}

const draftOf = (db: ReadDb, kind: string) =>
  db
    .selectFrom('template')
    .select('id')
    .where('kind', '=', kind)
    .where('status', '=', 'draft')
    .where('deleted_at', 'is', null)
    .executeTakeFirst();

export const templateHandlers: Handlers<keyof typeof templateProcedures> = {
  async 'templates.list'({ db }) {
    const rows = await db
      .selectFrom('template')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('version', 'desc')
      .execute();
    const used = await uses(db);
    return { templates: rows.map((row) => toVersion(row, used)) };
  },

  async 'templates.get'(context, { id }) {
    const { db } = context;
    const row = await templateById(db, id);
    const content = contentOf(row);
    const drafts = await otherDrafts(db, row);
    return {
      ...toVersion(row, await uses(db)),
      content,
      problems: await problemsIn(context, content),
      otherDrafts: drafts.memoranda.length + drafts.documents.length,
    };
  },

  async 'templates.shape'(_, { kind }) {
    return { ...KIND_SHAPES[kind], fields: fieldsOf(kind) };
  },

  async 'templates.edit'(context, { id }) {
    const row = await templateById(context.db, id);
    const draft = await draftOf(context.db, row.kind);
    return { id: draft?.id ?? (await insertDraft(context, contentOf(row))) };
  },

  async 'templates.save'(context, { id, content }) {
    const { db, now } = context;
    const row = await draftById(db, id);
    if (content.kind !== row.kind)
      throw new AppError('TEMPLATE_INVALID', { reason: 'không đổi được loại văn bản của mẫu' });
    const stored = JSON.stringify({ ...content, version: row.version });
    if (stored.length > LONGEST_TEMPLATE) throw new AppError('TEMPLATE_INVALID', { reason: 'mẫu quá dài' });
    await db
      .updateTable('template')
      .set({ content: stored, updated_at: now() })
      .where('id', '=', id)
      .execute();
    return { problems: await problemsIn(context, content) };
  },

  async 'templates.publish'(context, { id, note }) {
    const { db, now } = context;
    const row = await draftById(db, id);
    await printable(context, contentOf(row));
    await db
      .updateTable('template')
      .set({ status: 'published', note: note ?? row.note, updated_at: now() })
      .where('id', '=', id)
      .execute();
    return {};
  },

  async 'templates.takeOver'({ db, now }, { id }) {
    const row = await templateById(db, id);
    if (row.status === 'draft') throw new AppError('NOT_FOUND', { what: 'bản mẫu đã đưa vào dùng' });
    const template = parseTemplate(JSON.parse(row.content));
    const { memoranda, documents } = await otherDrafts(db, row);
    const changed = { template_id: id, updated_at: now() };
    for (const { id: memorandumId, contents, level } of memoranda) {
      // A content that the new wording no longer offers can't be printed, so it is no longer chosen.
      const offered = new Set(contentChoices(template, level).map(({ code }) => code));
      const chosen: unknown = JSON.parse(contents);
      const kept = Array.isArray(chosen) ? chosen.filter((code) => offered.has(code)) : [];
      await db
        .updateTable('memorandum')
        .set({ ...changed, contents: JSON.stringify(kept) })
        .where('id', '=', memorandumId)
        .execute();
    }
    for (const { id: documentId } of documents)
      await db.updateTable('document').set(changed).where('id', '=', documentId).execute();
    return { taken: memoranda.length + documents.length };
  },

  async 'templates.discard'({ db }, { id }) {
    await draftById(db, id);
    // Nothing is worded by a draft, and its number is free for the next one.
    await db.deleteFrom('template').where('id', '=', id).execute();
    return {};
  },

  async 'templates.compare'({ db }, { from, to }) {
    const [before, after] = [await templateById(db, from), await templateById(db, to)];
    if (before.kind !== after.kind)
      throw new AppError('INVALID_INPUT', { field: 'to', reason: 'hai mẫu không cùng loại văn bản' });
    return { differences: compareTemplates(contentOf(before), contentOf(after)) };
  },

  async 'templates.preview'(context, { content, level, memorandumId }) {
    const template = await printable(context, content);
    context.progress('Dựng bản xem trước', 0, 0);
    const paper = await paperToShow(context, template, { level, memorandumId });
    const pdf = await context.workers.run(
      'paperPdf',
      {
        paper,
        template,
        fontsFolder: fontsFolder(context.resources.dir),
        createdAt: context.now(),
      },
      context.signal,
    );
    const name = `${KIND_SHAPES[template.kind].name}.pdf`;
    return { ...(await context.files.hold(name, pdf.bytes)), pages: pdf.pages };
  },

  async 'templates.export'({ db, files }, { id }) {
    const content = contentOf(await templateById(db, id));
    return files.hold(templateFileName(content), writeTemplateFile(content));
  },

  async 'templates.import'(context, { fileId }) {
    const { fileName, bytes } = await context.files.read(context.db, fileId);
    const content = readTemplateFile(fileName, bytes);
    const id = await context.write(async (command) => {
      if (await draftOf(command.db, content.kind))
        throw new AppError('TEMPLATE_DRAFT_EXISTS', { kind: KIND_SHAPES[content.kind].name });
      return insertDraft(command, content);
    });
    return { id };
  },
};
