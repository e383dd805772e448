import { AppError } from '../../errors.ts';

/**
 * Objects of a PDF file as values (ISO 32000-1, 7.3). Numbers, booleans and null are their own; strings keep their
 * bytes, names their bytes as Latin-1 characters.
 */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfArray
  | PdfDict
  | PdfStream
  | PdfRef
  | PdfRaw;

export type PdfName = { readonly kind: 'name'; readonly name: string };
export type PdfString = { readonly kind: 'string'; readonly bytes: Uint8Array };
export type PdfArray = { readonly kind: 'array'; readonly items: readonly PdfValue[] };
export type PdfDict = { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> };
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly data: Uint8Array };
export type PdfRef = { readonly kind: 'ref'; readonly number: number; readonly generation: number };
/** Bytes that are written as they stand; never read from a file. */
export type PdfRaw = { readonly kind: 'raw'; readonly text: string };

export const name = (text: string): PdfName => ({ kind: 'name', name: text });
export const array = (...items: readonly PdfValue[]): PdfArray => ({ kind: 'array', items });
export const dict = (entries: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
});
export const stream = (entries: Readonly<Record<string, PdfValue>>, data: Uint8Array): PdfStream => ({
  kind: 'stream',
  dict: dict({ ...entries, Length: data.length }),
  data,
});
export const ref = (number: number, generation = 0): PdfRef => ({ kind: 'ref', number, generation });

/** A text string for people: UTF-16BE with its mark (7.9.2.2). */
export const textString = (text: string): PdfString => ({
  kind: 'string',
  bytes: Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
});
export const byteString = (text: string): PdfString => ({
  kind: 'string',
  bytes: Buffer.from(text, 'latin1'),
});

/** A dictionary with some entries set. */
export const withEntries = ({ entries }: PdfDict, changes: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map([...entries, ...Object.entries(changes)]),
});

type Kind = 'name' | 'string' | 'array' | 'dict' | 'stream' | 'ref';

/** Whether a value is of a kind; undefined and null are of none. */
export function isKind<K extends Kind>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export const nameOf = (value: PdfValue | undefined): string | null =>
  isKind(value, 'name') ? value.name : null;

/** What a text string says; null for other values. Bytes without a mark are taken as Latin-1. */
export function textOf(value: PdfValue | undefined): string | null {
  if (!isKind(value, 'string')) return null;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  const utf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return utf8 ? Buffer.from(bytes.subarray(3)).toString('utf8') : Buffer.from(bytes).toString('latin1');
}

/** @throws AppError PDF_DAMAGED */
export function damaged(reason: string): never {
  throw new AppError('PDF_DAMAGED', { reason });
}

/** Nesting beyond this is an attack on the stack. */
const MAX_DEPTH = 64;

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

const isRegular = (byte: number | undefined): byte is number =>
  byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte);

const hexDigit = (byte: number): number => Number.parseInt(String.fromCharCode(byte), 16);

