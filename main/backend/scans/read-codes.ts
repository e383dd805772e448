import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { readPageCode } from '../papers/page-code.ts';
import type { GreyImage } from './raster.ts';
import type { Turn } from './upright.ts';

/** A code of a page as it was read, and the clockwise turn that brings its page upright. */
export type SeenCode = { readonly text: string; readonly rotation: Turn };

/** What was read on one picture: codes of the form of ours, and whether there were others. */
export type Seen = { readonly codes: readonly SeenCode[]; readonly foreign: boolean };

type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

let prepared = false;

/** The reader is loaded from the package beside this program; its own way would fetch it from a server. */
function prepare(): void {
  if (prepared) return;
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  prepared = true;
}

/** Where the code lies on a sheet that may lie any way round: a share of the shorter side at each corner. */
const CORNER = 0.24;

/** The four corners of a picture. */
function corners({ width, height }: GreyImage): readonly Area[] {
  const side = Math.round(CORNER * Math.min(width, height));
  return [0, width - side].flatMap((left) =>
    [height - side, 0].map((top) => ({ left, top, width: side, height: side })),
  );
}

/** The reader takes four bytes a pixel. */
function cut(image: GreyImage, { left, top, width, height }: Area) {
  const data = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(data.buffer);
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * image.width + left;
    for (let x = 0; x < width; x += 1) words[y * width + x] = (image.data[from + x] ?? 255) * 0x010101;
  }
  return { data, width, height };
}

const isTurn = (angle: number): angle is Turn =>
  angle === 0 || angle === 90 || angle === 180 || angle === 270;

async function readArea(image: GreyImage, area: Area, options: ReaderOptions): Promise<Seen> {
  prepare();
  const codes: SeenCode[] = [];
  let foreign = false;
  const found = await readBarcodes(
    { ...cut(image, area), colorSpace: 'srgb' },
    { formats: ['QRCode'], tryInvert: false, maxNumberOfSymbols: 8, ...options },
  );
  for (const { text, position } of found) {
    const { topLeft, topRight } = position;
    // y grows downwards: the angle is the clockwise turn that the sheet has already made.
    const turned =
      Math.round(Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) / (Math.PI / 2)) * 90;
    const rotation = (360 - turned) % 360;
    if (readPageCode(text) && isTurn(rotation)) codes.push({ text, rotation });
    else foreign = true;
  }
  return { codes, foreign };
}

/** Reads a list of areas; a code that two of them show counts once. */
async function readAreas(image: GreyImage, areas: readonly Area[], options: ReaderOptions): Promise<Seen> {
  const codes = new Map<string, SeenCode>();
  let foreign = false;
  for (const area of areas) {
    const seen = await readArea(image, area, options);
    for (const code of seen.codes) codes.set(code.text, code);
    foreign ||= seen.foreign;
  }
  return { codes: [...codes.values()], foreign };
}

/** Looks where our printer puts the code, whichever way the sheet lies. */
export const readCorners = (image: GreyImage, options: ReaderOptions = {}): Promise<Seen> =>
  readAreas(image, corners(image), options);

/** Looks everywhere: sheets on a larger glass, photographs. */
export const readWhole = (image: GreyImage, options: ReaderOptions = {}): Promise<Seen> =>
  readAreas(image, [{ left: 0, top: 0, width: image.width, height: image.height }], options);
