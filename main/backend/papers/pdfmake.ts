import type { Font } from 'fontkit';
import pdfmake from 'pdfmake';
import type { TCreatedPdf, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FACE_NAMES, type Fonts, fontkit } from './fonts.ts';

/** The family name of the faces in a document definition. */
export const FAMILY = 'Tinos';

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
