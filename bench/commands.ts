import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { closeDatabase, openDatabase } from '../db/connection.ts';
import { appendJournal } from '../db/journal.ts';
import { createBackend } from '../main/backend/index.ts';
import { call, makeCity } from './city.ts';
import { byTurns, cpuOf, type Measured, median, timeOf } from './measure.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const RUNS = 40;
/** After so many rounds nothing gets quicker any more. */
const WARM = 500;
const SIZES = [20, 290, 2900];

/** The rows that the command writes, with the journal's own and all indexes and triggers, by prepared statements alone. */
async function floorOf(dataDir: string, id: string) {
  const database = await openDatabase({ file: join(dataDir, 'chung-tay.sqlite') });
  const { sqlite } = database;
  const update = sqlite.prepare('UPDATE school SET pupils = ?, updated_at = ? WHERE id = ?');
  const [begin, commit] = [sqlite.prepare('BEGIN'), sqlite.prepare('COMMIT')];
  const write = async (pupils: number) => {
    const at = new Date().toISOString();
    begin.run();
    update.run(pupils, at, id);
    appendJournal(sqlite, { actor: 'bench', command: 'schools.update', at });
    commit.run();
  };
  return { write, close: () => closeDatabase(database) };
}

/** One small command, journalled and safe on the disk, and one bare insert that is as safe. */
export async function measureCommands(): Promise<Measured> {
  const points = [];
  let comparisons: Measured['comparisons'] = [];
  let measures: Measured['measures'] = [];
  for (const schools of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
    const dataDir = join(folder, 'data');
    await makeCity(dataDir, RESOURCES_DIR, schools);
    const copy = join(folder, 'copy');
    await cp(dataDir, copy, { recursive: true });
    const backend = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0',
      actor: 'bench',
    });
    const bare = new Sqlite(join(folder, 'bare.sqlite'));
    bare.pragma('journal_mode = WAL');
    bare.pragma('synchronous = FULL');
    bare.exec('CREATE TABLE school (id INTEGER PRIMARY KEY, pupils INTEGER, note TEXT) STRICT');
    const insert = bare.prepare('INSERT INTO school (pupils, note) VALUES (?, ?)');
    const { schools: known } = await call(backend, 'schools.list', {});
    const id = known[0]?.id ?? '';
    const other = known[1]?.id ?? '';
    const floor = await floorOf(copy, id);
    let pupils = 0;
    const works = [
      () => {
        pupils += 1;
        return call(backend, 'schools.update', { id, pupils });
      },
      async () => insert.run(pupils, 'Trường Tiểu học Hoa Sen'),
      () => call(backend, 'schools.update', { id: other, name: `Trường Tiểu học Hoa Sen số ${pupils}` }),
      () => floor.write(pupils),
    ];
    for (let round = 0; round < WARM; round += 1) for (const work of works) await work();
    const [ours = [], peer = [], judged = [], least = []] = await byTurns(
      RUNS,
      works.map((work) => () => timeOf(work)),
    );
    const [cpu = []] = await byTurns(
      RUNS,
      works.map((work) => () => cpuOf(work)),
    );
    points.push({ size: schools, microseconds: Math.min(...cpu) * 1000 });
    measures = [
      {
        name: 'One command that reads its school and looks for namesakes before it writes',
        unit: 'ms',
        value: median(judged),
      },
    ];
    const against = { against: 'bare better-sqlite3', goal: 2, unit: 'ms', peer } as const;
    comparisons = [
      {
        ...against,
        work: 'One command, journalled and on the disk',
        ours,
        did: 'schools.update of one number through dispatch with 2,900 schools, and one prepared insert with synchronous=FULL; from call to answer, warm.',
      },
      {
        ...against,
        work: 'Its rows and the journal’s, by prepared statements',
        ours: least,
        did: 'What that command writes, with the same indexes, triggers, images and hashes, without dispatch, rights, reading and checks: its floor.',
      },
    ];
    bare.close();
    await backend.close();
    await floor.close();
    await rm(folder, { recursive: true });
  }
  return { comparisons, measures, growth: [{ work: 'One command', of: 'schools', points }] };
}
