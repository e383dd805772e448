import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Backend, createBackend } from '../main/backend/index.ts';
import type { InputOf } from '../preload/contract/types.ts';
import { CITY_DAY, call, fillCity, makeCity } from './city.ts';
import { byTurns, type Comparison, cpuOf, type Growth, type Measured } from './measure.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const RUNS = 3;
const SIZES = [20, 290, 2900];
const ACTIVITIES_A_SCHOOL = 69;
const PERIOD = '2023-2024';

type Ask =
  | readonly ['commitments.matrix', InputOf<'commitments.matrix'>]
  | readonly ['targets.progress', InputOf<'targets.progress'>]
  | readonly ['gaps.list', InputOf<'gaps.list'>]
  | readonly ['reports.figures', InputOf<'reports.figures'>];

/** What the activities of a pair amount to, by everything that an indicator can add up. */
const TOTALS = `k.indicator_code, count(*), sum(a.manager_turns), sum(a.teacher_turns), sum(a.pupil_turns),
  sum(a.demo_lessons), sum(a.materials)`;
const ACTIVITY = 'FROM activity a JOIN activity_kind k ON k.code = a.kind_code';
const OF_PAIRS = 'JOIN activity_pair l ON l.activity_id = a.id AND l.deleted_at IS NULL';
const THIS_YEAR = `WHERE a.deleted_at IS NULL AND a.held_on BETWEEN '2023-09-05' AND '2024-09-04'`;
/** Each progress is told beside that of the year before. */
const BOTH_YEARS = `WHERE a.status = 'done' AND a.deleted_at IS NULL AND a.held_on BETWEEN '2022-09-05' AND '2024-09-04'`;

/** Each question, and the statement that an engineer would write for the same totals. */
const QUESTIONS: readonly { readonly name: string; readonly ask: Ask; readonly sql: string }[] = [
  {
    name: 'Promises by pair',
    ask: ['commitments.matrix', { period: PERIOD }],
    sql: `SELECT l.pair_id, a.status, a.held_on >= '2024-01-15' AS semester, ${TOTALS} ${ACTIVITY} ${OF_PAIRS} ${THIS_YEAR} GROUP BY 1, 2, 3, 4`,
  },
  {
    name: 'Progress by pair',
    ask: ['targets.progress', { period: PERIOD, by: 'pair' }],
    sql: `SELECT l.pair_id, a.held_on >= '2023-09-05' AS year, ${TOTALS} ${ACTIVITY} ${OF_PAIRS} ${BOTH_YEARS} GROUP BY 1, 2, 3`,
  },
  {
    name: 'Progress by quarter',
    ask: ['targets.progress', { period: PERIOD, by: 'quarter' }],
    sql: `SELECT substr(a.held_on, 1, 7) AS month, ${TOTALS} ${ACTIVITY} ${BOTH_YEARS} GROUP BY 1, 2`,
  },
  {
    name: 'What is missing',
    ask: ['gaps.list', {}],
    sql: `SELECT l.pair_id, a.status, ${TOTALS}, max(a.held_on), sum(a.evidence IS NULL)
      ${ACTIVITY} ${OF_PAIRS} WHERE a.deleted_at IS NULL GROUP BY 1, 2, 3`,
  },
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

const ask = (backend: Backend, [name, input]: Ask) => call<typeof name>(backend, name, input);

/** The report's figures through the program's own door, and the same totals by one statement each. */
export async function measureFigures(): Promise<Measured> {
  const comparisons: Comparison[] = [];
  const points = new Map<string, { size: number; microseconds: number }[]>();
  for (const schools of SIZES) {
    const { backend, bare, close } = await city(schools);
    try {
      for (const question of QUESTIONS) {
        const statement = bare.prepare(question.sql);
        const [ours = [], peer = []] = await byTurns(RUNS, [
          () => cpuOf(() => ask(backend, question.ask)),
          () => cpuOf(() => statement.all()),
        ]);
        const known = points.get(question.name) ?? [];
        points.set(question.name, [
          ...known,
          { size: schools, microseconds: (Math.min(...ours) / schools) * 1000 },
        ]);
        if (schools !== SIZES.at(-1)) continue;
        comparisons.push({
          work: `${question.name}, 2,900 schools, ${(schools * ACTIVITIES_A_SCHOOL).toLocaleString('en')} activities`,
          against: 'one SQL',
          goal: 1.5,
          unit: 'ms',
          ours,
          peer,
          did: `${question.ask[0]} through dispatch, warm, CPU time; ${question.sql.replace(/\s+/g, ' ')}`,
        });
      }
    } finally {
      await close();
    }
  }
  const growth: Growth[] = [...points].map(([work, found]) => ({ work, of: 'schools', points: found }));
  return { comparisons, growth };
}
