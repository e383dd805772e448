import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Handlers, QueryContext } from '../context.ts';

/** What SQLite says of its pages, indexes and references, in words. */
export const damageProblems = (damages: readonly string[]) =>
  damages.map((text) => ({ code: 'DATABASE_DAMAGED', message: `Cơ sở dữ liệu bị hỏng: ${text}` }));

/** What is wrong with the journal's chain, in words. */
export const chainProblems = (chain: ReturnType<QueryContext['journal']['verify']>) =>
  chain.map(({ sequence, problem }) =>
    problem === 'altered'
      ? { code: 'JOURNAL_ALTERED', message: `Dòng nhật ký số ${sequence} đã bị sửa.` }
      : { code: 'JOURNAL_BROKEN', message: `Nhật ký bị đứt trước dòng số ${sequence}.` },
  );

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
