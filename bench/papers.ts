import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createBackend } from '../main/backend/index.ts';
import { memorandumFacts } from '../main/backend/papers/templates/facts.ts';
import { type MemorandumPdfInput, renderMemorandumPdf } from '../main/backend/papers/templates/index.ts';
import { previewPaper } from '../main/backend/papers/templates/preview.ts';
import { loadTemplate } from '../main/backend/papers/templates/template.ts';
import { startWorkers } from '../main/backend/workers/workers.ts';
import { call, makeCity, NAMES } from './city.ts';
import type { Comparison, Measure } from './measure.ts';
import { inFolder, libreOffice, reportLab, since } from './peers/papers.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const RESOURCES_DIR = join(ROOT_DIR, 'resources');
const TEMPLATES = join(RESOURCES_DIR, 'templates');
const FONTS = join(RESOURCES_DIR, 'fonts/tinos');
const CLI = join(ROOT_DIR, 'main/cli/index.ts');
const CREATED_AT = '2023-04-10T01:02:03Z';

/** Of the first programme, doubled; of the whole city. */
const FEW = 20;
const CITY = 2900;
const RUNS = 5;
/** Papers that threads are given at a time, as the program does. */
const AT_A_TIME = 6;

/** The example memorandum under so many names, each with its page codes. */
function memoranda(count: number): MemorandumPdfInput[] {
  const template = loadTemplate(join(TEMPLATES, 'memorandum/1/template.json'));
  const { facts } = previewPaper('memorandum', TEMPLATES);
  const said = JSON.stringify(facts);
  return Array.from({ length: count }, (_, index) => ({
    facts: memorandumFacts.parse(
      JSON.parse(said.replaceAll('Hoa Sen', `${NAMES[index % NAMES.length]} ${index + 1}`)),
    ),
    template,
    fontsFolder: FONTS,
    createdAt: CREATED_AT,
    pageCodes: {
      memorandumId: `0190a1b2-c3d4-7e5f-8a9b-${index.toString(16).padStart(12, '0')}`,
      version: 1,
      secret: 'ab'.repeat(32),
    },
  }));
}

/** One thread, one after the other, warm; ms of each run. */
async function printInOneThread(inputs: readonly MemorandumPdfInput[]): Promise<number[]> {
  const runs: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const start = performance.now();
    for (const input of inputs) await renderMemorandumPdf(input);
    if (run >= 0) runs.push(since(start));
  }
  return runs;
}

/** All through the program's own pool of two threads, warm; ms. */
async function printInThreads(inputs: readonly MemorandumPdfInput[]): Promise<number> {
  const workers = startWorkers();
  const printAll = async (waiting: Iterator<MemorandumPdfInput>): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next())
      await workers.run('memorandumPdf', next.value);
  };
  const inAll = async (all: readonly MemorandumPdfInput[]): Promise<void> => {
    const waiting = all.values();
    await Promise.all(Array.from({ length: AT_A_TIME }, () => printAll(waiting)));
  };
  try {
    await inAll(inputs.slice(0, FEW));
    const start = performance.now();
    await inAll(inputs);
    return since(start);
  } finally {
    await workers.close();
  }
}

/** From the click to a file that the window can show, for one draft after the other of a folder with twenty; ms. */
const clickToPaper = (): Promise<number[]> =>
  inFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    await makeCity(dataDir, RESOURCES_DIR, 2 * FEW);
    const backend = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0.0.0',
      actor: 'bench',
    });
    try {
      const ids = (await call(backend, 'memoranda.list', {})).memoranda.map(({ id }) => id);
      const times: number[] = [];
      for (let round = -2; round < 1; round += 1) {
        for (const id of ids) {
          const start = performance.now();
          await call(backend, 'memoranda.preview', { id });
          if (round >= 0) times.push(since(start));
        }
      }
      return times;
    } finally {
      await backend.close();
    }
  });

