import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Duplex } from '../../../preload/contract/printing.ts';
import { imposed, mergePdfs } from './print-set.ts';
import { renderMemorandumPdf } from './templates/index.ts';
import { createdAt, factsWith, fontsFolder, readPdf, template, wordsOf } from './testing.ts';

const render = (docNumber: string) =>
  renderMemorandumPdf({ facts: factsWith({ docNumber }), template, fontsFolder, createdAt });

describe('the file for the printer', async () => {
  const [first, second] = await Promise.all([render('11'), render('12')]);
  const title = 'Bộ in biên bản ghi nhớ';
  const items = [
    { title: 'Hoa Sen – Hướng Dương', bytes: first.bytes, copies: 3 },
    { title: 'Nắng Mai – Bình Minh', bytes: second.bytes, copies: 2 },
  ];

  test('holds every memorandum as often as asked, in order, and not a page more', async () => {
    const merged = await mergePdfs(items, { title, createdAt });
    expect(merged.pages).toBe(3 * first.pages + 2 * second.pages);
    expect(merged.sections).toEqual([
      { title: 'Hoa Sen – Hướng Dương', firstPage: 1, pages: 3 * first.pages },
      { title: 'Nắng Mai – Bình Minh', firstPage: 3 * first.pages + 1, pages: 2 * second.pages },
    ]);
    const { pages, info } = await readPdf(merged.bytes);
    expect(pages).toHaveLength(merged.pages);
    expect(info.Title).toBe(title);
    const heads = pages.map((page) => wordsOf([page])).filter((words) => words.includes('Số: 1'));
    expect(heads.map((words) => /Số: (\d+)/.exec(words)?.[1])).toEqual(['11', '11', '11', '12', '12']);
  });

  test('has a bookmark that leads to each memorandum', async () => {
    const { bytes } = await mergePdfs(items, { title, createdAt });
    const task = getDocument({ data: bytes.slice(), verbosity: 0 });
    const document = await task.promise;
    const bookmarks = await document.getOutline();
    expect(bookmarks.map((each) => each.title)).toEqual(items.map((each) => each.title));
    const places = bookmarks.map(({ dest }) => (Array.isArray(dest) ? document.getPageIndex(dest[0]) : -1));
    expect(await Promise.all(places)).toEqual([0, 3 * first.pages]);
    await task.destroy();
  });

  test('a further copy costs a few bytes a page', async () => {
    const size = async (copies: number) =>
      (await mergePdfs([{ title, bytes: first.bytes, copies }], { title, createdAt })).bytes.length;
    const once = await size(1);
    expect(((await size(11)) - once) / (10 * first.pages)).toBeLessThan(300);
  });

  test('for two-sided printing each copy begins on a new sheet, only when asked', async () => {
    expect(first.pages % 2).toBe(1);
    const sheets = (first.pages + 1) / 2;
    const printed = async (duplex: Duplex) => {
      const { bytes } = await mergePdfs(items, { title, createdAt, duplex });
      return (await readPdf(bytes)).pages.map((page) => wordsOf([page]));
    };
    const [plain, both, fronts, backs] = [
      await printed('none'),
      await printed('newSheet'),
      await printed('oddPages'),
      await printed('evenPages'),
    ];
    expect(plain.filter((words) => words === '')).toEqual([]);
    expect(both).toHaveLength(5 * 2 * sheets);
    expect(both.filter((words) => words === '')).toHaveLength(5);
    expect(fronts).toEqual(both.filter((_, index) => index % 2 === 0));
    expect(backs).toEqual(both.filter((_, index) => index % 2 === 1));
  });
});

test.each([
  ['none', 3, [0, 1, 2]],
  ['newSheet', 3, [0, 1, 2, null]],
  ['newSheet', 4, [0, 1, 2, 3]],
  ['oddPages', 3, [0, 2]],
  ['evenPages', 3, [1, null]],
  ['oddPages', 1, [0]],
  ['evenPages', 1, [null]],
  ['evenPages', 4, [1, 3]],
] as const)('%s puts %i pages as %j', (duplex, pages, order) => {
  expect(imposed(pages, duplex)).toEqual(order);
});
