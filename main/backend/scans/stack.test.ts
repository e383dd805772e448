import { describe, expect, test } from 'vitest';
import type { GreyImage } from './raster.ts';
import { readPages } from './read-pages.ts';
import { type KnownMemorandum, sortPages } from './sort.ts';
import {
  badScan,
  blankSheet,
  CLEAN,
  covered,
  pictures,
  printed,
  scanned,
  seeded,
  shuffled,
  stackOf,
} from './testing.ts';

const SECRET = '5e'.repeat(32);
const IDS = Array.from({ length: 10 }, (_, index) => `01890a5d-ac96-774b-bcce-b3020209900${index}`);
const PAGES = 4;

/** A memorandum of four pages, printed. */
const sheetsOf = async (memorandumId: string, { version = 1, secret = SECRET } = {}): Promise<GreyImage[]> =>
  pictures(await printed({ memorandumId, version, secret }, { commitments: [], witnesses: [] }), 200);

const read = async (scans: readonly Buffer[]) =>
  readPages({ fileName: 'ban-quet.pdf', bytes: await stackOf(scans), first: 1, last: scans.length });

const known = (id: string, version = 1): KnownMemorandum => ({
  id,
  isCancelled: false,
  version,
  pages: PAGES,
  filed: [],
});

describe('a stack as an office scans it', () => {
  test('forty pages of ten memoranda, shuffled, any way round, askew, grey and noisy, are filed without a mistake', async () => {
    const random = seeded(2023);
    const sheets = await Promise.all(
      IDS.map(async (memorandumId) =>
        (await sheetsOf(memorandumId)).map((sheet, index) => ({ sheet, memorandumId, page: index + 1 })),
      ),
    );
    const stack = shuffled(sheets.flat(), random).map((each) => ({ ...each, scan: badScan(random) }));
    expect(stack).toHaveLength(40);
    const seen = await read(stack.map(({ sheet, scan }) => scanned(sheet, scan, random)));
    const memoranda = IDS.map((id) => known(id));

    const { pages, missing } = sortPages(seen, memoranda, SECRET);
    expect(pages).toEqual(
      stack.map(({ memorandumId, page, scan }, index) => ({
        stackPage: index + 1,
        memorandumId,
        version: 1,
        page,
        status: 'filed',
        reason: null,
        rotation: (360 - scan.turned) % 360,
      })),
    );
    expect(missing).toEqual([]);

    // One sheet stayed in the drawer.
    const left = stack.findIndex(({ memorandumId, page }) => memorandumId === IDS[6] && page === 3);
    const withoutIt = sortPages(seen.toSpliced(left, 1), memoranda, SECRET);
    expect(withoutIt.missing).toEqual([{ memorandumId: IDS[6], page: 3 }]);
  }, 120_000);

  test('what does not belong is named: an older version, a forgery, a covered code, no code, the back of a sheet', async () => {
    const random = seeded(7);
    const [id = ''] = IDS;
    const first = async (sheets: Promise<GreyImage[]>) => (await sheets)[0] ?? blankSheet;
    const mine = await first(sheetsOf(id, { version: 2 }));
    const older = await first(sheetsOf(id));
    // Made with another secret: by another folder, or by somebody who would like to be one.
    const forged = await first(sheetsOf(id, { version: 2, secret: '00'.repeat(32) }));
    const uncoded = await first(pictures(await printed(null), 200));
    const sheets = [mine, older, forged, covered(mine), uncoded, blankSheet, mine];
    const seen = await read(
      sheets.map((sheet) => scanned(sheet, { ...CLEAN, dpi: 150, noise: 15, white: 235 }, random)),
    );

    const { pages, missing } = sortPages(seen, [known(id, 2)], SECRET);
    expect(pages.map(({ status, reason }) => reason ?? status)).toEqual([
      'filed',
      'outdated',
      'not_ours',
      'unread',
      'unread',
      'blank',
      'duplicate',
    ]);
    expect(missing.map(({ page }) => page)).toEqual([2, 3, 4]);
  }, 60_000);
});
