import { fold } from '../../../../db/text.ts';
import type { RawCell, RawTable } from '../../tables/raw-table.ts';
import type { RowCode } from '../../tables/row-messages.ts';

/** A count (absent for a dash) with a remark about it, or the fault that makes it none. */
export type ParsedCount =
  | { readonly value: number | undefined; readonly remark?: RowCode }
  | { readonly fault: RowCode };

const DASH = /^[-–—]+$/;
const GROUPED = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;

/**
 * A count of classes, pupils or teachers. "1.234" and "1,234" are one thousand two hundred and thirty-four:
 * a count has no decimals, so three digits after a mark can only be a group.
 */
export function parseCount(cell: RawCell, format: RawTable['format']): ParsedCount {
  if (cell.kind === 'number') return wholeNumber(cell.number ?? Number.NaN);
  const text = cell.text.replaceAll(' ', '');
  if (DASH.test(text)) return { value: undefined, remark: 'DASH_AS_EMPTY' };
  if (/^\d+$/.test(text)) {
    return { value: Number(text), ...(format === 'xlsx' ? { remark: 'NUMBER_AS_TEXT' as const } : {}) };
  }
  if (GROUPED.test(text)) return { value: Number(text.replace(/[.,]/g, '')), remark: 'NUMBER_AS_TEXT' };
  if (/^\d+[.,]0{1,2}$/.test(text)) {
    return { value: Number.parseInt(text, 10), remark: 'NUMBER_AS_TEXT' };
  }
  if (/^-\d+(?:[.,]\d+)*$/.test(text)) return { fault: 'COUNT_NEGATIVE' };
  if (/^\d+[.,]\d+$/.test(text)) return { fault: 'COUNT_DECIMAL' };
  return { fault: 'COUNT_NOT_NUMBER' };
}

function wholeNumber(value: number): ParsedCount {
  if (value < 0) return { fault: 'COUNT_NEGATIVE' };
  return Number.isInteger(value) ? { value } : { fault: 'COUNT_DECIMAL' };
}

/** Mobile numbers have ten digits (03, 05, 07, 08, 09), fixed lines eleven (02), hotlines 1800 and 1900. */
const PHONE = /^(?:0[35789]\d{8}|02\d{9}|1[89]00\d{4,6})$/;
/** The same without the zero that a number cell drops. */
const WITHOUT_ZERO = /^(?:[35789]\d{8}|2\d{9})$/;

const BETWEEN_PHONES = /([/;,]|\s-\s|\s{2,})/;
const digitsOf = (typed: string): string => typed.replace(/[\s.()-]/g, '');
const isPhone = (digits: string): boolean => PHONE.test(digits.replace(/^\+?84/, '0'));

/** A phone number or several; a lost zero is put back, everything else stays as typed. */
export function parsePhone(text: string): { readonly value: string; readonly remarks: readonly RowCode[] } {
  // Nearly all cells hold one good number.
  if (!BETWEEN_PHONES.test(text) && isPhone(digitsOf(text))) return { value: text, remarks: [] };
  const numbers = text.split(BETWEEN_PHONES);
  const remarks = new Set<RowCode>();
  const value = numbers
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const typed = part.trim();
      const digits = digitsOf(typed);
      if (WITHOUT_ZERO.test(digits)) {
        remarks.add('LEADING_ZERO_RESTORED');
        return part.replace(typed, `0${typed}`);
      }
      if (!isPhone(digits)) remarks.add('PHONE_FORMAT');
      return part;
    })
    .join('');
  return { value, remarks: [...remarks] };
}

/** Whether a text can be a mail address. */
export const isEmail = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(text);

/**
 * How many digits codes of this column have when they begin with zero, if all of these agree: a shorter code
 * of digits has lost its zero then, and can be mended.
 */
export function codeLength(codes: readonly string[]): number | null {
  const lengths = new Set(codes.filter((code) => /^0\d+$/.test(code)).map((code) => code.length));
  const [length] = lengths;
  return lengths.size === 1 && length !== undefined ? length : null;
}

/** Key by which two names, communes or units are the same. */
export const nameKey = (...parts: readonly string[]): string => parts.map(fold).join('\u0000');
