import { parseArgs } from 'node:util';
import { workForYears, type Year } from './years.ts';

/** `npm run years -- [--years 8] [--commands 200000] [--seed N]`: tells what grows, year by year. */
const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '8' },
    commands: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
  },
});

/** A procedure that takes so many times longer in the last year than in the first is named. */
const SLOWER = 2;
/** A difference below so many milliseconds is noise. */
const NOISE = 3;
/** The heap of a closed program may be so much larger than after the first year, bytes. */
const HEAP_SLACK = 30e6;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;
const COLUMNS: readonly (readonly [title: string, cell: (year: Year) => string])[] = [
  ['year', ({ year }) => `${year}`],
  ['commands', ({ commands }) => `${commands}`],
  ['median', ({ median }) => milliseconds(median)],
  ['p95', ({ p95 }) => milliseconds(p95)],
  ['RSS', ({ rss }) => megabytes(rss)],
  ['heap', ({ heap }) => megabytes(heap)],
  ['handles', ({ handles }) => `${handles}`],
  ['threads', ({ threads }) => `${threads}`],
  ['active', ({ resources }) => `${resources}`],
  ['temporary', ({ temporary }) => `${temporary}`],
  ['database', ({ database }) => megabytes(database)],
  ['of it journal', ({ journal }) => megabytes(journal)],
  ['unused', ({ unused }) => megabytes(unused)],
  ['WAL at most', ({ wal }) => megabytes(wal)],
  ['attachments', ({ attachments }) => megabytes(attachments)],
];
const WIDTH = 13;
const line = (cells: readonly string[]): void =>
  void process.stdout.write(`${cells.map((cell) => cell.padStart(WIDTH)).join('')}\n`);

const began = performance.now();
line(COLUMNS.map(([title]) => title));
const { before, years, paces, problems } = await workForYears(Number(values.years), Number(values.commands), {
  seed: Number(values.seed),
  progress: (year) => line(COLUMNS.map(([, cell]) => cell(year))),
});

const last = years.at(-1);
const kept = (['handles', 'threads', 'resources', 'temporary'] as const).flatMap((name) =>
  last && last[name] > before[name] ? [`${name}: ${before[name]} before, ${last[name]} after`] : [],
);
const heap =
  last && last.heap - (years[0]?.heap ?? 0) > HEAP_SLACK
    ? [`heap: ${megabytes(years[0]?.heap ?? 0)} after the first year, ${megabytes(last.heap)} after the last`]
    : [];
const slower = paces
  .filter(({ first, last }) => last > first * SLOWER && last - first > NOISE)
  .map(
    ({ name, calls, first, last }) =>
      `${name} (${calls} calls): ${milliseconds(first)} → ${milliseconds(last)}`,
  );
const told = (title: string, lines: readonly string[]): string =>
  `${title}: ${lines.length === 0 ? 'none' : ''}\n${lines.map((each) => `  ${each}\n`).join('')}`;
process.stdout.write(
  [
    `In ${((performance.now() - began) / 60_000).toFixed(1)} minutes.\n`,
    told('Growth beyond the data', [...kept, ...heap]),
    told('Slower in the last year than in the first', slower),
    told('Problems', problems),
  ].join(''),
);
process.exitCode = problems.length > 0 || kept.length > 0 || heap.length > 0 ? 1 : 0;
