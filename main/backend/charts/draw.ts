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
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
}

/** Binds what a chart reads to how it is drawn. */
const drawn =
  <Data extends ChartData>({ read, draw }: Chart<Data>) =>
  (figures: ReportFigures, look: Look): (ChartData & Drawing) | null => {
    const data = read(figures);
    return data && { ...data, ...draw(data, look) };
  };

const CHARTS: Readonly<Record<ChartName, ReturnType<typeof drawn>>> = {
  progress: drawn(progressChart),
  targets: drawn(targetsChart),
  months: drawn(monthsChart),
  support: drawn(supportChart),
  exam10: drawn(exam10Chart),
  pairs: drawn(pairsChart),
};

/** Draws charts in the order asked for; those that have nothing to show are left out. */
export function drawCharts({ figures, charts, theme, width, fontsFolder }: ChartsInput): ChartPicture[] {
  const look = lookOf(theme, width, loadFonts(fontsFolder));
  return charts.flatMap((name) => {
    const chart = CHARTS[name](figures, look);
    if (!chart) return [];
    const { title, summary, table } = chart;
    const height = Math.ceil(chart.height);
    return [{ name, title, summary, table, width, height, svg: svgOf({ ...chart, height }, look) }];
  });
}

/** The same option gives the same text: sizes of letters come from the papers' face, never from this machine. */
function svgOf({ option, height }: Drawing, look: Look): string {
  setPlatformAPI({
    measureText(text, font = '') {
      const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? look.size);
      return { width: look.widthOf(text, size, font.startsWith('bold')) };
    },
  });
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: look.family },
      ...option,
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
