import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { pictures } from '../scans/testing.ts';
import { layOut } from './layout.ts';
import { MM, PAGE } from './measures.ts';
import { type Block, type PaperModel, type Picture, text } from './model.ts';
import { renderPdf } from './pdf.ts';
import { createdAt, fonts, picture, readPdf, wordsOf } from './testing.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90"><rect width="80" height="45" fill="#444"/><text x="10" y="80" font-family="Tinos" font-size="12">Ngữ văn: 6,75</text></svg>';

const DPI = 200;

const photo = (changes: Partial<Picture> = {}): Picture => ({
  format: 'jpeg',
  bytes: picture('jpeg', 40, 30),
  width: 80,
  height: 60,
  caption: null,
  ...changes,
});
const body = (words: string): Block => ({
  kind: 'paragraph',
  style: 'body',
  keepWithNext: false,
  runs: [text(words)],
});
const paper = (changes: Partial<PaperModel> = {}): PaperModel => ({
  title: 'Báo cáo',
  language: 'vi-VN',
  author: 'Phòng Giáo dục và Đào tạo',
  stamp: 'BẢN THỬ',
  blocks: [body('Phần lời.')],
  ...changes,
});
const table: Block = {
  kind: 'table',
  small: true,
  columns: [
    { heading: 'Chỉ tiêu', share: 0.8, align: 'left' },
    { heading: 'Thực hiện', share: 0.2, align: 'right' },
  ],
  rows: [
    ['Số chuyên đề', '1.234'],
    ['Số tiết', '9'],
  ],
  total: ['Tổng cộng', '1.243'],
};

describe('a paper with an appendix that lies across', async () => {
  const model = paper({
    appendices: [
      { orientation: 'landscape', blocks: [table] },
      { orientation: 'portrait', blocks: [body('Ảnh.')] },
    ],
  });
  const { pages } = await readPdf((await renderPdf(model, { fonts, createdAt })).bytes);

  test('turns those sheets alone, and numbers its pages on', () => {
    const sizes = pages.map(({ width, height }) => [Math.round(width / MM), Math.round(height / MM)]);
    expect(sizes).toEqual([
      [210, 297],
      [297, 210],
      [210, 297],
    ]);
    const heads = pages.map(({ texts }) => texts.filter(({ text: word }) => /^\d$/.test(word)).at(0)?.text);
    expect(heads.slice(1)).toEqual(['2', '3']);
    for (const page of pages) expect(wordsOf([page])).toContain('BẢN THỬ');
  });

  test('sets numbers flush right, in smaller type, and the total in bold', () => {
    const [, across] = pages;
    const found = (word: string) => {
      const one = across?.texts.find((each) => each.text === word);
      if (!one) throw new Error(`no ${word}`);
      return one;
    };
    const [number, total] = [found('1.234'), found('1.243')];
    expect(number.x + number.width).toBeCloseTo(total.x + total.width, 3);
    expect(number.size).toBe(10.5);
    expect(total.font).toMatch(/Bold/);
  });
});

