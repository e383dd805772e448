import type { Chart, ChartData } from './chart.ts';
import { countText } from './format.ts';
import type { Look } from './look.ts';
import { box, legend, level, type Pattern, textAt } from './parts.ts';

interface Months extends ChartData {
  /** `YYYY-MM`, without gaps. */
  readonly months: readonly string[];
  readonly kinds: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

const PATTERNS: readonly Pattern[] = [
  'plain',
  'plain',
  'rising',
  'dots',
  'plain',
  'falling',
  'level',
  'upright',
  'rising',
];

/** Activities by the month in which they were held, in stacks by kind. */
export const monthsChart: Chart<Months> = {
  read({ activities, period, header }) {
    const monthOf = (day: string) => day.slice(0, 7);
    const held = activities.map(({ heldOn }) => monthOf(heldOn)).toSorted();
    const last = [monthOf(period.endsOn), monthOf(header.generatedOn)].toSorted()[0] ?? '';
    const until = [last, held.at(-1) ?? ''].toSorted()[1] ?? '';
    if (held.length === 0) return null;
    const months = monthsFrom(monthOf(period.startsOn), until);
    const byKind = new Map<string, number[]>();
    for (const { kind, heldOn } of activities) {
      const counts = byKind.get(kind) ?? months.map(() => 0);
      const at = months.indexOf(monthOf(heldOn));
      counts[at] = (counts[at] ?? 0) + 1;
      byKind.set(kind, counts);
    }
    const kinds = [...byKind]
      .map(([name, counts]) => ({ name, counts }))
      .toSorted(
        (left, right) => sum(right.counts) - sum(left.counts) || left.name.localeCompare(right.name, 'vi'),
      );
    const totals = months.map((_, at) => sum(kinds.map(({ counts }) => counts[at] ?? 0)));
    const most = totals.indexOf(Math.max(...totals));
    return {
      title: 'Hoạt động theo tháng và loại hoạt động',
      summary: `${countText(held.length)} hoạt động trong ${countText(months.length)} tháng, nhiều nhất là ${monthText(months[most] ?? '')} với ${countText(totals[most] ?? 0)} hoạt động. ${kinds.map(({ name, counts }) => `${name}: ${countText(sum(counts))}`).join('; ')}.`,
      table: {
        columns: [
          { heading: 'Tháng', kind: 'text' },
          ...kinds.map(({ name }) => ({ heading: name, kind: 'count' as const })),
          { heading: 'Cộng', kind: 'count' },
        ],
        rows: months.map((month, at) => [
          monthText(month),
          ...kinds.map(({ counts }) => counts[at] ?? 0),
          totals[at] ?? 0,
        ]),
      },
      months,
      kinds,
    };
  },

  draw({ months, kinds }, look) {
    const { colours, size, width } = look;
    const key = legend(
      look,
      kinds.map(({ name }, at) => ({ name, ...fillOf(look, at) })),
    );
    const totals = months.map((_, at) => sum(kinds.map(({ counts }) => counts[at] ?? 0)));
    const highest = Math.max(...totals);
    // High enough for the number of one activity, as far as a page allows.
    const plot = size * Math.min(28, Math.max(15, highest * 1.2));
    const step = plot / highest;
    // As wide as a month's name needs; where there are more months, some names are left out.
    const every = Math.ceil((look.widthOf('00/0000') + size * 0.6) / (width / months.length));
    const names = months.map((month, at) =>
      at % every === 0 ? `${Number(month.slice(5))}/${month.slice(0, 4)}` : '',
    );
    const top = key.height + size * 1.4;
    const column = (width - 2) / months.length;
    const bar = Math.min(column * 0.78, size * 4);
    const stacks = months.flatMap((_, at) => {
      const x = 1 + column * (at + 0.5);
      let y = top + plot;
      const parts = kinds.flatMap(({ counts }, kind) => {
        const count = counts[at] ?? 0;
        if (count === 0) return [];
        const height = count * step;
        y -= height;
        const drawn = box(look, { x: x - bar / 2, y, width: bar, height }, fillOf(look, kind));
        // Too low for a number: the table tells it.
        if (height < size || bar < look.widthOf(countText(count))) return drawn;
        return [
          ...drawn,
          textAt(
            look,
            countText(count),
            { x, y: y + height / 2 },
            { align: 'center', share: 0.9, ground: colours.ground },
          ),
        ];
      });
      const total = totals[at] ?? 0;
      if (total === 0) return [];
      return [
        ...parts,
        textAt(look, countText(total), { x, y: y - size * 0.7 }, { align: 'center', bold: true }),
      ];
    });
    const axis = names.map((name, at) =>
      textAt(look, name, { x: 1 + column * (at + 0.5), y: top + plot + size }, { align: 'center' }),
    );
    return {
      height: top + plot + size * 2,
      shapes: [...key.shapes, ...stacks, level(look, { x: 1, y: top + plot }, width - 1), ...axis],
    };
  },
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** `2023-09` as "tháng 9/2023". */
const monthText = (month: string): string => `tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`;

/** Colour and pattern of a kind by its place. */
export const fillOf = ({ colours }: Look, at: number) => ({
  colour: colours.kinds[at % colours.kinds.length] ?? colours.strong,
  pattern: PATTERNS[at % PATTERNS.length] ?? ('plain' as const),
});

function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; ) {
    months.push(month);
    const [year = 0, number = 0] = month.split('-').map(Number);
    month = number === 12 ? `${year + 1}-01` : `${year}-${`${number + 1}`.padStart(2, '0')}`;
  }
  return months;
}
