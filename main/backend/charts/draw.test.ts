import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ChartName, chartName, chartPicture } from '../../../preload/contract/charts.ts';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { loadFonts } from '../papers/fonts.ts';
import { RESOURCES_DIR } from '../testing.ts';
import { emptyFigures, sampleFigures } from '../workbooks/sample-figures.ts';
import { drawCharts } from './draw.ts';
import { countText, markText, moneyText, shareText } from './format.ts';
import { lookOf, PAPER_WIDTH } from './look.ts';
import { fillOf } from './months.ts';
import { drawChartPng, drawChartPngs } from './png.ts';

const fontsFolder = join(RESOURCES_DIR, 'fonts', 'tinos');
const ALL = chartName.options;

const draw = (figures: ReportFigures, charts: readonly ChartName[] = ALL) =>
  drawCharts({ figures, charts, theme: 'print', width: PAPER_WIDTH, fontsFolder });

function drawOne(figures: ReportFigures, name: ChartName) {
  const [chart] = draw(figures, [name]);
  if (!chart) throw new Error(`nothing was drawn of ${name}`);
  return chart;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The texts of an SVG in the order in which they were drawn. */
const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? ''),
  );

/** Sample figures with more schools, pairs and support than a small programme has. */
function largeFigures(pairs: number): ReportFigures {
  const figures = sampleFigures(pairs * 6);
  const [row] = figures.targets.rows;
  const [support] = figures.support;
  if (!row || !support) throw new Error('the sample figures are empty');
  return {
    ...figures,
    targets: {
      ...figures.targets,
      rows: Array.from({ length: pairs }, (_, at) => ({
        ...row,
        pair: { supporting: `Trường Tiểu học Hoa Sen ${at}`, partner: `Trường Tiểu học Hướng Dương ${at}` },
      })),
    },
    support: Array.from({ length: 6 }, (_, at) => ({
      ...support,
      giverUnit: `Huyện ${at}`,
      receiverUnit: `Huyện ${(at + 1) % 6}`,
      amount: (at + 1) * 1_000_000,
    })),
  };
}

