import { today } from '../../i18n/format.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const toTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The day so many days later. */
export const addDays = (day: string, days: number): string => toDay(toTime(day) + days * DAY_MS);

/** `2024-03-12` is of `2024-03`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The same day so many months later, or the last one of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** How far a day is into its week, which starts on Monday. */
export const weekday = (day: string): number => (new Date(toTime(day)).getUTCDay() + 6) % 7;

/** The whole weeks, from Monday on, that hold a month. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = `${month}-01`;
  const start = addDays(first, -weekday(first));
  const weeks: string[][] = [];
  for (let monday = start; monthOf(monday) <= month; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  }
  return weeks;
}

/** Where a calendar of these days opens: this month, or the last one with something in it. */
export function startDay(days: readonly string[], now = today()): string {
  const last = days.reduce((latest, day) => (day > latest ? day : latest), '');
  return last === '' || days.some((day) => monthOf(day) === monthOf(now)) ? now : last;
}
