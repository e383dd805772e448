import type { FaceName, Fonts } from './fonts.ts';
import { MM, SHORTEST_DOTS } from './measures.ts';
import { type JointedRuns, type Run, type TextRun, text } from './model.ts';

/** Words of one face on one line. `x` in pt from the column's left edge; `stretch` pt are added to each space. */
export type Span = {
  readonly x: number;
  readonly text: string;
  readonly face: FaceName;
  readonly size: number;
  readonly stretch: number;
};

/** A broken line; `width` is that of its words without the indent. */
export type Line = { readonly spans: readonly Span[]; readonly width: number };

/** How runs are set: everything in pt. */
export type Setting = {
  readonly size: number;
  readonly width: number;
  readonly align: 'left' | 'justify' | 'center';
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Of the first line. */
  readonly indent?: number;
};

type Piece = {
  readonly text: string;
  readonly face: FaceName;
  readonly width: number;
  readonly kind: 'words' | 'gap' | 'dots' | 'leader';
};
type Word = { readonly space: FaceName | null; readonly pieces: readonly Piece[] };

const DASH = /^[-–]$/;
const AFTER_JOINT = /(?<=[-/@._])/u;

const faceOf = (bold: boolean, italic: boolean): FaceName =>
  bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const widthOfWord = (word: Word): number => sum(word.pieces.map((piece) => piece.width));

function measurer(fonts: Fonts, setting: Setting) {
  const width = (text: string, face: FaceName): number => fonts[face].widthOf(text) * setting.size;
  const words = (text: string, face: FaceName): Piece => ({
    text,
    face,
    width: width(text, face),
    kind: 'words',
  });
  /** As many copies of a character as fit in a width. */
  const filled = (character: string, room: number, face: FaceName, kind: Piece['kind']): Piece => {
    const text = character.repeat(Math.max(1, Math.floor(room / width(character, face) + 1e-6)));
    return { text, face, width: width(text, face), kind };
  };
  return { width, words, filled };
}
type Measurer = ReturnType<typeof measurer>;

/** Cuts runs at their spaces. A word may be made of pieces in several faces: a bold name and its comma. */
function toWords(runs: readonly Run[], setting: Setting, measure: Measurer): readonly Word[] {
  const result: { space: FaceName | null; pieces: Piece[] }[] = [];
  let space: FaceName | null = null;
  let atStart = true;
  const add = (piece: Piece): void => {
    const last = result.at(-1);
    if (last && !atStart) last.pieces.push(piece);
    // A dash between words never begins a line.
    else if (last && space && DASH.test(piece.text)) last.pieces.push(measure.words(` ${piece.text}`, space));
    else result.push({ space: last ? space : null, pieces: [piece] });
    atStart = false;
  };
  for (const run of runs) {
    const emphasis: Partial<TextRun> = run.kind === 'text' ? run : {};
    const face = faceOf(emphasis.bold ?? setting.bold ?? false, emphasis.italic ?? setting.italic ?? false);
    if (run.kind === 'dots') {
      const room = run.width === null ? SHORTEST_DOTS : run.width * MM;
      add(measure.filled('.', room, 'regular', run.width === null ? 'leader' : 'dots'));
    } else if (run.kind === 'gap') {
      add(measure.filled(' ', run.width * MM, face, 'gap'));
    } else {
      for (const [index, part] of run.text.split(' ').entries()) {
        if (index > 0) {
          space = face;
          atStart = true;
        }
        if (part) add(measure.words(part, face));
      }
    }
  }
  return result;
}

/** Tears a word that no line can hold, best after a hyphen, a slash or a dot; the first part fits in `room`. */
function tear(word: Word, room: number, measure: Measurer): readonly [Word, Word] | null {
  const cut = (parts: (text: string) => readonly string[]): readonly [Word, Word] | null => {
    const atoms = word.pieces.flatMap((piece) =>
      piece.kind === 'words' ? parts(piece.text).map((part) => measure.words(part, piece.face)) : [piece],
    );
    let width = 0;
    const count = atoms.findIndex((atom) => {
      width += atom.width;
      return width > room;
    });
    if (count < 1) return null;
    return [
      { space: word.space, pieces: atoms.slice(0, count) },
      { space: null, pieces: atoms.slice(count) },
    ];
  };
  return cut((text) => text.split(AFTER_JOINT)) ?? cut((text) => Array.from(text));
}

type RawLine = { readonly words: readonly Word[]; readonly width: number };

