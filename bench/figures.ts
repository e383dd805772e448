import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Backend, createBackend } from '../main/backend/index.ts';
import type { InputOf, OutputOf } from '../preload/contract/types.ts';
import { CITY_DAY, call, fillCity, makeCity } from './city.ts';
import { byTurns, type Comparison, cpuOf, type Growth, type Measured } from './measure.ts';
import { PLAIN } from './plain.ts';
import { checkMatrix, checkMissing, checkPairs, checkQuarters, plainRows } from './plain-check.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const RUNS = 3;
const SIZES = [20, 290, 2900];
const ACTIVITIES_A_SCHOOL = 69;
const PERIOD = '2023-2024';

/** A statement that an engineer would write, and what holds its answer against ours. */
interface Plain<Answer> {
  readonly against: string;
  readonly sql: string;
  readonly check: (answer: Answer, rows: ReturnType<typeof plainRows>) => void;
  /** What it adds up, for the reader of the JSON. */
  readonly adds: string;
}

interface Question {
  readonly name: string;
  readonly asks: string;
  readonly ask: (backend: Backend) => Promise<unknown>;
  readonly plain: readonly { readonly against: string; readonly sql: string; readonly adds: string }[];
  /** @throws when a plain statement says other than the answer */
  readonly check: (
    backend: Backend,
    plain: number,
    rows: readonly unknown[],
    kinds: ReadonlyMap<string, string>,
  ) => Promise<void>;
}

function question<N extends 'commitments.matrix' | 'targets.progress' | 'gaps.list'>(
  name: string,
  asks: N,
  input: InputOf<N>,
  plain: readonly Plain<OutputOf<N>>[],
): Question {
  const ask = (backend: Backend) => call(backend, asks, input);
  return {
    name,
    asks,
    ask,
    plain,
    check: async (backend, index, rows, kinds) =>
      plain[index]?.check(await ask(backend), plainRows(rows, kinds)),
  };
}

/** The first plain statement of each gives the same totals as our answer, as far as one statement does. */
const QUESTIONS: readonly Question[] = [
  question('Promises by pair', 'commitments.matrix', { period: PERIOD }, [
    {
      against: 'one SQL',
      sql: PLAIN.promisesByPairWhole,
      check: checkMatrix,
      adds: 'done and planned by pair, semester and kind, promised by pair, semester and indicator, by which promises are judged',
    },
    {
      against: 'one SQL, sums alone',
      sql: PLAIN.promisesByPair,
      check: checkMatrix,
      adds: 'done and planned by pair, semester and kind, without what was promised',
    },
  ]),
  question('Progress by pair', 'targets.progress', { period: PERIOD, by: 'pair' }, [
    {
      against: 'one SQL',
      sql: PLAIN.progressByPairWhole,
      check: checkPairs,
      adds: 'by pair and in all, of both years: sums, people who help, signed; promised; how many activities were joint',
    },
    {
      against: 'one SQL, sums alone',
      sql: PLAIN.progressByPair,
      check: checkPairs,
      adds: 'sums by pair of both years: no total with joint activities once, nothing promised, no people',
    },
  ]),
  question('Progress by quarter', 'targets.progress', { period: PERIOD, by: 'quarter' }, [
    {
      against: 'one SQL',
      sql: PLAIN.progressByQuarterWhole,
      check: checkQuarters,
      adds: 'sums by month of both years, promised by day, people who help by quarter and in all',
    },
    {
      against: 'one SQL, sums alone',
      sql: PLAIN.progressByQuarter,
      check: checkQuarters,
      adds: 'sums by month of both years: nothing promised, no people',
    },
  ]),
  question('What is missing', 'gaps.list', {}, [
    {
      against: 'one SQL',
      sql: PLAIN.missingWhole,
      check: checkMissing,
      adds: 'sums by pair, status, kind and semester of all days, promises, plans that passed and what has no evidence under the first pair',
    },
    {
      against: 'one SQL, sums alone',
      sql: PLAIN.missing,
      check: checkMissing,
      adds: 'sums by pair and status of all days, the last day, how many have no evidence; what is missing is ours alone',
    },
  ]),
];

/** A city with its activities, the program open on it or a bare connection. */
async function city(schools: number) {
  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
  const dataDir = join(folder, 'data');
  await makeCity(dataDir, RESOURCES_DIR, schools);
  fillCity(dataDir, schools * ACTIVITIES_A_SCHOOL);
  const copy = join(folder, 'copy.sqlite');
  new Sqlite(join(dataDir, 'chung-tay.sqlite')).exec(`VACUUM INTO '${copy}'`).close();
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'bench',
    now: () => new Date(`${CITY_DAY}T08:00:00`),
  });
  const bare = new Sqlite(copy);
  const close = async () => {
    bare.close();
    await backend.close();
    await rm(folder, { recursive: true });
  };
  return { backend, bare, close };
}

/** The report's figures through the program's own door, and the same totals by one statement each. */
export async function measureFigures(): Promise<Measured> {
  const comparisons: Comparison[] = [];
  const points = new Map<string, { size: number; microseconds: number }[]>();
  for (const schools of SIZES) {
    const { backend, bare, close } = await city(schools);
    const kinds = new Map(
      bare.prepare<[], [string, string]>('SELECT code, indicator_code FROM activity_kind').raw().all(),
    );
    const note = (work: string, runs: readonly number[]) => {
      const found = { size: schools, microseconds: (Math.min(...runs) / schools) * 1000 };
      points.set(work, [...(points.get(work) ?? []), found]);
    };
    try {
      for (const { name, asks, ask, plain, check } of QUESTIONS) {
        const statements = plain.map(({ sql }) => bare.prepare(sql));
        for (const [index, statement] of statements.entries())
          await check(backend, index, statement.all(), kinds);
        const [ours = [], ...peers] = await byTurns(RUNS, [
          () => cpuOf(() => ask(backend)),
          ...statements.map((statement) => () => cpuOf(() => statement.all())),
        ]);
        note(name, ours);
        note(`${name}, by one SQL`, peers[0] ?? []);
        if (schools !== SIZES.at(-1)) continue;
        for (const [index, { against, sql, adds }] of plain.entries())
          comparisons.push({
            work: `${name}, 2,900 schools, ${(schools * ACTIVITIES_A_SCHOOL).toLocaleString('en')} activities`,
            against,
            goal: 1.5,
            unit: 'ms',
            ours,
            peer: peers[index] ?? [],
            did: `${asks} through dispatch, warm, CPU time; the statement adds up ${adds}, checked to be the same: ${sql.replace(/\s+/g, ' ')}`,
          });
      }
    } finally {
      await close();
    }
  }
  const growth: Growth[] = [...points].map(([work, found]) => ({ work, of: 'schools', points: found }));
  return { comparisons, growth };
}
