import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Face, FaceName, Fonts } from '../papers/fonts.ts';
import { type Line, setRuns } from '../papers/lines.ts';
import { MM } from '../papers/measures.ts';
import { type Run, text } from '../papers/model.ts';
import { array, byteString, dict, name, type PdfRef, type PdfValue, stream } from './pdf/syntax.ts';
import type { PdfUpdate } from './pdf/update.ts';

/** What a signature says of itself on paper. */
export interface SignatureText {
  readonly name: string;
  readonly post: string | null;
  readonly body: string | null;
  /** "15/04/2023 09:30:12 +07:00" */
  readonly time: string;
}

/** A block of text of a size that fits its room; measures in pt. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly lines: readonly Line[];
}

/** From well read to just legible. */
const SIZES = [10, 9, 8, 7, 6, 5] as const;
const PADDING = 2 * MM;
const FRAME = 0.5;

/** Names come from certificates of any country: what the face lacks is shown as a question mark. */
function printable(value: string, { prints }: Face): string {
  const clean = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return Array.from(clean, (character) => (prints(character) ? character : '?')).join('');
}

/** Sets the words of a signature in a room as large as `width` × `maxHeight`. */
export function composeBlock(
  said: SignatureText,
  fonts: Fonts,
  { width, maxHeight }: { readonly width: number; readonly maxHeight: number },
): Block {
  const row = (label: string, value: string | null, bold = false): readonly Run[] | null =>
    value
      ? [text(`${label}: `), text(printable(value, bold ? fonts.bold : fonts.regular), bold ? { bold } : {})]
      : null;
  const rows = [
    row('Ký bởi', said.name, true),
    row('Chức vụ', said.post),
    row('Cơ quan', said.body),
    row('Thời gian ký', said.time),
  ].filter((each) => each !== null);
  const composed = (size: number): Block => {
    const lines = rows.flatMap((runs) =>
      setRuns(runs, { size, width: width - 2 * PADDING, align: 'left' }, fonts),
    );
    const height = lines.length * fonts.regular.lineHeight * size + 2 * PADDING;
    return { width, height, size, lines };
  };
  const fitting = SIZES.map(composed).find(({ height }) => height <= maxHeight);
  return fitting ?? composed(SIZES[SIZES.length - 1] ?? 5);
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');
const packed = (entries: Readonly<Record<string, PdfValue>>, data: Uint8Array) =>
  stream({ ...entries, Filter: name('FlateDecode') }, deflateSync(data));

/** A face with only the letters of this block, as a composite font whose text can be read back. */
function embed(update: PdfUpdate, { font, ascent }: Face, characters: ReadonlySet<string>) {
  const subset = font.createSubset();
  const codes = new Map<string, number>();
  const widths: number[] = [0];
  const scale = 1000 / font.unitsPerEm;
  for (const character of characters) {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const code = subset.includeGlyph(glyph.id);
    codes.set(character, code);
    widths[code] = Math.round(glyph.advanceWidth * scale);
  }
  const letters = createHash('sha256')
    .update([...characters].join(''))
    .digest()
    .subarray(0, 6);
  const tag = Array.from(letters, (byte) => String.fromCharCode(65 + (byte % 26))).join('');
  const fontName = name(`${tag}+${font.postscriptName}`);
  const { minX, minY, maxX, maxY } = font.bbox;
  const program = subset.encode();
  const descriptor = update.add(
    dict({
      Type: name('FontDescriptor'),
      FontName: fontName,
      Flags: 4,
      FontBBox: array(...[minX, minY, maxX, maxY].map((side) => Math.round(side * scale))),
      ItalicAngle: 0,
      Ascent: Math.round(ascent * 1000),
      Descent: Math.round(font.descent * scale),
      CapHeight: Math.round(font.capHeight * scale),
      StemV: 80,
      FontFile2: update.add(packed({ Length1: program.length }, program)),
    }),
  );
  const descendant = update.add(
    dict({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: fontName,
      CIDSystemInfo: dict({
        Registry: byteString('Adobe'),
        Ordering: byteString('Identity'),
        Supplement: 0,
      }),
      FontDescriptor: descriptor,
      CIDToGIDMap: name('Identity'),
      W: array(0, array(...Array.from(widths, (width) => width ?? 0))),
    }),
  );
  const meanings = [...codes].map(([character, code]) => {
    const units = Array.from({ length: character.length }, (_, index) => hex(character.charCodeAt(index)));
    return `<${hex(code)}> <${units.join('')}>`;
  });
  const toUnicode = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    `${meanings.length} beginbfchar`,
    ...meanings,
    'endbfchar endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
  const reference = update.add(
    dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: fontName,
      Encoding: name('Identity-H'),
      DescendantFonts: array(descendant),
      ToUnicode: update.add(packed({}, Buffer.from(toUnicode))),
    }),
  );
  const encoded = (words: string): string =>
    Array.from(words, (character) => hex(codes.get(character) ?? 0)).join('');
  return { reference, encoded };
}

/** Draws a block in a thin frame as the appearance of a signature; `matrix` turns it upright on turned pages. */
export function drawBlock(
  update: PdfUpdate,
  { width, height, size, lines }: Block,
  { fonts, matrix }: { readonly fonts: Fonts; readonly matrix: readonly number[] },
): PdfRef {
  const spans = lines.flatMap((line, index) => line.spans.map((span) => ({ ...span, index })));
  const faces = [...new Set(spans.map(({ face }) => face))];
  const embedded = new Map(
    faces.map((face) => {
      const own = spans.filter((span) => span.face === face);
      return [face, embed(update, fonts[face], new Set(own.flatMap((span) => [...span.text])))];
    }),
  );
  const { ascent, lineHeight } = fonts.regular;
  const fixed = (value: number): string => value.toFixed(2);
  const resource = (face: FaceName): string => `F${faces.indexOf(face)}`;
  const operators = [
    `q ${FRAME} w ${fixed(FRAME / 2)} ${fixed(FRAME / 2)} ${fixed(width - FRAME)} ${fixed(height - FRAME)} re S Q`,
    'BT',
    ...spans.map(({ x, text: words, face, index }) => {
      const y = height - PADDING - (index * lineHeight + ascent) * size;
      const shown = embedded.get(face)?.encoded(words) ?? '';
      return `/${resource(face)} ${size} Tf 1 0 0 1 ${fixed(PADDING + x)} ${fixed(y)} Tm <${shown}> Tj`;
    }),
    'ET',
  ];
  const resources = Object.fromEntries(
    faces.map((face) => [resource(face), embedded.get(face)?.reference ?? null]),
  );
  return update.add(
    packed(
      {
        Type: name('XObject'),
        Subtype: name('Form'),
        BBox: array(0, 0, width, height),
        Matrix: array(...matrix),
        Resources: dict({ Font: dict(resources) }),
      },
      Buffer.from(operators.join('\n')),
    ),
  );
}
