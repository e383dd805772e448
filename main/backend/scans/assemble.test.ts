import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { createdAt } from '../papers/testing.ts';
import { assembleCopies } from './assemble.ts';
import { readPages } from './read-pages.ts';
import { pagesOf, pictures, printed } from './testing.ts';
import type { Turn } from './upright.ts';

const issuer = { memorandumId: '01890a5d-ac96-774b-bcce-b302099a8057', version: 1, secret: '5e'.repeat(32) };

/** Reads a stack of one page and puts the page, turned upright, into a copy. */
async function upright(bytes: Uint8Array) {
  const stack = { fileName: 'ban-quet.pdf', bytes };
  const [seen] = await readPages({ ...stack, first: 1, last: 1 });
  const rotation: Turn | undefined = seen?.codes[0]?.rotation;
  if (rotation === undefined) throw new Error('no code');
  const [copy] = await assembleCopies({
    stacks: [stack],
    copies: [{ title: 'Bản ký', pages: [{ stack: 0, page: 1, rotation }] }],
    createdAt,
  });
  if (!copy) throw new Error('no copy');
  const [page] = await pictures(copy.bytes, 72);
  const [again] = await readPages({ fileName: 'ban-ky.pdf', bytes: copy.bytes, first: 1, last: 1 });
  return { rotation, size: [page?.width, page?.height], again: again?.codes[0]?.rotation };
}

describe('a signed copy', async () => {
  const page = await pagesOf({ pdf: await printed(issuer), pages: [1] });
  const changed = async (change: (page: ReturnType<PDFDocument['getPage']>) => void) => {
    const document = await PDFDocument.load(page);
    change(document.getPage(0));
    return document.save();
  };

  test.each([0, 90, 180, 270, -90, 450])(
    'stands upright, though its page says it is turned by %i°',
    async (angle) => {
      const bytes = await changed((each) => each.setRotation(degrees(angle)));
      expect(await upright(bytes)).toEqual({
        rotation: (720 - angle) % 360,
        size: [595, 842],
        again: 0,
      });
    },
  );

  test('is A4, however large the scanner says that its sheets are', async () => {
    const bytes = await changed((each) => each.scale(2.78, 2.78));
    expect(await upright(bytes)).toEqual({ rotation: 0, size: [595, 842], again: 0 });
  });

  test('shows of a page what its crop box shows', async () => {
    const bytes = await changed((each) => {
      const { width, height } = each.getSize();
      each.translateContent(100, 50);
      each.setMediaBox(0, 0, width + 200, height + 100);
      each.setCropBox(100, 50, width, height);
    });
    expect(await upright(bytes)).toEqual({ rotation: 0, size: [595, 842], again: 0 });
  });
});
