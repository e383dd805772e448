import { fold } from '../../../db/text.ts';
import { cellOf, type Header, headingKey, ownCells } from './columns.ts';
import type { RawRow } from './raw-table.ts';
import type { Findings } from './row-messages.ts';

const TOTAL = /^(?:tong(?: cong| so)?|cong|toan|binh quan|trung binh|total)(?=$|[\s:.,(\d])/;
const CLOSING =
  /\bngay\b.*\bthang\b.*\bnam\b|^(?:(?:nguoi|bo phan) (?:lap|tong hop|bao cao)|lap bieu|(?:pho )?(?:thu truong|hieu truong|truong phong|chu tich|giam doc)\b|[tqk][mlt]?\. ?(?:ubnd|hieu|truong|chu|giam|thu)|\(?ky\b|noi nhan|ghi chu|luu y|xac nhan)/;
const ORDINAL = /^\d*[.)]?$/;
/** A row of more cells is an entry, whatever one of them begins with. */
const FEW_CELLS = 3;

/**
 * The rows of a list that say something of their own: without totals, titles of groups, repeated headings, and all
 * that stands below the line which closes the list. What is left out is noted.
 * @param key the column whose heading tells a repeated heading
 * @param isEntry a row that counts whatever it looks like
 */
export function entriesOf<Field extends string>(
  header: Header<Field>,
  key: Field,
  findings: Findings,
  isEntry: (row: RawRow) => boolean = () => false,
): readonly RawRow[] {
  const mapped = new Set([...header.columns.values()].map(({ column }) => column));
  const heading = headingKey(header.columns.get(key)?.heading ?? '');
  const entries: RawRow[] = [];
  for (const row of header.rows) {
    const own = ownCells(row).filter((cell) => cell.text !== '');
    const [first] = own;
    if (!first) continue;
    const leaveOut = (code: 'TOTAL_IGNORED' | 'CLOSING_IGNORED' | 'SECTION_IGNORED' | 'HEADING_REPEATED') =>
      findings.warn(code, { row: row.row, column: first.column }, { value: first.text });
    const texts = own.map((cell) => fold(cell.text.slice(0, 150)));
    const said = own.filter((cell) => mapped.has(cell.column));
    const isClosing = own.length <= FEW_CELLS && texts.some((text) => CLOSING.test(text));
    if (isEntry(row)) entries.push(row);
    else if (isClosing && entries.length > 0) {
      leaveOut('CLOSING_IGNORED');
      break;
    } else if (TOTAL.test(texts.find((text) => !ORDINAL.test(text)) ?? '')) leaveOut('TOTAL_IGNORED');
    else if (headingKey(cellOf(header, row, key)?.text ?? '') === heading) leaveOut('HEADING_REPEATED');
    else if (said.length > 1) entries.push(row);
    // A row number alone was typed in advance.
    else if (texts.some((text) => !ORDINAL.test(text))) leaveOut('SECTION_IGNORED');
  }
  return entries;
}
