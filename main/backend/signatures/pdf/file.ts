import { inflateSync } from 'node:zlib';
import { AppError } from '../../errors.ts';
import {
  damaged,
  isKind,
  nameOf,
  type PdfDict,
  PdfReader,
  type PdfRef,
  type PdfStream,
  type PdfValue,
  ref,
} from './syntax.ts';

/** Where an object lies: at a byte of the file, or in an object stream. */
type Place =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

/** A PDF as its newest cross-reference section shows it; objects are read when asked for. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly trailer: PdfDict;
  /** Where the newest cross-reference section begins. */
  readonly startXref: number;
  /** Whether that section is a stream; an update must be of the same form. */
  readonly usesXrefStream: boolean;
  /** One more than the highest object number. */
  readonly size: number;
  /** The object of a number; null when there is none. @throws AppError PDF_DAMAGED */
  object(number: number): PdfValue;
  /** Follows references. @throws AppError PDF_DAMAGED */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The reference under which an object is written anew. */
  refOf(number: number): PdfRef;
}

/** Unpacked bytes that one file may claim: more is a bomb. */
const MAX_INFLATED = 256 * 1024 * 1024;
/** Where readers look for the last `startxref`. */
const TAIL = 2048;
/** References to references; ordinary files have none. */
const MAX_HOPS = 32;

const indexOf = (bytes: Uint8Array, text: string, from: number): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, from, 'latin1');

function findStartXref(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL)));
  const found = tail.lastIndexOf('startxref', undefined, 'latin1');
  if (found < 0) damaged('no end mark');
  return new PdfReader(tail, found + 'startxref'.length).whole();
}

