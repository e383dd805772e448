import { isBlank } from './blank.ts';
import { openRaster, type Raster } from './raster.ts';
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

/** Longer side in pixels of an A4 page at 200 and at 300 dpi. */
const FINE = 2339;
const FINER = 3508;

/** Quick looks first; a page that resists is looked at closer, which takes a second. */
async function look(raster: Raster, stackPage: number): Promise<SeenPage> {
  const fine = raster.render(stackPage, FINE);
  if (!fine) return { stackPage, codes: [], lacks: 'damaged' };
  let foreign = false;
  const tries: readonly (() => Promise<Seen | null>)[] = [
    () => readCorners(fine),
    () => readWhole(fine),
    async () => {
      if (isBlank(fine)) return null;
      const finer = raster.render(stackPage, FINER);
      if (!finer) return null;
      const corners = await readCorners(finer, { tryDenoise: true });
      return corners.codes.length > 0 ? corners : readWhole(finer, { tryDenoise: true });
    },
  ];
  for (const attempt of tries) {
    const seen = await attempt();
    if (!seen) return { stackPage, codes: [], lacks: foreign ? 'foreign' : 'blank' };
    if (seen.codes.length > 0) return { stackPage, codes: seen.codes, lacks: null };
    foreign ||= seen.foreign;
  }
  return { stackPage, codes: [], lacks: foreign ? 'foreign' : 'unread' };
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
