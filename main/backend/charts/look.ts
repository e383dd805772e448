import type { ChartTheme } from '../../../preload/contract/charts.ts';
import type { Fonts } from '../papers/fonts.ts';

/** Colours by what they are for. Each tone is darker or lighter than its neighbours, so that grey print tells them apart. */
export interface Colours {
  readonly text: string;
  readonly dim: string;
  readonly ground: string;
  /** What was done or reached. */
  readonly strong: string;
  /** What it is measured against: a plan, last year. */
  readonly pale: string;
  /** From nothing to all, one hue that grows darker (lighter on a dark ground). */
  readonly steps: readonly [string, string, string, string, string];
  /** For kinds of activities; each has a pattern of its own, too. */
  readonly kinds: readonly string[];
}

const ON_WHITE = {
  text: '#1b1f24',
  dim: '#545c68',
  ground: '#ffffff',
  strong: '#1d4f91',
  pale: '#c8d5e6',
  steps: ['#ffffff', '#e3ebf5', '#b4cae4', '#6f98c9', '#1d4f91'],
  kinds: ['#1d4f91', '#f3cf8f', '#5f9f86', '#d7e4f2', '#a35d4b', '#ffffff', '#8d7bb0', '#c9cfd8', '#efe6d8'],
} as const satisfies Colours;

const COLOURS: Readonly<Record<ChartTheme, Colours>> = {
  light: ON_WHITE,
  print: { ...ON_WHITE, text: '#000000', dim: '#333333' },
  dark: {
    text: '#e4e7eb',
    dim: '#a4acb8',
    ground: '#1d2025',
    strong: '#8fb1dc',
    pale: '#44546b',
    steps: ['#1d2025', '#2b3a50', '#3f5f8a', '#6a93c6', '#b5d0f0'],
    kinds: [
      '#8fb1dc',
      '#8a6a2c',
      '#7fc0a5',
      '#34496a',
      '#e8c9bf',
      '#1d2025',
      '#b3a3d6',
      '#5a626e',
      '#6b5f4a',
    ],
  },
};

/** The window's own faces; a picture in a page can use no font that the page brought. */
const SCREEN_FAMILY = 'Segoe UI, Be Vietnam Pro, Noto Sans, Open Sans, Arial, sans-serif';
/** How much wider the widest of these runs than the papers' face, by which all widths are reckoned. */
const SCREEN_WIDER = 1.35;

/** Height of a line of text, as a share of its size. */
export const LINE = 1.2;

/** How a chart is to look, and the measures of its texts. */
export interface Look {
  readonly colours: Colours;
  /** Size of text; on paper in points, on screen in pixels. All other sizes are shares of it. */
  readonly size: number;
  readonly family: string;
  readonly width: number;
  readonly widthOf: (text: string, size?: number, bold?: boolean) => number;
  /** A text in lines of at most this width, parted at spaces. */
  readonly wrap: (text: string, width: number, size?: number, bold?: boolean) => readonly string[];
}

/** 170 mm in points: a chart across the text of an A4 page. */
export const PAPER_WIDTH = 482;

/** The name of the papers' face in SVG and PDF. */
export const PAPER_FAMILY = 'Tinos';

export function lookOf(theme: ChartTheme, width: number, { regular, bold: boldFace }: Fonts): Look {
  const onPaper = theme === 'print';
  const size = onPaper ? 9.5 : 13;
  const wider = onPaper ? 1 : SCREEN_WIDER;
  const widthOf: Look['widthOf'] = (text, of = size, bold = false) =>
    (bold ? boldFace : regular).widthOf(text) * of * wider;
  return {
    colours: COLOURS[theme],
    size,
    family: onPaper ? PAPER_FAMILY : SCREEN_FAMILY,
    width,
    widthOf,
    wrap(text, room, of = size, bold = false) {
      const words = text.split(/\s+/u).map((word) => ({ word, width: widthOf(word, of, bold) }));
      const gap = widthOf(' ', of, bold);
      const linesIn = (widest: number): readonly string[] => {
        const lines: string[] = [];
        let taken = 0;
        for (const { word, width: wide } of words) {
          if (lines.length > 0 && taken + gap + wide <= widest) {
            lines[lines.length - 1] += ` ${word}`;
            taken += gap + wide;
          } else {
            lines.push(word);
            taken = wide;
          }
        }
        return lines;
      };
      // As many lines as it takes, and these about equally long.
      const { length } = linesIn(room);
      let narrow = room / length;
      while (narrow < room && linesIn(narrow).length > length) narrow += of / 2;
      return linesIn(Math.min(narrow, room));
    },
  };
}

/** Black or white, whichever is read more easily on a colour such as `#1d4f91`. */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}
