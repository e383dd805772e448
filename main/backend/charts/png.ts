import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { ChartName, ChartPicture } from '../../../preload/contract/charts.ts';
import { type ChartsInput, drawCharts } from './draw.ts';
import { encodePng } from './encode-png.ts';
import { PAPER_FAMILY } from './look.ts';

let ready: Promise<void> | null = null;
const faces = new Map<string, Uint8Array[]>();

/** The program is read from its package: nothing is fetched. */
const start = (): Promise<void> => {
  ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return ready;
};

function facesOf(fontsFolder: string): Uint8Array[] {
  const known = faces.get(fontsFolder);
  if (known) return known;
  const read = ['Tinos-Regular.ttf', 'Tinos-Bold.ttf'].map((file) => readFileSync(join(fontsFolder, file)));
  faces.set(fontsFolder, read);
  return read;
}

/**
 * An SVG as a PNG of `scale` pixels a unit on a white ground. The only faces are the papers' own, whatever the SVG
 * names.
 */
export async function pngOf(svg: string, scale: number, fontsFolder: string): Promise<Uint8Array> {
  await start();
  const resvg = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: scale },
    font: {
      fontBuffers: facesOf(fontsFolder),
      defaultFontFamily: PAPER_FAMILY,
      sansSerifFamily: PAPER_FAMILY,
    },
  });
  try {
    const image = resvg.render();
    try {
      return encodePng(image.pixels, image.width, image.height);
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

/** Which charts to make pictures of, always as they are drawn for paper. */
export interface ChartPngsInput extends Omit<ChartsInput, 'theme'> {
  /** Pixels a point: 2 is enough for a sheet, 3 for letters and slides. */
  readonly scale: number;
}

/** A chart's picture with what it says; `width` and `height` are in points. */
export type ChartPng = Omit<ChartPicture, 'svg'> & { readonly png: Uint8Array };

/** Draws charts as PNGs; those that have nothing to show are left out. */
export function drawChartPngs({ scale, ...input }: ChartPngsInput): Promise<ChartPng[]> {
  return Promise.all(
    drawCharts({ ...input, theme: 'print' }).map(async ({ svg, ...said }) => ({
      ...said,
      png: await pngOf(svg, scale, input.fontsFolder),
    })),
  );
}

/** One chart that will stand alone. */
export interface ChartPngInput extends Omit<ChartPngsInput, 'charts'> {
  readonly chart: ChartName;
  /** Line below its title. */
  readonly subtitle: string;
}

/** Draws one chart as a PNG with its title and a margin; null where it has nothing to show. */
export async function drawChartPng({
  chart,
  scale,
  subtitle,
  ...input
}: ChartPngInput): Promise<Pick<ChartPng, 'title' | 'png'> | null> {
  const [picture] = drawCharts({ ...input, charts: [chart], theme: 'print' });
  if (!picture) return null;
  const { title } = picture;
  return { title, png: await pngOf(framed(picture, [title, subtitle]), scale, input.fontsFolder) };
}

const MARGIN = 12;
const TITLE_SIZE = 13;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A chart on its own, with a title above it and a margin round it. */
function framed(
  { svg, width, height }: Pick<ChartPicture, 'svg' | 'width' | 'height'>,
  titles: readonly string[],
): string {
  const line = TITLE_SIZE * 1.3;
  const words = titles.map((title, at) => {
    const text = title.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');
    return `<text x="${width / 2 + MARGIN}" y="${MARGIN + line * (at + 0.75)}" text-anchor="middle" font-family="${PAPER_FAMILY}" font-size="${TITLE_SIZE}"${at === 0 ? ' font-weight="bold"' : ''}>${text}</text>`;
  });
  const top = MARGIN * 2 + line * titles.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width + MARGIN * 2}" height="${top + height + MARGIN}">${words.join('')}<g transform="translate(${MARGIN} ${top})">${svg}</g></svg>`;
}
