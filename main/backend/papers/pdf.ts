import type { Features } from 'fontkit';
import type { Content, ContextPageSize } from 'pdfmake/interfaces.js';
import { type Face, type FaceName, type Fonts, missingGlyphs } from './fonts.ts';
import { layOut, type Mark, type Page } from './layout.ts';
import { JOURNAL_MARK, PAGE, SHEETS, type Sheet, STAMP, WATERMARK } from './measures.ts';
import type { Orientation, PaperModel } from './model.ts';
import { createDocument, FAMILY } from './pdfmake.ts';

/** A finished PDF and its number of pages. */
export type Pdf = { readonly bytes: Uint8Array; readonly pages: number };

/** Named as the maker in every document's properties. */
export const PROGRAM = 'Chung Tay';

type TextMark = Extract<Mark, { kind: 'text' }>;
type RuleMark = Extract<Mark, { kind: 'rule' }>;
type PictureMark = Extract<Mark, { kind: 'picture' }>;
type ModulesMark = Extract<Mark, { kind: 'modules' }>;

const FACE_STYLES: Readonly<Record<FaceName, { readonly bold: boolean; readonly italics: boolean }>> = {
  regular: { bold: false, italics: false },
  bold: { bold: true, italics: false },
  italic: { bold: false, italics: true },
  boldItalic: { bold: true, italics: true },
};

/** The paper's top left corner, from where all marks are measured. */
const CORNER = { x: 0, y: 0 } as const;

/** What is checked before names the place; this is the last guard against a printed box. */
function requireGlyphs(text: string, face: Face): void {
  const lacking = missingGlyphs(text, face);
  if (lacking.length > 0) throw new Error(`The font lacks ${lacking.join(' ')} in "${text}"`);
}

