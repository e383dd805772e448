import type { Chart, ChartData } from './chart.ts';
import { countText, moneyText } from './format.ts';
import { box, namedRows, textAt, upright } from './parts.ts';

interface Flow {
  readonly from: string;
  readonly to: string;
  /** Items handed over. */
  readonly items: number;
  /** Whole đồng; null when no item has a value. */
  readonly amount: number | null;
  /** Items whose value nobody wrote down. */
  readonly unvalued: number;
}

interface Support extends ChartData {
  readonly flows: readonly Flow[];
}

const OUTSIDE = 'Ngoài chương trình';

/**
 * Support from unit to unit: one bar a direction, with both directions of two units one after the other. Bars are
 * read as well with two units as with six, and alike in grey; ribbons of a flow diagram are not.
 */
export const supportChart: Chart<Support> = {
  read({ support }) {
    const flows = new Map<string, Flow>();
    for (const { giver, giverUnit, receiverUnit, amount } of support) {
      const from = giverUnit ?? (giver || OUTSIDE);
      const key = JSON.stringify([from, receiverUnit]);
      const known = flows.get(key) ?? { from, to: receiverUnit, items: 0, amount: null, unvalued: 0 };
      flows.set(key, {
        ...known,
        items: known.items + 1,
        amount: amount === null ? known.amount : (known.amount ?? 0) + amount,
        unvalued: known.unvalued + (amount === null ? 1 : 0),
      });
    }
    if (flows.size === 0) return null;
    const ordered = inOrder([...flows.values()]);
    return {
      title: 'Giá trị hỗ trợ giữa các đơn vị',
      summary: `${ordered.map((flow) => `${directionOf(flow)}: ${amountOf(flow)}`).join('; ')}.`,
      table: {
        columns: [
          { heading: 'Đơn vị hỗ trợ', kind: 'text' },
          { heading: 'Đơn vị nhận', kind: 'text' },
          { heading: 'Số khoản', kind: 'count' },
          { heading: 'Giá trị (đồng)', kind: 'money' },
          { heading: 'Số khoản chưa ghi giá trị', kind: 'count' },
        ],
        rows: ordered.map(({ from, to, items, amount, unvalued }) => [from, to, items, amount, unvalued]),
      },
      flows: ordered,
    };
  },

  draw({ flows }, look) {
    const { colours, size, width } = look;
    const named = namedRows(look, flows.map(directionOf), {
      widest: width * 0.4,
      top: size * 0.5,
      least: () => size * 3.1,
    });
    const texts = flows.map((flow) => [
      flow.amount === null ? 'Chưa ghi giá trị' : moneyText(flow.amount),
      itemsOf(flow),
    ]);
    const left = named.rows[0]?.x ?? 0;
    const gap = size * 0.5;
    const room = Math.max(...texts.flat().map((text) => look.widthOf(text)));
    const scale = (width - left - room - gap) / Math.max(1, ...flows.map(({ amount }) => amount ?? 0));
    const bars = named.rows.flatMap(({ y, height }, at) => {
      const long = (flows[at]?.amount ?? 0) * scale;
      const middle = y + height / 2;
      const rect = { x: left, y: middle - size * 0.65, width: long, height: size * 1.3 };
      return [
        ...(long > 0 ? box(look, rect, { colour: colours.strong }) : []),
        textAt(look, (texts[at] ?? []).join('\n'), { x: left + long + gap, y: middle }),
      ];
    });
    return {
      height: named.bottom + size * 0.5,
      shapes: [...named.shapes, ...bars, upright(look, { x: left, y: size * 0.5 }, named.bottom)],
    };
  },
};

const directionOf = ({ from, to }: Flow): string => (from === to ? `Trong ${to}` : `${from} → ${to}`);

/** "3 khoản", and how many of them have no value where others do. */
const itemsOf = ({ amount, items, unvalued }: Flow): string =>
  amount === null || unvalued === 0
    ? `${countText(items)} khoản`
    : `${countText(items)} khoản, ${countText(unvalued)} chưa ghi giá trị`;

const amountOf = (flow: Flow): string =>
  `${flow.amount === null ? 'chưa ghi giá trị' : moneyText(flow.amount)} (${itemsOf(flow)})`;

/** The largest first; what flows back follows at once. */
function inOrder(flows: readonly Flow[]): Flow[] {
  const togetherOf = (flow: Flow): readonly Flow[] =>
    flows.filter(
      ({ from, to }) => (from === flow.from && to === flow.to) || (from === flow.to && to === flow.from),
    );
  const sorted = flows.toSorted((left, right) => (right.amount ?? 0) - (left.amount ?? 0));
  return [...new Set(sorted.flatMap((flow) => [flow, ...togetherOf(flow)]))];
}
