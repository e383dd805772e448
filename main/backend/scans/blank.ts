import type { GreyImage } from './raster.ts';

/** Squares that the page is judged by; a side in pixels at 200 dpi (1 mm). Noise evens out inside them. */
const SQUARE = 8;
/** Shadows of the sheet's edge and of the scanner's lid lie outside this share of each side. */
const EDGE = 0.06;
/** How much darker than the paper a square with ink is; print that shines through from the other side stays below. */
const INK = 24;
/** Specks of dust; a page number alone already makes twenty squares. */
const SPECKS = 8;

/** Whether nothing stands on a page, as on the back of a sheet. In doubt it says no: a person then looks at it. */
export function isBlank({ width, height, data }: GreyImage): boolean {
  const [left, top] = [Math.round(width * EDGE), Math.round(height * EDGE)];
  const means: number[] = [];
  for (let y = top; y + SQUARE <= height - top; y += SQUARE) {
    for (let x = left; x + SQUARE <= width - left; x += SQUARE) {
      let sum = 0;
      for (let dy = 0; dy < SQUARE; dy += 1) {
        const row = (y + dy) * width + x;
        for (let dx = 0; dx < SQUARE; dx += 1) sum += data[row + dx] ?? 0;
      }
      means.push(sum / (SQUARE * SQUARE));
    }
  }
  const paper = means.toSorted((one, other) => one - other)[means.length >> 1] ?? 255;
  return means.filter((mean) => mean < paper - INK).length <= SPECKS;
}