describe('pictures', () => {
  test('stand whole on one page, their captions below them', () => {
    const tall = photo({ height: 200, width: 120, caption: 'Hội nghị ôn thi môn Toán' });
    const [first, second] = layOut(
      paper({ blocks: [body('Đầu trang. '.repeat(200)), { kind: 'pictures', pictures: [tall] }] }),
      fonts,
    );
    expect(first?.marks.some(({ kind }) => kind === 'picture')).toBe(false);
    const placed = second?.marks.find((mark) => mark.kind === 'picture');
    const caption = second?.marks.find((mark) => mark.kind === 'text' && mark.text.startsWith('Hội nghị'));
    expect(placed?.width).toBeCloseTo(120 * MM, 6);
    expect(caption?.kind === 'text' && placed && caption.y > placed.y + placed.height).toBe(true);
  });

  test('share a row without touching', () => {
    const [page] = layOut(
      paper({ blocks: [{ kind: 'pictures', pictures: [photo({ width: 75 }), photo({ width: 75 })] }] }),
      fonts,
    );
    const [left, right] = (page?.marks ?? []).filter((mark) => mark.kind === 'picture');
    expect(left && right && left.x + left.width < right.x).toBe(true);
  });

  test.each(['jpeg', 'png'] as const)('are embedded as they are: %s', async (format) => {
    const model = paper({
      blocks: [{ kind: 'pictures', pictures: [photo({ format, bytes: picture(format, 40, 30) })] }],
    });
    const file = await PDFDocument.load((await renderPdf(model, { fonts, createdAt })).bytes);
    const images = file.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFRawStream ? [object.dict] : []))
      .filter((dict) => dict.get(PDFName.of('Subtype')) === PDFName.of('Image'));
    expect(`${images[0]?.get(PDFName.of('Width'))}x${images[0]?.get(PDFName.of('Height'))}`).toBe('40x30');
  });

  test('that are drawn keep their words', async () => {
    const model = paper({ blocks: [{ kind: 'pictures', pictures: [photo({ svg: SVG })] }] });
    const { pages } = await readPdf((await renderPdf(model, { fonts, createdAt })).bytes);
    expect(wordsOf(pages)).toContain('Ngữ văn: 6,75');
  });

  test('that are drawn are read between what stands above and below them', async () => {
    const blocks: readonly Block[] = [
      body('Ở trên.'),
      { kind: 'pictures', pictures: [photo({ svg: SVG })] },
      body('Ở dưới.'),
    ];
    const { pages } = await readPdf((await renderPdf(paper({ blocks }), { fonts, createdAt })).bytes);
    expect(wordsOf(pages)).toContain('Ở trên. Ngữ văn: 6,75 Ở dưới.');
  });

  test('that are drawn set their words as the layout does, in a face that nothing else on the page has', async () => {
    const words = 'AVATAR Trì';
    const svg = SVG.replace('font-size="12">Ngữ văn: 6,75', `font-weight="bold" font-size="12">${words}`);
    // As large on paper as it is drawn.
    const size = { width: 160 / MM, height: 90 / MM };
    const model = paper({ stamp: null, blocks: [{ kind: 'pictures', pictures: [photo({ svg, ...size })] }] });
    const [page] = (await readPdf((await renderPdf(model, { fonts, createdAt })).bytes)).pages;
    const first = page?.texts[0];
    const last = page?.texts.findLast(({ text: letters }) => letters.trim() !== '');
    expect(wordsOf(page ? [page] : [])).toBe(words);
    const width = (last ? last.x + last.width : 0) - (first?.x ?? 0);
    expect(width).toBeCloseTo(fonts.bold.widthOf(words) * 12, 2);
  });
});

test('the lines of a stamped paper are as black as those of any other', async () => {
  const table: Block = {
    kind: 'table',
    columns: [{ heading: '', share: 1, align: 'left' }],
    rows: [['']],
  };
  const darkest = async (stamp: string | null): Promise<number> => {
    const { bytes } = await renderPdf(paper({ stamp, blocks: [table] }), { fonts, createdAt });
    const [page] = await pictures(bytes, DPI);
    // Below the stamp's own frame.
    const top = Math.round((PAGE.top * DPI) / 72);
    const area = page?.data.subarray(top * page.width, 3 * top * page.width) ?? new Uint8Array();
    return area.reduce((darkest, grey) => Math.min(darkest, grey), 255);
  };
  expect(await darkest('BẢN THỬ')).toBe(await darkest(null));
});

test('the mark of the journal stands pale in the bottom margin of every page, and is read last', async () => {
  const journalMark = 'Nhật ký: dòng 128 · a1b2 c3d4 e5f6 0718';
  const model = paper({
    journalMark,
    blocks: [body('Ở trên.'), { kind: 'pictures', pictures: [photo({ svg: SVG })] }],
    appendices: [{ orientation: 'landscape', blocks: [table] }],
  });
  const { bytes } = await renderPdf(model, { fonts, createdAt });
  const drawn = await pictures(bytes, DPI);
  const { pages } = await readPdf(bytes);
  expect(pages).toHaveLength(2);
  for (const [index, { height, texts }] of pages.entries()) {
    const mark = texts.at(-1);
    expect(mark).toMatchObject({ text: journalMark, size: 8 });
    expect(mark?.x).toBeCloseTo(PAGE.left, 3);
    expect(height - (mark?.baseline ?? 0)).toBeCloseTo(9 * MM, 3);
    const page = drawn[index];
    const foot = page?.data.subarray(-Math.round((12 * MM * DPI) / 72) * page.width) ?? new Uint8Array();
    const darkest = foot.reduce((least, grey) => Math.min(least, grey), 255);
    expect(darkest).toBeGreaterThanOrEqual(0x66);
    expect(darkest).toBeLessThan(0xb0);
  }
});
