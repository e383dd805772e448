/** The library ships no types: these are the parts that this program and pdf-lib's embedder use. */
declare module 'fontkit' {
  export type PathCommand = {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  };
  export type Glyph = {
    readonly id: number;
    readonly codePoints: number[];
    readonly advanceWidth: number;
    /** In font units, y upwards. */
    readonly path: { readonly commands: readonly PathCommand[] };
  };
  export type Font = {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly lineGap: number;
    readonly italicAngle: number;
    readonly capHeight: number;
    readonly xHeight: number;
    readonly bbox: { minX: number; minY: number; maxX: number; maxY: number; width: number; height: number };
    readonly characterSet: number[];
    glyphForCodePoint(codePoint: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { glyphs: Glyph[] };
    createSubset(): { includeGlyph(glyph: number | Glyph): number; encode(): Uint8Array };
  };
  export function create(bytes: Uint8Array): Font;
}
