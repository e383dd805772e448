import { shownDay } from '../text/dates.ts';
import type { RawCell } from './raw-table.ts';
import type { Findings, Place } from './row-messages.ts';

const FORMS = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/u,
  /^(?:ngày\s+)?(?<day>\d{1,2})\s*[/.-]\s*(?<month>\d{1,2})\s*[/.-]\s*(?<year>\d{4})$/iu,
  /^ngày\s+(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})\s+năm\s+(?<year>\d{4})$/iu,
] as const;

/**
 * A day as offices write it: "5/4/2023" is 5 April, "05.04.2023", "ngày 05 tháng 4 năm 2023", "2023-04-05". Null for
 * anything else, and for a day that does not exist.
 * @returns `YYYY-MM-DD`
 */
export function readDay(text: string): string | null {
  for (const form of FORMS) {
    const { year, month, day } = form.exec(text.trim())?.groups ?? {};
    if (!year || !month || !day) continue;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const time = Date.parse(`${iso}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
  }
  return null;
}

/**
 * The day of a cell, or undefined when it is empty or says none; a day typed as text is noted as a repair, one that
 * can't be read as a fault.
 */
export function takeDay(findings: Findings, place: Place, cell: RawCell | undefined): string | undefined {
  if (!cell) return undefined;
  const day = readDay(cell.text);
  if (day === null) {
    findings.fault('DATE_UNCLEAR', place, { value: cell.text });
    return undefined;
  }
  if (cell.kind !== 'date')
    findings.warn('DATE_AS_TEXT', place, {
      before: cell.text,
      value: shownDay(day),
    });
  return day;
}
