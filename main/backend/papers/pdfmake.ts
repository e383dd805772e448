import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import pdfmake from 'pdfmake';
import type { TCreatedPdf, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FACE_NAMES, type FaceName, type Fonts, fontkit } from './fonts.ts';

/** The family name of the faces in a document definition. */
export const FAMILY = 'Tinos';

export const FACE_STYLES: Readonly<Record<FaceName, { readonly bold: boolean; readonly italics: boolean }>> =
  {
    regular: { bold: false, italics: false },
    bold: { bold: true, italics: false },
    italic: { bold: false, italics: true },
    boldItalic: { bold: true, italics: true },
  };

// Whatever a paper says, nothing is fetched for it and no file is read: the faces below are all that it may use.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

/**
 * pdfmake parses its font files for every document. What lies in its file system are therefore tickets, which a
 * format of fontkit changes for the font that is already parsed.
 */
const tickets = new Map<Uint8Array, Font>();

function ticketFormat({ buffer }: { readonly buffer: Uint8Array }): Font {
  const font = tickets.get(buffer);
  if (!font) throw new Error('No font was left for this ticket');
  return font;
}
ticketFormat.probe = (bytes: Uint8Array): boolean => tickets.has(bytes);
fontkit.registerFormat(ticketFormat);

const offered = new WeakSet<Fonts>();

function offer(fonts: Fonts): void {
  if (offered.has(fonts)) return;
  for (const { file, font } of FACE_NAMES.map((name) => fonts[name])) {
    const ticket = new Uint8Array();
    tickets.set(ticket, font);
    pdfmake.virtualfs.writeFileSync(file, ticket);
  }
  offered.add(fonts);
}

/** Makes a document whose texts are set in the given faces; pdfmake changes the definition. */
export async function createDocument(definition: TDocumentDefinitions, fonts: Fonts): Promise<TCreatedPdf> {
  offer(fonts);
  const { regular, bold, italic, boldItalic } = fonts;
  pdfmake.setFonts({
    [FAMILY]: {
      normal: regular.file,
      bold: bold.file,
      italics: italic.file,
      bolditalics: boldItalic.file,
    },
  });
  const document = pdfmake.createPdf(definition);
  // It would say the document's properties once more as XMP, and put an "&" or "<" of a name into that as it stands.
  Object.assign(await document.getStream(), { endMetadata: () => {} });
  return document;
}

type Place = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** The parts by which pdfmake draws an SVG: it has no other way onto a page that is there already. */
const load = createRequire(import.meta.url);
const svgParts: {
  readonly toPdfkit: (
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      readonly width: number;
      readonly height: number;
      readonly assumePt: boolean;
      /** Answers the name by which the document knows a face. */
      readonly fontCallback: (family: string, bold: boolean, italics: boolean) => string;
    },
  ) => void;
  readonly Measure: new () => { writeDimensions(svg: string, size: Omit<Place, 'x' | 'y'>): string };
} = {
  toPdfkit: load('pdfmake/js/3rd-party/svg-to-pdfkit.js').default,
  Measure: load('pdfmake/js/SVGMeasure.js').default,
};

/** Draws an SVG onto the page that is being written, its words in the given faces. */
export function drawSvg(
  document: PDFKit.PDFDocument,
  svg: string,
  { x, y, ...size }: Place,
  fonts: Fonts,
): void {
  svgParts.toPdfkit(document, new svgParts.Measure().writeDimensions(svg, size), x, y, {
    ...size,
    assumePt: true,
    fontCallback(_family, bold, italics) {
      const like = FACE_NAMES.find(
        (name) => FACE_STYLES[name].bold === bold && FACE_STYLES[name].italics === italics,
      );
      return fonts[like ?? 'regular'].file;
    },
  });
}
