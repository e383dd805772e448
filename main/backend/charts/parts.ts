import type { CustomSeriesRenderItemReturn } from 'echarts';
import { inkOn, LINE, type Look } from './look.ts';

/** A shape or a text at its own place. */
export type Shape = NonNullable<CustomSeriesRenderItemReturn>;

/** One line of a chart with its name at the left, as high as the name or its content needs. */
interface NamedRow extends Point {
  readonly height: number;
}

/** Names down the left side of lines that are each as high as they must be, and as `least` says of their place. */
export function namedRows(
  look: Look,
  names: readonly string[],
  {
    widest,
    top,
    least,
  }: { readonly widest: number; readonly top: number; readonly least: (at: number) => number },
) {
  const { size } = look;
  const gap = size * 0.6;
  const wrapped = names.map((name) => look.wrap(name, widest - gap));
  const left = Math.max(...wrapped.flat().map((line) => look.widthOf(line))) + gap;
  const rows: NamedRow[] = [];
  let y = top;
  for (const [at, { length }] of wrapped.entries()) {
    const height = Math.max(least(at), (length * LINE + 0.5) * size);
    rows.push({ x: left, y, height });
    y += height;
  }
  return {
    rows,
    bottom: y,
    shapes: wrapped.map((lines, at) =>
      textAt(
        look,
        lines.join('\n'),
        { x: left - gap, y: (rows[at]?.y ?? 0) + (rows[at]?.height ?? 0) / 2 },
        { align: 'right' },
      ),
    ),
  };
}

/** A line of text from its left, centre or right, its middle at `y`. */
export const textAt = (
  look: Look,
  text: string,
  at: Point,
  {
    align = 'left',
    share = 1,
    bold = false,
    colour = look.colours.text,
    ground,
  }: {
    readonly align?: 'left' | 'center' | 'right';
    readonly share?: number;
    readonly bold?: boolean;
    readonly colour?: string;
    readonly ground?: string;
  } = {},
): Shape => ({
  type: 'text',
  silent: true,
  ...at,
  style: {
    text,
    fontFamily: look.family,
    fontSize: look.size * share,
    fontWeight: bold ? 'bold' : 'normal',
    lineHeight: look.size * share * LINE,
    fill: colour,
    align,
    verticalAlign: 'middle',
    ...(ground && { backgroundColor: ground, padding: [0, look.size * 0.35] }),
  },
});

/** Lines or dots over a colour, so that neighbours differ without colour, too. */
export type Pattern = 'plain' | 'rising' | 'falling' | 'level' | 'upright' | 'dots';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

interface Fill {
  readonly colour: string;
  readonly pattern?: Pattern;
}

/**
 * A filled box. Its pattern is drawn stroke by stroke: programs that read SVG fail at tiles in ways of their own.
 */
export function box(look: Look, rect: Rect, { colour, pattern = 'plain' }: Fill): Shape[] {
  const { colours, size } = look;
  const thin = { stroke: colours.dim, lineWidth: 0.5 };
  const strokes = strokesOf(pattern, rect, size * 0.42);
  return [
    { type: 'rect', silent: true, shape: { ...rect }, style: { fill: colour, ...thin } },
    ...(strokes === ''
      ? []
      : [
          {
            type: 'path' as const,
            silent: true,
            shape: { pathData: strokes },
            style: { fill: 'none', stroke: inkOn(colour), opacity: 0.5, lineWidth: size * 0.08 },
          },
        ]),
  ];
}

/** The strokes of a pattern inside a rectangle as path data, in step with those of its neighbours. */
function strokesOf(pattern: Pattern, { x, y, width, height }: Rect, gap: number): string {
  const [right, bottom] = [x + width, y + height];
  const between = (from: number, to: number) => multiples(gap, from, to);
  const stroke = (...[x1, y1, x2, y2]: readonly [number, number, number, number]): string =>
    `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
  const steep = gap * 1.4;
  switch (pattern) {
    case 'plain':
      return '';
    case 'level':
      return between(y, bottom)
        .map((at) => stroke(x, at, right, at))
        .join('');
    case 'upright':
      return between(x, right)
        .map((at) => stroke(at, y, at, bottom))
        .join('');
    case 'rising':
      return multiples(steep, x + y, right + bottom)
        .map((at) => [Math.max(x, at - bottom), Math.min(right, at - y), at] as const)
        .map(([from, to, at]) => stroke(from, at - from, to, at - to))
        .join('');
    case 'falling':
      return multiples(steep, y - right, bottom - x)
        .map((at) => [Math.max(x, y - at), Math.min(right, bottom - at), at] as const)
        .map(([from, to, at]) => stroke(from, at + from, to, at + to))
        .join('');
    case 'dots':
      return between(y + gap / 2, bottom - gap / 4)
        .flatMap((down) =>
          between(x + gap / 2, right - gap / 2).map((at) => stroke(at - gap / 8, down, at + gap / 8, down)),
        )
        .join('');
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** All multiples of a distance between two bounds. */
function multiples(of: number, from: number, to: number): readonly number[] {
  const first = Math.floor(from / of) + 1;
  return Array.from({ length: Math.max(0, Math.ceil(to / of) - first) }, (_, at) => (first + at) * of);
}

const solid = ({ colours }: Look, from: Point, to: Point): Shape => ({
  type: 'line',
  silent: true,
  shape: { x1: from.x, y1: from.y, x2: to.x, y2: to.y },
  style: { stroke: colours.dim, lineWidth: 0.75 },
});

/** The line from which bars start to the right. */
export const upright = (look: Look, top: Point, bottom: number): Shape =>
  solid(look, top, { x: top.x, y: bottom });

/** The line on which columns stand. */
export const level = (look: Look, left: Point, right: number): Shape =>
  solid(look, left, { x: right, y: left.y });

/** A dashed line, such as of a mean. */
export const dashed = (look: Look, from: Point, to: Point): Shape => ({
  type: 'line',
  silent: true,
  shape: { x1: from.x, y1: from.y, x2: to.x, y2: to.y },
  style: { stroke: look.colours.text, lineWidth: 0.9, lineDash: [look.size * 0.3, look.size * 0.25] },
});

/** One fill of a chart, or its dashed line, and what it means. */
export interface KeyEntry extends Partial<Fill> {
  readonly name: string;
}

/** Says what fills mean: boxes and names from left to right, in as many lines as it takes. */
export function legend(look: Look, entries: readonly KeyEntry[]) {
  const { size, width } = look;
  const sample = { width: size * 1.8, height: size };
  const line = size * 1.5;
  const shown: Shape[] = [];
  let x = 0;
  let y = 0;
  for (const { name, colour, pattern = 'plain' } of entries) {
    const taken = sample.width + size * 0.5 + look.widthOf(name) + size * 1.4;
    if (x > 0 && x + taken - size * 1.4 > width) {
      x = 0;
      y += line;
    }
    shown.push(
      ...(colour === undefined
        ? [dashed(look, { x, y: y + 0.5 + size / 2 }, { x: x + sample.width, y: y + 0.5 + size / 2 })]
        : box(look, { x: x + 0.5, y: y + 0.5, ...sample }, { colour, pattern })),
      textAt(look, name, { x: x + sample.width + size * 0.5, y: y + 0.5 + sample.height / 2 }),
    );
    x += taken;
  }
  return { shapes: shown, height: y + line + size * 0.4 };
}
