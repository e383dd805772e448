import { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import { type Pdf, PROGRAM } from './pdf.ts';

/** One PDF and how many times it is printed. */
export type PrintSetItem = { readonly bytes: Uint8Array; readonly copies: number };

/**
 * One file for the printer: every item `copies` times in a row, in the given order, no page added. Copies share the
 * contents and fonts of the first one, so the file grows by a few bytes a page.
 */
export async function mergePdfs(
  items: readonly PrintSetItem[],
  { title, createdAt }: { readonly title: string; readonly createdAt: string },
): Promise<Pdf> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const { bytes, copies } of items) {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    const originals = await merged.copyPages(source, source.getPageIndices());
    for (let copy = 0; copy < copies; copy += 1) {
      for (const original of originals) {
        if (copy === 0) merged.addPage(original);
        else {
          const node = original.node.clone(merged.context);
          merged.addPage(PDFPage.of(node, merged.context.register(node), merged));
        }
      }
    }
  }
  const created = new Date(createdAt);
  merged.setTitle(title, { showInWindowTitleBar: true });
  merged.setLanguage('vi-VN');
  merged.setCreator(PROGRAM);
  merged.setProducer(PROGRAM);
  merged.setCreationDate(created);
  merged.setModificationDate(created);
  return { bytes: await merged.save(), pages: merged.getPageCount() };
}
