import { CustomFontSubsetEmbedder, PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import { type Face, type FaceName, type Fonts, missingGlyphs } from './fonts.ts';
import { layOut, type Mark, type Page } from './layout.ts';
import { PAGE, STAMP, WATERMARK } from './measures.ts';
import type { PaperModel } from './model.ts';

/** A finished PDF and its number of pages. */
export type Pdf = { readonly bytes: Uint8Array; readonly pages: number };

/** Named as the maker in every document's properties. */
export const PROGRAM = 'Chung Tay';

const num = (value: number): string => String(Math.round(value * 1000) / 1000);

/** The six letters that mark a subset; one a face, fixed, so that the same paper gives the same bytes. */
const SUBSET_TAGS: Readonly<Record<FaceName, string>> = {
  regular: 'CHTAYR',
  bold: 'CHTAYB',
  italic: 'CHTAYI',
  boldItalic: 'CHTAYZ',
};

type EmbeddedFace = { readonly resource: string; readonly embedder: CustomFontSubsetEmbedder };
type EmbeddedFaces = ReadonlyMap<FaceName, EmbeddedFace>;

/** The faces that a paper uses, ready to encode text; they are written once all text is known. */
async function embedFaces(pages: readonly Page[], model: PaperModel, fonts: Fonts): Promise<EmbeddedFaces> {
  const used = new Set<FaceName>(model.stamp === null ? [] : [STAMP.face]);
  for (const mark of pages.flatMap(({ marks }) => marks)) {
    if (mark.kind !== 'text') continue;
    used.add(mark.face);
    // What is checked before names the place; this is the last guard against a printed box.
    const lacking = missingGlyphs(mark.text, fonts[mark.face]);
    if (lacking.length > 0) throw new Error(`The font lacks ${lacking.join(' ')} in "${mark.text}"`);
  }
  const embedded = new Map<FaceName, EmbeddedFace>();
  for (const name of used) {
    const { font, bytes, postscriptName } = fonts[name];
    const parsed = { create: () => font };
    const embedder = await CustomFontSubsetEmbedder.for(
      parsed,
      bytes,
      `${SUBSET_TAGS[name]}+${postscriptName}`,
    );
    embedded.set(name, { resource: `F${embedded.size + 1}`, embedder });
  }
  return embedded;
}

function drawText(mark: Extract<Mark, { kind: 'text' }>, faces: EmbeddedFaces): string {
  const face = faces.get(mark.face);
  if (!face) throw new Error(`The face ${mark.face} is not embedded`);
  // Spaces stay in the string, widened by an adjustment after each: readers get the words back as they were typed.
  const pieces = mark.stretch === 0 ? [mark.text] : mark.text.split(/(?<= )/);
  const shift = num((-mark.stretch / mark.size) * 1000);
  const shown = pieces.map((piece) => face.embedder.encodeText(piece).toString()).join(shift);
  const at = `${num(mark.x)} ${num(PAGE.height - mark.y)}`;
  return `BT /${face.resource} ${num(mark.size)} Tf 1 0 0 1 ${at} Tm [${shown}] TJ ET`;
}

function drawRule(mark: Extract<Mark, { kind: 'rule' }>): string {
  const from = `${num(mark.x1)} ${num(PAGE.height - mark.y1)}`;
  const to = `${num(mark.x2)} ${num(PAGE.height - mark.y2)}`;
  return `${num(mark.thickness)} w ${from} m ${to} l S`;
}

/** The outline of a text in font units, as path operators; what is drawn so is no text to a reader. */
function outline(text: string, face: Face): string {
  const paths: string[] = [];
  let left = 0;
  for (const character of text) {
    const glyph = face.font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    let [x, y] = [0, 0];
    const point = (px = 0, py = 0): string => `${num(px + left)} ${num(py)}`;
    for (const { command, args } of glyph.path.commands) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
      if (command === 'moveTo') paths.push(`${point(a, b)} m`);
      else if (command === 'lineTo') paths.push(`${point(a, b)} l`);
      else if (command === 'bezierCurveTo') paths.push(`${point(a, b)} ${point(c, d)} ${point(e, f)} c`);
      else if (command === 'quadraticCurveTo') {
        const [one, two] = [
          point(x + (2 / 3) * (a - x), y + (2 / 3) * (b - y)),
          point(c + (2 / 3) * (a - c), d + (2 / 3) * (b - d)),
        ];
        paths.push(`${one} ${two} ${point(c, d)} c`);
      } else paths.push('h');
      [x, y] = [args.at(-2) ?? x, args.at(-1) ?? y];
    }
    left += glyph.advanceWidth;
  }
  return `${paths.join('\n')} f`;
}

