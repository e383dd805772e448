import { fold } from '../../../../db/text.ts';
import type { SchoolField } from '../../../../preload/contract/schools.ts';
import { cellOf, type Header, headingKey, isOwn, ownCells } from '../../tables/columns.ts';
import type { RawCell, RawRow } from '../../tables/raw-table.ts';
import type { RowCode } from '../../tables/row-messages.ts';
import { isSchoolName, levelParser, parseLevel } from './levels.ts';

/** A row that is no school: why, and the cell that shows it. */
export interface SkippedRow {
  readonly row: RawRow;
  readonly cell: RawCell;
  readonly code: RowCode;
}

/** Rows under a heading, told apart. */
export interface SortedRows {
  readonly schools: readonly RawRow[];
  readonly skipped: readonly SkippedRow[];
}

/** Characters of a cell that are looked at for signs of a total or a signature. */
const LONGEST_SIGN = 150;
const ONLY_A_TOTAL =
  /^(?:tổng cộng|tổng số|tổng|cộng|tong cong|tong so|total)(?: trường)?\s*[:.]?[\s\d.,()]*(?:trường)?\.?$/;
const TOTAL = /^(?:tổng cộng|tổng số|tổng|cộng|tong cong|tong so|total)(?=$|[\s:.,(\d])/;
const CLOSING =
  /^(?:.{0,60}\bngay\b.*\bthang\b.*\bnam\b|(?:nguoi|bo phan) (?:lap|tong hop|bao cao|kiem tra)|lap bieu|(?:pho )?(?:thu truong|hieu truong|truong phong|chu tich|giam doc)|[tqk][mlt]?\. ?(?:ubnd|hieu|truong|chu|giam|thu|uy)|\(?ky\b|\(?da ky|noi nhan|ghi chu|luu y|xac nhan|can bo |chuyen vien|nguon:)/;
const NUMBERED = /^(?:[ivxlc]+|[a-zđ]|\d{1,2})[.):/-]\s*\S/;
const ORDINAL = /^(?:[ivxlc]+|[a-zđ]|\d+)[.)]?$/;
const GROUP = /^(?:khoi|cap|bac|cum|nhom|phong|ubnd|uy ban|danh sach|cac truong)\b/;

type Look =
  | 'blank'
  | 'total'
  | 'closing'
  | 'heading'
  | 'section'
  | 'continuation'
  | 'sure'
  | 'likely'
  | 'unsure';

const SKIPPED = {
  total: 'TOTAL_IGNORED',
  closing: 'CLOSING_IGNORED',
  heading: 'HEADING_REPEATED',
  section: 'SECTION_IGNORED',
  continuation: 'ROW_CONTINUES',
} satisfies Partial<Record<Look, RowCode>>;

/**
 * Tells schools from what stands around them: group titles, totals, repeated headings, empty rows and the
 * lines of date and signature at the end. The list ends with the last row that surely is a school; above
 * that, a row that cannot be explained counts as a school, so that its faults are seen.
 */
export function sortRows(header: Header<SchoolField>, kindWords: readonly string[]): SortedRows {
  const headings = (['level', 'name'] as const).flatMap((field) => {
    const column = header.columns.get(field);
    return column ? [{ column: column.column, key: headingKey(column.heading) }] : [];
  });
  const list: List = {
    header,
    kindWords,
    parseLevel: levelParser(),
    mapped: new Set([...header.columns.values()].map((column) => column.column)),
    isHeading: (row) =>
      headings.every(({ column, key }) => headingKey(row.cells[column - 1]?.text ?? '') === key),
  };
  const looks = header.rows.map((row) => ({ row, look: lookAt(list, row) }));
  let end = looks.findLastIndex(({ look }) => look === 'sure');
  // Rows with a wrong level still belong to the list, up to the first line that closes it.
  while (looks[end + 1]?.look === 'likely' || looks[end + 1]?.look === 'blank') end += 1;

  const schools: RawRow[] = [];
  const skipped: SkippedRow[] = [];
  for (const [index, { row, look }] of looks.entries()) {
    const cell = row.cells.find((each, at) => isOwn(row, each, at) && each?.text !== '');
    if (look === 'blank' || !cell) continue;
    const isSchool = look === 'sure' || look === 'likely' || look === 'unsure';
    if (isSchool && index <= end) schools.push(row);
    else skipped.push({ row, cell, code: isSchool ? 'CLOSING_IGNORED' : SKIPPED[look] });
  }
  return { schools, skipped };
}

/** What is the same for each row under a heading. */
interface List {
  readonly header: Header<SchoolField>;
  readonly kindWords: readonly string[];
  readonly parseLevel: ReturnType<typeof levelParser>;
  /** Columns that hold a field. */
  readonly mapped: ReadonlySet<number>;
  /** Whether a row says the heading again. */
  readonly isHeading: (row: RawRow) => boolean;
}

function lookAt({ header, kindWords, parseLevel, mapped, isHeading }: List, row: RawRow): Look {
  const says = (cell: RawCell | undefined, at: number): boolean =>
    cell !== undefined && isOwn(row, cell, at) && (mapped.has(cell.column) || !ORDINAL.test(fold(cell.text)));
  // A row number typed in advance does not make a school.
  if (!row.cells.some(says)) return 'blank';

  // A text that runs over several columns is a title or a total, not the value of a column.
  const narrow = (field: SchoolField): RawCell | undefined => {
    const cell = cellOf(header, row, field);
    return row.cells.indexOf(cell) === row.cells.lastIndexOf(cell) ? cell : undefined;
  };
  const name = narrow('name');
  const unit = narrow('unit');
  const level = narrow('level');
  const isLevel = level !== undefined && parseLevel(level.text) !== null;
  const isName = name !== undefined && isSchoolName(name.text);
  if (isName && isLevel && name.row === row.row && !isHeading(row)) return 'sure';
  const hasKeys = unit !== undefined && level !== undefined;
  const own = ownCells(row);
  const starts = own.map((cell) => cell.text.slice(0, LONGEST_SIGN));
  const lower = starts.map((text) => text.toLowerCase());

  if (!isName && lower.some((text) => ONLY_A_TOTAL.test(text))) return 'total';
  if (isHeading(row)) return 'heading';
  if (name && name.row !== row.row) return 'continuation';
  if (isLevel && (name || unit)) return 'sure';
  if (isName) return 'sure';
  if (hasKeys) return 'likely';
  const nameStart = name?.text.slice(0, LONGEST_SIGN) ?? '';
  const nameIsOrdinary = name && !TOTAL.test(nameStart.toLowerCase()) && !CLOSING.test(fold(nameStart));
  if (!nameIsOrdinary || own.length <= 3) {
    if (lower.some((text) => TOTAL.test(text))) return 'total';
    if (starts.some((text) => CLOSING.test(fold(text)))) return 'closing';
    if (isSection(own, kindWords)) return 'section';
  }
  return name && unit ? 'likely' : 'unsure';
}

/** "I. Huyện Thanh Trì", "A. Mầm non", or the same in one wide cell: one text, at most with an ordinal. */
function isSection(own: readonly RawCell[], kindWords: readonly string[]): boolean {
  const texts = own.filter((cell) => !ORDINAL.test(fold(cell.text)));
  const [title] = texts;
  if (texts.length !== 1 || !title) return false;
  const text = fold(title.text);
  return (
    NUMBERED.test(text) ||
    GROUP.test(text) ||
    parseLevel(title.text) !== null ||
    kindWords.some((word) => text.startsWith(`${fold(word)} `))
  );
}
