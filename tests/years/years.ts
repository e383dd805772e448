import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Sqlite from 'better-sqlite3';
import { type Backend, createBackend } from '../../main/backend/index.ts';
import { localDay } from '../../main/backend/text/dates.ts';
import { PROCEDURES } from '../../preload/contract/procedures.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { DEEDS, type DeedName } from '../office/deeds.ts';
import { type Desk, deskAt } from '../office/desk.ts';
import { randomly } from '../office/random.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');
const FIRST_YEAR = 2023;
const DAY = 86_400_000;

/** What comes every day, each with how often among a hundred. */
const DAILY: readonly (readonly [often: number, deed: DeedName])[] = [
  [25, 'change a school'],
  [20, 'type into cells'],
  [20, 'change an activity'],
  [12, 'log an activity'],
  [8, 'keep a setting'],
  [5, 'take back'],
  [3, 'do again'],
  [2, 'note a difficulty'],
  [2, 'add evidence'],
  [1, 'remove evidence'],
  [1, 'take out of the bin'],
  [1, 'look around'],
];

const MONTHLY: readonly DeedName[] = [
  'pair two schools',
  'draft memoranda',
  'finalise memoranda',
  'record a signing',
  'file a scanned stack',
  'attach a signed copy',
  'hand equipment over',
];

/** A backup holds everything again, so those of eight years are thinned out here: one each quarter. */
const QUARTERLY: readonly DeedName[] = ['export a report', 'edit a template', 'back up'];
const YEARLY: readonly DeedName[] = ['import a list', 'bind the ceremony'];

/** How the program stood at the end of a year, sizes in bytes, times in milliseconds. */
export interface Year {
  readonly year: number;
  readonly commands: number;
  readonly median: number;
  readonly p95: number;
  readonly rss: number;
  /** Of the JavaScript heap, after everything that can go has gone. */
  readonly heap: number;
  /** Of the closed program: open files, threads, timers and the like, files in the temporary folder. */
  readonly handles: number;
  readonly threads: number;
  readonly resources: number;
  readonly temporary: number;
  readonly database: number;
  /** What the journal's rows hold of the database. */
  readonly journal: number;
  /** Pages of the database that nobody uses. */
  readonly unused: number;
  /** The write-ahead log at its largest. */
  readonly wal: number;
  readonly attachments: number;
}

/** How long the calls of a procedure took, milliseconds: the medians of its first year and of its last. */
export interface Pace {
  readonly name: string;
  readonly calls: number;
  readonly first: number;
  readonly last: number;
}

export interface YearsReport {
  readonly before: Pick<Year, 'handles' | 'threads' | 'resources' | 'temporary' | 'heap'>;
  readonly years: readonly Year[];
  readonly paces: readonly Pace[];
  /** What the check and the office's refusals say; empty when all is well. */
  readonly problems: readonly string[];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const countIn = (folder: string): number => (existsSync(folder) ? readdirSync(folder).length : 0);

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((left, right) => left - right);

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 100));

/** What a closed program still holds. */
async function held(temporaryDir: string) {
  await settle();
  collectGarbage();
  return {
    heap: process.memoryUsage().heapUsed,
    handles: countIn('/proc/self/fd'),
    threads: countIn('/proc/self/task'),
    resources: process.getActiveResourcesInfo().length,
    temporary: countIn(temporaryDir),
  };
}

function sizes(dataDir: string) {
  const sqlite = new Sqlite(path.join(dataDir, 'chung-tay.sqlite'), { readonly: true });
  const pageSize = Number(sqlite.pragma('page_size', { simple: true }));
  const sizes = {
    database: pageSize * Number(sqlite.pragma('page_count', { simple: true })),
    unused: pageSize * Number(sqlite.pragma('freelist_count', { simple: true })),
    journal: Number(sqlite.prepare('SELECT sum(length(payload) + 300) FROM journal').pluck().get()),
  };
  sqlite.close();
  return sizes;
}