/** Undoes the row predictors that cross-reference streams are packed with (7.4.4.4). */
function unpredicted(data: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = data[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const raw = data[row * (columns + 1) + 1 + column] ?? 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      if (filter === 0) out[at] = raw;
      else if (filter === 1) out[at] = raw + left;
      else if (filter === 2) out[at] = raw + up;
      else if (filter === 3) out[at] = raw + ((left + up) >> 1);
      else out[at] = raw + paeth(left, up, row > 0 && column > 0 ? (out[at - columns - 1] ?? 0) : 0);
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [dLeft, dUp, dCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (dLeft <= dUp && dLeft <= dCorner) return left;
  return dUp <= dCorner ? up : corner;
}

const numberIn = ({ entries }: PdfDict, key: string): number | null => {
  const value = entries.get(key);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
};

/**
 * Opens a PDF by its cross-reference sections, newest first, as strict readers do: a file that would have to be
 * repaired can't be signed or judged.
 * @throws AppError PDF_DAMAGED, PDF_ENCRYPTED
 */
export function openPdf(bytes: Uint8Array): PdfFile {
  if (indexOf(bytes.subarray(0, 1024), '%PDF-', 0) < 0) damaged('no PDF header');
  const places = new Map<number, Place | null>();
  const objects = new Map<number, PdfValue>();
  const containers = new Map<number, { readonly data: Uint8Array; readonly offsets: readonly number[] }>();
  const reading = new Set<number>();
  let inflated = 0;
  let size = 0;

  /** The first word about an object is the newest. */
  const note = (number: number, place: Place | null): void => {
    if (!places.has(number)) places.set(number, place);
  };

  function unpacked({ dict, data }: PdfStream): Uint8Array {
    const filter = resolve(dict.entries.get('Filter'));
    const filters = isKind(filter, 'array') ? filter.items.map(resolve) : filter === null ? [] : [filter];
    if (filters.length === 0) return data;
    if (filters.length > 1 || nameOf(filters[0]) !== 'FlateDecode') damaged('unknown packing');
    let plain: Uint8Array;
    try {
      plain = inflateSync(data, { maxOutputLength: Math.max(1, MAX_INFLATED - inflated) });
    } catch (error) {
      throw new AppError('PDF_DAMAGED', { reason: 'unpacking failed' }, { cause: error });
    }
    inflated += plain.length;
    const given = resolve(dict.entries.get('DecodeParms'));
    const parms = isKind(given, 'array') ? resolve(given.items[0]) : given;
    if (!isKind(parms, 'dict') || (numberIn(parms, 'Predictor') ?? 1) < 10) return plain;
    return unpredicted(plain, Math.max(1, numberIn(parms, 'Columns') ?? 1));
  }

  /** An object at a byte of the file, with the number that it says it has. */
  function readObjectAt(offset: number): { readonly number: number; readonly value: PdfValue } {
    const reader = new PdfReader(bytes, offset);
    const number = reader.whole();
    reader.whole();
    if (!reader.takes('obj')) damaged('object expected');
    const value = reader.value();
    if (!isKind(value, 'dict') || !reader.takes('stream')) return { number, value };
    let start = reader.position;
    if (bytes[start] === 13) start += 1;
    if (bytes[start] === 10) start += 1;
    const length = resolve(value.entries.get('Length'));
    const stated = typeof length === 'number' ? start + length : -1;
    if (stated >= start && stated <= bytes.length && new PdfReader(bytes, stated).takes('endstream'))
      return { number, value: { kind: 'stream', dict: value, data: bytes.subarray(start, stated) } };
    const end = indexOf(bytes, 'endstream', start);
    if (end < 0) damaged('stream without end');
    return { number, value: { kind: 'stream', dict: value, data: bytes.subarray(start, end) } };
  }

  function container(number: number) {
    const known = containers.get(number);
    if (known) return known;
    if (places.get(number)?.kind === 'packed') damaged('object stream inside another');
    const packed = object(number);
    if (!isKind(packed, 'stream')) damaged('object stream expected');
    const data = unpacked(packed);
    const first = numberIn(packed.dict, 'First') ?? damaged('object stream without head');
    const head = new PdfReader(data, 0);
    const offsets: number[] = [];
    while (head.position < first) {
      head.whole();
      offsets.push(first + head.whole());
      head.skipSpace();
    }
    const made = { data, offsets };
    containers.set(number, made);
    return made;
  }

  function readObject(number: number): PdfValue {
    const place = places.get(number);
    if (!place) return null;
    if (place.kind === 'packed') {
      const { data, offsets } = container(place.container);
      const offset = offsets[place.index] ?? damaged('object missing in its stream');
      return new PdfReader(data, offset).value();
    }
    const found = readObjectAt(place.offset);
    if (found.number !== number) damaged('object not at its place');
    return found.value;
  }

  function object(number: number): PdfValue {
    const known = objects.get(number);
    if (known !== undefined) return known;
    if (reading.has(number)) damaged('object that needs itself');
    reading.add(number);
    const value = readObject(number);
    reading.delete(number);
    objects.set(number, value);
    return value;
  }

  function resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let hop = 0; isKind(found, 'ref'); hop += 1) {
      if (hop === MAX_HOPS) damaged('references without end');
      found = object(found.number);
    }
    return found;
  }

  function readTable(reader: PdfReader): PdfDict {
    while (!reader.takes('trailer')) {
      const first = reader.whole();
      const count = reader.whole();
      for (let number = first; number < first + count; number += 1) {
        const offset = reader.whole();
        const generation = reader.whole();
        const used = reader.takes('n');
        if (!used && !reader.takes('f')) damaged('cross-reference entry expected');
        note(number, used ? { kind: 'offset', offset, generation } : null);
      }
    }
    const trailer = reader.value();
    return isKind(trailer, 'dict') ? trailer : damaged('trailer expected');
  }

  function readXrefStream(offset: number): PdfDict {
    const { value } = readObjectAt(offset);
    if (!isKind(value, 'stream') || nameOf(value.dict.entries.get('Type')) !== 'XRef')
      damaged('cross-reference stream expected');
    const numbers = (key: string): number[] | null => {
      const list = value.dict.entries.get(key);
      return isKind(list, 'array')
        ? list.items.map((item) => (typeof item === 'number' ? item : damaged('number expected')))
        : null;
    };
    const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = numbers('W') ?? damaged('widths expected');
    const width = typeWidth + secondWidth + thirdWidth;
    if (![typeWidth, secondWidth, thirdWidth].every((each) => each >= 0 && each <= 8) || width === 0)
      damaged('impossible widths');
    const data = unpacked(value);
    let at = 0;
    const field = (bytesWide: number, absent: number): number => {
      if (bytesWide === 0) return absent;
      let number = 0;
      for (let index = 0; index < bytesWide; index += 1) number = number * 256 + (data[at + index] ?? 0);
      at += bytesWide;
      return number;
    };
    const ranges = numbers('Index') ?? [0, numberIn(value.dict, 'Size') ?? 0];
    for (let index = 0; index + 1 < ranges.length; index += 2) {
      const first = ranges[index] ?? 0;
      const count = ranges[index + 1] ?? 0;
      for (let number = first; number < first + count && at + width <= data.length; number += 1) {
        const type = field(typeWidth, 1);
        const second = field(secondWidth, 0);
        const third = field(thirdWidth, 0);
        if (type === 1) note(number, { kind: 'offset', offset: second, generation: third });
        else if (type === 2) note(number, { kind: 'packed', container: second, index: third });
        else note(number, null);
      }
    }
    return value.dict;
  }

  function readSections(startXref: number) {
    const seen = new Set<number>();
    const waiting = [startXref];
    let newest: { readonly trailer: PdfDict; readonly usesXrefStream: boolean } | null = null;
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const reader = new PdfReader(bytes, at);
      const usesXrefStream = !reader.takes('xref');
      const trailer = usesXrefStream ? readXrefStream(at) : readTable(reader);
      newest ??= { trailer, usesXrefStream };
      size = Math.max(size, numberIn(trailer, 'Size') ?? 0);
      const hidden = usesXrefStream ? null : numberIn(trailer, 'XRefStm');
      const previous = numberIn(trailer, 'Prev');
      // The hidden part of a hybrid file comes before what is older than both.
      waiting.unshift(...[hidden, previous].filter((each) => each !== null));
    }
    return newest ?? damaged('no cross-reference section');
  }

  const startXref = findStartXref(bytes);
  const { trailer, usesXrefStream } = readSections(startXref);
  if (resolve(trailer.entries.get('Encrypt')) !== null) throw new AppError('PDF_ENCRYPTED');
  for (const number of places.keys()) size = Math.max(size, number + 1);

  return {
    bytes,
    trailer,
    startXref,
    usesXrefStream,
    size,
    object,
    resolve,
    refOf(number) {
      const place = places.get(number);
      return ref(number, place?.kind === 'offset' ? place.generation : 0);
    },
  };
}
