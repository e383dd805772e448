import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';
import { AppError } from '../errors.ts';

/** A page as grey pixels, row by row, 0 black to 255 white. */
export type GreyImage = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** A PDF whose pages can be looked at. Pages count from 1. */
export interface Raster {
  readonly pages: number;
  /**
   * A page as it is shown, its own turn applied, with the longer side `long` pixels; null for a page that can't be
   * shown: damaged, or with a picture that claims more pixels than any scanner makes.
   */
  render(page: number, long: number): GreyImage | null;
  close(): void;
}

type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>;

// Constants of PDFium's C interface (fpdfview.h, fpdf_edit.h).
const BITMAP_GRAY = 1;
const GRAYSCALE = 0x08;
const ANNOTATIONS = 0x01;
const WHITE = 0xffffffff;
const IMAGE_OBJECT = 3;
const ERROR_PASSWORD = 4;

/** Pictures inside a PDF that are never unpacked; in pixels. */
const MOST_PIXELS = 100_000_000;
/** A file that was cut off has lost its end mark; some programs write a little behind it. */
const END_MARK = '%%EOF';
const END_AREA = 2048;

let library: Promise<Pdfium> | null = null;

/** The renderer, loaded once a thread from the package beside this program; nothing is fetched. */
async function openLibrary(): Promise<Pdfium> {
  library ??= (async () => {
    const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
    const pdfium = await PDFiumModule({
      wasmBinary: new Uint8Array(wasmBinary).buffer,
      locateFile: () => '',
    });
    pdfium._FPDF_InitLibraryWithConfig({});
    return pdfium;
  })();
  return library;
}

/** True when the end mark is missing where a whole file has it. */
function isCutOff(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-END_AREA);
  return !end.includes(END_MARK);
}

/**
 * Opens a PDF to look at its pages. The caller closes it.
 * @throws AppError FILE_ENCRYPTED, FILE_UNREADABLE (no PDF, damaged or cut off)
 */
export async function openRaster(bytes: Uint8Array, file: string): Promise<Raster> {
  if (isCutOff(bytes)) throw new AppError('FILE_UNREADABLE', { file });
  const pdfium = await openLibrary();
  const { malloc, free } = pdfium.wasmExports;
  const place = malloc(bytes.byteLength);
  if (place === 0) throw new AppError('FILE_TOO_LARGE', { file });
  pdfium.HEAPU8.set(bytes, place);
  const document = pdfium._FPDF_LoadMemDocument(place, bytes.byteLength, 0);
  if (document === 0) {
    const locked = pdfium._FPDF_GetLastError() === ERROR_PASSWORD;
    free(place);
    throw new AppError(locked ? 'FILE_ENCRYPTED' : 'FILE_UNREADABLE', { file });
  }

  /** Pixels of the largest picture on a page, as it claims. */
  function largestPicture(page: number): number {
    const sizes = malloc(8);
    let largest = 0;
    for (let index = pdfium._FPDFPage_CountObjects(page) - 1; index >= 0; index -= 1) {
      const object = pdfium._FPDFPage_GetObject(page, index);
      if (pdfium._FPDFPageObj_GetType(object) !== IMAGE_OBJECT) continue;
      if (!pdfium._FPDFImageObj_GetImagePixelSize(object, sizes, sizes + 4)) continue;
      const [width = 0, height = 0] = pdfium.HEAP32.subarray(sizes / 4, sizes / 4 + 2);
      largest = Math.max(largest, (width >>> 0) * (height >>> 0));
    }
    free(sizes);
    return largest;
  }

  function draw(page: number, long: number): GreyImage | null {
    const [pageWidth, pageHeight] = [pdfium._FPDF_GetPageWidth(page), pdfium._FPDF_GetPageHeight(page)];
    if (!(pageWidth > 0 && pageHeight > 0) || largestPicture(page) > MOST_PIXELS) return null;
    const scale = long / Math.max(pageWidth, pageHeight);
    const width = Math.max(1, Math.round(pageWidth * scale));
    const height = Math.max(1, Math.round(pageHeight * scale));
    const pixels = malloc(width * height);
    if (pixels === 0) return null;
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BITMAP_GRAY, pixels, width);
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, GRAYSCALE | ANNOTATIONS);
    const data = pdfium.HEAPU8.slice(pixels, pixels + width * height);
    pdfium._FPDFBitmap_Destroy(bitmap);
    free(pixels);
    return { width, height, data };
  }

  let broken = false;
  return {
    pages: pdfium._FPDF_GetPageCount(document),
    render(number, long) {
      if (broken) return null;
      try {
        const page = pdfium._FPDF_LoadPage(document, number - 1);
        if (page === 0) return null;
        const image = draw(page, long);
        pdfium._FPDF_ClosePage(page);
        return image;
      } catch {
        // A fault inside the renderer leaves it in no state to go on: the next file gets a new one.
        broken = true;
        library = null;
        return null;
      }
    },
    close() {
      if (broken) return;
      pdfium._FPDF_CloseDocument(document);
      free(place);
    },
  };
}
