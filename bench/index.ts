import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { comparisonTable, growthChart, writeChart } from './chart.ts';
import { measureCommands } from './commands.ts';
import { measureFigures } from './figures.ts';
import { measureLists } from './lists.ts';
import type { Comparison, Growth, Measure, Measured } from './measure.ts';
import { growPapers, measurePapers } from './papers.ts';
import { measureStart } from './start.ts';
import { measureWindow } from './window.ts';
import { measureWorkbooks } from './workbooks.ts';

const OUT_FILE = join(import.meta.dirname, '../out/bench.json');
const CHART_FILE = join(import.meta.dirname, '../docs/performance.md');
const WINDOW_RUNS = 9;
/** The first programme, a larger one, and the whole city. */
const WINDOW_SIZES = [20, 290, 2900];

async function measureWindows(): Promise<Measured> {
  const measures: Measure[] = [];
  const comparisons: Comparison[] = [];
  const growth: Growth[] = [];
  for (const schools of WINDOW_SIZES) {
    const found = await measureWindow(schools, WINDOW_RUNS);
    measures.push(...(found.measures ?? []));
    comparisons.push(...(found.comparisons ?? []));
    growth.push(...(found.growth ?? []));
  }
  const points = growth.flatMap((each) => each.points);
  return { measures, comparisons, growth: [{ work: 'Window to its figures', of: 'schools', points }] };
}

/** Each suite by its name for `--only`. */
const SUITES: Readonly<Record<string, () => Promise<Measured>>> = {
  papers: async () => ({ comparisons: await measurePapers(), measures: await growPapers() }),
  workbooks: measureWorkbooks,
  figures: measureFigures,
  lists: measureLists,
  commands: measureCommands,
  start: measureStart,
  window: measureWindows,
};

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, chart: { type: 'boolean' } },
});
const names = values.only ?? Object.keys(SUITES);
const unknown = names.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) throw new Error(`no suite ${unknown.join(', ')}: ${Object.keys(SUITES).join(', ')}`);

const comparisons: Comparison[] = [];
const measures: Measure[] = [];
const growth: Growth[] = [];
for (const name of names) {
  process.stderr.write(`Measuring: ${name}\n`);
  const found = await SUITES[name]?.();
  comparisons.push(...(found?.comparisons ?? []));
  measures.push(...(found?.measures ?? []));
  growth.push(...(found?.growth ?? []));
}
for (const { name, value, unit } of measures)
  process.stdout.write(`${name.padEnd(64)} ${Math.round(value)} ${unit}\n`);
if (comparisons.length > 0) process.stdout.write(`${comparisonTable(comparisons)}\n`);
if (growth.length > 0) process.stdout.write(`${growthChart(growth)}\n`);
for (const { work, against, peer } of comparisons)
  if (against !== null && peer === null)
    process.stdout.write(`Skipped: ${against} is not installed (${work})\n`);

await mkdir(join(OUT_FILE, '..'), { recursive: true });
const report = { node: process.version, cpus: cpus().length, comparisons, measures, growth };
await writeFile(OUT_FILE, `${JSON.stringify(report, null, 2)}\n`);
if (values.chart) await writeChart(CHART_FILE, comparisons, growth);
