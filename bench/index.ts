import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Measure } from './measure.ts';
import { measureWindow } from './window.ts';

const OUT_FILE = join(import.meta.dirname, '../out/bench.json');
const RUNS = 5;
/** The first programme, and the whole city. */
const SIZES = [20, 2900];

const measures: Measure[] = [];
for (const schools of SIZES) {
  process.stderr.write(`Measuring the window with ${schools} schools\n`);
  for (const measure of await measureWindow(schools, RUNS)) {
    measures.push(measure);
    process.stdout.write(`${measure.name.padEnd(64)} ${Math.round(measure.value)} ${measure.unit}\n`);
  }
}
await mkdir(join(OUT_FILE, '..'), { recursive: true });
await writeFile(
  OUT_FILE,
  `${JSON.stringify({ node: process.version, cpus: cpus().length, runs: RUNS, measures }, null, 2)}\n`,
);
