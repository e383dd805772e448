import { isBlank } from './blank.ts';
import { type GreyImage, openRaster, type Raster } from './raster.ts';
import { readCorners, readWhole, type Seen, type SeenCode } from './read-codes.ts';

/**
 * What was seen on one page of a stack. `lacks` says why there is no code of ours on it: nothing stands there, a code
 * of another kind does, none could be read, or the page itself can't be shown.
 */
export type SeenPage = {
  /** From 1 on. */
  readonly stackPage: number;
  readonly codes: readonly SeenCode[];
  readonly lacks: 'blank' | 'foreign' | 'unread' | 'damaged' | null;
};

/** Some pages of a stack; plain data that can be sent to a worker. */
export type ReadPagesInput = {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly first: number;
  readonly last: number;
};

/** Longer side in pixels of an A4 page at 150, 200 and 300 dpi. */
const QUICK = 1754;
const FINE = 2339;
const FINER = 3508;

/** Quick looks first; a page that resists is looked at closer, which takes a second. */
async function look(raster: Raster, stackPage: number): Promise<SeenPage> {
  const without = (lacks: SeenPage['lacks']): SeenPage => ({ stackPage, codes: [], lacks });
  let foreign = false;
  const looks: readonly [long: number, (image: GreyImage) => Promise<Seen>][] = [
    [QUICK, readCorners],
    [FINE, readWhole],
    [FINER, (image) => readCorners(image, { tryDenoise: true })],
    [FINER, (image) => readWhole(image, { tryDenoise: true })],
  ];
  let image: GreyImage | null = null;
  let long = 0;
  for (const [wanted, read] of looks) {
    if (wanted !== long) image = raster.render(stackPage, wanted);
    long = wanted;
    if (!image) return without('damaged');
    const seen = await read(image);
    if (seen.codes.length > 0) return { stackPage, codes: seen.codes, lacks: null };
    foreign ||= seen.foreign;
    if (wanted === FINE && !foreign && isBlank(image)) return without('blank');
  }
  return without(foreign ? 'foreign' : 'unread');
}

/**
 * Reads the codes on some pages of a stack.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE
 */
export async function readPages({ fileName, bytes, first, last }: ReadPagesInput): Promise<SeenPage[]> {
  const raster = await openRaster(bytes, fileName);
  try {
    const seen: SeenPage[] = [];
    for (let page = first; page <= Math.min(last, raster.pages); page += 1)
      seen.push(await look(raster, page));
    return seen;
  } finally {
    raster.close();
  }
}

/**
 * How many pages a stack has.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE
 */
export async function countPages({
  fileName,
  bytes,
}: Pick<ReadPagesInput, 'fileName' | 'bytes'>): Promise<number> {
  const raster = await openRaster(bytes, fileName);
  raster.close();
  return raster.pages;
}