/** Reads values one after another from bytes. Every method @throws AppError PDF_DAMAGED */
export class PdfReader {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Passes over white space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === 0x25) {
        while (this.position < this.bytes.length && ![10, 13].includes(this.bytes[this.position] ?? 10))
          this.position += 1;
      } else if (byte !== undefined && WHITE.has(byte)) this.position += 1;
      else return;
    }
  }

  /** The next word of regular characters; empty at a delimiter or the end. */
  word(): string {
    this.skipSpace();
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    return Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
  }

  /** Takes a keyword if it comes next. */
  takes(keyword: string): boolean {
    const start = this.position;
    if (this.word() === keyword) return true;
    this.position = start;
    return false;
  }

  whole(): number {
    const word = this.word();
    if (!/^\d{1,15}$/.test(word)) damaged('number expected');
    return Number(word);
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) damaged('nested too deep');
    this.skipSpace();
    const byte = this.bytes[this.position];
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x5b:
        return this.#array(depth);
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c ? this.#dict(depth) : this.#hex();
      default:
        return this.#word();
    }
  }

  #word(): PdfValue {
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) damaged('unknown word');
    const number = Number(word);
    if (!/^\d{1,10}$/.test(word)) return number;
    const after = this.position;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.takes('R')) return ref(number, Number(generation));
    this.position = after;
    return number;
  }

  #name(): PdfName {
    const start = this.position + 1;
    this.position = start;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    const raw = Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
    return name(
      raw.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  #array(depth: number): PdfArray {
    const items: PdfValue[] = [];
    this.position += 1;
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    this.position += 1;
    return { kind: 'array', items };
  }

  #dict(depth: number): PdfDict {
    const entries = new Map<string, PdfValue>();
    this.position += 2;
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x3e && this.bytes[this.position + 1] === 0x3e) break;
      if (this.bytes[this.position] !== 0x2f) damaged('key expected');
      const key = this.#name().name;
      entries.set(key, this.value(depth + 1));
    }
    this.position += 2;
    return { kind: 'dict', entries };
  }

  #hex(): PdfString {
    const digits: number[] = [];
    for (this.position += 1; ; this.position += 1) {
      const byte = this.bytes[this.position];
      if (byte === 0x3e) break;
      if (byte !== undefined && WHITE.has(byte)) continue;
      if (byte === undefined) damaged('string without end');
      // A letter that is no digit spoils its string, not the file: what signs by it is found not valid.
      digits.push(hexDigit(byte) || 0);
    }
    this.position += 1;
    const bytes = new Uint8Array(Math.ceil(digits.length / 2));
    for (const [index, digit] of digits.entries()) {
      bytes[index >> 1] = (bytes[index >> 1] ?? 0) | (index % 2 === 0 ? digit << 4 : digit);
    }
    return { kind: 'string', bytes };
  }

  #literal(): PdfString {
    const out: number[] = [];
    let open = 1;
    for (this.position += 1; ; this.position += 1) {
      const byte = this.bytes[this.position];
      if (byte === undefined) damaged('string without end');
      if (byte === 0x5c) {
        this.#escape(out);
        continue;
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (open === 0) break;
      out.push(byte);
    }
    this.position += 1;
    return { kind: 'string', bytes: Uint8Array.from(out) };
  }

  /** One escape of a literal string; stands on its last byte afterwards. */
  #escape(out: number[]): void {
    this.position += 1;
    const byte = this.bytes[this.position];
    if (byte === undefined) damaged('string without end');
    const octal = /^[0-7]{1,3}/.exec(
      Buffer.from(this.bytes.subarray(this.position, this.position + 3)).toString('latin1'),
    );
    if (octal) {
      out.push(Number.parseInt(octal[0], 8) & 0xff);
      this.position += octal[0].length - 1;
    } else if (byte === 13) {
      // A line that is continued: nothing stands for its end.
      if (this.bytes[this.position + 1] === 10) this.position += 1;
    } else if (byte !== 10) out.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
  }
}

const escapedName = (text: string): string =>
  text.replace(
    /[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g,
    (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

/** A number as a file has it: no exponent. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(6).replace(/\.?0+$/, '');
}

/** A value as a file has it; a stream needs its object around it. */
export function writeValue(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  switch (value.kind) {
    case 'raw':
      return value.text;
    case 'name':
      return `/${escapedName(value.name)}`;
    case 'string':
      return `<${Buffer.from(value.bytes).toString('hex')}>`;
    case 'ref':
      return `${value.number} ${value.generation} R`;
    case 'array':
      return `[${value.items.map(writeValue).join(' ')}]`;
    case 'dict':
      return `<<${[...value.entries].map(([key, entry]) => `/${escapedName(key)} ${writeValue(entry)}`).join('\n')}>>`;
    case 'stream':
      return `${writeValue(value.dict)}\nstream\n${Buffer.from(value.data).toString('latin1')}\nendstream`;
  }
}
