import { PDFDocument, PDFHexString, PDFName, PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import type { Duplex } from '../../../preload/contract/printing.ts';
import { type Pdf, PROGRAM } from './pdf.ts';

/** One PDF, how many times it is printed, and how the file's bookmarks call it. */
export type PrintSetItem = {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly copies: number;
};

/** Where an item stands in the file: `firstPage` from 1 on, all its copies and blanks counted. */
export type PrintSection = { readonly title: string; readonly firstPage: number; readonly pages: number };

export type PrintSet = Pdf & { readonly sections: readonly PrintSection[] };

/**
 * The pages of one copy as they go to the printer: places from 0 on, null for a blank page. With `oddPages` and
 * `evenPages` all papers have the same number of sheets on both sides, in the same order: the printed fronts go back
 * into the tray as they came out of it, turned over.
 */
export function imposed(pages: number, duplex: Duplex): readonly (number | null)[] {
  const inOrder = Array.from({ length: pages }, (_, index) => index);
  if (duplex === 'none') return inOrder;
  const sides = pages % 2 === 0 ? inOrder : [...inOrder, null];
  if (duplex === 'newSheet') return sides;
  return sides.filter((_, index) => index % 2 === (duplex === 'oddPages' ? 0 : 1));
}

/** Adds a copy of a page that shares the contents and fonts of the first one. */
function addAgain(document: PDFDocument, page: PDFPage): PDFPage {
  const node = page.node.clone(document.context);
  return document.addPage(PDFPage.of(node, document.context.register(node), document));
}

/** Bookmarks beside the pages: a click leads to the first page of each item. */
function addBookmarks(document: PDFDocument, marks: readonly { title: string; page: PDFRef }[]): void {
  const { context, catalog } = document;
  const root = context.nextRef();
  const refs = marks.map(() => context.nextRef());
  for (const [index, { title, page }] of marks.entries()) {
    const [own, previous, next] = [refs[index], refs[index - 1], refs[index + 1]];
    if (!own) continue;
    context.assign(
      own,
      context.obj({
        Title: PDFHexString.fromText(title),
        Parent: root,
        Dest: [page, 'Fit'],
        ...(previous && { Prev: previous }),
        ...(next && { Next: next }),
      }),
    );
  }
  const [first, last] = [refs[0], refs.at(-1)];
  if (!first || !last) return;
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }));
  catalog.set(PDFName.of('Outlines'), root);
}

/**
 * One file for the printer: every item `copies` times in a row, in the given order, with no page added unless
 * `duplex` asks for it. Copies share the contents and fonts of the first one, so the file grows by a few bytes a page.
 */
export async function mergePdfs(
  items: readonly PrintSetItem[],
  {
    title,
    createdAt,
    duplex = 'none',
  }: { readonly title: string; readonly createdAt: string; readonly duplex?: Duplex },
): Promise<PrintSet> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  const sections: PrintSection[] = [];
  const bookmarks: { title: string; page: PDFRef }[] = [];
  for (const item of items) {
    const source = await PDFDocument.load(item.bytes, { updateMetadata: false });
    const originals = await merged.copyPages(source, source.getPageIndices());
    const order = imposed(originals.length, duplex);
    const firstPage = merged.getPageCount() + 1;
    for (let copy = 0; copy < item.copies; copy += 1) {
      for (const [place, index] of order.entries()) {
        const original = index === null ? undefined : originals[index];
        const beside = originals.at(-1);
        const page = original
          ? copy === 0
            ? merged.addPage(original)
            : addAgain(merged, original)
          : merged.addPage(beside && [beside.getWidth(), beside.getHeight()]);
        if (copy === 0 && place === 0) bookmarks.push({ title: item.title, page: page.ref });
      }
    }
    sections.push({ title: item.title, firstPage, pages: merged.getPageCount() + 1 - firstPage });
  }
  addBookmarks(merged, bookmarks);
  const created = new Date(createdAt);
  merged.setTitle(title, { showInWindowTitleBar: true });
  merged.setLanguage('vi-VN');
  merged.setCreator(PROGRAM);
  merged.setProducer(PROGRAM);
  merged.setCreationDate(created);
  merged.setModificationDate(created);
  return { bytes: await merged.save(), pages: merged.getPageCount(), sections };
}
