import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '../db/connection.ts';
import { insertRows } from '../db/insert-rows.ts';
import { appendJournal } from '../db/journal.ts';
import { createBackend } from '../main/backend/index.ts';
import { buildSchoolsWorkbook } from '../main/backend/workbooks/schools-workbook.ts';
import { buildMain } from '../scripts/build.ts';
import { call } from './city.ts';
import {
  byTurns,
  type Comparison,
  cpuOf,
  type Measured,
  median,
  type ProcessRun,
  percentile,
  runProcess,
} from './measure.ts';
import { measureTyping, TYPED, type Typing } from './typing.ts';
import { school } from './workbooks.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const IMPORT = join(import.meta.dirname, 'ours/import-list.ts');
/** In the checkout, so that the bundle finds the packages as it does where it is shipped. */
const BUILT = join(import.meta.dirname, '../out/bench-lists');
const READ = join(import.meta.dirname, 'peers/read-exceljs.ts');
/** The country's schools are the last size. */
const SIZES = [20, 290, 2900, 43_000];
const RUNS = 3;

/** Rows without what all of them say alike. */
const without = <T extends object, K extends string>(
  rows: readonly T[],
  alike: Readonly<Record<K, unknown>>,
) =>
  rows.map((row) => {
    const own = Object.entries(row).filter(([column]) => !Object.hasOwn(alike, column));
    return Object.fromEntries(own) as Omit<T, K> & Readonly<Record<string, unknown>>;
  });

/** Stores and records the rows of a list that was taken in once more, ready made and by prepared statements alone; CPU time, ms. */
async function storeAgain(taken: string, folder: string): Promise<number> {
  const known = await openDatabase({ file: taken });
  const database = await openDatabase({ file: join(folder, 'again.sqlite'), create: true });
  const now = new Date().toISOString();
  const stamps = { created_at: now, updated_at: now, deleted_at: null };
  const dated = { valid_from: null, valid_to: null, ...stamps };
  try {
    const all = {
      organisations: without(await known.db.selectFrom('organisation').selectAll().execute(), stamps),
      places: without(await known.db.selectFrom('place').selectAll().execute(), stamps),
      schools: without(await known.db.selectFrom('school').selectAll().execute(), stamps),
      names: without(await known.db.selectFrom('school_name').selectAll().execute(), dated),
      units: without(await known.db.selectFrom('school_unit').selectAll().execute(), dated),
      seats: without(await known.db.selectFrom('school_seat').selectAll().execute(), dated),
      people: without(await known.db.selectFrom('person').selectAll().execute(), stamps),
      terms: without(await known.db.selectFrom('term_of_office').selectAll().execute(), dated),
    };
    return await cpuOf(() =>
      database.db.transaction().execute(async (trx) => {
        await insertRows(trx, 'organisation', all.organisations, stamps);
        await insertRows(trx, 'place', all.places, stamps);
        await insertRows(trx, 'school', all.schools, stamps);
        await insertRows(trx, 'school_name', all.names, dated);
        await insertRows(trx, 'school_unit', all.units, dated);
        await insertRows(trx, 'school_seat', all.seats, dated);
        await insertRows(trx, 'person', all.people, stamps);
        await insertRows(trx, 'term_of_office', all.terms, dated);
        appendJournal(database.sqlite, {
          actor: 'bench',
          command: 'schools.import',
          at: now,
        });
      }),
    );
  } finally {
    await closeDatabase(database);
    await closeDatabase(known);
  }
}

