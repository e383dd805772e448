import { degrees, PDFDocument, type PDFRef } from '@cantoo/pdf-lib';
import { AppError } from '../errors.ts';
import { readPictureHeader, scanKindOf } from '../files/pictures.ts';
import type { Pdf } from '../papers/pdf.ts';
import { embedPng } from './png.ts';
import { addUprightPage, finish, loadPdf, type Turn } from './upright.ts';

/** A picture or PDF as it came, and the turn that brings it upright. */
export type JoinItem = { readonly fileName: string; readonly bytes: Uint8Array; readonly rotation: Turn };

/** Pictures and PDFs to be joined; plain data that can be sent to a worker. */
export type JoinInput = {
  readonly items: readonly JoinItem[];
  readonly title: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
};

/**
 * One PDF of pictures and PDFs in the given order. Each picture becomes an A4 page and keeps its own compression
 * (JPEG) or loses nothing (PNG). A single PDF that needs no turn is given back byte for byte.
 * @throws AppError FILE_TYPE_UNKNOWN, FILE_UNREADABLE, FILE_ENCRYPTED, FILE_TOO_LARGE, each with the file's name
 */
export async function joinIntoPdf({ items, title, createdAt }: JoinInput): Promise<Pdf> {
  const joined = await PDFDocument.create({ updateMetadata: false });
  for (const { fileName, bytes, rotation } of items) {
    const kind = scanKindOf(bytes, fileName);
    if (kind === 'pdf') {
      const source = await loadPdf(bytes, fileName);
      if (items.length === 1 && rotation === 0) return { bytes, pages: source.getPageCount() };
      for (const page of await joined.copyPages(source, source.getPageIndices())) {
        page.setRotation(degrees((page.getRotation().angle + rotation + 360) % 360));
        joined.addPage(page);
      }
      continue;
    }
    const { width, height, orientation } = readPictureHeader(kind, bytes, fileName);
    let ref: PDFRef;
    try {
      ref = kind === 'png' ? await embedPng(joined, bytes) : (await joined.embedJpg(bytes)).ref;
    } catch (error) {
      throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
    }
    addUprightPage(joined, { ref, space: [1, 1], size: [width, height], orientation, turn: rotation });
  }
  return { bytes: await finish(joined, { title, createdAt }), pages: joined.getPageCount() };
}
