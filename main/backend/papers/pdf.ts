import { FACE_NAMES, type FaceName, type Fonts } from './fonts.ts';
import { layOut, type Page } from './layout.ts';
import { JOURNAL_MARK, PAGE, SHEETS, type Sheet, STAMP, WATERMARK } from './measures.ts';
import type { PaperModel } from './model.ts';
import {
  color,
  frameOperators,
  type Letters,
  type MarkOf,
  modulesOperators,
  outlineOperators,
  ruleOperators,
  textOperators,
  turnedOver,
} from './operators.ts';
import { createDocument, drawSvg, FACE_STYLES, FAMILY } from './pdfmake.ts';

/** A finished PDF and its number of pages. */
export type Pdf = { readonly bytes: Uint8Array; readonly pages: number };

/** Named as the maker in every document's properties. */
export const PROGRAM = 'Chung Tay';

/** The faces of a document; each comes into it, and onto a page, when that first asks for it. */
function facesOf(document: PDFKit.PDFDocument, fonts: Fonts) {
  const inDocument = (name: FaceName) => {
    const { bold, italics } = FACE_STYLES[name];
    const face = document.provideFont(FAMILY, bold, italics);
    const codes = new Map<string, string>();
    const codeOf = (character: string): string => {
      const known = codes.get(character);
      if (known !== undefined) return known;
      // What is checked before names the place; this is the last guard against a printed box.
      if (!fonts[name].prints(character)) throw new Error(`The font lacks "${character}"`);
      const code = face.encode(character)[0].join('');
      codes.set(character, code);
      return code;
    };
    return { face, letters: { id: face.id, codeOf } };
  };
  const known = new Map<FaceName, ReturnType<typeof inDocument>>();
  const provide = (name: FaceName) => {
    const own = known.get(name) ?? inDocument(name);
    known.set(name, own);
    return own;
  };
  return {
    provide,
    /** For the page that is being written. */
    lettersOf(name: FaceName): Letters {
      const { face, letters } = provide(name);
      document.page.fonts[face.id] ??= face.ref();
      return letters;
    },
  };
}

/**
 * Writes marks onto pages. pdfmake's own way through a node for each line measures and styles every line anew, though
 * the layout has placed them all: it takes four times as long for the same page.
 */
function pageWriter(document: PDFKit.PDFDocument, fonts: Fonts, { stamp, journalMark }: DocumentFrame) {
  const faces = facesOf(document, fonts);
  const stamps = stamp === null ? null : stampsOf(stamp, fonts);

  function drawPicture({ x, y, width, height, picture }: MarkOf<'picture'>): void {
    // A drawn picture keeps its words; its pixels are for writers that can't draw.
    if (picture.svg === undefined) {
      document.image(Buffer.from(picture.bytes), x, y, { width, height });
      return;
    }
    // Its words are set as the layout measures them only in faces that the document knows by now.
    for (const name of FACE_NAMES) faces.provide(name);
    drawSvg(document, picture.svg, { x, y, width, height }, fonts);
  }

  return ({ marks }: Page, sheet: Sheet): void => {
    const { height } = sheet;
    let drawn: string[] = [];
    let texts: MarkOf<'text'>[] = [];
    const flush = (): void => {
      if (texts.length > 0) drawn.push(textOperators(texts, height, faces.lettersOf));
      if (drawn.length > 0) document.addContent(['q', turnedOver(height), ...drawn, 'Q'].join('\n'));
      [drawn, texts] = [[], []];
    };
    if (stamps) drawn.push(stamps(sheet, faces.lettersOf));
    for (const mark of marks) {
      if (mark.kind === 'text') texts.push(mark);
      else if (mark.kind === 'rule') drawn.push(ruleOperators(mark, height));
      else if (mark.kind === 'modules') drawn.push(modulesOperators(mark, height));
      else if (mark.kind === 'picture') {
        flush();
        drawPicture(mark);
      }
    }
    flush();
    // Readers come to the foot last.
    if (journalMark) drawn.push(journalMarkOperators(journalMark, sheet, faces.lettersOf));
    flush();
  };
}

