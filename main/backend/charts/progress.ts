import type { SummaryRow } from '../../../preload/contract/report-figures.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, shareText } from './format.ts';
import { box, legend, namedRows, type Shape, textAt, upright } from './parts.ts';

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
    const key = legend(look, [
      { name: 'Kế hoạch', colour: colours.pale },
      { name: 'Thực hiện (số lượng và tỷ lệ so với kế hoạch)', colour: colours.strong },
    ]);
    const texts = rows.map(({ plan, done, rate, unit }) =>
      rate === null
        ? { plan: '', done: `${countText(done.total)} ${unit} (không có kế hoạch)` }
        : {
            plan: `${countText(plan ?? 0)} ${unit}`,
            done: `${countText(done.total)} (${shareText(rate)})${rate > LONGEST ? ' »' : ''}`,
          },
    );
    const bar = size * 1.05;
    const gap = size * 0.5;
    const named = namedRows(
      look,
      rows.map(({ name }) => name),
      { widest: width * 0.36, top: key.height, least: (at) => size * (rows[at]?.rate === null ? 1.9 : 3.1) },
    );
    const left = named.rows[0]?.x ?? 0;
    const room = Math.max(
      ...texts.flatMap(({ plan, done }) => (plan === '' ? [] : [look.widthOf(plan), look.widthOf(done)])),
      0,
    );
    const longest = Math.min(LONGEST, Math.max(1, ...rows.map(({ rate }) => rate ?? 0)));
    const scale = (width - left - room - gap) / longest;
    const barOf = (share: number, y: number, colour: string, text: string): Shape[] => [
      // A bar of nothing would still be a line.
      ...(share > 0 ? box(look, { x: left, y, width: share * scale, height: bar }, { colour }) : []),
      textAt(look, text, { x: left + share * scale + gap, y: y + bar / 2 }),
    ];
    const bars = named.rows.flatMap(({ y, height }, at) => {
      const rate = rows[at]?.rate ?? null;
      const middle = y + height / 2;
      const { plan = '', done = '' } = texts[at] ?? {};
      // What nobody planned has a number, but no bar.
      if (rate === null) return [textAt(look, done, { x: left + gap, y: middle })];
      return [
        ...barOf(1, middle - bar - size * 0.08, colours.pale, plan),
        ...barOf(Math.min(rate, LONGEST), middle + size * 0.08, colours.strong, done),
      ];
    });
    return {
      height: named.bottom + size * 0.5,
      shapes: [
        ...key.shapes,
        ...named.shapes,
        ...bars,
        upright(look, { x: left, y: key.height }, named.bottom),
      ],
    };
  },
};
