import { PDFDocument } from '@cantoo/pdf-lib';
import { AppError } from '../errors.ts';
import type { Pdf } from '../papers/pdf.ts';
import { addUprightPage, finish, loadPdf, type Turn } from './upright.ts';

/** A page of one of the stacks, from 1 on, and the turn that brings it upright. */
export type StackPage = { readonly stack: number; readonly page: number; readonly rotation: Turn };

/** Signed copies to be put together from pages of stacks; plain data that can be sent to a worker. */
export type AssembleInput = {
  readonly stacks: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
  readonly copies: readonly { readonly title: string; readonly pages: readonly StackPage[] }[];
  /** ISO instant for the documents' properties. */
  readonly createdAt: string;
};

const turnOf = (angle: number): Turn => {
  const turn = ((angle % 360) + 360) % 360;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
};

/**
 * Puts each copy together: A4 pages, upright, in order, their pictures as the scanner made them.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE with the stack's name
 */
export async function assembleCopies({ stacks, copies, createdAt }: AssembleInput): Promise<Pdf[]> {
  const sources = await Promise.all(stacks.map(({ bytes, fileName }) => loadPdf(bytes, fileName)));
  const assembled: Pdf[] = [];
  for (const { title, pages } of copies) {
    const copy = await PDFDocument.create({ updateMetadata: false });
    for (const { stack, page, rotation } of pages) {
      const file = stacks[stack]?.fileName;
      const source = sources[stack]?.getPages()[page - 1];
      if (!source) throw new AppError('FILE_UNREADABLE', { file });
      const { x, y, width, height } = source.getCropBox();
      try {
        const sheet = await copy.embedPage(source, { left: x, bottom: y, right: x + width, top: y + height });
        addUprightPage(copy, {
          ref: sheet.ref,
          space: [width, height],
          size: [width, height],
          orientation: 1,
          turn: turnOf(source.getRotation().angle + rotation),
        });
      } catch (error) {
        throw new AppError('FILE_UNREADABLE', { file }, { cause: error });
      }
    }
    assembled.push({ bytes: await finish(copy, { title, createdAt }), pages: pages.length });
  }
  return assembled;
}
