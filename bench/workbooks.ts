import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleFigures } from '../main/backend/workbooks/sample-figures.ts';
import type { SchoolListEntry } from '../main/backend/workbooks/schools-workbook.ts';
import { buildMain } from '../scripts/build.ts';
import { cellsOf } from './cells.ts';
import { byTurns, type Comparison, canRun, type Measured, type ProcessRun, runProcess } from './measure.ts';

const OURS = join(import.meta.dirname, 'ours/write-workbook.ts');
/** In the checkout, so that the bundle finds the packages as it does where it is shipped. */
const BUILT = join(import.meta.dirname, '../out/bench-workbooks');
const PEER = join(import.meta.dirname, 'peers/write_cells.py');
/** The system's own, which has the libraries where they are installed at all. */
const PYTHON = '/usr/bin/python3';
const LIBRARIES = ['xlsxwriter', 'openpyxl'] as const;
const RUNS = 3;
const SIZES = [20, 290, 2900, 20_000];

/** A school of a list; the names mean no real one. */
export const school = (_: unknown, index: number): SchoolListEntry => ({
  unit: index % 2 === 0 ? 'Huyện Thanh Trì' : 'Huyện Chương Mỹ',
  level: (['mam_non', 'tieu_hoc', 'thcs'] as const)[index % 3] ?? 'thcs',
  code: `01${String(index).padStart(6, '0')}`,
  name: `Trường Tiểu học Hoa Sen ${index}`,
  commune: `Xã Đông Mỹ ${index % 40}`,
  address: `Thôn ${index % 9}, xã Đông Mỹ ${index % 40}`,
  principal: 'Nguyễn Văn A',
  position: 'Hiệu trưởng',
  phone: `024 3333 ${String(index % 10_000).padStart(4, '0')}`,
  email: `truong-${index}@example.edu.vn`,
  classes: 10 + (index % 30),
  pupils: 300 + (index % 900),
  teachers: 20 + (index % 60),
});

interface Files {
  readonly input: string;
  readonly cells: string;
  readonly out: string;
}

/** What a workbook is made from, and its cells for the others. */
async function prepare(
  folder: string,
  kind: 'list' | 'progress',
  input: unknown,
): Promise<Files & { readonly write: () => Promise<ProcessRun> }> {
  const files = {
    input: join(folder, `${kind}.json`),
    cells: join(folder, `${kind}-cells.json`),
    out: join(folder, `${kind}.xlsx`),
  };
  await writeFile(files.input, JSON.stringify(input));
  const write = () => runProcess(process.execPath, [OURS, kind, files.input, files.out]);
  await write();
  await writeFile(files.cells, JSON.stringify(await cellsOf(files.out)));
  return { ...files, write };
}

/** Whole processes that write the same cells; CPU time, because others use the machine, too. */
export async function measureWorkbooks(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
  try {
    const [withXlsxWriter, withOpenpyxl] = await Promise.all(
      LIBRARIES.map((library) => canRun(PYTHON, ['-c', `import ${library}`])),
    );
    const peers = LIBRARIES.filter((_, index) => [withXlsxWriter, withOpenpyxl][index]);
    const against = async ({ cells, out, write }: Awaited<ReturnType<typeof prepare>>) => {
      const [ours = [], ...others] = await byTurns(RUNS, [
        write,
        ...peers.map((library) => () => runProcess(PYTHON, [PEER, library, cells, `${out}.peer.xlsx`])),
      ]);
      const peerRuns = (library: (typeof LIBRARIES)[number]) =>
        peers.includes(library) ? (others[peers.indexOf(library)] ?? []) : null;
      return { ours, peerRuns };
    };
    const cpu = (runs: readonly ProcessRun[]) => runs.map((run) => run.cpu);

    const list = await prepare(folder, 'list', Array.from({ length: 20_000 }, school));
    const { ours, peerRuns } = await against(list);
    const comparisons: Comparison[] = [];
    for (const [library, name, goal] of [
      ['xlsxwriter', 'XlsxWriter', 1],
      ['openpyxl', 'openpyxl', 0.35],
    ] as const) {
      const peer = peerRuns(library);
      comparisons.push({
        work: 'Workbook of 20,000 rows × 13 styled cells',
        against: name,
        goal,
        unit: 'ms',
        ours: cpu(ours),
        peer: peer && cpu(peer),
        did: 'The list of schools as the program exports it, and the same cells with the same looks, widths and heights; CPU time of whole processes.',
      });
    }
    comparisons.push({
      work: 'Workbook of 20,000 rows, memory at its highest',
      against: null,
      goal: 200,
      unit: 'MB',
      ours: ours.map(({ peak }) => peak),
      peer: null,
      did: 'The same processes; the largest resident set.',
    });

    const progress = await prepare(folder, 'progress', sampleFigures());
    await buildMain(BUILT, { build: { rolldownOptions: { input: { 'write-workbook': OURS } } } });
    const built = () =>
      runProcess(process.execPath, [
        join(BUILT, 'write-workbook.js'),
        'progress',
        progress.input,
        progress.out,
      ]);
    for (const [how, write] of [
      ['as built', built],
      ['from sources', progress.write],
    ] as const) {
      const forms = await against({ ...progress, write });
      const openpyxl = forms.peerRuns('openpyxl');
      comparisons.push({
        work: `Progress workbook, all forms, 20 schools, ${how}`,
        against: 'openpyxl',
        goal: 1,
        unit: 'ms',
        ours: cpu(forms.ours),
        peer: openpyxl && cpu(openpyxl),
        did: 'The forms of a year with 60 activities, and the same cells without our page set-up; CPU time of whole processes, ours bundled as the installer packs it or as TypeScript.',
      });
    }

    const points = [];
    for (const size of SIZES) {
      const { write } = await prepare(folder, 'list', Array.from({ length: size }, school));
      const [runs = []] = await byTurns(1, [write]);
      points.push({ size, runs });
    }
    const perUnit = points.map(({ size, runs }) => ({
      size,
      microseconds: (Math.min(...runs.map((run) => run.cpu)) / size) * 1000,
    }));
    return { comparisons, growth: [{ work: 'Workbook of schools', of: 'schools', points: perUnit }] };
  } finally {
    await rm(folder, { recursive: true });
  }
}
