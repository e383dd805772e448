import './measured-texts.ts';
import { init, setPlatformAPI } from 'echarts';
import type { ChartName, ChartPicture, ChartTheme } from '../../../preload/contract/charts.ts';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { loadFonts } from '../papers/fonts.ts';
import type { Chart, ChartData, Drawing } from './chart.ts';
import { exam10Chart } from './exam10.ts';
import { type Look, lookOf } from './look.ts';
import { monthsChart } from './months.ts';
import { pairsChart } from './pairs.ts';
import { progressChart } from './progress.ts';
import { supportChart } from './support.ts';
import { targetsChart } from './targets.ts';

/** Which charts to draw of what, and how. Plain data that can be sent to a worker. */
export interface ChartsInput {
  readonly figures: ReportFigures;
  readonly charts: readonly ChartName[];
  readonly theme: ChartTheme;
  /** On paper (theme `print`) in points: 170 mm are 482. On screen in pixels. */
  readonly width: number;
  /** Height of the place for a chart in the same measure; what holds more is drawn in parts. */
  readonly tallest?: number;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
}

/** Binds what a chart reads to how it is drawn. */
const bound =
  <Data extends ChartData>({ read, draw }: Chart<Data>) =>
  (figures: ReportFigures, look: Look): (ChartData & Drawing) | null => {
    const data = read(figures);
    return data && { ...data, ...draw(data, look) };
  };

const CHARTS: Readonly<Record<ChartName, ReturnType<typeof bound>>> = {
  progress: bound(progressChart),
  targets: bound(targetsChart),
  months: bound(monthsChart),
  support: bound(supportChart),
  exam10: bound(exam10Chart),
  pairs: bound(pairsChart),
};

/**
 * Draws charts in the order asked for; those that have nothing to show are left out. A chart in parts comes as
 * several of one name, numbered in their titles.
 */
export function drawCharts({
  figures,
  charts,
  theme,
  width,
  tallest = Number.POSITIVE_INFINITY,
  fontsFolder,
}: ChartsInput): ChartPicture[] {
  const look = lookOf(theme, width, loadFonts(fontsFolder));
  const draw = (name: ChartName, of: ReportFigures): ChartPicture[] => {
    const chart = CHARTS[name](of, look);
    if (!chart) return [];
    const { title, summary, table } = chart;
    const height = Math.ceil(chart.height);
    return [{ name, title, summary, table, width, height, svg: svgOf({ ...chart, height }, look) }];
  };
  return charts.flatMap((name) => {
    const whole = draw(name, figures);
    const parts = Math.ceil((whole[0]?.height ?? 0) / tallest);
    if (parts < 2) return whole;
    const drawn = inParts(name, figures, parts).flatMap((part) => draw(name, part));
    if (drawn.length < 2) return whole;
    return drawn.map((part, at) => ({ ...part, title: `${part.title} (${at + 1}/${drawn.length})` }));
  });
}

/** The figures in so many parts of about as many rows; whole where a chart grows by something else. */
function inParts(name: ChartName, figures: ReportFigures, parts: number): readonly ReportFigures[] {
  const cut = <Row>(rows: readonly Row[]): readonly (readonly Row[])[] => {
    const each = Math.ceil(rows.length / parts);
    return Array.from({ length: Math.ceil(rows.length / each) }, (_, at) =>
      rows.slice(at * each, (at + 1) * each),
    );
  };
  const { summary, targets, exam10 } = figures;
  switch (name) {
    case 'progress':
      return cut(summary).map((rows) => ({ ...figures, summary: rows }));
    case 'targets':
    case 'pairs':
      return cut(targets.rows).map((rows) => ({ ...figures, targets: { ...targets, rows } }));
    case 'exam10':
      return cut(exam10).map((rows) => ({ ...figures, exam10: rows }));
    default:
      return [figures];
  }
}

/** The same shapes give the same text: sizes of letters come from the papers' face, never from this machine. */
function svgOf({ shapes, height }: Drawing, look: Look): string {
  setPlatformAPI({
    measureText(text, font = '') {
      const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? look.size);
      return { width: look.widthOf(text, size, font.startsWith('bold')) };
    },
  });
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height });
  try {
    // The library's own axes and legends neither wrap Vietnamese names nor let lines differ in height: it is given
    // every shape in its place, breaks texts into lines and writes the SVG.
    chart.setOption({
      animation: false,
      series: {
        type: 'custom',
        coordinateSystem: 'none',
        silent: true,
        data: [0],
        renderItem: () => ({ type: 'group', children: [...shapes] }),
      },
    });
    return plainSvg(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    // A chart that is not let go of keeps the process alive.
    chart.dispose();
  }
}

const MIDDLE = /(<text )dominant-baseline="central" /g;

/**
 * Leaves only what every reader of SVG draws alike (browsers, the PDF writer, the PNG maker): attributes instead of
 * styles, a shift instead of a baseline that they place differently, and nothing that waits for a mouse.
 */
function plainSvg(svg: string): string {
  return svg
    .replace(/<style >[\s\S]*?<\/style>\n?/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(';')
        .flatMap((rule) => {
          const [name, ...value] = rule.split(':');
          return value.length > 0 ? [` ${name}="${value.join(':')}"`] : [];
        })
        .join(''),
    )
    .replace(MIDDLE, '$1dy="0.34em" ')
    .replace(/(id="|url\(#)zr\d+-/g, '$1chart-');
}
