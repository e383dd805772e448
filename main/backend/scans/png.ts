import { inflateSync } from 'node:zlib';
import { type PDFDocument, PDFHexString, PDFName, type PDFRef } from '@cantoo/pdf-lib';

/** The parts of a PNG that a PDF needs (PNG specification, chapter 11). */
type PngParts = {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colorType: number;
  readonly isInterlaced: boolean;
  readonly palette: Buffer | null;
  readonly hasTransparency: boolean;
  readonly data: Buffer;
};

function partsOf(bytes: Uint8Array): PngParts {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { readonly type: string; readonly body: Buffer }[] = [];
  for (let at = 8, type = ''; type !== 'IEND'; ) {
    const length = png.readUInt32BE(at);
    type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, body: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  const bodiesOf = (wanted: string) => chunks.filter(({ type }) => type === wanted).map(({ body }) => body);
  const [head] = bodiesOf('IHDR');
  if (!head) throw new RangeError('no header');
  return {
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    bits: head.readUInt8(8),
    colorType: head.readUInt8(9),
    isInterlaced: head.readUInt8(12) !== 0,
    palette: bodiesOf('PLTE')[0] ?? null,
    hasTransparency: bodiesOf('tRNS').length > 0,
    data: Buffer.concat(bodiesOf('IDAT')),
  };
}

/** Values a pixel has, by the colour types that PDF knows: grey, red-green-blue, palette. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1 };

/**
 * Puts a PNG into a PDF. The usual kinds go in as they are packed, for PDF knows PNG's own compression; pictures that
 * are interlaced or can be seen through are unpacked by the library.
 * @throws when its pixels are damaged
 */
export async function embedPng(document: PDFDocument, bytes: Uint8Array): Promise<PDFRef> {
  const { width, height, bits, colorType, isInterlaced, palette, hasTransparency, data } = partsOf(bytes);
  const channels = CHANNELS[colorType];
  const isIndexed = colorType === 3;
  if (!channels || isInterlaced || hasTransparency || (isIndexed && !palette))
    return (await document.embedPng(bytes)).ref;

  const rowBytes = 1 + Math.ceil((width * channels * bits) / 8);
  const unpacked = inflateSync(data, { maxOutputLength: rowBytes * height + 1 });
  if (unpacked.byteLength !== rowBytes * height) throw new RangeError('pixels are missing');
  const { context } = document;
  const plain = channels === 3 ? 'DeviceRGB' : 'DeviceGray';
  const stream = context.stream(data, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: bits,
    ColorSpace:
      isIndexed && palette
        ? ['Indexed', 'DeviceRGB', palette.byteLength / 3 - 1, PDFHexString.of(palette.toString('hex'))]
        : PDFName.of(plain),
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: channels, BitsPerComponent: bits, Columns: width },
  });
  return context.register(stream);
}