/** A memorandum's share of the command line's time beyond what it needs to list schools, each in a process of its own. */
const coldCommand = (): Promise<number[]> =>
  inFolder(async (folder) => {
    const timed = (...args: string[]): number => {
      const start = performance.now();
      execFileSync(process.execPath, [CLI, ...args], { stdio: 'ignore' });
      return since(start);
    };
    const sample = join(folder, 'sample');
    timed('init', '--sample', '--data', sample);
    const times: number[] = [];
    for (let run = -1; run < RUNS; run += 1) {
      const data = join(folder, `data${run}`);
      const out = join(folder, `out${run}`);
      await cp(sample, data, { recursive: true });
      await mkdir(out);
      const list = timed('schools', 'list', '--data', data);
      const generate = timed('memoranda', 'generate', '--data', data, '--out', out);
      if (run >= 0) times.push((generate - list) / 10);
    }
    return times;
  });

/** Memoranda beside what else could print them. A peer that is not installed has no runs. */
export async function measurePapers(): Promise<Comparison[]> {
  const few = memoranda(FEW);
  const oneThread = await printInOneThread(few);
  const words = '20 memoranda of five pages, each a PDF of its own with its faces embedded as subsets';
  return [
    {
      work: '20 memoranda as PDF',
      against: 'ReportLab',
      goal: 1,
      unit: 'ms',
      ours: oneThread,
      peer: await reportLab(few, RUNS),
      did: `${words}: from facts to bytes in one warm thread; ReportLab sets the same words, its fonts registered before`,
    },
    {
      work: '20 memoranda as PDF',
      against: 'LibreOffice',
      goal: 0.25,
      unit: 'ms',
      ours: oneThread,
      peer: await libreOffice(few),
      did: `${words}; LibreOffice turns the program's own 20 Word copies into PDF in one call`,
    },
    {
      work: 'Click on a memorandum to its PDF',
      against: null,
      goal: 40,
      unit: 'ms',
      ours: await clickToPaper(),
      peer: null,
      did: 'memoranda.preview through dispatch, each draft of a warm program: checked, made in a thread, held as a file',
    },
    {
      work: '2,900 memoranda in two threads',
      against: '145 times 20 in one thread',
      goal: 0.6,
      unit: 'ms',
      ours: [await printInThreads(memoranda(CITY))],
      peer: oneThread.map((ms) => (ms * CITY) / FEW),
      did: 'a whole city through the pool of worker threads, six at a time, beside the cost of twenty',
    },
    {
      work: 'Cold command line, a memorandum of ten',
      against: null,
      goal: 120,
      unit: 'ms',
      ours: await coldCommand(),
      peer: null,
      did: 'a tenth of memoranda generate less schools list, each a process of its own, with what an earlier call compiled',
    },
  ];
}

/** Of the whole program, in kB. */
const memory = (): number => process.memoryUsage().rss / 1024;

/**
 * How the making of memoranda grows, with all that belongs to it: checked, printed, stored on disk, each in its own
 * transaction. For each size the time a memorandum takes, and the memory of the program after a fifth, when its threads
 * are warm, and at the end.
 */
export async function growPapers(sizes: readonly number[] = [20, 290, CITY]): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const size of sizes) {
    await inFolder(async (folder) => {
      const dataDir = join(folder, 'data');
      // Some schools of a level find no partner.
      await makeCity(dataDir, RESOURCES_DIR, 2 * size + 2);
      const options = { dataDir, resourcesDir: RESOURCES_DIR, version: '0.0.0', actor: 'bench' };
      const backend = await createBackend(options);
      try {
        const ids = (await call(backend, 'memoranda.list', {})).memoranda.map(({ id }) => id);
        const asked = ids.slice(0, size);
        await Promise.all(asked.slice(0, 12).map((id) => call(backend, 'memoranda.preview', { id })));
        let afterFifth: number | null = null;
        const stop = backend.subscribe(({ name, payload }) => {
          if (name === 'job.progress' && payload.done * 5 >= size) afterFifth ??= memory();
        });
        const start = performance.now();
        const { files } = await call(backend, 'memoranda.generate', { ids: asked, strict: false });
        const name = (what: string) => `${what}, ${files.length.toLocaleString('en')} memoranda`;
        measures.push({
          name: name('A memorandum made and stored'),
          unit: 'ms',
          value: since(start) / files.length,
        });
        measures.push({ name: name('Memory at the end'), unit: 'kB', value: memory() });
        measures.push({ name: name('Memory after a fifth'), unit: 'kB', value: afterFifth ?? memory() });
        stop();
      } finally {
        await backend.close();
      }
    });
  }
  return measures;
}
