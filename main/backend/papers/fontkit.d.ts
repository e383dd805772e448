/** The library ships no types: these are the parts that this program uses, and what pdfmake asks of a font. */
declare module 'fontkit' {
  /** What an outline of TrueType is drawn with. */
  export type Pen = {
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
    closePath(): void;
  };
  export type Path = {
    translate(x: number, y: number): Path;
    /** By the matrix of PDF's `cm` operator. */
    transform(a: number, b: number, c: number, d: number, e: number, f: number): Path;
    toFunction(): (pen: Pen) => void;
  };
  export type Glyph = {
    readonly id: number;
    readonly advanceWidth: number;
    /** What it stands for in the text; empty as long as it was only asked for by its number. */
    codePoints: readonly number[];
    /** In font units, y upwards. */
    readonly path: Path;
  };
  /** A text as glyphs. pdfmake scales the advances where they stand: a run is never given out twice. */
  export type GlyphRun = {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly { xAdvance: number }[];
    readonly advanceWidth: number;
  };
  /** What a text asks of the font that sets it. */
  export type Features = {
    /** Added to each space, in font units; understood by the faces of this program alone. */
    readonly widerSpaces?: number;
  };
  export type Font = {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly lineGap: number;
    readonly capHeight: number;
    glyphForCodePoint(codePoint: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: Features): GlyphRun;
    readonly postscriptName: string;
    readonly bbox: {
      readonly minX: number;
      readonly minY: number;
      readonly maxX: number;
      readonly maxY: number;
    };
    createSubset(): Subset;
  };
  /** A font file with some of a font's glyphs, numbered anew. */
  export type Subset = {
    /** The glyph's number in the subset. */
    includeGlyph(id: number): number;
    encode(): Uint8Array;
  };
  /** Called with `new`: the font that it gives takes the place of the new object. */
  export type FontFormat = {
    (stream: { readonly buffer: Uint8Array }): Font;
    probe(bytes: Uint8Array): boolean;
  };
  export function create(bytes: Uint8Array): Font;
  /** Formats are probed in the order of their registration, TrueType first. */
  export function registerFormat(format: FontFormat): void;
}
