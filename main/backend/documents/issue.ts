import type { Handlers, JobContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { safeFileName } from '../files/file-names.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { isDrawable } from '../papers/templates/findings.ts';
import { findingsOf, wordedPaper } from './check.ts';
import { documentById, type StoredDocument } from './documents.ts';

async function render(context: JobContext, stored: StoredDocument, purpose: 'final' | 'preview') {
  const findings = await findingsOf(context, stored);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (purpose === 'final' ? errors.length > 0 : !isDrawable(findings))
    throw new AppError('DOCUMENT_INCOMPLETE', { findings: errors });
  const { paper, template } = await wordedPaper(context, stored);
  return context.workers.run(
    'paperPdf',
    { paper, template, fontsFolder: fontsFolder(context.resources.dir), createdAt: context.now() },
    context.signal,
  );
}

const pdfName = ({ row }: StoredDocument): string => safeFileName(`${row.title}.pdf`);

/** The file of an issued document. */
async function issuedFile(context: QueryContext, { row }: StoredDocument) {
  if (!row.attachment_id || !row.pages) return null;
  const { path: _, ...file } = await context.files.locate(context.db, row.attachment_id);
  return { ...file, pages: row.pages };
}

export const documentIssueHandlers: Handlers<'documents.preview' | 'documents.word' | 'documents.issue'> = {
  async 'documents.preview'(context, { id }) {
    const stored = await documentById(context.db, id);
    const issued = await issuedFile(context, stored);
    if (issued) return issued;
    const pdf = await render(context, stored, 'preview');
    return { ...(await context.files.hold(pdfName(stored), pdf.bytes)), pages: pdf.pages };
  },

  async 'documents.word'(context, { id }) {
    const stored = await documentById(context.db, id);
    const bytes = await context.workers.run(
      'paperWord',
      { ...(await wordedPaper(context, stored)), fontsFolder: fontsFolder(context.resources.dir) },
      context.signal,
    );
    return context.files.hold(safeFileName(`${stored.row.title}.docx`), bytes);
  },

  async 'documents.issue'(context, { id }) {
    const stored = await documentById(context.db, id);
    if (stored.row.attachment_id) throw new AppError('DOCUMENT_ISSUED', { title: stored.row.title });
    const pdf = await render(context, stored, 'final');
    const attachment = await context.files.attach(pdfName(stored), pdf.bytes, context.now());
    await context.write(async ({ db, now }) => {
      await db.insertInto('attachment').values(attachment).execute();
      const { numUpdatedRows } = await db
        .updateTable('document')
        .set({ attachment_id: attachment.id, pages: pdf.pages, issued_at: now(), updated_at: now() })
        .where('id', '=', id)
        .where('updated_at', '=', stored.row.updated_at)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new AppError('CONFLICT');
    });
    const issued = await issuedFile(context, await documentById(context.db, id));
    if (!issued) throw new AppError('INTERNAL');
    return issued;
  },
};
