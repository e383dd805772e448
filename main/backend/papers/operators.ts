import type { Pen } from 'fontkit';
import type { Face } from './fonts.ts';
import type { Mark } from './layout.ts';
import type { Sheet } from './measures.ts';

/**
 * What stands on a page as operators of its content: ISO 32000-1, 8 (graphics) and 9 (text). Measures of marks go down
 * from the top of the sheet, those of operators up from its bottom: `height` is the sheet's.
 */

export type MarkOf<K extends Mark['kind']> = Extract<Mark, { kind: K }>;

/** A face in the document that is being written. */
export type Letters = {
  /** By which the contents of pages call it. */
  readonly id: string;
  /** The code of a character, in hex. */
  readonly codeOf: (character: string) => string;
};

/** Numbers as pdfkit writes them. */
const numbers = (...values: number[]): string =>
  values.map((value) => Math.round(value * 1e6) / 1e6).join(' ');

/** A colour such as `#bf1a1a`. */
export const color = (hex: string): string =>
  numbers(...[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255));

/** Turns the axis over: upwards again, after pdfkit has turned it downwards at the beginning of each page. */
export const turnedOver = (height: number): string => `1 0 0 -1 0 ${numbers(height)} cm`;

/** Lines of text in one text object; the face and its size are said where they change. */
export function textOperators(
  marks: readonly MarkOf<'text'>[],
  height: number,
  lettersOf: (face: MarkOf<'text'>['face']) => Letters,
): string {
  const operators = ['BT'];
  let font = '';
  for (const { text, face, size, stretch, x, y, turned } of marks) {
    const letters = lettersOf(face);
    const own = `/${letters.id} ${numbers(size)} Tf`;
    if (own !== font) operators.push(own);
    font = own;
    const turn = turned ? '-1 0 0 -1' : '1 0 0 1';
    operators.push(`${turn} ${numbers(x, height - y)} Tm`, shown(text, stretch / size, letters));
  }
  return [...operators, 'ET'].join('\n');
}

/** Spaces stay letters like all others; on a stretched line there is more room behind each. */
function shown(text: string, stretch: number, { codeOf }: Letters): string {
  let codes = '';
  if (stretch === 0) {
    for (const character of text) codes += codeOf(character);
    return `<${codes}> Tj`;
  }
  // In thousandths of the size, leftwards.
  const room = `> ${numbers(-1000 * stretch)} <`;
  for (const character of text) codes += character === ' ' ? codeOf(character) + room : codeOf(character);
  return `[<${codes}>] TJ`;
}

/** In pt: lengths of a dash and of the room behind it. */
const DASH = '[4 3]';

export const ruleOperators = (
  { x1, y1, x2, y2, thickness, dashed }: MarkOf<'rule'>,
  height: number,
): string =>
  `${numbers(thickness)} w ${dashed ? DASH : '[]'} 0 d ${numbers(x1, height - y1)} m ${numbers(x2, height - y2)} l S`;

/** One area of all black modules, so that none is parted from its neighbour by a pale seam. */
export function modulesOperators({ x, y, size, modules }: MarkOf<'modules'>, height: number): string {
  const bars = modules.flatMap((row, top) =>
    row.flatMap((black, left) => {
      if (!black || row[left - 1]) return [];
      const end = row.indexOf(false, left);
      return [`${left} ${top} ${(end < 0 ? row.length : end) - left} 1 re`];
    }),
  );
  const module = size / modules.length;
  return [`q ${numbers(module, 0, 0, -module, x, height - y)} cm`, ...bars, 'f Q'].join('\n');
}

/** A frame around nothing, its lines `line` wide. */
export const frameOperators = (
  { x, y, w, h, line }: Readonly<Record<'x' | 'y' | 'w' | 'h' | 'line', number>>,
  height: number,
): string => `${numbers(line)} w ${numbers(x, height - y - h, w, h)} re S`;

/**
 * The outlines of large words along a sheet's rising diagonal, downwards and to hundredths of a point. They are no text
 * to a reader.
 */
export function outlineOperators(
  word: string,
  { font, widthOf }: Face,
  { size, angle }: { readonly size: number; readonly angle: number },
  { width, height }: Sheet,
): string {
  const scale = size / font.unitsPerEm;
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const halfWidth = (widthOf(word) * size) / 2;
  const halfHeight = (font.capHeight * scale) / 2;
  const x = width / 2 - halfWidth * cos + halfHeight * sin;
  const y = height / 2 + halfWidth * sin + halfHeight * cos;
  const operators: string[] = [];
  let [atX = 0, atY = 0]: number[] = [];
  const rounded = (...places: number[]) => places.map((place) => Math.round(place * 100) / 100);
  const pen: Pen = {
    moveTo(...to) {
      [atX = 0, atY = 0] = rounded(...to);
      operators.push(`${atX} ${atY} m`);
    },
    lineTo(...to) {
      [atX = 0, atY = 0] = rounded(...to);
      operators.push(`${atX} ${atY} l`);
    },
    // A curve of TrueType has one point beside it, one of PDF has two.
    quadraticCurveTo(...curve) {
      const [besideX = 0, besideY = 0, x = 0, y = 0] = rounded(...curve);
      const towards = (from: number, beside: number) => from + (2 / 3) * (beside - from);
      const first = numbers(towards(atX, besideX), towards(atY, besideY));
      operators.push(`${first} ${numbers(towards(x, besideX), towards(y, besideY), x, y)} c`);
      [atX, atY] = [x, y];
    },
    closePath() {
      operators.push('h');
    },
  };
  let left = 0;
  for (const character of word) {
    const { path, advanceWidth } = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const placed = path.translate(left, 0);
    left += advanceWidth;
    placed.transform(cos * scale, -sin * scale, -sin * scale, -cos * scale, x, y).toFunction()(pen);
  }
  return [...operators, 'f'].join('\n');
}
