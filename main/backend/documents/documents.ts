import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import {
  type Document,
  type DocumentForm,
  type DocumentKind,
  documentForm,
  documentKind,
} from '../../../preload/contract/documents.ts';
import { currentCeremony } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { listPairs } from '../pairs/pairs.ts';
import { KIND_SHAPES } from '../papers/templates/kinds.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { newestTemplate } from '../templates/store.ts';
import { findingsOf } from './check.ts';

/** A stored document whose form has been read. */
export interface StoredDocument {
  readonly row: Row<'document'>;
  readonly form: DocumentForm;
}

/** @throws AppError NOT_FOUND */
export async function documentById(db: ReadDb, id: string): Promise<StoredDocument> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'văn bản' });
  return { row, form: documentForm.parse(JSON.parse(row.form)) };
}

const toDocument = (row: Row<'document'>, form: DocumentForm): Document => ({
  id: row.id,
  kind: documentKind.parse(row.kind),
  title: row.title,
  date: form.date,
  fileId: row.attachment_id,
  pages: row.pages,
  issuedAt: row.issued_at,
  updatedAt: row.updated_at,
});

/** @throws AppError DOCUMENT_ISSUED */
function requireOpen({ row }: StoredDocument): void {
  if (row.attachment_id) throw new AppError('DOCUMENT_ISSUED', { title: row.title });
}

/** How a list names it: its kind and what it is about. */
async function titleOf(db: ReadDb, form: DocumentForm, today: string): Promise<string> {
  const { name } = KIND_SHAPES[form.kind];
  if (form.kind !== 'handover') return form.event ? `${name}: ${form.event}` : name;
  const programme = await currentProgramme(db);
  const [pair] = await listPairs(db, programme.id, today, [form.pairId]);
  return pair ? `${name}: ${pair.supporting_name} – ${pair.partner_name}` : name;
}

/** A pair of the register, even one that was removed since. @throws AppError NOT_FOUND */
async function requirePair(db: ReadDb, id: string): Promise<void> {
  const pair = await db.selectFrom('school_pair').select('id').where('id', '=', id).executeTakeFirst();
  if (!pair) throw new AppError('NOT_FOUND', { what: 'cặp trường' });
}

const NOBODY = { name: null, position: null, body: null };
const HEAD = { number: null, date: null, placeName: null };

/** A new document, filled in as far as the register, the pair and the ceremony know. */
export async function firstForm(
  { db, today }: CommandContext,
  kind: DocumentKind,
  given: { readonly pairId?: string | undefined; readonly ceremonyId?: string | undefined },
): Promise<DocumentForm> {
  const programme = await currentProgramme(db);
  if (kind === 'handover') {
    const pairId = given.pairId ?? (await listPairs(db, programme.id, today()))[0]?.id;
    if (!pairId) throw new AppError('NOT_FOUND', { what: 'cặp trường để lập biên bản bàn giao' });
    await requirePair(db, pairId);
    return {
      kind,
      ...HEAD,
      pairId,
      giver: 'supporting',
      venue: null,
      copies: programme.copies,
      giverRepresentative: null,
      receiverRepresentative: null,
      items: [],
    };
  }
  const [unit] = await unitsOf(db, programme.id, today());
  if (!unit) throw new AppError('NOT_FOUND', { what: 'đơn vị ban hành' });
  const ceremony = given.ceremonyId
    ? await db
        .selectFrom('ceremony')
        .selectAll()
        .where('id', '=', given.ceremonyId)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
    : await currentCeremony(db, programme.id);
  if (!ceremony) throw new AppError('NOT_FOUND', { what: 'lễ ký kết' });
  const points = await db
    .selectFrom('ceremony_item')
    .select(['starts_at', 'title'])
    .where('ceremony_id', '=', ceremony.id)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  const event = {
    ...HEAD,
    unitId: unit.id,
    event: ceremony.title,
    heldOn: ceremony.held_on,
    startsAt: ceremony.starts_at,
    venue: ceremony.venue,
    agenda: points.map(({ starts_at, title }) => ({ startsAt: starts_at, content: title })),
  };
  if (kind === 'invitation') {
    const signer = { fullName: null, position: null, authority: null, headPost: null, document: null };
    return { kind, ...event, addressees: [], chair: null, contact: null, replyBy: null, signer };
  }
  const delegates = await db
    .selectFrom('ceremony_delegate')
    .select(['full_name', 'post', 'body', 'absent'])
    .where('ceremony_id', '=', ceremony.id)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  const people = (absent: 0 | 1) =>
    delegates
      .filter((delegate) => delegate.absent === absent)
      .map(({ full_name, post, body }) => ({ name: full_name, position: post, body }));
  return {
    kind,
    ...event,
    endsAt: null,
    attendees: people(0),
    absentees: people(1),
    chair: NOBODY,
    secretary: NOBODY,
    proceedings: [],
  };
}

/** Stores a new document by the newest wording of its kind. */
export async function createDocument(
  { db, now, today }: CommandContext,
  form: DocumentForm,
  ceremonyId: string | null,
): Promise<string> {
  const { id: templateId } = await newestTemplate(db, form.kind);
  const title = await titleOf(db, form, today());
  const id = newId();
  await db
    .insertInto('document')
    .values({
      id,
      programme_id: (await currentProgramme(db)).id,
      template_id: templateId,
      kind: form.kind,
      title,
      folded: fold(title),
      form: JSON.stringify(form),
      pair_id: form.kind === 'handover' ? form.pairId : null,
      ceremony_id: ceremonyId,
      attachment_id: null,
      pages: null,
      issued_at: null,
      ...created(now()),
    })
    .execute();
  return id;
}

export const documentHandlers: Handlers<
  'documents.list' | 'documents.get' | 'documents.create' | 'documents.update' | 'documents.remove'
> = {
  async 'documents.list'({ db }) {
    const rows = await db
      .selectFrom('document')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('id', 'desc')
      .execute();
    return {
      documents: rows.map((row) => toDocument(row, documentForm.parse(JSON.parse(row.form)))),
    };
  },

  async 'documents.get'(context, { id }) {
    const { row, form } = await documentById(context.db, id);
    const findings = row.attachment_id ? [] : await findingsOf(context, { row, form });
    return {
      ...toDocument(row, form),
      form,
      findings: findings.map(({ severity, code, message }) => ({ severity, code, message })),
    };
  },

  async 'documents.create'(context, { kind, ...given }) {
    const form = await firstForm(context, kind, given);
    // Equipment is handed over on its own day.
    const ceremonyId = kind === 'handover' ? null : (given.ceremonyId ?? null);
    return { id: await createDocument(context, form, ceremonyId) };
  },

  async 'documents.update'({ db, now, today }, { id, form }) {
    const stored = await documentById(db, id);
    requireOpen(stored);
    if (form.kind !== stored.form.kind)
      throw new AppError('INVALID_INPUT', { field: 'kind', reason: 'không đổi được loại văn bản' });
    if (form.kind === 'handover') await requirePair(db, form.pairId);
    const title = await titleOf(db, form, today());
    await db
      .updateTable('document')
      .set({
        form: JSON.stringify(form),
        title,
        folded: fold(title),
        pair_id: form.kind === 'handover' ? form.pairId : null,
        updated_at: now(),
      })
      .where('id', '=', id)
      .execute();
    return {};
  },

  async 'documents.remove'({ db, now }, { id }) {
    await documentById(db, id);
    await db
      .updateTable('document')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', '=', id)
      .execute();
    return {};
  },
};