describe('the numbers of each chart are those of the figures and of the table behind it', () => {
  const figures = sampleFigures();

  test('progress: plan, done and rate', () => {
    const { svg, table } = drawOne(figures, 'progress');
    const texts = textsOf(svg);

    for (const { name, unit, plan, done, rate } of figures.summary) {
      expect(table.rows).toContainEqual([name, unit, plan, done.total, rate]);
      if (plan && rate !== null) {
        expect(texts).toContain(`${countText(plan)} ${unit}`);
        expect(texts).toContain(`${countText(done.total)} (${shareText(rate)})`);
      } else expect(texts).toContain(`${countText(done.total)} ${unit} (không có kế hoạch)`);
    }
    expect(table.rows).toHaveLength(figures.summary.length);
  });

  test('targets: one cell for each promise, none where nothing was promised', () => {
    const { svg, table } = drawOne(figures, 'targets');
    const promises = figures.targets.rows.flatMap(({ cells }) => cells.filter(({ plan }) => plan));

    expect(textsOf(svg).filter((text) => /^\d+\/\d+$/.test(text))).toEqual(
      promises.map(({ whole, plan }) => `${whole}/${plan}`),
    );
    expect(table.rows.map((row) => row.slice(1))).toEqual(
      figures.targets.rows.map(({ cells }) =>
        cells.flatMap(({ plan, whole }) => [plan === null && whole === 0 ? null : whole, plan]),
      ),
    );
  });

  test('months: the count of each kind and of each month', () => {
    const { svg, table } = drawOne(figures, 'months');
    const numbers = textsOf(svg).filter((text) => /^\d+$/.test(text));
    const counts = table.rows.flatMap((row) => row.slice(1)).filter((count) => count !== 0);

    expect(numbers.toSorted()).toEqual(counts.map(String).toSorted());
    expect(table.rows.reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBe(figures.activities.length);
    for (const row of table.rows) {
      const [month, ...parts] = row;
      const [, number = '', year = ''] = /(\d+)\/(\d+)$/.exec(`${month}`) ?? [];
      const held = figures.activities.filter(({ heldOn }) =>
        heldOn.startsWith(`${year}-${number.padStart(2, '0')}`),
      );
      expect(parts.pop()).toBe(held.length);
      expect(parts.map(Number).reduce((sum, part) => sum + part, 0)).toBe(held.length);
    }
  });

  test.each([
    ['two units', sampleFigures()],
    ['six units', largeFigures(10)],
  ])('support between %s: amounts in đồng', (_, of) => {
    const { svg, table } = drawOne(of, 'support');
    const texts = textsOf(svg);

    for (const [from, to, items, amount] of table.rows) {
      const given = of.support.filter(
        ({ giver, giverUnit, receiverUnit }) => (giverUnit ?? giver) === from && receiverUnit === to,
      );
      expect(items).toBe(given.length);
      expect(amount).toBe(given.reduce((sum, item) => sum + (item.amount ?? 0), 0));
      expect(texts).toContain(moneyText(Number(amount)));
      expect(texts.join(' ')).toContain(`${from} → ${to}`);
    }
    expect(table.rows.reduce((sum, [, , items]) => sum + Number(items), 0)).toBe(of.support.length);
  });

  test('exam: each school, the city and last year, by subject', () => {
    const { svg, table } = drawOne(figures, 'exam10');
    const marks = table.rows.flatMap((row) => row.slice(1)).filter((mark) => mark !== null);
    const known = [...figures.exam10, ...(figures.exam10City ? [figures.exam10City] : [])].flatMap(
      ({ means, previousMeans }) =>
        [...Object.values(means), ...Object.values(previousMeans)].filter((mean) => mean !== null),
    );

    expect(
      textsOf(svg)
        .filter((text) => /^\d+,\d\d$/.test(text))
        .toSorted(),
    ).toEqual(marks.map((mark) => markText(Number(mark))).toSorted());
    expect(marks.toSorted()).toEqual(known.toSorted());
  });

  test('pairs: both schools, and how many activities they shared', () => {
    const { svg, table } = drawOne(figures, 'pairs');
    const texts = textsOf(svg);

    expect(texts.filter((text) => /^\d+$/.test(text))).toEqual(table.rows.map((row) => `${row[3]}`));
    for (const [, supporting, partner, count] of table.rows) {
      const shared = figures.activities.filter(({ pairs }) =>
        pairs.some((pair) => pair.supporting === supporting && pair.partner === partner),
      );
      expect(count).toBe(shared.length);
    }
    expect(texts).toContain('THCS Ngọc Lan');
  });
});

describe('a drawing', () => {
  test('is the same for the same figures, in whatever order charts are drawn', () => {
    const charts = draw(sampleFigures());
    const turned = draw(sampleFigures(), ALL.toReversed()).reverse();

    expect(turned).toEqual(charts);
    for (const chart of charts) expect(() => chartPicture.parse(chart)).not.toThrow();
  });

  test('holds nothing that papers can’t draw or that a window would have to refuse', () => {
    for (const theme of ['light', 'dark', 'print'] as const) {
      const charts = drawCharts({ figures: sampleFigures(), charts: ALL, theme, width: 900, fontsFolder });
      for (const { svg } of charts) {
        expect(svg).not.toMatch(
          /<style|<script|<image|<pattern|<foreignObject|class=|style=|href=|ecmeta|NaN/,
        );
        expect(svg).not.toContain('dominant-baseline');
      }
    }
  });

  test('is left out where there is nothing to show', () => {
    expect(draw(emptyFigures())).toEqual([]);
  });

  test('grows with the pairs, and keeps every text inside', () => {
    const heights = [10, 20, 40].map((pairs) => {
      const charts = draw(largeFigures(pairs), ['targets', 'pairs']);
      for (const { svg, width, height } of charts) {
        for (const [, x = '', y = ''] of svg.matchAll(/<text[^>]*translate\(([-\d.]+) ([-\d.]+)\)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(width);
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThan(height);
        }
      }
      return charts.map(({ height }) => height);
    });

    expect(heights[1]?.[0]).toBeGreaterThan((heights[0]?.[0] ?? 0) * 1.5);
    expect(heights[2]?.[0]).toBeGreaterThan((heights[1]?.[0] ?? 0) * 1.5);
    expect(heights[2]?.[1]).toBeGreaterThan((heights[1]?.[1] ?? 0) * 1.5);
  });

  test('takes names as they are', () => {
    const figures = sampleFigures();
    const [first, ...others] = figures.summary;
    if (!first) throw new Error('the sample figures are empty');
    const name = '<b>{a|"Trường & bạn"}</b>';
    const { svg } = drawOne({ ...figures, summary: [{ ...first, name }, ...others] }, 'progress');

    expect(svg).not.toContain('<b>');
    expect(textsOf(svg).join(' ')).toContain('<b>{a|');
  });

  test('of more schools than a page holds comes in parts that together say all of it', () => {
    const figures = largeFigures(40);
    const input = { figures, charts: ['targets', 'pairs', 'progress'], theme: 'print', fontsFolder } as const;
    const parts = drawCharts({ ...input, width: 740, tallest: 460 });
    const targets = parts.filter(({ name }) => name === 'targets');

    expect(targets.map(({ title }) => title)).toEqual([
      'Kết quả thực hiện chỉ tiêu của từng cặp trường (1/2)',
      'Kết quả thực hiện chỉ tiêu của từng cặp trường (2/2)',
    ]);
    expect(targets.flatMap(({ table }) => table.rows)).toEqual(
      drawCharts({ ...input, width: 740 }).find(({ name }) => name === 'targets')?.table.rows,
    );
    for (const { height } of parts) expect(height).toBeLessThanOrEqual(460);
  });

  test('becomes a PNG of whole pixels', async () => {
    const [chart] = await drawChartPngs({
      figures: sampleFigures(),
      charts: ['months'],
      width: PAPER_WIDTH,
      scale: 2,
      fontsFolder,
    });
    const png = Buffer.from(chart?.png ?? []);

    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(PAPER_WIDTH * 2);
    expect(png.readUInt32BE(20)).toBe((chart?.height ?? 0) * 2);
    expect(png.byteLength).toBeLessThan(120_000);
  });

  test('standing alone has its title above it', async () => {
    const input = {
      figures: sampleFigures(),
      width: PAPER_WIDTH,
      scale: 1,
      fontsFolder,
      subtitle: 'A & <B>',
    };
    const alone = await drawChartPng({ ...input, chart: 'months' });

    expect(alone?.title).toBe('Hoạt động theo tháng và loại hoạt động');
    expect(Buffer.from(alone?.png ?? []).readUInt32BE(16)).toBeGreaterThan(PAPER_WIDTH);
    expect(await drawChartPng({ ...input, figures: emptyFigures(), chart: 'months' })).toBeNull();
  });
});

test('kinds of activities differ in grey, too: by their pattern, or by how dark they are', () => {
  const grey = (colour: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
      .reduce((sum, part, at) => sum + part * ([0.299, 0.587, 0.114][at] ?? 0), 0);
  const look = lookOf('print', PAPER_WIDTH, loadFonts(fontsFolder));
  const fills = look.colours.kinds.map((_, at) => fillOf(look, at));

  for (const [at, { colour, pattern }] of fills.entries()) {
    for (const other of fills.slice(at + 1)) {
      expect(other.pattern !== pattern || Math.abs(grey(other.colour) - grey(colour)) > 30).toBe(true);
    }
  }
});

test('a school called after a property of all objects is a text like any other', () => {
  const figures = sampleFigures();
  const [row, ...others] = figures.targets.rows;
  if (!row) throw new Error('the sample figures are empty');
  const named = (name: string) => ({ ...row, pair: { ...row.pair, supporting: name, partner: name } });
  const before = Reflect.ownKeys(Object.prototype);
  try {
    for (const name of ['__proto__', 'constructor', 'toString'])
      draw({ ...figures, targets: { ...figures.targets, rows: [named(name), ...others] } });
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  } finally {
    for (const key of Reflect.ownKeys(Object.prototype))
      if (!before.includes(key)) Reflect.deleteProperty(Object.prototype, key);
  }
});
