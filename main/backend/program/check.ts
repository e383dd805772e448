import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ChainFault } from '../../../db/journal.ts';
import type { Handlers } from '../context.ts';
import { shownInstant } from '../text/dates.ts';

/** What SQLite says of its pages, indexes and references, in words. */
export const damageProblems = (damages: readonly string[]) =>
  damages.map((text) => ({ code: 'DATABASE_DAMAGED', message: `Cơ sở dữ liệu bị hỏng: ${text}` }));

const CHAIN_FAULTS = {
  altered: ['JOURNAL_ALTERED', (row) => `${row} đã bị sửa.`],
  chain_broken: ['JOURNAL_BROKEN', (row) => `Nhật ký bị đứt ngay trước ${lowered(row)}.`],
  blanked: ['JOURNAL_BLANKED', (row) => `${row} bị xóa nội dung mà không có việc xóa nào được ghi.`],
} satisfies Record<ChainFault['problem'], readonly [code: string, text: (row: string) => string]>;

const lowered = (text: string): string => `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`;

/** What is wrong with the journal's chain, in words: the row, when it was written and by which deed. */
export const chainProblems = (chain: readonly ChainFault[]) =>
  chain.map(({ sequence, at, command, problem }) => {
    const [code, text] = CHAIN_FAULTS[problem];
    return { code, message: text(`Dòng nhật ký số ${sequence} (${shownInstant(at)}, việc ${command})`) };
  });

export const checkHandlers: Handlers<'check.run'> = {
  /** Looks over the database, the attachments and the journal's chain, and names what is not whole. */
  async 'check.run'({ db, files, journal }) {
    const attachments = await db.selectFrom('attachment').select(['id', 'file_name', 'sha256']).execute();
    const broken = [];
    for (const { id, file_name, sha256 } of attachments) {
      const { path } = await files.locate(db, id);
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) {
        broken.push({ code: 'ATTACHMENT_MISSING', message: `Thiếu tệp lưu “${file_name}”.` });
      } else if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        broken.push({ code: 'ATTACHMENT_ALTERED', message: `Tệp lưu “${file_name}” đã bị thay đổi.` });
      }
    }

    return {
      problems: [...damageProblems(journal.damages()), ...broken, ...chainProblems(journal.verify())],
    };
  },
};
