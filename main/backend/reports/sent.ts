import type { ReadDb } from '../../../db/read.ts';
import type { Report, ReportFile } from '../../../preload/contract/reports.ts';

/** The reports that were exported, the newest first; or the one with a key. */
export async function sentReports(db: ReadDb, id?: string): Promise<Report[]> {
  const rows = await db
    .selectFrom('report')
    // Without its figures, which may be megabytes: these columns stand together in an index.
    .select(['id', 'form', 'period', 'label', 'rows', 'sent_to', 'sent_on', 'note', 'created_at'])
    .select(['attachment_id', 'pdf_attachment_id', 'word_attachment_id'])
    .where('deleted_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id', 'desc')
    .execute();
  const ids = rows.flatMap((row) =>
    [row.attachment_id, row.pdf_attachment_id, row.word_attachment_id].filter((each) => each !== null),
  );
  const attachments = await db.selectFrom('attachment').selectAll().where('id', 'in', ids).execute();
  const known = new Map(attachments.map((attachment) => [attachment.id, attachment]));
  const fileOf = (kind: ReportFile['kind'], attachmentId: string | null): ReportFile[] => {
    const file = known.get(attachmentId ?? '');
    if (!file) return [];
    const { file_name, media_type, byte_size, sha256 } = file;
    return [
      { kind, fileId: file.id, fileName: file_name, mediaType: media_type, byteSize: byte_size, sha256 },
    ];
  };
  return rows.map((row) => ({
    id: row.id,
    form: row.form,
    period: row.period,
    label: row.label,
    rows: row.rows,
    exportedAt: row.created_at,
    sentTo: row.sent_to,
    sentOn: row.sent_on,
    note: row.note,
    files: [
      ...fileOf('xlsx', row.attachment_id),
      ...fileOf('pdf', row.pdf_attachment_id),
      ...fileOf('docx', row.word_attachment_id),
    ],
  }));
}
