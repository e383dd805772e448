import { type Break, breakBetween } from './breaks.ts';
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
  readonly align: 'left' | 'justify' | 'center' | 'right';
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
    // A dash between words never begins a line, where it would look like a list's; in centred texts it may.
    else if (last && space && setting.align !== 'center' && DASH.test(piece.text))
      last.pieces.push(measure.words(` ${piece.text}`, space));
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

const spacesIn = (text: string): number => text.split(' ').length - 1;

/** Cuts a word that no line can hold, best after a hyphen, a slash or a dot. */
function tear(word: Word, room: number, measure: Measurer): readonly Word[] {
  const cut = (whole: Word, split: (text: string) => readonly string[]): readonly Word[] => {
    if (widthOfWord(whole) <= room) return [whole];
    const parts: { space: FaceName | null; pieces: Piece[] }[] = [{ space: whole.space, pieces: [] }];
    for (const piece of whole.pieces) {
      const texts = piece.kind === 'words' ? split(piece.text) : [piece.text];
      for (const [index, text] of texts.entries()) {
        if (index > 0) parts.push({ space: null, pieces: [] });
        parts.at(-1)?.pieces.push(texts.length > 1 ? measure.words(text, piece.face) : piece);
      }
    }
    return parts;
  };
  return cut(word, (text) => text.split(AFTER_JOINT)).flatMap((part) => cut(part, Array.from));
}

type RawLine = { readonly words: readonly Word[]; readonly width: number };

/** What a line's end costs by where it stands; the cost of uneven lines is of the same scale. */
const BREAK_COSTS: Readonly<Record<'ragged' | 'justified', Readonly<Record<Break, number>>>> = {
  ragged: { sense: 0, phrase: 0.005, plain: 0.1, compound: 0.25, name: 0.4, together: 1 },
  justified: { sense: 0, phrase: 0.005, plain: 0.01, compound: 0.05, name: 0.3, together: 0.5 },
};
/** Of each line: only what belongs together is worth another one. */
const LINE_COST = 0.8;
/** Of a last line with one syllable, most often half a word. */
const LONE_SYLLABLE_COST = 0.15;
/** Of spaces that are twice as wide as typed; grows with the square. */
const WIDE_SPACES_COST = 0.15;

const textOf = (word: Word): string => word.pieces.map((piece) => piece.text).join('');

function breakAfter(left: Word, right: Word): Break {
  if (right.space) return breakBetween(textOf(left).trim(), textOf(right));
  const last = textOf(left).at(-1) ?? '';
  return last === '-' ? 'sense' : AFTER_JOINT.test(last) ? 'plain' : 'together';
}

/**
 * Breaks words into lines so that the sum of all costs is least: few lines, of like length or with spaces of like
 * width, that end at boundaries of sense and tear nothing that belongs together.
 */
function breakWords(words: readonly Word[], setting: Setting, measure: Measurer): readonly RawLine[] {
  const { align, indent = 0 } = setting;
  const costs = BREAK_COSTS[align === 'justify' ? 'justified' : 'ragged'];
  const typedSpace = measure.width(' ', 'regular');
  const torn = words.flatMap((word) => tear(word, setting.width - indent, measure));
  const items = torn.map((word, index) => {
    const next = torn[index + 1];
    return {
      width: widthOfWord(word),
      spaces: spacesIn(textOf(word)),
      /** Between it and the next word. */
      gap: next?.space ? measure.width(' ', next.space) : 0,
      hasLeader: word.pieces.some((piece) => piece.kind === 'leader'),
      endCost: next ? costs[breakAfter(word, next)] : 0,
    };
  });

  /** For each number of words the cheapest way to set them, and where its last line starts. */
  const best = [{ cost: 0, start: 0, width: 0 }];
  for (const [end, { endCost }] of items.entries()) {
    const isLast = end === items.length - 1;
    let choice = { cost: Number.POSITIVE_INFINITY, start: end, width: 0 };
    let [width, spaces, hasLeader] = [0, 0, false];
    for (let start = end; start >= 0; start -= 1) {
      const item = items[start];
      if (!item) break;
      const gap = start < end ? item.gap : 0;
      width += item.width + gap;
      spaces += item.spaces + (gap > 0 ? 1 : 0);
      hasLeader ||= item.hasLeader;
      const room = setting.width - (start === 0 ? indent : 0);
      if (width > room + 1e-6 && start < end) break;
      const slack = Math.max(0, room - width);
      let cost = (best[start]?.cost ?? 0) + LINE_COST + endCost;
      if (align !== 'center' && isLast && start === end && start > 0) cost += LONE_SYLLABLE_COST;
      if (!hasLeader && (!isLast || align === 'center')) {
        cost +=
          align === 'justify'
            ? WIDE_SPACES_COST * (slack / Math.max(1, spaces) / typedSpace) ** 2
            : (slack / room) ** 2;
      }
      if (cost < choice.cost) choice = { cost, start, width };
    }
    best.push(choice);
  }

  const lines: RawLine[] = [];
  for (let end = items.length; end > 0; ) {
    const { start, width } = best[end] ?? { start: 0, width: 0 };
    lines.unshift({ words: torn.slice(start, end), width });
    end = start;
  }
  return lines;
}

