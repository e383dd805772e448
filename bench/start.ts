import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildMain } from '../scripts/build.ts';
import { makeCity } from './city.ts';
import { byTurns, type Measured, type ProcessRun, runProcess } from './measure.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const START = join(import.meta.dirname, 'ours/start-backend.ts');
/** In the checkout, so that the bundle finds the packages as it does where it is shipped. */
const BUILT = join(import.meta.dirname, '../out/bench-main');
/** What `start-backend.ts` does, of what was built; as JavaScript, because loading what strips types is no part of it. */
const START_BUILT = `
const [dataDir, resourcesDir, built] = process.argv.slice(1);
const { createBackend } = await import(built);
const backend = await createBackend({ dataDir, resourcesDir, version: '0.0.0', actor: 'bench' });
const answer = await backend.dispatch('app.status', {});
if (!answer.ok) throw new Error(answer.error.message);
process.exit(0);`;
const CLI = join(import.meta.dirname, '../main/cli/index.ts');
const RUNS = 5;
const SIZES = [20, 290, 2900];

/** What starting costs beyond Node itself, of what is shipped and of the sources; CPU time, because others use the machine, too. */
export async function measureStart(): Promise<Measured> {
  await buildMain(BUILT);
  const backend = pathToFileURL(join(BUILT, 'backend.js')).href;
  const starts = [];
  const lists = [];
  let comparisons: Measured['comparisons'] = [];
  for (const size of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
    const dataDir = join(folder, 'data');
    await makeCity(dataDir, RESOURCES_DIR, size);
    const node = (...args: string[]) => runProcess(process.execPath, args);
    const [bare = [], built = [], start = [], list = []] = await byTurns(RUNS, [
      () => node('-e', '0'),
      () => node('--input-type=module', '--eval', START_BUILT, dataDir, RESOURCES_DIR, backend),
      () => node(START, dataDir, RESOURCES_DIR),
      () => node(CLI, 'schools', 'list', '--data', dataDir, '--json'),
    ]);
    const beyond = (runs: readonly ProcessRun[]) => runs.map(({ cpu }, run) => cpu - (bare[run]?.cpu ?? 0));
    starts.push({ size, microseconds: (Math.min(...beyond(built)) * 1000) / size });
    lists.push({ size, microseconds: (Math.min(...beyond(list)) * 1000) / size });
    await rm(folder, { recursive: true });
    if (size !== SIZES[0]) continue;
    comparisons = [
      {
        work: 'Start of the backend to its first answer, as built',
        against: null,
        goal: 150,
        unit: 'ms',
        ours: beyond(built),
        peer: null,
        did: 'app.status of an existing folder with 20 schools in a new Node with what the installer packs, less node -e 0; CPU time.',
      },
      {
        work: 'Start of the backend to its first answer, from sources',
        against: null,
        goal: 150,
        unit: 'ms',
        ours: beyond(start),
        peer: null,
        did: 'The same from TypeScript, without anything that an earlier call compiled.',
      },
      {
        work: '`schools list`, whole process, beyond node',
        against: null,
        goal: 600,
        unit: 'ms',
        ours: beyond(list),
        peer: null,
        did: 'The command line on a folder with 20 schools, less node -e 0; CPU time.',
      },
    ];
  }
  await rm(BUILT, { recursive: true });
  return {
    comparisons,
    growth: [
      { work: 'Start of the backend', of: 'schools', points: starts },
      { work: '`schools list`', of: 'schools', points: lists },
    ],
  };
}
