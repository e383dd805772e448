import {
  concatTransformationMatrix,
  degrees,
  drawObject,
  PDFDocument,
  type PDFImage,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import { AppError } from '../errors.ts';
import { PAGE } from '../papers/measures.ts';
import { type Pdf, PROGRAM } from '../papers/pdf.ts';
import { type PictureHeader, readPictureHeader, scanKindOf } from './pictures.ts';

/** A clockwise turn in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/** A picture or PDF as it came, and the turn that brings it upright. */
export type JoinItem = { readonly fileName: string; readonly bytes: Uint8Array; readonly rotation: Turn };

/** Joins pictures and PDFs into one PDF; plain data that can be sent to a worker. */
export type JoinInput = {
  readonly items: readonly JoinItem[];
  readonly title: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
};

/** As in PDF's `cm`: (u, v) → (a·u + c·v + e, b·u + d·v + f). */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** How the unit square of a stored picture, y upwards, turns and mirrors into the upright one, by EXIF orientation. */
const UPRIGHT: readonly Matrix[] = [
  [1, 0, 0, 1, 0, 0],
  [-1, 0, 0, 1, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [1, 0, 0, -1, 0, 1],
  [0, -1, -1, 0, 1, 1],
  [0, -1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0, 0],
  [0, 1, -1, 0, 1, 0],
];

const quarterTurn = ([a, b, c, d, e, f]: Matrix): Matrix => [b, -a, d, -c, f, 1 - e];

/** One A4 page, upright or across as the picture is, filled by the picture as far as it reaches. */
function addPicture(
  document: PDFDocument,
  image: PDFImage,
  { width, height, orientation }: PictureHeader,
  rotation: Turn,
): void {
  const [identity = [1, 0, 0, 1, 0, 0]] = UPRIGHT;
  let matrix = UPRIGHT[orientation - 1] ?? identity;
  for (let turned = 0; turned < rotation; turned += 90) matrix = quarterTurn(matrix);
  const [a, b, c, d, e, f] = matrix;
  const [shownWidth, shownHeight] = a === 0 ? [height, width] : [width, height];
  const across = shownWidth > shownHeight;
  const [paperWidth, paperHeight] = across ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  const scale = Math.min(paperWidth / shownWidth, paperHeight / shownHeight);
  const [w, h] = [shownWidth * scale, shownHeight * scale];
  const [x, y] = [(paperWidth - w) / 2, (paperHeight - h) / 2];
  const page = document.addPage([paperWidth, paperHeight]);
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(a * w, b * h, c * w, d * h, x + e * w, y + f * h),
    drawObject(page.node.newXObject('Picture', image.ref)),
    popGraphicsState(),
  );
}

/**
 * Opens a PDF to copy pages from.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE
 */
export async function loadPdf(bytes: Uint8Array, file: string): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, password: '' });
  } catch (error) {
    const locked = error instanceof Error && /encrypt|password/i.test(error.message);
    throw new AppError(locked ? 'FILE_ENCRYPTED' : 'FILE_UNREADABLE', { file }, { cause: error });
  }
}

/** Says what every PDF of this program says of itself. */
export function describe(document: PDFDocument, { title, createdAt }: Omit<JoinInput, 'items'>): void {
  const created = new Date(createdAt);
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setCreator(PROGRAM);
  document.setProducer(PROGRAM);
  document.setCreationDate(created);
  document.setModificationDate(created);
}

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
    const header = readPictureHeader(kind, bytes, fileName);
    let image: PDFImage;
    try {
      image = kind === 'png' ? await joined.embedPng(bytes) : await joined.embedJpg(bytes);
    } catch (error) {
      throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
    }
    addPicture(joined, image, header, rotation);
  }
  describe(joined, { title, createdAt });
  return { bytes: await joined.save(), pages: joined.getPageCount() };
}
