import { centred, count, text } from './excel.ts';
import { list, listBytes } from './list-writer.ts';

/** A row of the journal, in words. */
export interface JournalLine {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string;
  readonly deed: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly hash: string;
}

/** What the workbook is made of. */
export interface JournalWorkbookInput {
  readonly lines: readonly JournalLine[];
  /** What was asked for, when, and the mark of the journal then. */
  readonly about: readonly (readonly [what: string, said: string])[];
  /** `YYYY-MM-DD`. */
  readonly createdOn: string;
}

const TITLE = 'Nhật ký';

/** The journal as a workbook: its rows, and on a sheet of its own what they are. Every text is text, never a formula. */
export async function buildJournalWorkbook({
  lines,
  about,
  createdOn,
}: JournalWorkbookInput): Promise<Uint8Array> {
  return listBytes({ title: TITLE, creator: 'Chung Tay', createdOn }, [
    list<JournalLine>(
      TITLE,
      [
        count('sequence', 'Số thứ tự', 10, (row) => row.sequence),
        centred('at', 'Lúc', 17, (row) => row.at),
        text('actor', 'Người', 16, (row) => row.actor),
        text('deed', 'Việc', 26, (row) => row.deed),
        text('subject', 'Đối tượng', 40, (row) => row.subject),
        text('before', 'Trước', 36, (row) => row.before),
        text('after', 'Sau', 36, (row) => row.after),
        text('reason', 'Lý do', 28, (row) => row.reason),
        text('hash', 'Mã băm', 34, (row) => row.hash),
      ],
      lines,
    ),
    list<(typeof about)[number]>(
      'Điều kiện',
      [text('what', 'Mục', 30, ([what]) => what), text('said', 'Nội dung', 70, ([, said]) => said)],
      about,
    ),
  ]);
}
