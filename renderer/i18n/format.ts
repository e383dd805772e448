/** A missing value in a table. */
export const NONE = '–';

const integers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat('vi-VN', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const collator = new Intl.Collator('vi', { numeric: true });

/** 1.234; a missing number is a dash. */
export const formatCount = (value: number | null): string => (value === null ? NONE : integers.format(value));

/** 1.234,5 with at most two decimals; a missing number is a dash. */
export const formatNumber = (value: number | null): string =>
  value === null ? NONE : decimals.format(value);

/** A value as it is typed into a cell: numbers without groups, with a decimal comma; nothing for a missing one. */
export const formatCell = (value: string | number | null): string =>
  typeof value === 'number' ? `${value}`.replace('.', ',') : (value ?? '');

/** A share 0…1 as 75,0%; a missing share is a dash. */
export const formatShare = (value: number | null): string => (value === null ? NONE : percents.format(value));

/** 2,4 MB */
export function formatBytes(size: number): string {
  if (size < 1024) return `${size} B`;
  const [value, unit] = size < 1024 * 1024 ? [size / 1024, 'KB'] : [size / (1024 * 1024), 'MB'];
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

/** `2023-04-15` as 15/04/2023; anything else stays as it is, a missing day is a dash. */
export function formatDay(day: string | null): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : (day ?? NONE);
}

const weekdays = new Intl.DateTimeFormat('vi-VN', { weekday: 'long', timeZone: 'UTC' });

/** `2026-11-24` as thứ Ba 24/11/2026. */
export const formatWeekday = (day: string): string =>
  `${weekdays.format(new Date(day)).replace(/^\p{Lu}/u, (letter) => letter.toLocaleLowerCase('vi'))} ${formatDay(day)}`;

/** An ISO instant as 15/04/2023 08:05 in the time of this computer. */
export function formatInstant(instant: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return instant;
  const two = (value: number) => `${value}`.padStart(2, '0');
  const day = `${two(time.getDate())}/${two(time.getMonth() + 1)}/${time.getFullYear()}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** `2023-2024` as 2023–2024. */
export const formatSchoolYear = (code: string): string => code.replace('-', '–');

/** Huyện Thanh Trì: the kind of a unit before its name, as it starts a line. */
export const formatUnit = (unit: { readonly kindWord: string; readonly name: string }): string =>
  `${unit.kindWord.charAt(0).toLocaleUpperCase('vi')}${unit.kindWord.slice(1)} ${unit.name}`;

/** This computer's day as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Reads a day as Vietnamese offices type it: `5/4/2023`, `05-04-2023`, `05042023`, `5/4/23`, or `5/4` for the
 * year of `reference`. The day always comes before the month.
 * @returns `YYYY-MM-DD`, or null when there is no such day.
 */
export function parseDay(text: string, reference = today()): string | null {
  const parts =
    /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?$/.exec(text.trim()) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const [, day = '', month = '', typedYear = reference.slice(0, 4)] = parts;
  const year = typedYear.length === 2 ? `20${typedYear}` : typedYear;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** Vietnamese order of names: a ă â b c d đ e ê …; missing values last. */
export function compareNames(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return collator.compare(left, right);
}

/**
 * Vietnamese order of people: by given name, then middle name, then family name; missing values last.
 * The given name is the last word.
 */
export function comparePeople(left: string | null, right: string | null): number {
  const givenFirst = (name: string | null) =>
    name === null ? null : name.trim().split(/\s+/u).reverse().join(' ');
  return compareNames(givenFirst(left), givenFirst(right));
}

/** "8h30", "8:30", "0830" and "8" as a time of day; null when it is none. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  const [, hours, minutes = '0'] =
    /^(\d{1,2})(?:[:h.](\d{0,2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}

/** Huyền, sắc, ngã, hỏi, nặng; the marks of ă â ê ô ơ ư are shapes of the letter, not tones. */
const TONE = '[\u0300\u0301\u0303\u0309\u0323]';
const EARLY_TONES = new RegExp(`(${TONE}+)((?:(?!${TONE})\\S)+)`, 'g');

/** "The same with accents": lower case, with each word's tone written behind it, so that hòa and hoà are equal. */
export function accentKey(text: string): string {
  let key = text.toLowerCase().normalize('NFD');
  // Of two words written as one, such as Hà-Nội, the first tone has two steps to go.
  for (let before = ''; before !== key; ) {
    before = key;
    key = key.replace(EARLY_TONES, '$2$1');
  }
  return key;
}

/** What a text is found by: lower case, without accents, đ as d. */
export const searchKey = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .normalize('NFC');
