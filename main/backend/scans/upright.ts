import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  type PDFRef,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import { AppError } from '../errors.ts';
import { PAGE } from '../papers/measures.ts';
import { PROGRAM } from '../papers/pdf.ts';

/** A clockwise turn in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/** As in PDF's `cm`: (u, v) → (a·u + c·v + e, b·u + d·v + f), of the unit square, y upwards. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** How a stored picture turns and mirrors into the upright one, by its EXIF orientation from 1 on. */
const ORIENTATIONS: readonly Matrix[] = [
  IDENTITY,
  [-1, 0, 0, 1, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [1, 0, 0, -1, 0, 1],
  [0, -1, -1, 0, 1, 1],
  [0, -1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0, 0],
  [0, 1, -1, 0, 1, 0],
];

const quarterTurn = ([a, b, c, d, e, f]: Matrix): Matrix => [b, -a, d, -c, f, 1 - e];

/** What is put on a page of its own: a picture, whose own space is the unit square, or another PDF's page. */
export type Sheet = {
  readonly ref: PDFRef;
  /** Width and height of its own space. */
  readonly space: readonly [number, number];
  /** Width and height before any turn, in any unit. */
  readonly size: readonly [number, number];
  /** EXIF orientation, 1–8. */
  readonly orientation: number;
  readonly turn: Turn;
};

/** One A4 page, upright or across as the sheet is, filled by the sheet as far as it reaches. */
export function addUprightPage(document: PDFDocument, { ref, space, size, orientation, turn }: Sheet): void {
  let matrix = ORIENTATIONS[orientation - 1] ?? IDENTITY;
  for (let turned = 0; turned < turn; turned += 90) matrix = quarterTurn(matrix);
  const [a, b, c, d, e, f] = matrix;
  const [width, height] = a === 0 ? [size[1], size[0]] : size;
  const [paperWidth, paperHeight] = width > height ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  const scale = Math.min(paperWidth / width, paperHeight / height);
  const [w, h] = [width * scale, height * scale];
  const [x, y] = [(paperWidth - w) / 2, (paperHeight - h) / 2];
  const page = document.addPage([paperWidth, paperHeight]);
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(
      (a * w) / space[0],
      (b * h) / space[0],
      (c * w) / space[1],
      (d * h) / space[1],
      x + e * w,
      y + f * h,
    ),
    drawObject(page.node.newXObject('Sheet', ref)),
    popGraphicsState(),
  );
}

/**
 * Opens a PDF to take pages from.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE
 */
export async function loadPdf(bytes: Uint8Array, file: string): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, password: '' });
    // Of a file without a catalogue only the first use complains.
    if (document.getPageCount() > 0) return document;
    throw new Error('no pages');
  } catch (error) {
    const locked = error instanceof Error && /encrypt|password/i.test(error.message);
    throw new AppError(locked ? 'FILE_ENCRYPTED' : 'FILE_UNREADABLE', { file }, { cause: error });
  }
}

/** Finishes a PDF: what every one of this program says of itself. `createdAt` is an ISO instant. */
export async function finish(
  document: PDFDocument,
  { title, createdAt }: { readonly title: string; readonly createdAt: string },
): Promise<Uint8Array> {
  const created = new Date(createdAt);
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setCreator(PROGRAM);
  document.setProducer(PROGRAM);
  document.setCreationDate(created);
  document.setModificationDate(created);
  return document.save();
}
