import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, shortPair, shortSchool } from './format.ts';
import { type Shape, shapes, textAt } from './parts.ts';

interface Pair {
  readonly supporting: string;
  readonly partner: string;
  readonly activities: number;
}

interface PairMap extends ChartData {
  readonly sides: readonly [string, string];
  readonly levels: readonly { readonly level: Level; readonly pairs: readonly Pair[] }[];
}

const ORDER = ['mam_non', 'tieu_hoc', 'thcs'] as const;

/** Who is paired with whom: two columns of schools, joined by lines that carry what the pairs did. */
export const pairsChart: Chart<PairMap> = {
  read({ targets, activities, schools }) {
    if (targets.rows.length === 0) return null;
    const same = (left: Names, right: Names) =>
      left.supporting === right.supporting && left.partner === right.partner;
    const rows = targets.rows.map(({ pair, level }) => ({
      level,
      ...pair,
      activities: activities.filter(({ pairs }) => pairs.some((other) => same(other, pair))).length,
    }));
    const idle = rows.filter((row) => row.activities === 0).length;
    return {
      title: 'Bản đồ các cặp trường và số hoạt động',
      summary: `${countText(rows.length)} cặp trường, ${countText(idle)} cặp chưa có hoạt động. ${rows
        .map((row) => `${shortPair(row)}: ${countText(row.activities)}`)
        .join('; ')}.`,
      table: {
        columns: [
          { heading: 'Cấp học', kind: 'text' },
          { heading: 'Trường hỗ trợ', kind: 'text' },
          { heading: 'Trường kết nghĩa', kind: 'text' },
          { heading: 'Số hoạt động', kind: 'count' },
        ],
        rows: rows.map(({ level, supporting, partner, activities: count }) => [
          LEVEL_LABELS[level],
          supporting,
          partner,
          count,
        ]),
      },
      sides: [
        unitsOf(
          schools,
          rows.map(({ supporting }) => supporting),
          'Trường hỗ trợ',
        ),
        unitsOf(
          schools,
          rows.map(({ partner }) => partner),
          'Trường kết nghĩa',
        ),
      ],
      levels: ORDER.flatMap((level) => {
        const pairs = rows.filter((row) => row.level === level);
        return pairs.length > 0 ? [{ level, pairs }] : [];
      }),
    };
  },

  draw({ sides, levels }, look) {
    const { colours, size, width } = look;
    const side = width * 0.36;
    const pad = size * 0.5;
    const right = width - side;
    const all = levels.flatMap(({ pairs }) => pairs);
    const most = Math.max(1, ...all.map(({ activities }) => activities));
    const linesOf = (name: string) => look.wrap(shortSchool(name), side - pad * 2);
    const lines = Math.max(
      ...all.flatMap(({ supporting, partner }) => [linesOf(supporting).length, linesOf(partner).length]),
    );
    const tall = size * (lines * 1.2 + 0.5);
    const step = tall + size * 0.5;
    const elements: Shape[] = [
      textAt(look, sides[0], { x: side / 2, y: size * 0.8 }, { align: 'center', bold: true }),
      textAt(look, sides[1], { x: right + side / 2, y: size * 0.8 }, { align: 'center', bold: true }),
    ];
    let y = size * 2;
    for (const { level, pairs } of levels) {
      elements.push(
        textAt(
          look,
          LEVEL_LABELS[level],
          { x: width / 2, y: y + size * 0.5 },
          { align: 'center', colour: colours.dim },
        ),
      );
      y += size * 1.4;
      const placesOf = (pick: (pair: Pair) => string) =>
        new Map([...new Set(pairs.map(pick))].map((name, at) => [name, y + at * step]));
      const left = placesOf(({ supporting }) => supporting);
      const far = placesOf(({ partner }) => partner);
      for (const { supporting, partner, activities } of pairs) {
        const from = (left.get(supporting) ?? y) + tall / 2;
        const to = (far.get(partner) ?? y) + tall / 2;
        elements.push({
          type: 'line',
          silent: true,
          shape: { x1: side, y1: from, x2: right, y2: to },
          style: {
            stroke: activities === 0 ? colours.dim : colours.strong,
            lineWidth: activities === 0 ? 0.75 : size * (0.1 + 0.45 * (activities / most)),
            ...(activities === 0 && { lineDash: [size * 0.4, size * 0.3] }),
          },
        });
      }
      for (const { supporting, partner, activities } of pairs) {
        const from = (left.get(supporting) ?? y) + tall / 2;
        const to = (far.get(partner) ?? y) + tall / 2;
        // Nearer to the partner, where lines of one school have parted.
        elements.push(
          textAt(
            look,
            countText(activities),
            { x: side + (right - side) * 0.7, y: from + (to - from) * 0.7 },
            { align: 'center', bold: true, ground: colours.ground },
          ),
        );
      }
      for (const [places, x] of [
        [left, 0],
        [far, right],
      ] as const) {
        for (const [name, top] of places) {
          elements.push(
            {
              type: 'rect',
              silent: true,
              shape: { x: x + 0.5, y: top, width: side - 1, height: tall, r: size * 0.2 },
              style: { fill: colours.steps[1], stroke: colours.dim, lineWidth: 0.75 },
            },
            textAt(look, linesOf(name).join('\n'), { x: x + pad, y: top + tall / 2 }),
          );
        }
      }
      y += Math.max(left.size, far.size) * step + size * 0.4;
    }
    return { height: y, option: { series: [shapes(elements)] } };
  },
};

type Names = Pick<Pair, 'supporting' | 'partner'>;

/** The unit of a column's schools, or all of them. */
function unitsOf(schools: ReportFigures['schools'], names: readonly string[], otherwise: string): string {
  const units = new Set(schools.filter(({ name }) => names.includes(name)).map(({ unit }) => unit));
  return units.size === 0 || units.size > 2 ? otherwise : [...units].join(', ');
}
