import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { DEFLATED, newEntry, STORED, zipOf } from '../files/zip.ts';
import { MAX_CELLS } from './raw-table.ts';

const MIB = 1024 * 1024;
/** What a workbook may inflate to, in bytes; a list of 43,000 schools comes to about 30 MiB. */
export const MAX_INFLATED_BYTES = 96 * MIB;
/** Styles, relations and the list of sheets are small in every honest workbook. */
const MAX_SMALL_PART_BYTES = 8 * MIB;
const MAX_ENTRIES = 2_000;
/** Some readers keep an object for each tag, so many tiny tags weigh more than their bytes. */
const MAX_TAGS = 6_000_000;

/** The part that lists the sheets. */
export const WORKBOOK = 'xl/workbook.xml';
/** Says which part is which sheet. */
export const RELATIONS = 'xl/_rels/workbook.xml.rels';
export const STYLES = 'xl/styles.xml';
/** Texts that cells share. */
export const STRINGS = 'xl/sharedStrings.xml';
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const SMALL_PARTS = new Set([WORKBOOK, RELATIONS, STYLES]);
const isWanted = (name: string): boolean => SMALL_PARTS.has(name) || name === STRINGS || SHEET.test(name);

/** The XML parts that hold cells, by name, inflated and checked. */
export type WorkbookParts = ReadonlyMap<string, Buffer>;

/** What is said of a workbook that inflates to more than is read. */
export const tooLarge = (file: string): AppError =>
  new AppError('FILE_TOO_LARGE', { file, limit: `${MAX_INFLATED_BYTES / MIB} MB` });

/**
 * Takes out of an .xlsx only the parts that hold cells: pictures, charts, macros, links and comments are
 * never looked at. The zip's directory is checked first, and what really comes out is counted, so that a
 * zip bomb stops early. Parts with a document type (entities) are refused.
 *
 * @param options.whole takes all parts, untouched, for a copy of the workbook; the same limits hold
 * @throws AppError FILE_NOT_WORKBOOK, FILE_TOO_LARGE, FILE_ENCRYPTED or FILE_UNREADABLE
 */
export async function readWorkbookParts(
  bytes: Uint8Array,
  fileName: string,
  { whole = false }: { readonly whole?: boolean } = {},
): Promise<WorkbookParts> {
  const zip = await unzip(bytes, fileName);
  const entries: Entry[] = [];
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge(fileName);
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
  if (!entries.some((entry) => partName(entry) === WORKBOOK)) {
    throw new AppError('FILE_NOT_WORKBOOK', { file: fileName });
  }
  const wanted = entries.filter((entry) => whole || isWanted(partName(entry)));
  if (wanted.some((entry) => entry.isEncrypted())) throw new AppError('FILE_ENCRYPTED', { file: fileName });
  const declared = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > MAX_INFLATED_BYTES) throw tooLarge(fileName);

  const parts = new Map<string, Buffer>();
  const budget = { bytes: MAX_INFLATED_BYTES, tags: MAX_TAGS, cells: MAX_CELLS };
  for (const entry of wanted) {
    const name = partName(entry);
    const limit = SMALL_PARTS.has(name) ? Math.min(MAX_SMALL_PART_BYTES, budget.bytes) : budget.bytes;
    const inflated = await inflate(zip, entry, limit, fileName);
    budget.bytes -= inflated.length;
    const isXml = isWanted(name) || /\.(?:xml|rels|vml)$/i.test(name);
    if (isXml) refuseStrangeXml(inflated, fileName);
    parts.set(name, inflated);
    if (!isXml) continue;
    const weight = weigh(inflated, whole);
    budget.tags -= weight.tags;
    if (SHEET.test(name)) budget.cells -= weight.cells;
    if (budget.tags < 0 || budget.cells < 0) {
      throw new AppError('FILE_TOO_LARGE', {
        file: fileName,
        limit: `${MAX_CELLS.toLocaleString('vi-VN')} ô`,
      });
    }
  }
  return parts;
}

