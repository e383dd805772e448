const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What is printed where a date will be written by hand after signing. */
const BLANK_DATE = 'ngày ...... tháng ...... năm 20......';

/**
 * A date in the words of an official paper: '2023-04-15' → "ngày 15 tháng 4 năm 2023", '2023-02-05' → "ngày 05
 * tháng 02 năm 2023": days below 10 and the months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
 * Without a date the dotted form for the hand. Throws a RangeError if the text is not YYYY-MM-DD.
 */
export function datePhrase(date: string | null): string {
  if (date === null) return BLANK_DATE;
  const [, year, month, day] = ISO_DATE.exec(date) ?? [];
  if (!year || !month || !day) throw new RangeError(`Not a date: ${date}`);
  const shownMonth = Number(month) < 3 ? month : String(Number(month));
  return `ngày ${day} tháng ${shownMonth} năm ${year}`;
}
/** A day (`YYYY-MM-DD`) as tables and messages write it: "05/09/2023". */
export const shownDay = (day: string): string => day.split('-').reverse().join('/');

/** A school year ("2023-2024") as texts write it: "2023–2024". */
export const shownYear = (schoolYear: string): string => schoolYear.replace('-', '–');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day on the office's wall calendar, `YYYY-MM-DD`. */
export const localDay = (now: Date): string =>
  `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;

/** The time on the office's clock, "09.30.05": colons may not stand in the name of a file. */
export const localTime = (now: Date): string =>
  [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.');

/** An instant (ISO UTC) on the office's clock: "05/09/2023 08:30"; what is no instant stays as it is. */
export function shownInstant(at: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  const time = `${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
  return `${shownDay(localDay(moment))} ${time}`;
}
