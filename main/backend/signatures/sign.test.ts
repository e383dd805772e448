import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mergePdfs } from '../papers/print-set.ts';
import { openPdf } from './pdf/file.ts';
import { pagesOf, type Rectangle, sizeOf } from './pdf/pages.ts';
import { widgetsOn } from './placement.ts';
import { makeP12, makePaper, PARTNER, PRINCIPAL, signAs } from './testing.ts';
import { verifyPdf } from './verify.ts';

const paper = await makePaper();

const startsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean =>
  Buffer.compare(bytes.subarray(0, beginning.length), beginning) === 0;

const glyphs = z.tuple([z.array(z.union([z.object({ unicode: z.string() }), z.unknown()]))]);

/** What another reader sees: names of form fields, and the text of each field on the last page. */
async function seen(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const found: unknown = await document.getFieldObjects();
  const fields = found instanceof Map ? [...found.keys()] : [];
  const { fnArray, argsArray } = await (await document.getPage(document.numPages)).getOperatorList();
  const blocks: string[] = [];
  let inside = false;
  for (const [index, operator] of fnArray.entries()) {
    if (operator === OPS.beginAnnotation) blocks.push('');
    if (operator === OPS.beginAnnotation || operator === OPS.endAnnotation)
      inside = operator === OPS.beginAnnotation;
    if (!inside || operator !== OPS.showText) continue;
    const [run] = glyphs.parse(argsArray[index]);
    const letters = run.map((each) => (each instanceof Object && 'unicode' in each ? each.unicode : ''));
    blocks.push(`${blocks.pop() ?? ''}${letters.join('')}\n`);
  }
  await task.destroy();
  return { fields, blocks };
}

function widgets(bytes: Uint8Array): { readonly rectangles: readonly Rectangle[]; readonly size: Rectangle } {
  const file = openPdf(bytes);
  const page = pagesOf(file).at(-1);
  if (!page) throw new Error('no page');
  return { rectangles: widgetsOn(file, page), size: { x: 0, y: 0, ...sizeOf(page) } };
}

const isInside = (one: Rectangle, other: Rectangle): boolean =>
  one.x >= other.x - 0.01 &&
  one.y >= other.y - 0.01 &&
  one.x + one.width <= other.x + other.width + 0.01 &&
  one.y + one.height <= other.y + other.height + 0.01;

const isApart = (one: Rectangle, other: Rectangle): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

describe('signing', () => {
  test('adds behind the bytes that were there, and the result is valid', async () => {
    const signed = await signAs(PRINCIPAL, paper);
    expect(startsWith(signed.bytes, paper)).toBe(true);
    expect(signed).toMatchObject({ name: 'Nguyễn Thị Đà Nẵng', selfSigned: true, pages: 2 });
    expect(verifyPdf(signed.bytes)).toMatchObject([
      {
        name: 'Nguyễn Thị Đà Nẵng',
        signedAt: '2023-04-15T02:30:12.000Z',
        valid: true,
        coversWholeFile: true,
      },
    ]);
  });

  test('a second signer leaves the first signature valid', async () => {
    const first = await signAs(PRINCIPAL, paper);
    const second = await signAs(PARTNER, first.bytes, { now: '2023-04-15T03:00:00Z' });
    expect(startsWith(second.bytes, first.bytes)).toBe(true);
    expect(verifyPdf(second.bytes)).toMatchObject([
      { name: 'Nguyễn Thị Đà Nẵng', valid: true, coversWholeFile: false, changedSince: false },
      { name: 'Trần Văn Ưỡn', valid: true, coversWholeFile: true, changedSince: false },
    ]);
    const { rectangles, size } = widgets(second.bytes);
    const [left, right] = rectangles;
    if (!left || !right) throw new Error('two blocks expected');
    expect(isApart(left, right)).toBe(true);
    expect(rectangles.every((each) => isInside(each, size))).toBe(true);
  });

  test('says who, with all Vietnamese letters, post, body and time with its zone', async () => {
    const signed = await signAs(PRINCIPAL, paper);
    const { fields, blocks } = await seen(signed.bytes);
    expect(fields).toEqual(['ChuKy1']);
    expect(blocks).toHaveLength(1);
    const said = blocks.join('').replaceAll('\n', ' ');
    expect(said).toContain('Ký bởi:  Nguyễn Thị Đà Nẵng');
    expect(said).toContain('Chức vụ: Hiệu trưởng');
    expect(said).toContain('Cơ quan: Trường Tiểu học Hoa Sen');
    expect(said).toContain('Thời gian ký: 15/04/2023 09:30:12 +07:00');
  });

  test('stays in the area that the paper leaves for the signer, however much there is to say', async () => {
    const area = { page: 1, x: 90, y: 600, width: 200, height: 110 };
    const body = 'Trường Trung học cơ sở có một cái tên dài không ai nhớ hết 🏫 '.repeat(4).slice(0, 250);
    const signed = await signAs(PRINCIPAL, paper, { area, signer: { post: body, body, reason: body } });
    const file = openPdf(signed.bytes);
    const page = pagesOf(file).at(-1);
    const [block] = page ? widgetsOn(file, page) : [];
    expect(block && isInside(block, area)).toBe(true);
    expect(verifyPdf(signed.bytes)).toMatchObject([{ valid: true }]);
  });

  test('does not sign over what stands in an area that is not free', async () => {
    const area = { page: 0, x: 90, y: 300, width: 200, height: 110 };
    const signed = await signAs(PRINCIPAL, paper, { area });
    expect(widgets(signed.bytes).rectangles).toHaveLength(1);
  });

  test('signs a field of its own name once', async () => {
    const first = await signAs(PRINCIPAL, paper, { field: 'BenA' });
    expect(first.fields).toEqual(['BenA']);
    await expect(signAs(PARTNER, first.bytes, { field: 'BenA' })).rejects.toMatchObject({
      code: 'ALREADY_SIGNED',
    });
    expect((await signAs(PARTNER, first.bytes, { field: 'BenB' })).fields).toEqual(['BenA', 'BenB']);
  });

  test.each([0, 90, 180, 270])('finds a free place on a page that is turned by %d degrees', async (turn) => {
    const document = await PDFDocument.load(paper);
    for (const page of document.getPages()) page.setRotation(degrees(turn));
    const signed = await signAs(PRINCIPAL, await document.save());
    const { rectangles, size } = widgets(signed.bytes);
    const [block] = rectangles;
    if (!block) throw new Error('a block expected');
    expect(isInside(block, size)).toBe(true);
    expect(block.width).toBeGreaterThan(block.height);
    expect(verifyPdf(signed.bytes)).toMatchObject([{ valid: true, coversWholeFile: true }]);
  });

  test('works on files with packed objects, such as a merged print set', async () => {
    const merged = await mergePdfs([{ bytes: paper, copies: 2, title: 'Biên bản' }], {
      title: 'Bộ in',
      createdAt: '2023-04-10T01:02:03Z',
    });
    const first = await signAs(PRINCIPAL, merged.bytes);
    const second = await signAs(PARTNER, first.bytes);
    expect(startsWith(second.bytes, merged.bytes)).toBe(true);
    expect(verifyPdf(second.bytes).map(({ valid }) => valid)).toEqual([true, true]);
    expect((await seen(second.bytes)).fields).toEqual(['ChuKy1', 'ChuKy2']);
  });

  test('keeps the fields of a form that is there', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage();
    const field = document.getForm().createTextField('soVanBan');
    field.setText('05');
    field.addToPage(page, { x: 50, y: 40, width: 200, height: 30 });
    for (const useObjectStreams of [true, false]) {
      const signed = await signAs(PRINCIPAL, await document.save({ useObjectStreams }));
      expect((await seen(signed.bytes)).fields).toEqual(['soVanBan', 'ChuKy1']);
      const reread = await PDFDocument.load(signed.bytes);
      expect(reread.getForm().getTextField('soVanBan').getText()).toBe('05');
      const [one, other] = widgets(signed.bytes).rectangles;
      expect(one && other && isApart(one, other)).toBe(true);
    }
  });

  test('takes a password with Vietnamese letters in old and in new certificate files', async () => {
    for (const cipher of ['3des', 'aes256'] as const) {
      const signed = await signAs({ ...PARTNER, cipher }, paper);
      expect(signed.name).toBe('Trần Văn Ưỡn');
    }
  });
});

