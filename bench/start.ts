import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCity } from './city.ts';
import { byTurns, type Measured, type ProcessRun, runProcess } from './measure.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const START = join(import.meta.dirname, 'ours/start-backend.ts');
const CLI = join(import.meta.dirname, '../main/cli/index.ts');
const RUNS = 5;
const SIZES = [20, 290, 2900];

/** What starting costs beyond Node itself; CPU time, because others use the machine, too. */
export async function measureStart(): Promise<Measured> {
  const starts = [];
  const lists = [];
  let comparisons: Measured['comparisons'] = [];
  for (const size of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
    const dataDir = join(folder, 'data');
    await makeCity(dataDir, RESOURCES_DIR, size);
    const node = (...args: string[]) => runProcess(process.execPath, args);
    const [bare = [], start = [], list = []] = await byTurns(RUNS, [
      () => node('-e', '0'),
      () => node(START, dataDir, RESOURCES_DIR),
      () => node(CLI, 'schools', 'list', '--data', dataDir, '--json'),
    ]);
    const beyond = (runs: readonly ProcessRun[]) => runs.map(({ cpu }, run) => cpu - (bare[run]?.cpu ?? 0));
    starts.push({ size, microseconds: (Math.min(...beyond(start)) * 1000) / size });
    lists.push({ size, microseconds: (Math.min(...beyond(list)) * 1000) / size });
    await rm(folder, { recursive: true });
    if (size !== SIZES[0]) continue;
    comparisons = [
      {
        work: 'Start of the backend to its first answer, beyond node',
        against: null,
        goal: 150,
        unit: 'ms',
        ours: beyond(start),
        peer: null,
        did: 'app.status of an existing folder with 20 schools in a new process, less node -e 0; CPU time.',
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
  return {
    comparisons,
    growth: [
      { work: 'Start of the backend', of: 'schools', points: starts },
      { work: '`schools list`', of: 'schools', points: lists },
    ],
  };
}
