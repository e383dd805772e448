import type { TargetRow } from '../../../preload/contract/report-figures.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, shortPair } from './format.ts';
import { inkOn, LINE } from './look.ts';
import { box, legend, namedRows, textAt } from './parts.ts';

interface Targets extends ChartData {
  readonly indicators: readonly string[];
  readonly rows: readonly { readonly pair: string; readonly cells: TargetRow['cells'] }[];
}

/** From which share of the plan on a cell takes the next step of the colour. */
const STEPS = [0, 0.001, 0.5, 0.8, 1] as const;
const STEP_NAMES = ['Chưa thực hiện', 'Dưới 50%', '50% đến dưới 80%', '80% đến dưới 100%', 'Đạt từ 100%'];

const stepOf = (rate: number): number => STEPS.findLastIndex((from) => rate >= from);

/** What each pair did of what it promised: one cell an indicator, empty where nothing was promised. */
export const targetsChart: Chart<Targets> = {
  read({ targets }) {
    const shown = targets.indicators.flatMap(({ name }, at) =>
      targets.rows.some(({ cells }) => (cells[at]?.plan ?? 0) > 0) ? [{ name, at }] : [],
    );
    if (shown.length === 0) return null;
    const rows = targets.rows.map(({ pair, cells }) => ({
      pair: shortPair(pair),
      cells: shown.flatMap(({ at }) => cells[at] ?? []),
    }));
    const promised = rows.flatMap(({ cells }) => cells).filter(({ plan }) => (plan ?? 0) > 0);
    const kept = promised.filter(({ rate }) => rate !== null && rate >= 1).length;
    const untouched = promised.filter(({ whole }) => whole === 0).length;
    return {
      title: 'Kết quả thực hiện chỉ tiêu của từng cặp trường',
      summary: `${countText(rows.length)} cặp trường, ${countText(promised.length)} chỉ tiêu đã cam kết: ${countText(kept)} đạt, ${countText(untouched)} chưa thực hiện.`,
      table: {
        columns: [
          { heading: 'Cặp trường', kind: 'text' },
          ...shown.flatMap(({ name }) => [
            { heading: `${name}: thực hiện`, kind: 'count' as const },
            { heading: `${name}: kế hoạch`, kind: 'count' as const },
          ]),
        ],
        rows: rows.map(({ pair, cells }) => [
          pair,
          ...cells.flatMap(({ plan, whole }) => [plan === null && whole === 0 ? null : whole, plan]),
        ]),
      },
      indicators: shown.map(({ name }) => name),
      rows,
    };
  },

  draw({ indicators, rows }, look) {
    const { colours, size, width } = look;
    const key = legend(
      look,
      STEP_NAMES.map((name, step) => ({ name, colour: colours.steps[step] ?? colours.ground })),
    );
    const pairs = rows.map(({ pair }) => pair);
    const place = { widest: width * 0.4, least: () => size * 1.9 };
    const { rows: above } = namedRows(look, pairs, { ...place, top: 0 });
    const left = above[0]?.x ?? 0;
    const column = (width - left - 1) / indicators.length;
    const share = 0.86;
    const headings = indicators.map((name) => look.wrap(name, column - 4, size * share));
    const headingHeight = (Math.max(...headings.map(({ length }) => length)) * share * LINE + 0.5) * size;
    const top = key.height + headingHeight;
    const named = namedRows(look, pairs, { ...place, top });
    const heads = headings.map((lines, at) =>
      textAt(
        look,
        lines.join('\n'),
        { x: left + column * (at + 0.5), y: top - (lines.length * share * LINE * size) / 2 - size * 0.3 },
        { align: 'center', share },
      ),
    );
    const cells = named.rows.flatMap(({ x, y, height }, row) =>
      (rows[row]?.cells ?? []).flatMap(({ plan, whole, rate }, at) => {
        if (!plan || rate === null) return [];
        const colour = colours.steps[stepOf(rate)] ?? colours.ground;
        const rect = { x: x + column * at, y, width: column, height };
        return [
          ...box(look, rect, { colour }),
          textAt(
            look,
            `${countText(whole)}/${countText(plan)}`,
            { x: rect.x + column / 2, y: y + height / 2 },
            { align: 'center', colour: inkOn(colour) },
          ),
        ];
      }),
    );
    return {
      height: named.bottom + 2,
      shapes: [...key.shapes, ...heads, ...named.shapes, ...cells],
    };
  },
};
