import { type Fonts, loadFonts } from '../fonts.ts';
import { layOut, type Page } from '../layout.ts';
import { type Pdf, writePages } from '../pdf.ts';
import { requirePrintable } from '../printable.ts';
import type { CeremonyPaper } from './build.ts';
import { layOutCertificates } from './certificates.ts';
import { CARDS_A_PAGE, layOutCards, layOutCover, layOutSigns } from './posters.ts';

function pagesOf({ content, ...frame }: CeremonyPaper, fonts: Fonts): readonly Page[] {
  switch (content.kind) {
    case 'blocks':
      return layOut({ ...frame, blocks: content.blocks }, fonts);
    case 'cover':
      return layOutCover(content.cover, fonts);
    case 'cards':
      return layOutCards(content.cards, fonts);
    case 'signs':
      return layOutSigns(content.signs, fonts);
    case 'certificates':
      return layOutCertificates(content.certificates, fonts);
  }
}

/** How many pages a paper takes; sheets with few words need not be set for that. */
export function countCeremonyPages({ content, ...frame }: CeremonyPaper, fonts: Fonts): number {
  switch (content.kind) {
    case 'blocks':
      return layOut({ ...frame, blocks: content.blocks }, fonts).length;
    case 'cover':
      return 1;
    case 'cards':
      return Math.ceil(content.cards.length / CARDS_A_PAGE);
    case 'signs':
      return content.signs.length;
    case 'certificates':
      return content.certificates.length;
  }
}

/**
 * Sets a paper of a ceremony on its pages.
 * @throws AppError TEXT_UNPRINTABLE with the words that hold a character which the fonts lack
 */
export function layOutCeremonyPaper(paper: CeremonyPaper, fonts: Fonts): readonly Page[] {
  const pages = pagesOf(paper, fonts);
  requirePrintable(pages, fonts);
  return pages;
}

/** What a paper's PDF is made of; plain data that can be sent to a worker. */
export type CeremonyPdfInput = {
  readonly paper: CeremonyPaper;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
};

/** Makes one paper of a ceremony. */
export async function renderCeremonyPdf({ paper, fontsFolder, createdAt }: CeremonyPdfInput): Promise<Pdf> {
  const fonts = loadFonts(fontsFolder);
  return writePages(layOutCeremonyPaper(paper, fonts), paper, { fonts, createdAt });
}
