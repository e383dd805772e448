import { createHmac } from 'node:crypto';
import { encode } from 'uqr';

/** What the codes on all pages of one paper share; plain data that can be sent to a worker. */
export type PageCodeIssuer = {
  readonly memorandumId: string;
  readonly version: number;
  /** The data folder's own secret, in hex: without it nobody makes a code that this folder takes for its own. */
  readonly secret: string;
};

/** What the code on a page says. */
export type PageCode = {
  /** Eight characters that stand for the memorandum. */
  readonly tag: string;
  readonly version: number;
  /** From 1 on. */
  readonly page: number;
  readonly pages: number;
};

// Crockford's base32: no I, L, O or U, which people mistake for other characters or words.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bits of each part. Together 100: twenty characters, all that the smallest QR code holds at level M. */
const BITS = { tag: 40, version: 7, page: 8, pages: 8, check: 37 } as const;
const LENGTH = 20;
const TAG_LENGTH = BITS.tag / 5;

const mask = (bits: number): bigint => (1n << BigInt(bits)) - 1n;
const fits = (value: number, bits: number): boolean => value >= 1 && value < 2 ** bits;

function toDigits(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value, index = 0; index < length; index += 1, rest >>= 5n)
    digits = DIGITS.charAt(Number(rest & 31n)) + digits;
  return digits;
}

/** The random end of a UUIDv7; its beginning is the time, which memoranda made together share. */
const tagBits = (memorandumId: string): bigint => BigInt(`0x${memorandumId.replaceAll('-', '').slice(-10)}`);

/** The eight characters that stand for a memorandum on its pages. */
export const pageCodeTag = (memorandumId: string): string => toDigits(tagBits(memorandumId), TAG_LENGTH);

/**
 * The code of one page: which memorandum, version and page of how many, and a check that only this folder can make.
 * Null for what the code has no room for (version 128, page 256): such a page is printed without one.
 */
export function pageCodeOf(
  { memorandumId, version, secret }: PageCodeIssuer,
  page: number,
  pages: number,
): string | null {
  if (!fits(version, BITS.version) || !fits(page, BITS.page) || !fits(pages, BITS.pages)) return null;
  const digest = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update([memorandumId, version, page, pages].join('/'))
    .digest();
  const check = digest.readBigUInt64BE() & mask(BITS.check);
  const said = [
    [version, BITS.version],
    [page, BITS.page],
    [pages, BITS.pages],
  ] as const;
  const body = said.reduce(
    (sum, [value, bits]) => (sum << BigInt(bits)) | BigInt(value),
    tagBits(memorandumId),
  );
  return toDigits((body << BigInt(BITS.check)) | check, LENGTH);
}

/** What a text says if it has the form of a page's code, else null. Whether it is genuine only `pageCodeOf` tells. */
export function readPageCode(text: string): PageCode | null {
  if (text.length !== LENGTH) return null;
  let value = 0n;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  value >>= BigInt(BITS.check);
  const take = (bits: number): number => {
    const part = Number(value & mask(bits));
    value >>= BigInt(bits);
    return part;
  };
  const pages = take(BITS.pages);
  const page = take(BITS.page);
  const version = take(BITS.version);
  if (version < 1 || page < 1 || page > pages) return null;
  return { tag: text.slice(0, TAG_LENGTH), version, page, pages };
}

/** The form that people read beside the code: "K7Q2-M4XA · bản 1 · tr. 2/5". */
export function pageCodeWords(memorandumId: string, version: number, page: number, pages: number): string {
  const tag = pageCodeTag(memorandumId);
  return `${tag.slice(0, 4)}-${tag.slice(4)} · bản ${version} · tr. ${page}/${pages}`;
}

/** The modules of a code's picture, row by row, `true` for black; without the quiet zone around it. */
export function pageCodeModules(code: string): readonly (readonly boolean[])[] {
  return encode(code, { ecc: 'M', border: 0, maxVersion: 1 }).data;
}