/** First fit, as Word sets it. */
function breakWords(words: readonly Word[], setting: Setting, measure: Measurer): readonly RawLine[] {
  const lines: RawLine[] = [];
  let line: Word[] = [];
  let width = 0;
  const room = (): number => setting.width - (lines.length === 0 ? (setting.indent ?? 0) : 0);
  const close = (): void => {
    lines.push({ words: line, width });
    line = [];
    width = 0;
  };
  const waiting = [...words];
  for (let word = waiting.shift(); word; word = waiting.shift()) {
    const spaceWidth = line.length > 0 && word.space ? measure.width(' ', word.space) : 0;
    const wordWidth = widthOfWord(word);
    if (width + spaceWidth + wordWidth <= room() + 1e-6) {
      line.push(word);
      width += spaceWidth + wordWidth;
    } else if (line.length > 0) {
      close();
      waiting.unshift(word);
    } else {
      const [head, tail] = tear(word, room(), measure) ?? [word];
      line.push(head);
      width = widthOfWord(head);
      if (tail) waiting.unshift(tail);
      close();
    }
  }
  if (line.length > 0) close();
  return lines;
}

const spacesIn = (text: string): number => text.split(' ').length - 1;

function setLine(raw: RawLine, first: boolean, last: boolean, setting: Setting, measure: Measurer): Line {
  const indent = first ? (setting.indent ?? 0) : 0;
  const room = setting.width - indent;
  const slack = room - raw.width;
  const pieces: Piece[] = [];
  let width = raw.width;
  for (const [index, word] of raw.words.entries()) {
    if (index > 0 && word.space) pieces.push(measure.words(' ', word.space));
    for (const piece of word.pieces) {
      const grown =
        piece.kind === 'leader' ? measure.filled('.', piece.width + slack, piece.face, 'leader') : piece;
      width += grown.width - piece.width;
      pieces.push(grown);
    }
  }
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const before = merged.at(-1);
    if (before && before.face === piece.face && before.kind === 'words' && piece.kind === 'words') {
      merged[merged.length - 1] = {
        ...before,
        text: before.text + piece.text,
        width: before.width + piece.width,
      };
    } else merged.push(piece);
  }
  const stretchable = sum(merged.map((piece) => (piece.kind === 'words' ? spacesIn(piece.text) : 0)));
  const hasLeader = merged.some((piece) => piece.kind === 'leader');
  const stretch =
    setting.align === 'justify' && !last && !hasLeader && stretchable > 0 ? slack / stretchable : 0;
  let x = indent + (setting.align === 'center' ? (room - width) / 2 : 0);
  const spans = merged.map((piece): Span => {
    const own = piece.kind === 'words' ? stretch : 0;
    const span = { x, text: piece.text, face: piece.face, size: setting.size, stretch: own };
    x += piece.width + own * spacesIn(piece.text);
    return span;
  });
  return { spans, width: width + stretch * stretchable };
}

/** Centred lines look right when they are of like length: the narrowest column that needs no further line. */
function balanced(words: readonly Word[], setting: Setting, measure: Measurer): readonly RawLine[] {
  const greedy = breakWords(words, setting, measure);
  let low = Math.min(setting.width, Math.max(0, ...words.map(widthOfWord)));
  let high = setting.width;
  let best = greedy;
  for (let step = 0; greedy.length > 1 && step < 12; step += 1) {
    const width = (low + high) / 2;
    const tried = breakWords(words, { ...setting, width }, measure);
    if (tried.length <= greedy.length) {
      best = tried;
      high = width;
    } else low = width;
  }
  return best;
}

/** Breaks runs into lines of a column. Text without a word gives no line. */
export function setRuns(runs: readonly Run[], setting: Setting, fonts: Fonts): readonly Line[] {
  const measure = measurer(fonts, setting);
  const words = toWords(runs, setting, measure);
  const lines =
    setting.align === 'center' ? balanced(words, setting, measure) : breakWords(words, setting, measure);
  return lines.map((line, index) => setLine(line, index === 0, index === lines.length - 1, setting, measure));
}

/** Sets words on one line, or broken at their joints if they are too long for that. */
export function setJointed(parts: JointedRuns, setting: Setting, fonts: Fonts): readonly Line[] {
  const whole = parts.flatMap((runs, index): readonly Run[] => (index > 0 ? [text(' '), ...runs] : runs));
  const lines = setRuns(whole, setting, fonts);
  return lines.length <= 1 ? lines : parts.flatMap((runs) => setRuns(runs, setting, fonts));
}
