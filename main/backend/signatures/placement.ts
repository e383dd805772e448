import { AppError } from '../errors.ts';
import { MM } from '../papers/measures.ts';
import { type GreyImage, openRaster } from '../scans/raster.ts';
import type { PdfFile } from './pdf/file.ts';
import { type PdfPage, type Rectangle, sidesOf, sizeOf, toSeen } from './pdf/pages.ts';
import { isKind, nameOf } from './pdf/syntax.ts';

/** The width that a signature takes where no room is laid out for it. */
export const FREE_WIDTH = 72 * MM;

const MARGIN = 15 * MM;
const CLEARANCE = 2 * MM;
/** Places are tried at this distance, in pt. */
const STEP = 4;
/** Pixels of the longer side of a page that is looked at: enough to see a line of text. */
const LONGEST_SIDE = 1000;
/** Anything darker than paper. */
const INK = 225;

/** Tells of a place on a page whether nothing stands there. */
type InkMap = (place: Rectangle) => boolean;

/** @param scale pixels a pt */
function inkMap({ data, width, height }: GreyImage, scale: number): InkMap {
  // How many dark pixels lie above and left of each.
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 255) < INK) row += 1;
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
  const at = (x: number, y: number): number => {
    const column = Math.min(width, Math.max(0, Math.round(x * scale)));
    const line = Math.min(height, Math.max(0, Math.round(y * scale)));
    return sums[line * (width + 1) + column] ?? 0;
  };
  return ({ x, y, width: wide, height: high }) =>
    at(x + wide, y + high) - at(x, y + high) - at(x + wide, y) + at(x, y) === 0;
}

/** Null for a page that can't be drawn; it can still be signed. */
async function lookAt(bytes: Uint8Array, pageIndex: number, page: PdfPage): Promise<InkMap | null> {
  try {
    const raster = await openRaster(bytes, '');
    const image = raster.render(pageIndex + 1, LONGEST_SIDE);
    raster.close();
    const { width, height } = sizeOf(page);
    return image && inkMap(image, LONGEST_SIDE / Math.max(width, height));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Where earlier signatures and other fields stand on a page. */
export function widgetsOn(file: PdfFile, page: PdfPage): readonly Rectangle[] {
  const annotations = file.resolve(page.dict.entries.get('Annots'));
  if (!isKind(annotations, 'array')) return [];
  return annotations.items.flatMap((item) => {
    const annotation = file.resolve(item);
    if (!isKind(annotation, 'dict') || nameOf(annotation.entries.get('Subtype')) !== 'Widget') return [];
    const sides = sidesOf(file, annotation.entries.get('Rect'));
    return sides && sides[2] > sides[0] && sides[3] > sides[1] ? [toSeen(page, sides)] : [];
  });
}

const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const grown = ({ x, y, width, height }: Rectangle, by: number): Rectangle => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** Places on a page from the bottom up, each row from the left. */
function* placesOn(page: PdfPage, { width, height }: { width: number; height: number }) {
  const seen = sizeOf(page);
  for (let y = seen.height - MARGIN - height; y >= MARGIN; y -= STEP)
    for (let x = MARGIN; x <= seen.width - MARGIN - width; x += STEP) yield { x, y, width, height };
}

/** Whether nothing stands in a place: neither ink nor a field. */
export async function isFreePlace(
  file: PdfFile,
  pageIndex: number,
  page: PdfPage,
  place: Rectangle,
): Promise<boolean> {
  if (widgetsOn(file, page).some((widget) => overlap(place, widget))) return false;
  const isFree = await lookAt(file.bytes, pageIndex, page);
  return isFree?.(place) ?? true;
}

/**
 * The lowest place on a page on which nothing stands; on a page without one, such as the picture of a scan, the lowest
 * beside other fields.
 */
export async function findFreePlace(
  file: PdfFile,
  pageIndex: number,
  page: PdfPage,
  size: { readonly width: number; readonly height: number },
): Promise<Rectangle> {
  const widgets = widgetsOn(file, page).map((each) => grown(each, CLEARANCE));
  const besideFields = [...placesOn(page, size)].filter(
    (place) => !widgets.some((widget) => overlap(place, widget)),
  );
  const isFree = await lookAt(file.bytes, pageIndex, page);
  const free = isFree && besideFields.find((place) => isFree(grown(place, CLEARANCE)));
  return free ?? besideFields[0] ?? { x: 0, y: 0, ...size };
}