/** What marks a rehearsal on every page: pale words across it, and a framed word in its top right corner. */
function stampsOf(word: string, fonts: Fonts) {
  const { face, size, top, pad, lineWidth, color: ink } = STAMP;
  const outlines = new Map<Sheet, string>();
  const w = fonts[face].widthOf(word) * size + 2 * pad;
  return (sheet: Sheet, lettersOf: (face: FaceName) => Letters): string => {
    const { width, height } = sheet;
    // Along the sheet's rising diagonal, whichever way it lies.
    const angle = width < height ? WATERMARK.angle : 90 - WATERMARK.angle;
    const across =
      outlines.get(sheet) ?? outlineOperators(word, fonts[face], { size: WATERMARK.size, angle }, sheet);
    outlines.set(sheet, across);
    const x = width - PAGE.right - w;
    const baseline = top + pad + size * 0.9;
    const text = { kind: 'text', text: word, face, size, stretch: 0, x: x + pad, y: baseline } as const;
    return [
      `q ${turnedOver(height)} ${color(WATERMARK.color)} rg`,
      across,
      `Q q ${color(ink)} rg ${color(ink)} RG`,
      frameOperators({ x, y: top, w, h: size + 2 * pad, line: lineWidth }, height),
      textOperators([text], height, lettersOf),
      'Q',
    ].join('\n');
  };
}

/** The mark of the journal, pale in the bottom margin of every page. */
function journalMarkOperators(
  words: string,
  { height }: Sheet,
  lettersOf: (face: FaceName) => Letters,
): string {
  const { size, bottom, color: ink } = JOURNAL_MARK;
  const place = { x: PAGE.left, y: height - bottom };
  const text = { kind: 'text', text: words, face: 'regular', size, stretch: 0, ...place } as const;
  return [`q ${color(ink)} rg`, textOperators([text], height, lettersOf), 'Q'].join('\n');
}

/** What a document is besides its pages: its properties, and what stands on each page. */
export type DocumentFrame = Pick<
  PaperModel,
  'title' | 'language' | 'author' | 'stamp' | 'orientation' | 'journalMark'
>;

/** How a document is written: its fonts, and the instant of its making in ISO form. */
export type Writing = { readonly fonts: Fonts; readonly createdAt: string };

/**
 * Writes laid-out pages as PDF: faces embedded as subsets, title and language set, no link, script or outside
 * resource. The same pages, fonts and `createdAt` give the same bytes. It carries no structure tree and claims no
 * PDF/A or PDF/UA level.
 */
export async function writePages(
  pages: readonly Page[],
  frame: DocumentFrame,
  { fonts, createdAt }: Writing,
): Promise<Pdf> {
  const created = new Date(createdAt);
  const sheetOf = (page: Page | undefined): Sheet =>
    SHEETS[page?.orientation ?? frame.orientation ?? 'portrait'];
  const first = sheetOf(pages[0]);
  const document = await createDocument(
    {
      version: '1.7',
      language: frame.language,
      displayTitle: true,
      info: {
        title: frame.title,
        author: frame.author,
        creator: PROGRAM,
        producer: PROGRAM,
        creationDate: created,
        modDate: created,
      },
      pageSize: { width: first.width, height: first.height },
      pageMargins: 0,
      defaultStyle: { font: FAMILY },
      // The first page is there from the beginning.
      content: [],
    },
    fonts,
  );
  const stream = await document.getStream();
  const write = pageWriter(stream, fonts, frame);
  for (const [index, page] of pages.entries()) {
    const sheet = sheetOf(page);
    if (index > 0) stream.addPage({ size: [sheet.width, sheet.height] });
    write(page, sheet);
  }
  return { bytes: new Uint8Array(await document.getBuffer()), pages: pages.length };
}

/** Sets a paper and writes it as PDF. */
export const renderPdf = (model: PaperModel, writing: Writing): Promise<Pdf> =>
  writePages(layOut(model, writing.fonts), model, writing);