/** How much of the free room stands left of a line. */
const SHARE_BEFORE = { left: 0, justify: 0, center: 0.5, right: 1 } as const satisfies Record<
  Setting['align'],
  number
>;

function setLine(raw: RawLine, first: boolean, last: boolean, setting: Setting, measure: Measurer): Line {
  const indent = first ? (setting.indent ?? 0) : 0;
  const room = setting.width - indent;
  const leaders = raw.words.flatMap((word) => word.pieces).filter(({ kind }) => kind === 'leader').length;
  // Several dotted lines share the room that is left.
  const slack = (room - raw.width) / Math.max(1, leaders);
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
  const stretch =
    setting.align === 'justify' && !last && leaders === 0 && stretchable > 0 ? slack / stretchable : 0;
  let x = indent + (room - width) * SHARE_BEFORE[setting.align];
  const spans = merged.map((piece): Span => {
    const own = piece.kind === 'words' ? stretch : 0;
    const span = { x, text: piece.text, face: piece.face, size: setting.size, stretch: own };
    x += piece.width + own * spacesIn(piece.text);
    return span;
  });
  return { spans, width: width + stretch * stretchable };
}

function breakRuns(runs: readonly Run[], setting: Setting, fonts: Fonts): readonly Line[] {
  const measure = measurer(fonts, setting);
  const words = toWords(runs, setting, measure);
  const lines = breakWords(words, setting, measure);
  return lines.map((line, index) => setLine(line, index === 0, index === lines.length - 1, setting, measure));
}

// A paper is laid out several times until its page count holds, and the papers of one template share most of their
// text: lines that were broken once are kept, up to a few hundred papers' own words.
const MOST_KEPT = 4_000;
const kept = new WeakMap<Fonts, Map<string, readonly Line[]>>();

/** Breaks runs into lines of a column. Text without a word gives no line. */
export function setRuns(runs: readonly Run[], setting: Setting, fonts: Fonts): readonly Line[] {
  const ofFonts = kept.get(fonts) ?? new Map<string, readonly Line[]>();
  kept.set(fonts, ofFonts);
  const key = JSON.stringify([setting, runs]);
  const known = ofFonts.get(key);
  if (known) return known;
  if (ofFonts.size >= MOST_KEPT) ofFonts.clear();
  const lines = breakRuns(runs, setting, fonts);
  ofFonts.set(key, lines);
  return lines;
}

/** Sets words on one line, or broken at their joints if they are too long for that. */
export function setJointed(parts: JointedRuns, setting: Setting, fonts: Fonts): readonly Line[] {
  const whole = parts.flatMap((runs, index): readonly Run[] => (index > 0 ? [text(' '), ...runs] : runs));
  const lines = setRuns(whole, setting, fonts);
  return lines.length <= 1 ? lines : parts.flatMap((runs) => setRuns(runs, setting, fonts));
}