/** Pale words across the page, to lie behind the text of every page. */
function watermark(word: string, face: Face): string {
  const scale = WATERMARK.size / face.font.unitsPerEm;
  const turn = (WATERMARK.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const halfWidth = (face.widthOf(word) * WATERMARK.size) / 2;
  const halfHeight = (face.font.capHeight * scale) / 2;
  const x = PAGE.width / 2 - halfWidth * cos + halfHeight * sin;
  const y = PAGE.height / 2 - halfWidth * sin - halfHeight * cos;
  const matrix = [cos * scale, sin * scale, -sin * scale, cos * scale, x, y]
    .map((n) => n.toFixed(5))
    .join(' ');
  return `q ${WATERMARK.color.join(' ')} rg ${matrix} cm\n${outline(word, face)}\nQ`;
}

/** A framed word in the top right corner, outside the text area. */
function frame(word: string, fonts: Fonts, faces: EmbeddedFaces): string {
  const { face, size, top, pad, lineWidth, color } = STAMP;
  const width = fonts[face].widthOf(word) * size + 2 * pad;
  const height = size + 2 * pad;
  const x = PAGE.width - PAGE.right - width;
  const baseline = top + pad + size * 0.9;
  const words = drawText(
    { kind: 'text', text: word, face, size, stretch: 0, x: x + pad, y: baseline },
    faces,
  );
  const box = [x, PAGE.height - top - height, width, height].map(num).join(' ');
  return `q ${color.join(' ')} rg ${color.join(' ')} RG ${lineWidth} w ${box} re S ${words} Q`;
}

const drawPage = (page: Page, faces: EmbeddedFaces): string =>
  page.marks.map((mark) => (mark.kind === 'text' ? drawText(mark, faces) : drawRule(mark))).join('\n');

/**
 * Writes a paper as PDF: faces embedded as subsets, title and language set, no link, script or outside resource.
 * The same paper, fonts and `createdAt` (ISO instant) give the same bytes. It carries no structure tree and claims
 * no PDF/A or PDF/UA level.
 */
export async function renderPdf(
  model: PaperModel,
  { fonts, createdAt }: { readonly fonts: Fonts; readonly createdAt: string },
): Promise<Pdf> {
  const pages = layOut(model, fonts);
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  const faces = await embedFaces(pages, model, fonts);

  const contents = pages.map((page) => drawPage(page, faces));
  const stamp = model.stamp === null ? null : frame(model.stamp, fonts, faces);
  const behind = model.stamp === null ? null : watermark(model.stamp, fonts[STAMP.face]);
  const stream = (content: string): PDFRef => context.register(context.flateStream(content));
  const under = behind === null || stamp === null ? [] : [stream(behind), stream(stamp)];

  const fontResources: Record<string, PDFRef> = {};
  for (const { resource, embedder } of faces.values()) {
    fontResources[resource] = await embedder.embedIntoContext(context);
  }
  const resources = context.register(context.obj({ Font: fontResources }));
  for (const content of contents) {
    const { node } = document.addPage([PAGE.width, PAGE.height]);
    node.set(PDFName.of('Resources'), resources);
    node.set(PDFName.of('Contents'), context.obj([...under, stream(content)]));
  }

  const created = new Date(createdAt);
  document.setTitle(model.title, { showInWindowTitleBar: true });
  document.setLanguage(model.language);
  document.setAuthor(model.author);
  document.setCreator(PROGRAM);
  document.setProducer(PROGRAM);
  document.setCreationDate(created);
  document.setModificationDate(created);
  return { bytes: await document.save(), pages: pages.length };
}
