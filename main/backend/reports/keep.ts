import type { Row } from '../../../db/schema.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { JobContext } from '../context.ts';
import { toFileRef } from '../files/file-store.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { countRows } from './figures.ts';

interface OutgoingFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What leaves the office as a report: its main file, and the report in words beside it. */
interface Outgoing extends OutgoingFile {
  readonly form: Row<'report'>['form'];
  readonly figures: ReportFigures;
  /** The journal's last row when the figures were collected. */
  readonly journalSequence: number;
  readonly pdf?: OutgoingFile | null;
  readonly word?: OutgoingFile | null;
}

/** A report that is kept, with its files. */
interface KeptReport extends FileRef {
  readonly reportId: string;
  readonly rows: number;
  readonly pdf: FileRef | null;
  readonly word: FileRef | null;
}

/** The journal's last row; what is entered later is told apart by it. */
export const journalEnd = ({ journal }: Pick<JobContext, 'journal'>): number =>
  journal.read(1)[0]?.sequence ?? 0;

/** Keeps exactly what is handed out, with the figures that it shows: all its files or none. */
export async function keepReport(
  context: JobContext,
  { form, figures, journalSequence, fileName, bytes, pdf, word }: Outgoing,
): Promise<KeptReport> {
  const attach = (file: OutgoingFile) => context.files.attach(file.fileName, file.bytes, context.now());
  const main = await attach({ fileName, bytes });
  const beside = { pdf: pdf ? await attach(pdf) : null, word: word ? await attach(word) : null };
  const attachments = [main, beside.pdf, beside.word].filter((row) => row !== null);
  const reportId = newId();
  const rows = countRows(figures);
  const write = context.write(async ({ db, now }) => {
    await db.insertInto('attachment').values(attachments).execute();
    await db
      .insertInto('report')
      .values({
        id: reportId,
        programme_id: (await currentProgramme(db)).id,
        form,
        period: figures.period.code,
        label: figures.period.label,
        figures: JSON.stringify(figures),
        attachment_id: main.id,
        pdf_attachment_id: beside.pdf?.id ?? null,
        word_attachment_id: beside.word?.id ?? null,
        rows,
        journal_sequence: journalSequence,
        sent_to: null,
        sent_on: null,
        ...created(now()),
      })
      .execute();
  });
  await write.catch(async (error: unknown) => {
    await context.files.discard(context.db, attachments);
    throw error;
  });
  const refOf = async (id: string): Promise<FileRef> => toFileRef(await context.files.locate(context.db, id));
  return {
    ...(await refOf(main.id)),
    reportId,
    rows,
    pdf: beside.pdf && (await refOf(beside.pdf.id)),
    word: beside.word && (await refOf(beside.word.id)),
  };
}
