import { crc32, deflateRawSync } from 'node:zlib';
import type { Entry } from 'yauzl';

/** What a zip says about one of its files beyond its bytes, by the names of the reader. */
export type ZipEntry = Pick<
  Entry,
  | 'fileNameRaw'
  | 'generalPurposeBitFlag'
  | 'lastModFileTime'
  | 'lastModFileDate'
  | 'versionMadeBy'
  | 'internalFileAttributes'
  | 'externalFileAttributes'
>;

/** A file as it lies in a zip. */
export interface Packed {
  readonly entry: ZipEntry;
  readonly data: Uint8Array;
  /** By its number in a zip. */
  readonly method: number;
  /** In bytes, unpacked. */
  readonly size: number;
  readonly crc: number;
}

export const STORED = 0;
export const DEFLATED = 8;

/** Flags that say how the data was compressed and that names are UTF-8; sizes always stand before the data here. */
const KEPT_FLAGS = 0x0806;
const VERSION = 20;
/** The first day that a zip can name; Excel itself writes it into every file. */
const FIRST_DAY = 0x0021;

/** A file of our own making, whose name is of plain letters; it tells no time, so that the same content is the same zip. */
export const newEntry = (name: string): ZipEntry => ({
  fileNameRaw: Buffer.from(name),
  generalPurposeBitFlag: 0,
  lastModFileTime: 0,
  lastModFileDate: FIRST_DAY,
  versionMadeBy: VERSION,
  internalFileAttributes: 0,
  externalFileAttributes: 0,
});

/** Compresses a file. */
export const deflated = (entry: ZipEntry, bytes: Uint8Array): Packed => ({
  entry,
  data: deflateRawSync(bytes),
  method: DEFLATED,
  size: bytes.length,
  crc: crc32(bytes),
});

/** Puts packed files together (APPNOTE.TXT, 4.3), in their order; for less than 4 GiB and 65,536 files. */
export function zipOf(files: readonly Packed[]): Buffer {
  const pieces: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { entry, data, method, size, crc } of files) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(entry.generalPurposeBitFlag & KEPT_FLAGS, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(entry.lastModFileTime, 6);
    common.writeUInt16LE(entry.lastModFileDate, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(entry.fileNameRaw.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, entry.fileNameRaw]);
    const place = Buffer.alloc(14);
    place.writeUInt16LE(entry.internalFileAttributes, 4);
    place.writeUInt32LE(entry.externalFileAttributes, 6);
    place.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(entry.versionMadeBy);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, place, entry.fileNameRaw]));
    pieces.push(local, data);
    offset += local.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, central, Buffer.from('PK\x05\x06'), end]);
}
