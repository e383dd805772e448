import { wholeNumber } from '../arguments.ts';
import { type Command, required } from '../command.ts';
import { findingLines, lines, table } from '../text.ts';
import { memorandumNames } from './memoranda.ts';

const ceremonyBinder: Command = {
  words: ['ceremony', 'binder'],
  positionals: [],
  options: { out: { value: 'FILE.pdf', required: true }, copies: { value: 'N' } },
  help: 'Ghép mọi giấy tờ của buổi lễ thành một tệp in, theo thứ tự ký',
  async run(session, call) {
    const copies = wholeNumber(call, 'copies', { min: 1, max: 99 });
    const target = await session.aim(required(call, 'out'));
    const made = await session.call('ceremonies.binder', copies === undefined ? {} : { copies });
    const path = await session.save(made.fileId, target);
    const { pages, sections, findings } = made;
    return {
      json: { path, pages, sections, findings },
      text: lines(
        `Tập tài liệu buổi lễ: ${path} (${pages} trang)`,
        table(
          ['Phần', 'Từ trang', 'Số trang'],
          sections.map((section) => [section.title, section.firstPage, section.pages]),
        ),
        findings.length > 0 && `Cần xem lại (${findings.length}):`,
        findingLines(findings, await memorandumNames(session)),
      ),
    };
  },
};

/** What is printed for the day of signing. */
export const ceremonyCommands: readonly Command[] = [ceremonyBinder];
