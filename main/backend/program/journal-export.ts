import type { JournalFilter } from '../../../preload/contract/journal.ts';
import type { RowChange } from '../../../preload/contract/reports.ts';
import type { Handlers } from '../context.ts';
import { knownNow } from '../reports/changes/known.ts';
import { rowChanges } from '../reports/changes/reasons.ts';
import { shownDay, shownInstant } from '../text/dates.ts';
import type { JournalLine } from '../workbooks/journal-workbook.ts';
import { chainProblems } from './check.ts';
import { journalMark, readMark } from './journal-mark.ts';
import { journalPage } from './journal-rows.ts';

/** A workbook of more rows takes minutes and half a gigabyte; a narrower filter says more anyway. */
const MOST_ROWS = 20_000;

/** Fields with numbers and addresses, which only go out when they are asked for. */
const CONTACT_FIELDS: ReadonlySet<string> = new Set(['Điện thoại', 'Thư điện tử']);
const CONTACTS =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.,])(?:\+84|0)[\s.-]?\d(?:[\s.-]?\d){7,9}(?![\d.,]*\d)/g;
const LEFT_OUT = '(không xuất)';

/** The filter in words, a line a condition. */
function saidFilter({ actor, from, to, command, text }: JournalFilter, deedOf: (name: string) => string) {
  const said = [
    ...(actor ? [['Người làm có chữ', actor] as const] : []),
    ...(from ? [['Từ ngày', shownDay(from)] as const] : []),
    ...(to ? [['Đến ngày', shownDay(to)] as const] : []),
    ...(command ? [['Việc', deedOf(command)] as const] : []),
    ...(text ? [['Có chữ', text] as const] : []),
  ];
  return said.length > 0 ? said : [['Điều kiện lọc', 'Toàn bộ nhật ký'] as const];
}

const named = ({ what, name }: Pick<RowChange, 'what' | 'name'>): string => `${what}: ${name}`;

/** What the fields of the changed rows said before, or after. */
const fieldsOf = (changes: readonly RowChange[], when: 'before' | 'after', withPhones: boolean): string =>
  changes
    .flatMap(({ fields }) => fields)
    .filter(({ name }) => withPhones || !CONTACT_FIELDS.has(name))
    .map((field) => `${field.name}: ${field[when] ?? '–'}`)
    .join('\n');

export const journalHandlers: Handlers<'journal.export' | 'journal.compare'> = {
  async 'journal.export'(context, { filter, withPhones, deeds }) {
    const { db, today, now, progress, workers, signal, files } = context;
    progress('Đọc nhật ký', 0, 2);
    const deedOf = (name: string): string => deeds[name] ?? name;
    const mark = journalMark(context);
    const page = await journalPage(db, filter, {
      limit: MOST_ROWS,
      before: null,
      today: today(),
      budget: Number.MAX_SAFE_INTEGER,
    });
    const register = { ...(await knownNow(db, today(), page.rows)), isShown: () => true, whole: true };
    const clean = (text: string): string => (withPhones ? text : text.replace(CONTACTS, LEFT_OUT));
    const lines = page.rows.map((row): JournalLine => {
      const changes = rowChanges([row], register);
      return {
        sequence: row.sequence,
        at: shownInstant(row.at),
        actor: row.actor,
        deed: deedOf(row.command),
        subject: clean(
          row.payload === null ? 'Nội dung đã được xóa theo yêu cầu' : changes.map(named).join('\n'),
        ),
        before: clean(fieldsOf(changes, 'before', withPhones)),
        after: clean(fieldsOf(changes, 'after', withPhones)),
        reason: clean(row.payload?.reason ?? ''),
        hash: row.hash,
      };
    });
    progress('Ghi sổ tính', 1, 2);
    const about = [
      ...saidFilter(filter, deedOf),
      ['Điện thoại, thư điện tử', withPhones ? 'có' : 'không xuất'] as const,
      ['Số dòng', lines.length.toLocaleString('vi-VN')] as const,
      ...(page.next !== null ? [['Chưa xuất', 'các dòng cũ hơn; hãy lọc hẹp hơn'] as const] : []),
      ['Lúc xuất', shownInstant(now())] as const,
      ['Mã đối chiếu', mark] as const,
    ];
    const bytes = await workers.run('journalWorkbook', { lines, about, createdOn: today() }, signal);
    return { ...(await files.hold('Nhật ký.xlsx', bytes)), rows: lines.length, isCut: page.next !== null };
  },

  async 'journal.compare'({ db, journal }, { mark }) {
    const read = readMark(mark);
    const row = read
      ? await db
          .selectFrom('journal')
          .select(['sequence', 'at', 'actor', 'command'])
          .where('hash', '>=', read.digits)
          .where('hash', '<=', `${read.digits}g`)
          .$if(read.sequence !== null, (asked) => asked.where('sequence', '=', read.sequence ?? 0))
          .executeTakeFirst()
      : undefined;
    if (!row) return { row: null, problems: [] };
    return { row, problems: chainProblems(journal.verify(row.sequence)).map(({ message }) => message) };
  },
};
