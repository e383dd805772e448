import { AppError } from '../errors.ts';

/** What kind of file a scanner or camera gave, by its first bytes. */
export type ScanKind = 'pdf' | 'jpeg' | 'png';

/** What a picture's header says of it. */
export type PictureHeader = {
  readonly kind: 'jpeg' | 'png';
  /** In pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** How the camera was held, 1–8 (EXIF 2.3, tag 0x0112); 1 is upright. */
  readonly orientation: number;
};

/** Most pixels that are ever unpacked: A4 at 600 dpi has 35 million, A3 at 450 dpi 55. */
const MOST_PIXELS = 64_000_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Brands of the pictures that phones pack as HEIF (ISO/IEC 23008-12, clause 10). */
const HEIF_BRAND = /^ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/;

/**
 * Tells the kind of a file by its content, whatever it is called.
 * @throws AppError FILE_TYPE_UNKNOWN, PHOTO_HEIC
 */
export function scanKindOf(bytes: Uint8Array, file: string): ScanKind {
  const buffer = asBuffer(bytes);
  // Readers of PDF look for the mark in the first kilobyte.
  if (buffer.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (buffer.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (buffer.subarray(0, 8).equals(PNG_SIGNATURE)) return 'png';
  if (HEIF_BRAND.test(buffer.toString('latin1', 4, 12))) throw new AppError('PHOTO_HEIC', { file });
  throw new AppError('FILE_TYPE_UNKNOWN', { file, accepted: 'PDF, JPG và PNG' });
}

/** Walks the parts of a PNG, which must be whole up to its end mark. */
function pngHeader(buffer: Buffer): Omit<PictureHeader, 'kind'> {
  for (let at = PNG_SIGNATURE.length; buffer.toString('latin1', at + 4, at + 8) !== 'IEND'; )
    at += 12 + buffer.readUInt32BE(at);
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20), orientation: 1 };
}

const EXIF_MARK = 'Exif\0\0';
const ORIENTATION_TAG = 0x0112;

/** The orientation in an EXIF part; 1 where it says none that makes sense. */
function exifOrientation(part: Buffer): number {
  if (part.toString('latin1', 0, EXIF_MARK.length) !== EXIF_MARK) return 1;
  const tiff = part.subarray(EXIF_MARK.length);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const directory = long(4);
    for (let entry = 0; entry < short(directory); entry += 1) {
      const at = directory + 2 + 12 * entry;
      if (short(at) !== ORIENTATION_TAG) continue;
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // Damaged notes of a camera are no reason to refuse its picture.
  }
  return 1;
}

/** Walks the segments of a JPEG up to its pixels, which must be whole up to their end mark. */
function jpegHeader(buffer: Buffer): Omit<PictureHeader, 'kind'> {
  let orientation = 1;
  let size: { readonly width: number; readonly height: number } | null = null;
  let at = 2;
  for (let marker = buffer.readUInt16BE(at); marker !== 0xffda; marker = buffer.readUInt16BE(at)) {
    if (marker < 0xff01) throw new RangeError('not a segment');
    const length = buffer.readUInt16BE(at + 2);
    const part = buffer.subarray(at + 4, at + 2 + length);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) size = { height: part.readUInt16BE(1), width: part.readUInt16BE(3) };
    if (marker === 0xffe1 && orientation === 1) orientation = exifOrientation(part);
    at += 2 + length;
  }
  if (!size || buffer.indexOf(Buffer.from([0xff, 0xd9]), at) < 0) throw new RangeError('cut off');
  return { ...size, orientation };
}

/**
 * Reads what a picture says of itself before anything is unpacked.
 * @throws AppError FILE_UNREADABLE when it is damaged or cut off, FILE_TOO_LARGE when it claims too many pixels
 */
export function readPictureHeader(kind: 'jpeg' | 'png', bytes: Uint8Array, file: string): PictureHeader {
  const buffer = asBuffer(bytes);
  let header: Omit<PictureHeader, 'kind'>;
  try {
    header = kind === 'png' ? pngHeader(buffer) : jpegHeader(buffer);
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file }, { cause: error });
  }
  const { width, height } = header;
  if (width < 1 || height < 1) throw new AppError('FILE_UNREADABLE', { file });
  if (width * height > MOST_PIXELS)
    throw new AppError('FILE_TOO_LARGE', { file, limit: `${MOST_PIXELS / 1_000_000} triệu điểm ảnh` });
  return { kind, ...header };
}
