import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { deflated, type Packed, zipOf } from '../files/zip.ts';
import { recognise } from '../tables/read-table.ts';
import {
  inflate,
  MAX_INFLATED_BYTES,
  partName,
  refuseStrangeXml,
  tooLarge,
  unzip,
  WORKBOOK,
} from '../tables/workbook-parts.ts';

export const CONTENT_TYPES = '[Content_Types].xml';
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const MAX_ENTRIES = 2_000;

/** Parts that run code when the workbook is opened: VBA projects and the macro sheets of Excel 4. */
const MACROS = /(?:^|\/)vbaProject|^xl\/(?:macrosheets|dialogsheets)\/|\bmacroEnabled\b/i;
const SIGNATURES = /^_xmlsignatures\//i;
/** What would bring in figures from elsewhere when the department opens the file. */
const LINKS = /^xl\/(?:externalLinks\/|connections\.xml|queryTables\/)/i;

/** An .xlsx as the parts of its zip, of which only those asked for are ever inflated. */
export interface Package {
  readonly fileName: string;
  readonly has: (name: string) => boolean;
  /**
   * The XML of a part.
   * @throws AppError FILE_UNREADABLE when it is missing, damaged or not UTF-8, FILE_TOO_LARGE
   */
  readonly text: (name: string) => Promise<string>;
  /**
   * The same zip with some parts replaced, or left out (null): all others keep their order, their names, their times
   * and their very bytes, compressed as they came.
   */
  readonly rewrite: (changes: ReadonlyMap<string, string | null>) => Promise<Buffer>;
}

/**
 * Opens a form that somebody sent. It is never re-saved, so what can't be kept as it is, is refused.
 *
 * @throws AppError FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_TOO_LARGE, FILE_UNREADABLE; FORM_HAS_MACROS, FORM_SIGNED,
 *   FORM_HAS_LINKS
 */
export async function openPackage(bytes: Uint8Array, fileName: string): Promise<Package> {
  if (/\.xl(?:sm|tm|am)$/i.test(fileName)) throw new AppError('FORM_HAS_MACROS', { file: fileName });
  if (recognise(bytes, fileName) !== 'xlsx') throw new AppError('FILE_NOT_WORKBOOK', { file: fileName });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await unzip(buffer, fileName);
  const entries = await entriesOf(zip, fileName);
  let budget = MAX_INFLATED_BYTES;

  const file: Package = {
    fileName,
    has: (name) => entries.has(name),
    async text(name) {
      const entry = entries.get(name);
      if (!entry) throw new AppError('FILE_UNREADABLE', { file: fileName });
      const part = await inflate(zip, entry, budget, fileName);
      budget -= part.length;
      refuseStrangeXml(part, fileName);
      const text = part.toString('utf8');
      // What is not plain UTF-8 would not come back as it was.
      if (!Buffer.from(text).equals(part)) throw new AppError('FILE_UNREADABLE', { file: fileName });
      return text;
    },
    async rewrite(changes) {
      const written: Packed[] = [];
      for (const [name, entry] of entries) {
        const change = changes.get(name);
        if (change === null) continue;
        written.push(
          change === undefined ? await copied(zip, buffer, entry) : deflated(entry, Buffer.from(change)),
        );
      }
      return zipOf(written);
    },
  };
  refuseParts(entries, fileName);
  await refuseContentTypes(file);
  return file;
}

async function entriesOf(zip: ZipFile, fileName: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge(fileName);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const name = partName(entry);
      // Two parts of one name: programs would not agree on which of them is the form.
      if (entries.has(name)) throw new AppError('FILE_UNREADABLE', { file: fileName });
      entries.set(name, entry);
    }
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
  return entries;
}

function refuseParts(entries: ReadonlyMap<string, Entry>, file: string): void {
  const names = [...entries.keys()];
  if ([...entries.values()].some((entry) => entry.isEncrypted()))
    throw new AppError('FILE_ENCRYPTED', { file });
  if (names.some((name) => MACROS.test(name))) throw new AppError('FORM_HAS_MACROS', { file });
  if (!entries.has(WORKBOOK) || !entries.has(CONTENT_TYPES))
    throw new AppError('FILE_NOT_WORKBOOK', { file });
  if (names.some((name) => SIGNATURES.test(name))) throw new AppError('FORM_SIGNED', { file });
  if (names.some((name) => LINKS.test(name))) throw new AppError('FORM_HAS_LINKS', { file });
}

/** A macro workbook may be called .xlsx, and a template would not open under that name. */
async function refuseContentTypes(file: Package): Promise<void> {
  const types = await file.text(CONTENT_TYPES);
  if (MACROS.test(types)) throw new AppError('FORM_HAS_MACROS', { file: file.fileName });
  if (!types.includes(MAIN_TYPE)) throw new AppError('FILE_NOT_WORKBOOK', { file: file.fileName });
}

async function copied(zip: ZipFile, buffer: Buffer, entry: Entry): Promise<Packed> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  return {
    entry,
    data: buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize),
    method: entry.compressionMethod,
    size: entry.uncompressedSize,
    crc: entry.crc32,
  };
}
