import type { SummaryRow } from '../../../preload/contract/report-figures.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, shareText } from './format.ts';
import { axisNames, bandHeight, gridAt, legend, plainAxis, shapes, textAt, textStyle } from './parts.ts';

interface Progress extends ChartData {
  readonly rows: readonly Pick<SummaryRow, 'name' | 'unit' | 'plan' | 'done' | 'rate'>[];
}

/** Bars end here: one indicator done ten times over would leave nothing of the others. */
const LONGEST = 2;

/**
 * Plan and done of each indicator. Both bars are shares of the plan, since ten pairs and a thousand turns fit no
 * common scale; the numbers stand beside them.
 */
export const progressChart: Chart<Progress> = {
  read({ summary }) {
    const rows = summary.filter(({ plan, done }) => (plan ?? 0) > 0 || done.total > 0);
    if (rows.length === 0) return null;
    return {
      title: 'Tiến độ thực hiện theo chỉ tiêu',
      summary: `${rows
        .map(({ name, plan, done, rate }) =>
          rate === null || plan === null
            ? `${name}: thực hiện ${countText(done.total)}`
            : `${name}: thực hiện ${countText(done.total)} trên kế hoạch ${countText(plan)} (${shareText(rate)})`,
        )
        .join('; ')}.`,
      table: {
        columns: [
          { heading: 'Chỉ tiêu', kind: 'text' },
          { heading: 'Đơn vị tính', kind: 'text' },
          { heading: 'Kế hoạch', kind: 'count' },
          { heading: 'Thực hiện', kind: 'count' },
          { heading: 'Tỷ lệ', kind: 'share' },
        ],
        rows: rows.map(({ name, unit, plan, done, rate }) => [name, unit, plan, done.total, rate]),
      },
      rows,
    };
  },

  draw({ rows }, look) {
    const { colours, size, width } = look;
    const names = axisNames(
      look,
      rows.map(({ name }) => name),
      width * 0.36,
    );
    const band = Math.max(bandHeight(look, names), size * 3.3);
    const key = legend(look, [
      { name: 'Kế hoạch', colour: colours.pale },
      { name: 'Thực hiện (số lượng và tỷ lệ so với kế hoạch)', colour: colours.strong },
    ]);
    const longest = Math.min(LONGEST, Math.max(1, ...rows.map(({ rate }) => rate ?? 0)));
    const planTexts = rows.map(({ plan, unit }) => (plan ? `${countText(plan)} ${unit}` : ''));
    const doneTexts = rows.map(({ done, rate }) =>
      rate === null ? '' : `${countText(done.total)} (${shareText(rate)})${rate > LONGEST ? ' »' : ''}`,
    );
    const room = Math.max(...[...planTexts, ...doneTexts].map((text) => look.widthOf(text))) + size;
    const bars = (values: readonly (number | null)[], texts: readonly string[], color: string) => ({
      type: 'bar' as const,
      data: [...values],
      silent: true,
      barWidth: size * 1.05,
      barGap: '15%',
      itemStyle: { color, borderColor: colours.dim, borderWidth: 0.5 },
      label: {
        ...textStyle(look),
        show: true,
        position: 'right' as const,
        distance: size * 0.4,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => texts[dataIndex] ?? '',
      },
    });
    // What nobody planned has a number, but no bar.
    const unplanned = rows.flatMap(({ done, rate, unit }, at) =>
      rate === null
        ? [
            textAt(look, `${countText(done.total)} ${unit} (không có kế hoạch)`, {
              x: names.width + size * 0.4,
              y: key.height + band * (at + 0.5),
            }),
          ]
        : [],
    );
    return {
      height: key.height + band * rows.length + size * 0.5,
      option: {
        grid: gridAt(names.width, room, key.height, band * rows.length),
        xAxis: { ...plainAxis, type: 'value', min: 0, max: longest },
        yAxis: { ...names.axis, axisLine: { show: true, lineStyle: { color: colours.dim } } },
        series: [
          shapes([...key.shapes, ...unplanned]),
          bars(
            rows.map(({ rate }) => (rate === null ? null : 1)),
            planTexts,
            colours.pale,
          ),
          bars(
            rows.map(({ rate }) => rate && Math.min(rate, LONGEST)),
            doneTexts,
            colours.strong,
          ),
        ],
      },
    };
  },
};
