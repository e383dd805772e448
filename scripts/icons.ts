import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Where the drawings lie, and what is made of them: `npm run icons`. */
export const ICONS_DIR = join(import.meta.dirname, '../resources/icons');

/** Pixels that Windows shows at its scales from 100 to 400 %, in lists, on the taskbar and on the desktop. */
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256] as const;
/** Pixels of the icon themes of Linux. */
export const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** From this size on an icon is kept packed; some programs read smaller ones only as bitmaps. */
const PACKED_FROM = 256;

interface Drawn {
  readonly size: number;
  readonly png: Uint8Array;
  /** Four bytes a pixel, red first, each colour already weakened by how opaque it is. */
  readonly pixels: Uint8Array;
}

let ready: Promise<void> | undefined;

/** A square drawing in so many pixels. */
async function draw(svg: string, size: number): Promise<Drawn> {
  ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
  return { size, png: image.asPng(), pixels: image.pixels };
}

/**
 * A picture as icons hold it: a header as if it were twice as high, rows from the bottom, blue first, and behind them
 * a mask of one bit a pixel, empty because the pixels carry how opaque they are.
 */
function bitmapOf({ size, pixels }: Drawn): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(header.length, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const rows = Buffer.alloc(size * size * 4);
  for (let at = 0; at < rows.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4);
    const full = (colour: number) => (alpha === 0 ? 0 : Math.min(255, Math.round((colour * 255) / alpha)));
    const row = size - 1 - Math.floor(at / 4 / size);
    rows.set([full(blue), full(green), full(red), alpha], (row * size + ((at / 4) % size)) * 4);
  }
  const mask = Buffer.alloc(size * Math.ceil(size / 32) * 4);
  return Buffer.concat([header, rows, mask]);
}

/** The `.ico` of one drawing, with a picture for each size. */
export async function icoOf(svg: string): Promise<Buffer> {
  const drawn = await Promise.all(ICO_SIZES.map((size) => draw(svg, size)));
  const pictures = drawn.map((one) => (one.size < PACKED_FROM ? bitmapOf(one) : Buffer.from(one.png)));
  const directory = Buffer.alloc(6 + 16 * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    directory.fill((ICO_SIZES[index] ?? 0) % 256, at, at + 2);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(picture.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([directory, ...pictures]);
}

/** All icons by their file names: of the program, and of the kinds of file that are its own. */
export async function icons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const svgOf = (name: string) => readFileSync(join(ICONS_DIR, `${name}.svg`), 'utf8');
  const app = svgOf('app');
  const made = new Map<string, Uint8Array>();
  for (const name of ['app', 'backup', 'template']) made.set(`${name}.ico`, await icoOf(svgOf(name)));
  for (const size of PNG_SIZES) made.set(`${size}x${size}.png`, (await draw(app, size)).png);
  return made;
}

if (import.meta.main) {
  for (const [name, bytes] of await icons()) writeFileSync(join(ICONS_DIR, name), bytes);
}