describe('what can not be signed is named', () => {
  const codeOf = (work: Promise<unknown>) => expect(work).rejects;

  test('a wrong password, a file that is no certificate, a certificate without its key', async () => {
    await codeOf(signAs(PRINCIPAL, paper, { password: 'sai' })).toMatchObject({ code: 'P12_WRONG_PASSWORD' });
    await codeOf(signAs(PARTNER, paper, { password: '' })).toMatchObject({ code: 'P12_WRONG_PASSWORD' });
    for (const p12 of [Buffer.from('không phải'), Buffer.alloc(0), makeP12(PRINCIPAL).subarray(0, 900)])
      await codeOf(signAs(PRINCIPAL, paper, { p12 })).toMatchObject({ code: 'P12_UNREADABLE' });
    await codeOf(signAs({ ...PRINCIPAL, withKey: false }, paper)).toMatchObject({ code: 'P12_NO_KEY' });
  });

  test('a certificate out of its time', async () => {
    const expired = { ...PRINCIPAL, validTo: '2023-04-14T00:00:00Z' };
    await codeOf(signAs(expired, paper)).toMatchObject({
      code: 'CERTIFICATE_EXPIRED',
      message: expect.stringContaining('Nguyễn Thị Đà Nẵng đã hết hạn ngày 14/04/2023'),
    });
    const early = { ...PRINCIPAL, validFrom: '2023-04-16T00:00:00Z' };
    await codeOf(signAs(early, paper)).toMatchObject({ code: 'CERTIFICATE_NOT_YET_VALID' });
  });

  test('a file that is no PDF, is cut off, or has a password', async () => {
    await codeOf(signAs(PRINCIPAL, Buffer.from('xin chào'))).toMatchObject({ code: 'PDF_DAMAGED' });
    for (const share of [0.1, 0.5, 0.99]) {
      const cut = paper.subarray(0, Math.floor(paper.length * share));
      await codeOf(signAs(PRINCIPAL, cut)).toMatchObject({ code: 'PDF_DAMAGED' });
      expect(() => verifyPdf(cut)).toThrow(expect.objectContaining({ code: 'PDF_DAMAGED' }));
    }
    const document = await PDFDocument.load(paper);
    await document.encrypt({ userPassword: 'bí mật', ownerPassword: 'bí mật' });
    const locked = await document.save();
    await codeOf(signAs(PRINCIPAL, locked)).toMatchObject({ code: 'PDF_ENCRYPTED' });
    expect(() => verifyPdf(locked)).toThrow(expect.objectContaining({ code: 'PDF_ENCRYPTED' }));
  });

  test('a file whose author forbade every change', async () => {
    const document = await PDFDocument.load(paper);
    const certification = { Reference: [{ TransformMethod: 'DocMDP', TransformParams: { P: 1 } }] };
    document.catalog.set(PDFName.of('Perms'), document.context.obj({ DocMDP: certification }));
    await codeOf(signAs(PRINCIPAL, await document.save())).toMatchObject({ code: 'PDF_CERTIFIED' });
  });
});