/** The name of a part; some programs write a leading slash or backslashes. */
export const partName = (entry: Entry): string => entry.fileName.replaceAll('\\', '/').replace(/^\//, '');

/** Opens a zip that lies in memory. @throws AppError FILE_UNREADABLE */
export async function unzip(bytes: Uint8Array, fileName: string): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      // Sizes are checked while inflating; here a lie would look like damage.
      validateEntrySizes: false,
    });
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

/**
 * Inflates one part. What comes out is held to the limit while it comes, because a bomb's directory may lie about the
 * size; in one go it takes half as long as chunk by chunk.
 * @throws AppError FILE_TOO_LARGE, FILE_UNREADABLE
 */
export async function inflate(zip: ZipFile, entry: Entry, limit: number, fileName: string): Promise<Buffer> {
  const unreadable = (cause?: unknown) => new AppError('FILE_UNREADABLE', { file: fileName }, { cause });
  const isDeflated = entry.compressionMethod === DEFLATED && !entry.isEncrypted();
  let data: Buffer;
  try {
    const chunks: Buffer[] = [];
    const stream = await zip.openReadStreamPromise(entry, isDeflated ? { decodeFileData: false } : {});
    for await (const chunk of stream) chunks.push(chunk);
    const stored = Buffer.concat(chunks);
    const room = Math.max(MIB, Math.min(entry.uncompressedSize, limit)) + 1;
    data = isDeflated ? inflateRawSync(stored, { maxOutputLength: limit, chunkSize: room }) : stored;
  } catch (error) {
    const isTooLarge =
      error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? tooLarge(fileName) : unreadable(error);
  }
  if (data.length > limit) throw tooLarge(fileName);
  if (data.length !== entry.uncompressedSize || crc32(data) !== entry.crc32) throw unreadable();
  return data;
}

/**
 * No part of a workbook has a document type; entities in one could grow or reach outside.
 * @throws AppError FILE_UNREADABLE
 */
export function refuseStrangeXml(part: Buffer, fileName: string): void {
  const hasType = part.includes('<!') && (part.includes('<!DOCTYPE') || part.includes('<!ENTITY'));
  if (hasType || part.includes(0)) {
    throw new AppError('FILE_UNREADABLE', { file: fileName });
  }
}

/** Last row of a sheet. */
export const MAX_ROWS = 1_048_576;

const [OPEN, CLOSE, SLASH, C, R, O, W, SPACE] = Buffer.from('<>/crow ');

/**
 * Counts tags, and the cells among them. Formatted but empty cells and rows, which office lists carry by the thousand,
 * are only weight to whom takes all of a workbook.
 */
function weigh(part: Buffer, withEmpty: boolean): { readonly tags: number; readonly cells: number } {
  let tags = 0;
  let cells = 0;
  /** Tags up to and with the last one that opened a row; below zero outside. */
  let atRow = -1;
  for (let at = 0; at < part.length; at += 1) {
    if (part[at] !== OPEN) continue;
    const isCell = part[at + 1] === C && part[at + 2] === SPACE;
    const isRow = part[at + 1] === R && part[at + 2] === O && part[at + 3] === W;
    if (!withEmpty && (isCell || isRow)) {
      while (at < part.length && part[at] !== CLOSE) at += 1;
      if (part[at - 1] === SLASH) continue;
    }
    tags += 1;
    if (isCell) cells += 1;
    if (isRow) atRow = tags;
    else if (atRow === tags - 1 && part[at + 1] === SLASH && part[at + 2] === R) tags -= 2;
  }
  return { tags, cells };
}

/** Packs parts into a zip without compression: exactly the checked bytes reach the workbook library. */
export const packParts = (parts: WorkbookParts): Buffer =>
  zipOf(
    [...parts].map(([name, part]) => ({
      entry: newEntry(name),
      data: part,
      method: STORED,
      size: part.length,
      crc: crc32(part),
    })),
  );

/** A rectangle of merged cells, all bounds from 1 and inclusive. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The rectangle that "A1:D9" names; nothing for any other text. */
export function parseRange(ref: string): readonly MergedRange[] {
  const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref);
  if (!found) return [];
  const [, left = '', top, right = '', bottom] = found;
  return [{ top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) }];
}

/** 28 for "AB". */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