/** Text where the layout has put it; pdfmake breaks and spaces nothing. */
function textNode({ text, face, size, stretch, x, y }: TextMark, fonts: Fonts, color = 'black'): Content {
  const { ascent, font } = fonts[face];
  requireGlyphs(text, fonts[face]);
  const node: Content = {
    text,
    ...FACE_STYLES[face],
    fontSize: size,
    color,
    noWrap: true,
    preserveLeadingSpaces: true,
    absolutePosition: { x, y: y - ascent * size },
  };
  if (stretch === 0) return node;
  // pdfmake's own justification would part words at their hyphens. It hands features to the font as they are, and
  // ours knows one that widens its spaces: the line stays one string, with the words as they were typed.
  const fontFeatures: Features = { widerSpaces: (stretch / size) * font.unitsPerEm };
  return Object.assign(node, { fontFeatures });
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text on its head: pdfmake turns nothing but pictures, and in an SVG text stays text. */
function turnedNode({ text, face, size, x, y }: TextMark, fonts: Fonts, sheet: Sheet): Content {
  requireGlyphs(text, fonts[face]);
  const { bold, italics } = FACE_STYLES[face];
  const look = `${bold ? ' font-weight="bold"' : ''}${italics ? ' font-style="italic"' : ''}`;
  const words = text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');
  const place = `transform="translate(${x} ${y}) rotate(180)"`;
  const svg = `<text ${place} font-family="${FAMILY}" font-size="${size}"${look}>${words}</text>`;
  return {
    svg: `<svg width="${sheet.width}" height="${sheet.height}">${svg}</svg>`,
    absolutePosition: { ...CORNER },
  };
}

const DASH = { length: 4, space: 3 } as const;

const ruleNode = ({ x1, y1, x2, y2, thickness, dashed }: RuleMark): Content => ({
  canvas: [{ type: 'line', x1, y1, x2, y2, lineWidth: thickness, ...(dashed && { dash: DASH }) }],
  absolutePosition: { ...CORNER },
});

/** One outline around all black modules, so that none is parted from its neighbour by a pale seam. */
function modulesNode({ x, y, size, modules }: ModulesMark): Content {
  const runs = modules.flatMap((row, top) =>
    row.flatMap((black, left) => {
      if (!black || row[left - 1]) return [];
      const end = row.indexOf(false, left);
      const width = (end < 0 ? row.length : end) - left;
      return `M${left} ${top}h${width}v1h${-width}z`;
    }),
  );
  const side = modules.length;
  const svg = `<svg width="${size}" height="${size}" viewBox="0 0 ${side} ${side}"><path d="${runs.join('')}"/></svg>`;
  return { svg, absolutePosition: { x, y } };
}

/** A drawn picture keeps its words; its pixels are for writers that can't draw. */
function pictureNode({ x, y, width, height, picture }: PictureMark): Content {
  const place = { width, height, absolutePosition: { x, y } };
  if (picture.svg !== undefined) return { svg: picture.svg, font: FAMILY, ...place };
  const data = Buffer.from(picture.bytes).toString('base64');
  return { image: `data:image/${picture.format};base64,${data}`, ...place };
}

function nodes(mark: Mark, fonts: Fonts, sheet: Sheet): Content[] {
  switch (mark.kind) {
    case 'text':
      return [mark.turned ? turnedNode(mark, fonts, sheet) : textNode(mark, fonts)];
    case 'rule':
      return [ruleNode(mark)];
    case 'modules':
      return [modulesNode(mark)];
    case 'picture':
      return [pictureNode(mark)];
    case 'room':
      return [];
  }
}

/** A page as a section of its own, so that its sheet may lie as it needs. */
function pageSection(
  { marks, orientation }: Page,
  fonts: Fonts,
  usual: Orientation,
  foot: ((height: number) => Content) | null,
): Content {
  const sheet = SHEETS[orientation ?? usual];
  return {
    // Readers come to the foot last.
    section: [...marks.flatMap((mark) => nodes(mark, fonts, sheet)), ...(foot ? [foot(sheet.height)] : [])],
    pageSize: { width: sheet.width, height: sheet.height },
  };
}

/** Pale words across the page, drawn as outlines: they are no text to a reader. */
function watermark(word: string, { font, widthOf }: Face, sheet: Sheet): string {
  const scale = WATERMARK.size / font.unitsPerEm;
  // Along the sheet's rising diagonal, whichever way it lies.
  const angle = sheet.width < sheet.height ? WATERMARK.angle : 90 - WATERMARK.angle;
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const halfWidth = (widthOf(word) * WATERMARK.size) / 2;
  const halfHeight = (font.capHeight * scale) / 2;
  const x = sheet.width / 2 - halfWidth * cos + halfHeight * sin;
  const y = sheet.height / 2 + halfWidth * sin + halfHeight * cos;
  let left = 0;
  const outlines = Array.from(word, (character) => {
    const { path, advanceWidth } = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const placed = path.translate(left, 0);
    left += advanceWidth;
    return placed.transform(cos * scale, -sin * scale, -sin * scale, -cos * scale, x, y).toSVG();
  });
  const size = `width="${sheet.width}" height="${sheet.height}"`;
  return `<svg ${size}><path fill="${WATERMARK.color}" d="${outlines.join('')}"/></svg>`;
}

/** What marks a rehearsal on every page: words across it, and a framed word in its top right corner. */
function stampNodes(word: string, fonts: Fonts) {
  const nodesOn = {
    portrait: stampOn(word, fonts, SHEETS.portrait),
    landscape: stampOn(word, fonts, SHEETS.landscape),
  };
  return (_page: number, { width, height }: ContextPageSize): Content[] =>
    nodesOn[width < height ? 'portrait' : 'landscape']();
}

function stampOn(word: string, fonts: Fonts, sheet: Sheet): () => Content[] {
  const { face, size, top, pad, lineWidth, color } = STAMP;
  const svg = watermark(word, fonts[face], sheet);
  const w = fonts[face].widthOf(word) * size + 2 * pad;
  const h = size + 2 * pad;
  const x = sheet.width - PAGE.right - w;
  const baseline = top + pad + size * 0.9;
  return () => [
    { svg, absolutePosition: { ...CORNER } },
    {
      canvas: [{ type: 'rect', x, y: top, w, h, lineWidth, lineColor: color }],
      absolutePosition: { ...CORNER },
    },
    textNode({ kind: 'text', text: word, face, size, stretch: 0, x: x + pad, y: baseline }, fonts, color),
  ];
}

/** The mark of the journal, pale in the bottom margin of every page. */
function journalMarkNode(words: string, fonts: Fonts) {
  const { size, bottom, color } = JOURNAL_MARK;
  return (height: number): Content =>
    textNode(
      { kind: 'text', text: words, face: 'regular', size, stretch: 0, x: PAGE.left, y: height - bottom },
      fonts,
      color,
    );
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
  const usual = frame.orientation ?? 'portrait';
  const sheet = SHEETS[usual];
  const foot = frame.journalMark ? journalMarkNode(frame.journalMark, fonts) : null;
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
      pageSize: { width: sheet.width, height: sheet.height },
      pageMargins: 0,
      defaultStyle: { font: FAMILY },
      background: frame.stamp === null ? undefined : stampNodes(frame.stamp, fonts),
      content: pages.map((page) => pageSection(page, fonts, usual, foot)),
    },
    fonts,
  );
  return { bytes: new Uint8Array(await document.getBuffer()), pages: pages.length };
}

/** Sets a paper and writes it as PDF. */
export const renderPdf = (model: PaperModel, writing: Writing): Promise<Pdf> =>
  writePages(layOut(model, writing.fonts), model, writing);
