import type { PdfFile } from './file.ts';
import { damaged, isKind, nameOf, type PdfDict, type PdfValue } from './syntax.ts';

/** A page with what it inherits. Measures in pt; `left` … `top` are those of the box that is shown, before turning. */
export interface PdfPage {
  /** Its object's number. */
  readonly number: number;
  readonly dict: PdfDict;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
}

/** A rectangle on a page as it is seen: in pt from its top left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MAX_PAGES = 100_000;
const A4 = [0, 0, 595.28, 841.89] as const;

type Sides = readonly [number, number, number, number];

/** The four numbers of a rectangle, low ones first. */
export function sidesOf(file: PdfFile, value: PdfValue | undefined): Sides | null {
  const found = file.resolve(value);
  if (!isKind(found, 'array')) return null;
  const numbers = found.items.map((item) => file.resolve(item)).filter((item) => typeof item === 'number');
  const [x1, y1, x2, y2] = numbers;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null;
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

const turnOf = (value: PdfValue): PdfPage['rotation'] => {
  const turned = typeof value === 'number' ? ((value % 360) + 360) % 360 : 0;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
};

/** The pages in their order. @throws AppError PDF_DAMAGED */
export function pagesOf(file: PdfFile): readonly PdfPage[] {
  const catalog = file.resolve(file.trailer.entries.get('Root'));
  if (!isKind(catalog, 'dict')) damaged('no catalog');
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const inherited = new Map<string, PdfValue>();
  const waiting = [{ node: catalog.entries.get('Pages') ?? null, above: inherited }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, above } = next;
    if (!isKind(node, 'ref') || seen.has(node.number)) continue;
    seen.add(node.number);
    const found = file.resolve(node);
    if (!isKind(found, 'dict')) continue;
    const own = new Map(above);
    for (const key of ['MediaBox', 'CropBox', 'Rotate']) {
      const value = found.entries.get(key);
      if (value !== undefined) own.set(key, value);
    }
    const kids = file.resolve(found.entries.get('Kids'));
    if (isKind(kids, 'array') && nameOf(found.entries.get('Type')) !== 'Page') {
      for (const kid of kids.items.toReversed()) waiting.push({ node: kid, above: own });
      continue;
    }
    const media = sidesOf(file, own.get('MediaBox')) ?? A4;
    const crop = sidesOf(file, own.get('CropBox')) ?? media;
    const shown = {
      left: Math.max(media[0], crop[0]),
      bottom: Math.max(media[1], crop[1]),
      right: Math.min(media[2], crop[2]),
      top: Math.min(media[3], crop[3]),
    };
    const rotation = turnOf(file.resolve(own.get('Rotate')));
    pages.push({ number: node.number, dict: found, ...shown, rotation });
    if (pages.length > MAX_PAGES) damaged('too many pages');
  }
  if (pages.length === 0) damaged('no page');
  return pages;
}

/** Width and height of a page as it is seen. */
export function sizeOf({ left, bottom, right, top, rotation }: PdfPage) {
  const [width, height] = [right - left, top - bottom];
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** A seen point in the page's own coordinates. */
function toPage({ left, bottom, right, top, rotation }: PdfPage, x: number, y: number) {
  switch (rotation) {
    case 0:
      return [left + x, top - y] as const;
    case 90:
      return [left + y, bottom + x] as const;
    case 180:
      return [right - x, bottom + y] as const;
    case 270:
      return [right - y, top - x] as const;
  }
}

/** A seen rectangle in the page's own coordinates. */
export function toPageSides(page: PdfPage, { x, y, width, height }: Rectangle): Sides {
  const [x1, y1] = toPage(page, x, y);
  const [x2, y2] = toPage(page, x + width, y + height);
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** A rectangle of the page's own coordinates as it is seen. */
export function toSeen({ left, bottom, right, top, rotation }: PdfPage, sides: Sides): Rectangle {
  const [x1, y1, x2, y2] = sides;
  const [width, height] = rotation % 180 === 0 ? [x2 - x1, y2 - y1] : [y2 - y1, x2 - x1];
  switch (rotation) {
    case 0:
      return { x: x1 - left, y: top - y2, width, height };
    case 90:
      return { x: y1 - bottom, y: x1 - left, width, height };
    case 180:
      return { x: right - x2, y: y1 - bottom, width, height };
    case 270:
      return { x: top - y2, y: right - x2, width, height };
  }
}

/** Turns what is drawn upright so that it is upright on the page as it is seen. */
export const UPRIGHT: Readonly<Record<PdfPage['rotation'], readonly number[]>> = {
  0: [1, 0, 0, 1, 0, 0],
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};
