import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createBackend } from '../main/backend/index.ts';
import { call, makeCity } from './city.ts';
import { byTurns, cpuOf, type Measured, timeOf } from './measure.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const RUNS = 40;
const SIZES = [20, 290, 2900];

/** One small command, journalled and safe on the disk, and one bare insert that is as safe. */
export async function measureCommands(): Promise<Measured> {
  const points = [];
  let comparisons: Measured['comparisons'] = [];
  for (const schools of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
    const dataDir = join(folder, 'data');
    await makeCity(dataDir, RESOURCES_DIR, schools);
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
    let pupils = 0;
    const works = [
      () => {
        pupils += 1;
        return call(backend, 'schools.update', { id, pupils });
      },
      async () => insert.run(pupils, 'Trường Tiểu học Hoa Sen'),
    ];
    const [ours = [], peer = []] = await byTurns(
      RUNS,
      works.map((work) => () => timeOf(work)),
    );
    const [cpu = []] = await byTurns(
      RUNS,
      works.map((work) => () => cpuOf(work)),
    );
    points.push({ size: schools, microseconds: Math.min(...cpu) * 1000 });
    comparisons = [
      {
        work: 'One command, journalled and on the disk',
        against: 'bare better-sqlite3',
        goal: 2,
        unit: 'ms',
        ours,
        peer,
        did: 'schools.update of one number through dispatch with 2,900 schools, and one prepared insert with synchronous=FULL; from call to answer, warm.',
      },
    ];
    bare.close();
    await backend.close();
    await rm(folder, { recursive: true });
  }
  return { comparisons, growth: [{ work: 'One command', of: 'schools', points }] };
}