/** A list taken in as a whole process, and the same file only read; then searching in what was taken in. */
export async function measureLists(): Promise<Measured> {
  const imports = [];
  const searches = [];
  let comparisons: Comparison[] = [];
  let measures: Measured['measures'] = [];
  await buildMain(BUILT, { build: { rolldownOptions: { input: { 'import-list': IMPORT } } } });
  for (const size of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
    const list = join(folder, 'truong.xlsx');
    const schools = Array.from({ length: size }, school);
    const { bytes } = await buildSchoolsWorkbook(schools, { withPhones: true, createdOn: '2024-06-05' });
    await writeFile(list, bytes);
    let run = 0;
    const into = () => join(folder, `data-${++run}`);
    const [ours = [], unbuilt = [], peer = []] = await byTurns(RUNS, [
      () =>
        runProcess(process.execPath, [
          join(BUILT, 'import-list.js'),
          into(),
          RESOURCES_DIR,
          list,
          join(BUILT, 'worker.js'),
        ]),
      () => runProcess(process.execPath, [IMPORT, into(), RESOURCES_DIR, list]),
      () => runProcess(process.execPath, [READ, list]),
    ]);
    const dataDir = join(folder, `data-${run}`);
    const backend = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0',
      actor: 'bench',
    });
    const keys: number[] = [];
    for (const text of TYPED)
      for (let length = 2; length <= text.length; length++)
        keys.push(await cpuOf(() => call(backend, 'search.find', { text: text.slice(0, length) })));
    await backend.close();
    const least = await storeAgain(join(dataDir, 'chung-tay.sqlite'), folder);
    const typed = size === SIZES.at(-1) ? await measureTyping(dataDir) : null;
    await rm(folder, { recursive: true });
    imports.push({ size, microseconds: (Math.min(...ours.map(({ cpu }) => cpu)) * 1000) / size });
    searches.push({ size, microseconds: percentile(keys, 0.95) * 1000 });
    const imported = (how: string, runs: readonly ProcessRun[]): Comparison => ({
      work: `Import of 43,000 rows from Excel, checked and stored, ${how}`,
      against: 'bare exceljs',
      goal: 1.5,
      unit: 'ms',
      ours: runs.map(({ cpu }) => cpu),
      peer: peer.map(({ cpu }) => cpu),
      did: 'A new folder and schools.import of a list with 13 columns, ours bundled as the installer packs it or as TypeScript, and exceljs reading every cell of the same file; CPU time of whole processes.',
    });
    comparisons = [
      imported('as built', ours),
      imported('from sources', unbuilt),
      {
        work: 'Its rows, ready made, stored and recorded',
        against: 'bare exceljs',
        goal: 1.5,
        unit: 'ms',
        ours: [least],
        peer: peer.map(({ cpu }) => cpu),
        did: 'What that import writes, with the same indexes, triggers, images and hashes, in a process that runs already: no list is read, nothing checked, no key made.',
      },
      {
        work: 'Search as you type in 43,000 schools, without the window',
        against: null,
        goal: 16,
        unit: 'ms',
        ours: [percentile(keys, 0.95)],
        peer: null,
        did: 'search.find through dispatch for each letter of five texts; CPU time, 95th percentile.',
      },
    ];
    if (!typed) continue;
    comparisons.push(...typedRows(typed));
    measures = typedMedians(typed);
  }
  await rm(BUILT, { recursive: true });
  return {
    comparisons,
    measures,
    growth: [
      { work: 'Import from Excel', of: 'schools', points: imports },
      { work: 'One letter searched', of: 'schools', points: searches },
    ],
  };
}

const SEARCH = 'Search as you type in 43,000 schools';
const FILTER = 'The list of 43,000 schools filtered as you type';

/** Pictures and work beside the goal of one frame, and the barest pages, which show what can be had at all. */
function typedRows({ search, filter, inMemory, fetched, rows }: Typing): Comparison[] {
  const row = (work: string, times: readonly number[], did: string): Comparison => ({
    work,
    against: null,
    goal: 16,
    unit: 'ms',
    ours: [percentile(times, 0.95)],
    peer: null,
    did: `${did}, for each key of five texts; 95th percentile.`,
  });
  const picture = 'From the key to the picture of what it finds, in the browser, by the clock';
  const work = 'CPU time of the main thread of the page, with what the measuring takes';
  const bare = 'In plain DOM, from the key to the picture of eight lines';
  return [
    row(`${SEARCH}, key to picture`, search.pictures, picture),
    {
      ...row(`${SEARCH}, key to picture`, search.pictures, picture),
      against: 'a bare page that fetches',
      goal: 1.5,
      peer: [percentile(fetched.pictures, 0.95)],
    },
    row(FILTER, filter.pictures, picture),
    row(`${SEARCH}, work of the window`, search.work, work),
    row(`${FILTER}, work of the window`, filter.work, work),
    row('A bare page that fetches eight lines, key to picture', fetched.pictures, bare),
    row('A bare page with eight lines in memory, key to picture', inMemory.pictures, bare),
    row(
      'A bare page with the rows of that list, key to picture',
      rows.pictures,
      bare.replace('eight lines', 'other texts in its rows'),
    ),
  ];
}

function typedMedians({
  search,
  filter,
  inMemory,
  fetched,
  rows,
}: Typing): NonNullable<Measured['measures']> {
  const named = {
    [SEARCH]: search,
    [FILTER]: filter,
    'A bare page, typed on': inMemory,
    'A bare page that fetches, typed on': fetched,
    'A bare page with the rows of the list, typed on': rows,
  };
  return Object.entries(named).flatMap(([name, { pictures, work }]) => [
    { name: `${name}, key to picture, median`, unit: 'ms', value: median(pictures) },
    { name: `${name}, work of the page, median`, unit: 'ms', value: median(work) },
    { name: `${name}, work of the page, 95th percentile`, unit: 'ms', value: percentile(work, 0.95) },
  ]);
}
