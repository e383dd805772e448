import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, shortPair, shortSchool } from './format.ts';
import { LINE } from './look.ts';
import { type Shape, textAt } from './parts.ts';

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
    const tallOf = (name: string) => size * (linesOf(name).length * LINE + 0.5);
    const gap = size * 0.5;
    const shapes: Shape[] = [
      textAt(look, sides[0], { x: side / 2, y: size * 0.8 }, { align: 'center', bold: true }),
      textAt(look, sides[1], { x: right + side / 2, y: size * 0.8 }, { align: 'center', bold: true }),
    ];
    let y = size * 2;
    for (const { level, pairs } of levels) {
      shapes.push(
        textAt(
          look,
          LEVEL_LABELS[level],
          { x: width / 2, y: y + size * 0.5 },
          { align: 'center', colour: colours.dim },
        ),
      );
      y += size * 1.4;
      const ordered = pairs
        .map(({ supporting }) => supporting)
        .filter((name, at, all) => all.indexOf(name) === at)
        .flatMap((name) => pairs.filter(({ supporting }) => supporting === name));
      // Each pair has a line of its own, on which both schools stand unless they stood on an earlier one.
      const left = new Map<string, number>();
      const far = new Map<string, number>();
      for (const { supporting, partner } of ordered) {
        const tall = Math.max(tallOf(supporting), tallOf(partner));
        if (!left.has(supporting)) left.set(supporting, y + tall / 2);
        if (!far.has(partner)) far.set(partner, y + tall / 2);
        y += tall + gap;
      }
      const joined = ordered.map(({ supporting, partner, activities }) => ({
        activities,
        from: left.get(supporting) ?? y,
        to: far.get(partner) ?? y,
      }));
      for (const { activities, from, to } of joined) {
        shapes.push({
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
      for (const { activities, from, to } of joined) {
        // Of lines that fan out, the number stands where they have parted.
        const along = from === to ? 0.5 : 0.75;
        shapes.push(
          textAt(
            look,
            countText(activities),
            { x: side + (right - side) * along, y: from + (to - from) * along },
            { align: 'center', bold: true, ground: colours.ground },
          ),
        );
      }
      for (const [places, x] of [
        [left, 0],
        [far, right],
      ] as const) {
        for (const [name, middle] of places) {
          const height = tallOf(name);
          shapes.push(
            {
              type: 'rect',
              silent: true,
              shape: { x: x + 0.5, y: middle - height / 2, width: side - 1, height, r: size * 0.2 },
              style: { fill: colours.steps[1], stroke: colours.dim, lineWidth: 0.75 },
            },
            textAt(look, linesOf(name).join('\n'), { x: x + pad, y: middle }),
          );
        }
      }
      y += size * 0.4;
    }
    return { height: y, shapes };
  },
};

type Names = Pick<Pair, 'supporting' | 'partner'>;

/** The unit of a column's schools, or all of them. */
function unitsOf(schools: ReportFigures['schools'], names: readonly string[], otherwise: string): string {
  const units = new Set(schools.filter(({ name }) => names.includes(name)).map(({ unit }) => unit));
  return units.size === 0 || units.size > 2 ? otherwise : [...units].join(', ');
}
