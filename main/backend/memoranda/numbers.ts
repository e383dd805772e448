import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { Handlers } from '../context.ts';
import { listMemoranda, type StoredMemorandum } from './list.ts';

/** Phụ lục VI of Nghị định 30/2020/NĐ-CP: a number has at most 11 characters. */
const LONGEST_NUMBER = 11;

/** A number as it is stored, or what is wrong with it. */
export type NumberReading =
  | { readonly number: string }
  | { readonly problem: 'NUMBER_INVALID' | 'NUMBER_OTHER_SYMBOL' };

const compact = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '').toLocaleUpperCase('vi');

/**
 * The number alone, with a leading zero below 10 (Nghị định 30/2020/NĐ-CP, Phụ lục I): "5" → "05", "Số: 5/BGN-THHS" →
 * "05". A symbol behind it must be the given one; with null any symbol will do.
 */
export function normalNumber(text: string, symbol: string | null): NumberReading {
  const [before = '', ...behind] = compact(text).replace(/^SỐ:?/u, '').split('/');
  const own = behind.join('/');
  if (!/^\d+[A-ZĐ]?$/u.test(before)) return { problem: 'NUMBER_INVALID' };
  if (own !== '' && symbol !== null && own !== compact(symbol)) return { problem: 'NUMBER_OTHER_SYMBOL' };
  const number = before.replace(/^0+(?=\d)/u, '').replace(/^\d(?!\d)/u, '0$&');
  return number.length > LONGEST_NUMBER || /^0+[A-ZĐ]?$/u.test(number)
    ? { problem: 'NUMBER_INVALID' }
    : { number };
}

/** A number that is given, and the year in which it counts. */
export interface TakenNumber {
  readonly id: string;
  readonly number: string;
  readonly year: number;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The year in which a memorandum's number counts: of its signing, else of its ceremony, else this year. */
export const numberYear = (
  signedOn: string | null,
  heldOn: string | null | undefined,
  today: string,
): number => yearOf(signedOn ?? heldOn ?? today);

/** All numbers that are given. One of a paper that was cancelled before it was signed is free again. */
export const numbersOf = (
  memoranda: readonly StoredMemorandum[],
  ceremonies: Awaited<ReturnType<typeof ceremoniesOf>>,
  today: string,
): readonly TakenNumber[] =>
  memoranda.flatMap(({ row }) =>
    row.number === null || (row.state === 'cancelled' && row.signed_on === null)
      ? []
      : {
          id: row.id,
          number: row.number,
          year: numberYear(row.signed_on, ceremonies.get(row.id)?.held_on, today),
        },
  );

/** The number after the highest that is given. */
export function nextNumber(taken: readonly { readonly number: string }[]): string {
  const highest = Math.max(0, ...taken.map(({ number }) => Number.parseInt(number, 10)));
  return String(highest + 1).padStart(2, '0');
}

export const numberHandlers: Handlers<'memoranda.numbering'> = {
  async 'memoranda.numbering'({ db, today }, { year }) {
    const all = numbersOf(await listMemoranda(db, today()), await ceremoniesOf(db), today());
    const taken = all
      .filter((each) => each.year === year)
      .map(({ id, number }) => ({ id, number }))
      .sort((left, right) => Number.parseInt(left.number, 10) - Number.parseInt(right.number, 10));
    return { taken, next: nextNumber(taken) };
  },
};
