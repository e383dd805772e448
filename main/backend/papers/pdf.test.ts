import { describe, expect, test } from 'vitest';
import { FACE_NAMES, type FaceName, loadFonts } from './fonts.ts';
import { PAGE } from './measures.ts';
import { type PaperModel, type Run, text } from './model.ts';
import { renderPdf } from './pdf.ts';
import { createDocument, FAMILY } from './pdfmake.ts';
import { createdAt, fonts, fontsFolder, readPdf, wordsOf } from './testing.ts';

/** A paper of one paragraph. */
const paper = (...runs: readonly Run[]): PaperModel => ({
  title: 'Bản in thử',
  language: 'vi-VN',
  author: 'Trường Tiểu học Hoa Sen',
  stamp: null,
  blocks: [{ kind: 'paragraph', style: 'body', keepWithNext: false, runs }],
});
const render = (model: PaperModel) => renderPdf(model, { fonts, createdAt });

/** Pairs that a font would kern or join if it were let. */
const TOUCHING = 'AVATAR Tự Ty Wö “Vĩnh” ffi fl fi 1/2 LT';

const STYLES: Readonly<Record<FaceName, object>> = {
  regular: {},
  bold: { bold: true },
  italic: { italics: true },
  boldItalic: { bold: true, italics: true },
};

describe('pdfmake', () => {
  test.each(FACE_NAMES)('measures %s as the layout does, without kerning or ligatures', async (face) => {
    const content = { text: TOUCHING, ...STYLES[face] };
    const document = await createDocument({ content, defaultStyle: { font: FAMILY } }, fonts);
    const stream = await document.getStream();
    expect(stream.fontSize(14).widthOfString(TOUCHING)).toBeCloseTo(fonts[face].widthOf(TOUCHING) * 14, 6);
  });

  test.each(['https://example.com/logo.png', '/etc/hostname'])(
    'never looks for a picture at %s',
    async (image) => {
      const definition = { content: [{ image: 'logo' }], images: { logo: image } };
      await expect(createDocument(definition, fonts)).rejects.toThrow('denied');
    },
  );
});

describe('a written paper', () => {
  test('is read letter by letter, though an accented letter brought its base into the font before', async () => {
    // Faces of their own, in which nobody has asked for a letter yet.
    const fresh = loadFonts(`${fontsFolder}/../tinos`);
    const words = async (typed: string) =>
      wordsOf(
        (await readPdf((await renderPdf(paper(text(typed)), { fonts: fresh, createdAt })).bytes)).pages,
      );
    expect(await words('NGUYỄN')).toBe('NGUYỄN');
    expect(await words('TRUNG HỌC CƠ SỞ HOA SEN')).toBe('TRUNG HỌC CƠ SỞ HOA SEN');
  });

  test('keeps the words of a stretched line as they were typed, joints and all', async () => {
    const typed = 'Số 05/BGN-THCSHS-THCSHM (năm 2023-2025), thư điện tử thcs.hoasen@example.vn; '
      .repeat(4)
      .trim();
    const { pages } = await readPdf((await render(paper(text(typed)))).bytes);
    expect(wordsOf(pages)).toBe(typed);
  });

  test('stretches every line but the last to the right margin', async () => {
    const runs = Array.from({ length: 12 }, () => [text('Hoa Sen', { bold: true }), text(', nhà trường ')]);
    const { pages } = await readPdf((await render(paper(...runs.flat()))).bytes);
    const edges = new Map<number, number>();
    for (const { x, width, baseline, text: words } of pages[0]?.texts ?? []) {
      if (words.trim()) edges.set(baseline, Math.max(edges.get(baseline) ?? 0, x + width));
    }
    expect(edges.size).toBeGreaterThan(2);
    for (const edge of [...edges.values()].slice(0, -1)) expect(edge).toBeCloseTo(PAGE.width - PAGE.right, 1);
  });

  test('keeps a bold name and its comma together', async () => {
    const runs = Array.from({ length: 12 }, () => [text('Hoa Sen', { bold: true }), text(', nhà trường ')]);
    const { pages } = await readPdf((await render(paper(...runs.flat()))).bytes);
    const words = pages.flatMap(({ texts }) => texts.map((item) => item.text)).join('');
    expect(words.match(/Sen,/g)).toHaveLength(12);
  });

  test('says a title with marks of other languages as it is, and only once', async () => {
    const title = 'Trường “A & B” <Hoa Sen> (cơ sở 2)';
    const { bytes } = await render({ ...paper(text('Hoa Sen')), title });
    expect((await readPdf(bytes)).info.Title).toBe(title);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('xmpmeta');
  });

  test('is the same whether it is made alone or beside others', async () => {
    const models = ['Trường Hoa Sen', 'Trường Hoa Mai', 'Trường Hoa Sen'].map((name) => paper(text(name)));
    const together = await Promise.all(models.map(render));
    for (const [index, model] of models.entries()) {
      expect(Buffer.compare(together[index]?.bytes ?? Buffer.of(), (await render(model)).bytes)).toBe(0);
    }
  });
});
