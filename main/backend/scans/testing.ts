import { PDFDocument } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import type { PageCodeIssuer } from '../papers/page-code.ts';
import { renderPdf } from '../papers/pdf.ts';
import { buildCountedMemorandum, type MemorandumFacts } from '../papers/templates/index.ts';
import { createdAt, factsWith, fonts, template } from '../papers/testing.ts';
import { type JoinItem, joinIntoPdf } from './join.ts';
import { type GreyImage, openRaster } from './raster.ts';
import type { Turn } from './upright.ts';

/** For tests: papers with codes, and what an office's scanner makes of them. */

/** A4's longer side in inches. */
const A4_INCHES = 297 / 25.4;

/** Numbers from 0 up to 1 that look random and are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in another order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

/** A memorandum as it comes from the printer. */
export async function printed(
  pageCodes: PageCodeIssuer | null,
  changes: Partial<MemorandumFacts> = {},
): Promise<Uint8Array> {
  const model = buildCountedMemorandum(factsWith(changes), template, fonts);
  return (await renderPdf({ ...model, pageCodes }, { fonts, createdAt })).bytes;
}

/** How a sheet lay in the scanner and what the scanner made of it. */
export type Scan = {
  readonly dpi: number;
  /** Clockwise, in degrees: a whole number of quarter turns and how far the sheet lay askew. */
  readonly turned: Turn;
  readonly skew: number;
  /** Largest error of a pixel, of 255. */
  readonly noise: number;
  /** Levels that black and white become. */
  readonly black: number;
  readonly white: number;
  /** Black and white alone, without greys. */
  readonly twoLevels: boolean;
  /** 1–100. */
  readonly quality: number;
};

export const CLEAN: Scan = {
  dpi: 200,
  turned: 0,
  skew: 0,
  noise: 0,
  black: 0,
  white: 255,
  twoLevels: false,
  quality: 85,
};

/** A scan as bad as an office's gets. Most offices scan at 150 or 200 dpi. */
export function badScan(random: () => number): Scan {
  const turns = [0, 90, 180, 270] as const;
  return {
    dpi: 150 + Math.round(random() ** 6 * 150),
    turned: turns[Math.floor(random() * turns.length)] ?? 0,
    skew: (random() * 2 - 1) * 3,
    noise: random() * 40,
    black: random() * 70,
    white: 200 + random() * 55,
    twoLevels: random() < 0.2,
    quality: 35 + Math.round(random() * 45),
  };
}

/** The pages of a PDF as pictures. */
export async function pictures(bytes: Uint8Array, dpi: number): Promise<GreyImage[]> {
  const raster = await openRaster(bytes, 'giay.pdf');
  const images = Array.from({ length: raster.pages }, (_, index) =>
    raster.render(index + 1, Math.round(A4_INCHES * dpi)),
  );
  raster.close();
  return images.filter((image) => image !== null);
}

/** A sheet with nothing on it. */
export const blankSheet: GreyImage = { width: 827, height: 1169, data: new Uint8Array(827 * 1169).fill(255) };

/** The sheet with a white label over the corner where its code is. */
export function covered({ width, height, data }: GreyImage): GreyImage {
  const copy = data.slice();
  for (let y = Math.round(height * 0.92); y < height; y += 1)
    copy.fill(255, y * width, y * width + Math.round(width * 0.14));
  return { width, height, data: copy };
}

const NOISE_LENGTH = 1 << 16;

/** One sheet as the scanner hands it over: a JPEG. */
export function scanned(sheet: GreyImage, scan: Scan, random: () => number): Buffer {
  const scale = (scan.dpi * A4_INCHES) / Math.max(sheet.width, sheet.height);
  const across = scan.turned === 90 || scan.turned === 270;
  const width = Math.round((across ? sheet.height : sheet.width) * scale);
  const height = Math.round((across ? sheet.width : sheet.height) * scale);
  const angle = ((scan.turned + scan.skew) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const noise = Float32Array.from({ length: NOISE_LENGTH }, () => (random() + random() - 1) * scan.noise);
  const range = (scan.white - scan.black) / 255;
  const glass = createCanvas(width, height);
  const pixels = glass.getContext('2d').createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let y = 0; y < height; y += 1) {
    // Where the pixel lies on the sheet, turned back around the middle.
    let fromX = sheet.width / 2 - (width / 2) * cos + (y - height / 2) * sin;
    let fromY = sheet.height / 2 + (width / 2) * sin + (y - height / 2) * cos;
    for (let x = 0; x < width; x += 1, fromX += cos, fromY -= sin) {
      const index = y * width + x;
      // Multiples of a prime: the noise repeats far apart, not in bands.
      const error = noise[(index * 40_503) & (NOISE_LENGTH - 1)] ?? 0;
      const level = scan.black + levelAt(sheet, fromX, fromY) * range + error;
      const seen = scan.twoLevels ? (level < 140 ? 0 : 255) : Math.max(0, Math.min(255, Math.round(level)));
      words[index] = 0xff000000 | (seen * 0x010101);
    }
  }
  glass.getContext('2d').putImageData(pixels, 0, 0);
  return glass.toBuffer('image/jpeg', scan.quality);
}

/** The level between four pixels of a sheet; white beside it. */
function levelAt({ width, height, data }: GreyImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const at = top * width + left;
  const right = x - left;
  const down = y - top;
  const above = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
  const below = (data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right;
  return above * (1 - down) + below * down;
}

/** Chosen pages of PDFs as one PDF, without any loss. */
export async function pagesOf(
  ...chosen: readonly { readonly pdf: Uint8Array; readonly pages: readonly number[] }[]
): Promise<Uint8Array> {
  const joined = await PDFDocument.create();
  for (const { pdf, pages } of chosen) {
    const source = await PDFDocument.load(pdf);
    const indices = pages.map((page) => page - 1);
    for (const page of await joined.copyPages(source, indices)) joined.addPage(page);
  }
  return joined.save();
}

/** A stack as the scanner stores it: one PDF of pictures. */
export async function stackOf(pages: readonly Uint8Array[]): Promise<Uint8Array> {
  const items = pages.map((bytes, index): JoinItem => ({ fileName: `${index + 1}.jpg`, bytes, rotation: 0 }));
  return (await joinIntoPdf({ items, title: 'Bản quét', createdAt })).bytes;
}
