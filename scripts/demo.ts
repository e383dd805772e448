import { readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { toErrorBody } from '../main/backend/errors.ts';
import { createBackend } from '../main/backend/index.ts';
import { fileLogger } from '../main/backend/logging.ts';
import { readSample, sampleActivityForm } from '../main/backend/program/sample.ts';
import { systemUser } from '../main/backend/system-user.ts';
import { openSession, type Session } from '../main/cli/session.ts';
import { table } from '../main/cli/text.ts';
import packageJson from '../package.json' with { type: 'json' };
import { PROCEDURES } from '../preload/contract/procedures.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const RESOURCES_DIR = join(ROOT_DIR, 'resources');
const LIST = join(RESOURCES_DIR, 'samples', 'schools-rehearsal.xlsx');
const PERIOD = '2023-2024';

/** Everything that the demo ever puts into its folder: the data, and what is made of them. */
const DATA = 'du-lieu';
const RESULTS = 'ket-qua';

const STEPS = [
  'Tạo thư mục tập dượt',
  'Nhập danh sách trường từ Excel',
  'Ghép cặp',
  'Soạn biên bản',
  'Ghi hoạt động',
  'Tạo biên bản PDF và bộ in',
  'Xuất báo cáo tiến độ',
] as const;

/** How far the demo is: a bar on a terminal, elsewhere a line a step. */
interface Progress {
  readonly step: (label: (typeof STEPS)[number]) => void;
  readonly within: (done: number, total: number) => void;
  readonly end: () => void;
}

function showProgress(stream: NodeJS.WriteStream): Progress {
  const width = 24;
  let current = 0;
  const draw = (done: number, total: number) => {
    if (!stream.isTTY) return;
    const filled = Math.round(((current + (total > 0 ? done / total : 0)) / STEPS.length) * width);
    const count = total > 0 ? ` ${done}/${total}` : '';
    const bar = '█'.repeat(filled) + '·'.repeat(width - filled);
    stream.write(`\r\u001b[2K[${bar}] ${STEPS[current]}${count}`);
  };
  return {
    step(label) {
      current = STEPS.indexOf(label);
      if (!stream.isTTY) stream.write(`${current + 1}/${STEPS.length} ${label}\n`);
      draw(0, 0);
    },
    within: draw,
    end() {
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}

/** Clears away an earlier demo; a folder with anything else in it is not the demo's and stays untouched. */
async function clearAway(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const foreign = found.filter((name) => name !== DATA && name !== RESULTS);
  if (foreign.length > 0) {
    throw new Error(`Thư mục ${folder} có tệp khác (${foreign[0]}), nên không được dùng cho bản chạy thử.`);
  }
  for (const name of found) await rm(join(folder, name), { recursive: true });
}

/** What the demo made, as rows of its closing table; places are relative to the demo's folder. */
type Made = readonly [what: string, count: number, detail: string, place: string, bytes: number | null];

/** The office's work from the first start to the report, by the same calls as the window makes. */
async function run(session: Session, resultsDir: string, progress: Progress): Promise<Made[]> {
  const sample = await readSample(RESOURCES_DIR);
  progress.step('Tạo thư mục tập dượt');
  await session.call('app.initialise', { sample: false, rehearsal: true });
  const { placeName, venue, ceremonyOn } = sample.programme;
  await session.call('programmes.update', { placeName });
  const { id } = await session.call('ceremonies.get', {});
  await session.call('ceremonies.update', { id, venue, heldOn: ceremonyOn });

  progress.step('Nhập danh sách trường từ Excel');
  const taken = await session.call('schools.import', { fileId: await session.receive(LIST) });
  const { organisations } = await session.call('organisations.list', {});
  const names = PROCEDURES['organisations.update'].input.strip();
  for (const organisation of organisations) {
    await session.call('organisations.update', names.parse(organisation));
  }

  progress.step('Ghép cặp');
  const { pairs } = await session.call('pairs.suggest', {});
  const { ids } = await session.call('pairs.create', {
    pairs: pairs.map(({ supporting, partner }) => ({
      supportingSchoolId: supporting.id,
      partnerSchoolId: partner.id,
    })),
  });

  progress.step('Soạn biên bản');
  await session.call('memoranda.draft', {});

  progress.step('Ghi hoạt động');
  const pairIdOf = new Map(pairs.map(({ supporting }, index) => [supporting.name, ids[index] ?? '']));
  for (const [index, activity] of sample.activities.entries()) {
    await session.call('activities.create', sampleActivityForm(activity, pairIdOf));
    progress.within(index + 1, sample.activities.length);
  }

  progress.step('Tạo biên bản PDF và bộ in');
  const memorandaDir = join(resultsDir, 'bien-ban');
  const { files, printSet } = await session.call('memoranda.generate', { printSet: {} });
  for (const { fileId, fileName } of files) await session.save(fileId, join(memorandaDir, fileName));
  const printFile = join(resultsDir, 'bo-in.pdf');
  if (printSet) await session.save(printSet.fileId, printFile);

  progress.step('Xuất báo cáo tiến độ');
  const report = await session.call('reports.export', { period: PERIOD });
  const reportFile = join(resultsDir, `bao-cao-tien-do-${PERIOD}.xlsx`);
  await session.save(report.fileId, reportFile);

  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const pages = sum(files.map((file) => file.pages));
  return [
    ['Trường', taken.created, `${taken.warnings.length} lưu ý khi nhập`, session.dataDir, null],
    ['Cặp kết nghĩa', ids.length, '', session.dataDir, null],
    ['Hoạt động', sample.activities.length, '', session.dataDir, null],
    [
      'Biên bản ghi nhớ',
      files.length,
      `${pages} trang`,
      memorandaDir,
      sum(files.map((file) => file.byteSize)),
    ],
    ['Bộ in', printSet ? 1 : 0, `${printSet?.pages ?? 0} trang`, printFile, printSet?.byteSize ?? null],
    [
      'Báo cáo tiến độ',
      1,
      `${report.sheets.length} trang tính, ${report.rows} dòng`,
      reportFile,
      report.byteSize,
    ],
  ];
}

const inKilobytes = new Intl.NumberFormat('vi', {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
});

/**
 * Shows the program's main job from an empty folder to the report. It makes `out/demo`, or the folder given as
 * the only argument, anew at every run.
 */
async function main(folder: string): Promise<number> {
  const started = performance.now();
  const progress = showProgress(process.stderr);
  const dataDir = join(folder, DATA);
  try {
    await clearAway(folder);
    const backend = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: packageJson.version,
      actor: systemUser(),
      logger: fileLogger(dataDir),
    });
    backend.subscribe((event) => {
      if (event.name === 'job.progress') progress.within(event.payload.done, event.payload.total);
    });
    const made = await run(openSession(backend, dataDir), join(folder, RESULTS), progress).finally(() =>
      backend.close(),
    );
    progress.end();
    const rows = made.map(([what, count, detail, place, bytes]) => [
      what,
      count,
      detail,
      relative(folder, place),
      bytes === null ? null : inKilobytes.format(bytes / 1000),
    ]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1).replace('.', ',');
    process.stdout.write(
      [
        `Đã làm xong trong ${seconds} giây, tại ${folder}:`,
        '',
        table(['Kết quả', 'Số lượng', 'Chi tiết', 'Nơi lưu', 'Dung lượng'], rows),
        '',
        `Xem trong cửa sổ: npm run -s cli -- serve --data "${dataDir}"`,
        '',
      ].join('\n'),
    );
    return 0;
  } catch (error) {
    progress.end();
    const { code, message } = toErrorBody(error);
    process.stderr.write(
      code === 'INTERNAL' && error instanceof Error ? `${error.message}\n` : `${message} [${code}]\n`,
    );
    return 1;
  }
}

const [target = join(ROOT_DIR, 'out/demo')] = process.argv.slice(2);
if (target.startsWith('-')) {
  process.stderr.write('Cách dùng: npm run demo [-- THƯ_MỤC]\n');
  process.exitCode = 2;
} else {
  process.exitCode = await main(resolve(target));
}
