import { SCAN_REASONS } from '../../backend/scans/reasons.ts';
import { argument, type Command } from '../command.ts';
import { lines } from '../text.ts';
import { memorandumNames } from './memoranda.ts';

const pageList = (pages: readonly number[]): string => `trang ${pages.join(', ')}`;

const scansFile: Command = {
  words: ['scans', 'file'],
  positionals: ['STACK.pdf'],
  options: {},
  help: 'Tách tập bản quét (PDF, JPG, PNG) theo mã trên từng trang và lưu vào biên bản',
  async run(session, call) {
    const fileId = await session.receive(argument(call, 0));
    const { filed, missing, unknown, duplicates, outdated, copies } = await session.call('scans.file', {
      fileIds: [fileId],
    });
    const nameOf = await memorandumNames(session);
    const lacking = Map.groupBy(missing, ({ memorandumId }) => memorandumId);
    const placed = (page: (typeof duplicates)[number]) =>
      `  Tờ ${page.stackPage}: ${nameOf(page.memorandumId)}, trang ${page.page}`;
    return {
      json: { filed, missing, unknown, duplicates, outdated },
      text: lines(
        filed.length > 0
          ? `Đã xếp trang vào ${filed.length} biên bản:`
          : 'Không có trang nào được xếp vào biên bản.',
        ...filed.map(({ memorandumId, pages }) => {
          const rest = (lacking.get(memorandumId) ?? []).map(({ page }) => page);
          return `  ${nameOf(memorandumId)}: ${pageList(pages)}${rest.length > 0 ? `; CÒN THIẾU ${pageList(rest)}` : ''}`;
        }),
        copies.length > 0 && 'Bản ký đã đủ trang:',
        ...copies.map(({ memorandumId, missing: needed }) =>
          needed.length > 0
            ? `  ${nameOf(memorandumId)}: còn chờ ${needed.join(', ')}`
            : `  ${nameOf(memorandumId)}: đã lưu`,
        ),
        outdated.length > 0 && 'Trang của phiên bản cũ:',
        ...outdated.map((page) => `${placed(page)} (phiên bản ${page.version})`),
        duplicates.length > 0 && 'Trang đã có:',
        ...duplicates.map(placed),
        unknown.length > 0 && 'Trang chưa xếp được:',
        ...unknown.map(({ stackPage, reason }) => `  Tờ ${stackPage}: ${SCAN_REASONS[reason]}`),
      ),
    };
  },
};

/** Scanned copies. */
export const scanCommands: readonly Command[] = [scansFile];
