import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Font, Glyph } from 'fontkit';
import { subsetsOf } from './subset.ts';

/** The copy that pdfmake loads; `import` would give a second one, with which no parsed font could be shared. */
export const fontkit: typeof import('fontkit') = createRequire(import.meta.url)('fontkit');

/** The four faces of the family that papers are set in, metric-compatible with Times New Roman. */
export const FACE_NAMES = ['regular', 'bold', 'italic', 'boldItalic'] as const;
export type FaceName = (typeof FACE_NAMES)[number];

const FILES: Readonly<Record<FaceName, string>> = {
  regular: 'Tinos-Regular.ttf',
  bold: 'Tinos-Bold.ttf',
  italic: 'Tinos-Italic.ttf',
  boldItalic: 'Tinos-BoldItalic.ttf',
};

// A mark left over after composition has no place of its own in these faces: it would print beside its letter.
const UNPRINTABLE = /[\p{M}\p{C}]/u;

/** One parsed face. Measures are shares of the font size. */
export type Face = {
  readonly file: string;
  /** The parsed font, which all documents share; its `layout` and subsets are our own, see `readFace`. */
  readonly font: Font;
  readonly ascent: number;
  /** Height of a line set single: ascent, descent and line gap. */
  readonly lineHeight: number;
  /** Whether a single character comes out on paper. */
  readonly prints: (character: string) => boolean;
  readonly widthOf: (text: string) => number;
};

export type Fonts = Readonly<Record<FaceName, Face>>;

/**
 * Kerning and ligatures stay off: text then comes out of the PDF letter by letter as it went in, lines break where
 * Word breaks them, and a width is a sum that needs no shaping engine.
 */
function readFace(name: FaceName, folder: string): Face {
  const file = join(folder, FILES[name]);
  const bytes = readFileSync(file);
  const font = fontkit.create(bytes);
  font.createSubset = subsetsOf(bytes);
  const glyphs = new Map<string, Glyph>();
  const glyphOf = (character: string): Glyph => {
    const known = glyphs.get(character);
    if (known) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const glyph = font.glyphForCodePoint(codePoint);
    // The parts of an accented letter come into a subset by their number alone, and the font keeps them as they came:
    // without a meaning the letter could not be read or searched in any later document.
    if (glyph.codePoints.length === 0) glyph.codePoints = [codePoint];
    glyphs.set(character, glyph);
    return glyph;
  };
  font.layout = (text, { widerSpaces = 0 } = {}) => {
    const characters = Array.from(text);
    const run = characters.map(glyphOf);
    const positions = run.map(({ advanceWidth }, index) => ({
      xAdvance: characters[index] === ' ' ? advanceWidth + widerSpaces : advanceWidth,
      // Texts of pictures are placed by these, too.
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    return {
      glyphs: run,
      positions,
      get advanceWidth() {
        return positions.reduce((total, { xAdvance }) => total + xAdvance, 0);
      },
    };
  };
  // The font's table is searched anew for every question; a paper asks the same hundred letters.
  const known = new Map<string, boolean>();
  const prints = (character: string): boolean => {
    const answer =
      known.get(character) ??
      (!UNPRINTABLE.test(character) && font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
    known.set(character, answer);
    return answer;
  };
  const em = font.unitsPerEm;
  return {
    file,
    font,
    ascent: font.ascent / em,
    lineHeight: (font.ascent - font.descent + font.lineGap) / em,
    prints,
    widthOf: (text) => {
      let units = 0;
      for (const character of text) units += glyphOf(character).advanceWidth;
      return units / em;
    },
  };
}

const loaded = new Map<string, Fonts>();

/** The faces in a folder such as `resources/fonts/tinos`, read and parsed once a process. */
export function loadFonts(folder: string): Fonts {
  const known = loaded.get(folder);
  if (known) return known;
  const fonts: Fonts = {
    regular: readFace('regular', folder),
    bold: readFace('bold', folder),
    italic: readFace('italic', folder),
    boldItalic: readFace('boldItalic', folder),
  };
  loaded.set(folder, fonts);
  return fonts;
}

/** The characters of a text that a face can't print, each once, in order. */
export function missingGlyphs(text: string, face: Face): readonly string[] {
  return [...new Set(text)].filter((character) => !face.prints(character));
}
