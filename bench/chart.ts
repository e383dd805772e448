import { readFile, writeFile } from 'node:fs/promises';
import { type Comparison, type Growth, median, reached } from './measure.ts';

const figure = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Small figures keep a decimal. */
const amount = (value: number, unit: string): string => `${figure(value, value < 10 ? 1 : 0)} ${unit}`;

/** "work | against | ours | peer | ratio | goal | reached", one line a comparison, as a table in Markdown. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((each) => {
    const { work, against, ours, peer, goal, unit } = each;
    const ratio = reached(each);
    const isReached = Number.isNaN(ratio) ? '–' : ratio <= goal ? 'yes' : 'no';
    return [
      work,
      against ?? '–',
      amount(median(ours), unit),
      peer ? amount(median(peer), unit) : against === null ? '–' : 'not installed',
      against === null || Number.isNaN(ratio) ? '–' : figure(ratio, 2),
      against === null ? `≤ ${amount(goal, unit)}` : `≤ ${figure(goal, 2)}`,
      isReached,
    ];
  });
  return table(['work', 'against', 'ours', 'peer', 'ratio', 'goal', 'reached'], rows);
}

/** What one unit costs at each size, with a bar by the dearest of its line. */
export function growthChart(growth: readonly Growth[]): string {
  const lines = growth.flatMap(({ work, of, points }) => {
    const dearest = Math.max(...points.map(({ microseconds }) => microseconds));
    return points.map(({ size, microseconds }) => [
      work,
      `${figure(size)} ${of}`,
      amount(microseconds, 'µs'),
      '█'.repeat(Math.max(1, Math.round((microseconds / dearest) * 24))),
    ]);
  });
  return table(['work', 'size', 'one of them costs', ''], lines);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const BETWEEN = (name: string) => new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);

/** Puts the table and the chart into the page, between its markers. */
export async function writeChart(
  file: string,
  comparisons: readonly Comparison[],
  growth: readonly Growth[],
): Promise<void> {
  const page = await readFile(file, 'utf8');
  const put = (text: string, name: string, content: string) =>
    text.replace(BETWEEN(name), (_, before: string, after: string) => `${before}\n${content}\n\n${after}`);
  await writeFile(
    file,
    put(put(page, 'comparison', comparisonTable(comparisons)), 'growth', growthChart(growth)),
  );
}