/** So many commands over so many years of an office, in one process; the program is opened anew each month. */
export async function workForYears(
  years: number,
  commands: number,
  {
    seed = 1,
    progress = () => {},
  }: { readonly seed?: number; readonly progress?: (year: Year) => void } = {},
): Promise<YearsReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  const temporaryDir = mkdtempSync(path.join(folder, 'tmp-'));
  const dataDir = path.join(folder, 'Chung Tay');
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = temporaryDir;

  let clock = Date.UTC(FIRST_YEAR, 0, 2, 1);
  const open = () =>
    createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0.0.0-years',
      actor: 'van-thu',
      now: () => new Date(clock),
    });
  let backend: Backend = await open();
  /** Durations of this year by procedure. */
  let took = new Map<string, number[]>();
  const first = new Map<string, number>();
  const calls = new Map<string, number>();
  let done = 0;
  const timed: Backend = {
    ...backend,
    receiveFile: (name, bytes) => backend.receiveFile(name, bytes),
    openFile: (id) => backend.openFile(id),
    async dispatch(name, input) {
      const began = performance.now();
      const answer = await backend.dispatch(name, input);
      const each = took.get(name) ?? [];
      each.push(performance.now() - began);
      took.set(name, each);
      const { kind } = PROCEDURES[name as ProcedureName];
      if (kind === 'command' || kind === 'job' || name === 'settings.set') {
        done += 1;
        clock += 1_000;
      }
      return answer;
    },
  };
  const desk: Desk = deskAt(() => timed, { random: randomly(seed), today: () => localDay(new Date(clock)) });
  const problems: string[] = [];
  const perform = async (deed: DeedName) => {
    await DEEDS[deed].act(desk).catch((error: unknown) => {
      problems.push(`${desk.today()} ${deed}: ${error}`);
    });
  };

  try {
    await desk.call('app.initialise', { sample: true });
    await desk.call('programmes.update', { endsOn: `${FIRST_YEAR + years}-12-31` });
    // The first of everything loads its library.
    for (const deed of [...MONTHLY, ...QUARTERLY, ...YEARLY]) await perform(deed);
    await backend.close();
    const before = await held(temporaryDir);
    const table: Year[] = [];
    const bag = DAILY.flatMap(([often, deed]) => Array.from({ length: often }, () => deed));
    for (let year = 0; year < years; year += 1) {
      const upTo = Math.round((commands * (year + 1)) / years);
      const begun = done;
      took = new Map();
      let wal = 0;
      for (let month = 0; month < 12; month += 1) {
        backend = await open();
        const workingDays = 21;
        for (const deed of MONTHLY) await perform(deed);
        if (month % 3 === 2) for (const deed of QUARTERLY) await perform(deed);
        if (month === 8) for (const deed of YEARLY) await perform(deed);
        for (let day = 0; day < workingDays; day += 1) {
          clock = Date.UTC(FIRST_YEAR + year, month, 1 + Math.floor(day * 1.3), 1);
          const dayEnds = begun + ((upTo - begun) * (month * workingDays + day + 1)) / (12 * workingDays);
          while (done < dayEnds) await perform(desk.random.pick(bag));
          wal = Math.max(wal, statSync(path.join(dataDir, 'chung-tay.sqlite-wal')).size);
        }
        if (month === 11) {
          const check = await backend.dispatch('check.run', {});
          if (!check.ok) problems.push(`check: ${check.error.code}`);
          else
            for (const { message } of (check.value as { problems: { message: string }[] }).problems)
              problems.push(message);
        }
        await backend.close();
      }
      const durations = sorted([...took].flatMap(([name, each]) => (isEdit(name) ? each : [])));
      for (const [name, each] of took) {
        if (!first.has(name)) first.set(name, quantile(sorted(each), 0.5));
        calls.set(name, (calls.get(name) ?? 0) + each.length);
      }
      const rss = process.memoryUsage().rss;
      const row: Year = {
        year: FIRST_YEAR + year,
        commands: done - begun,
        median: quantile(durations, 0.5),
        p95: quantile(durations, 0.95),
        rss,
        ...(await held(temporaryDir)),
        ...sizes(dataDir),
        wal,
        attachments: readdirSync(path.join(dataDir, 'attachments'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0),
      };
      table.push(row);
      progress(row);
      clock += 2 * DAY;
    }
    const paces = [...took].map(([name, each]) => ({
      name,
      calls: calls.get(name) ?? 0,
      first: first.get(name) ?? 0,
      last: quantile(sorted(each), 0.5),
    }));
    return { before, years: table, paces, problems };
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Commands, whose time an office feels at each line that it types. */
const isEdit = (name: string): boolean => PROCEDURES[name as ProcedureName].kind === 'command';
