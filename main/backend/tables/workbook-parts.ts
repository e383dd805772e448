import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { farCells } from './far-cells.ts';
import { MAX_CELLS } from './raw-table.ts';

const MIB = 1024 * 1024;
/** What a workbook may inflate to, in bytes; a list of 43,000 schools comes to about 30 MiB. */
export const MAX_INFLATED_BYTES = 96 * MIB;
/** Styles, relations and the list of sheets are small in every honest workbook. */
const MAX_SMALL_PART_BYTES = 8 * MIB;
const MAX_ENTRIES = 2_000;
/** The XML reader keeps an object for each tag, so many tiny tags weigh more than their bytes. */
const MAX_TAGS = 6_000_000;

/** The part that lists the sheets. */
export const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const SMALL_PARTS = new Set([WORKBOOK, RELATIONS, 'xl/styles.xml']);
const isWanted = (name: string): boolean =>
  SMALL_PARTS.has(name) || name === 'xl/sharedStrings.xml' || SHEET.test(name);

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
    const part = SHEET.test(name) && !whole ? withoutEmptyCells(inflated, fileName) : inflated;
    if (!isXml) {
      parts.set(name, part);
      continue;
    }
    const weight = weigh(part);
    budget.tags -= weight.tags;
    if (SHEET.test(name)) budget.cells -= weight.cells;
    if (budget.tags < 0 || budget.cells < 0) {
      throw new AppError('FILE_TOO_LARGE', {
        file: fileName,
        limit: `${MAX_CELLS.toLocaleString('vi-VN')} ô`,
      });
    }
    parts.set(name, part);
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
 * Inflates one part. What comes out is counted while it comes, because a bomb's directory may lie about the size.
 * @throws AppError FILE_TOO_LARGE, FILE_UNREADABLE
 */
export async function inflate(zip: ZipFile, entry: Entry, limit: number, fileName: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
  if (size > limit) throw tooLarge(fileName);
  const data = Buffer.concat(chunks);
  if (size !== entry.uncompressedSize || crc32(data) !== entry.crc32) {
    throw new AppError('FILE_UNREADABLE', { file: fileName });
  }
  return data;
}

/**
 * No part of a workbook has a document type; entities in one could grow or reach outside.
 * @throws AppError FILE_UNREADABLE
 */
export function refuseStrangeXml(part: Buffer, fileName: string): void {
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY') || part.includes(0)) {
    throw new AppError('FILE_UNREADABLE', { file: fileName });
  }
}

/** Formatted but empty cells and rows, which office lists carry by the thousand, are only weight. */
function withoutEmptyCells(sheet: Buffer, fileName: string): Buffer {
  const text = sheet
    .toString('utf8')
    .replace(/<c(?: [^<>]*)?\/>/g, '')
    .replace(/<row(?: [^<>]*)?(?:\/>|><\/row>)/g, '');
  refuseFarCells(text, fileName);
  return Buffer.from(text);
}

/** Last row of a sheet. */
export const MAX_ROWS = 1_048_576;
const PLACE = /<(row|c)\s(?:[^<]*?\s)?r\s*=\s*["']([^"']*)["']/g;

/** @throws AppError FILE_TOO_LARGE for a cell far out; FILE_UNREADABLE for a place that no sheet has */
function refuseFarCells(sheet: string, file: string): void {
  const watch = farCells(file);
  for (const [, element, place = ''] of sheet.matchAll(PLACE)) {
    const [, letters = '', digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? [];
    const row = Number(digits);
    if (!(row >= 1 && row <= MAX_ROWS) || (element === 'row') !== (letters === ''))
      throw new AppError('FILE_UNREADABLE', { file });
    watch(row, columnNumber(letters));
  }
}

/** Counts tags, and the cells among them. */
function weigh(part: Buffer): { readonly tags: number; readonly cells: number } {
  const [open, c, space] = [...Buffer.from('<c ')];
  let tags = 0;
  let cells = 0;
  for (let at = 0; at < part.length; at += 1) {
    if (part[at] !== open) continue;
    tags += 1;
    if (part[at + 1] === c && part[at + 2] === space) cells += 1;
  }
  return { tags, cells };
}

/** Packs parts into a zip without compression: exactly the checked bytes reach the workbook library. */
export function packParts(parts: WorkbookParts): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of parts) {
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, nameBytes]));
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end]);
}

/** A rectangle of merged cells, all bounds from 1 and inclusive. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * Merged ranges by sheet id. Read here and not by the workbook library, which would make an object for
 * every covered cell: "A1:XFD1048576" would end the program.
 */
export function mergedRanges(parts: WorkbookParts): ReadonlyMap<number, readonly MergedRange[]> {
  const targets = new Map(
    elements(parts.get(RELATIONS), 'Relationship').map((relation) => [relation.Id, relation.Target]),
  );
  return new Map(
    elements(parts.get(WORKBOOK), 'sheet').map((sheet) => {
      const target = targets.get(sheet['r:id'])?.replace(/^(\/?xl\/)?/, 'xl/') ?? '';
      const ranges = elements(parts.get(target), 'mergeCell').flatMap(({ ref }) => parseRange(ref ?? ''));
      return [Number(sheet.sheetId), ranges] as const;
    }),
  );
}

function elements(part: Buffer | undefined, name: string): readonly Readonly<Record<string, string>>[] {
  if (!part?.includes(`<${name} `)) return [];
  return [...part.toString('utf8').matchAll(new RegExp(`<${name} ([^<>]*)>`, 'g'))].map((element) =>
    Object.fromEntries(
      [...(element[1] ?? '').matchAll(/([\w:]+)\s*=\s*["']([^"']*)["']/g)].map((pair) => [pair[1], pair[2]]),
    ),
  );
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
