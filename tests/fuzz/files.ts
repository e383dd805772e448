import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { departmentWorkbook } from '../../main/backend/department-forms/testing.ts';
import { cameraJpeg } from '../../main/backend/evidence/testing.ts';
import { AppError, type Backend, createBackend } from '../../main/backend/index.ts';
import { makeP12, PRINCIPAL } from '../../main/backend/signatures/testing.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import { stateOf } from '../folder-state.ts';
import { randomly } from '../office/random.ts';
import { mutated } from './mutations.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');
/** What is taken in makes the folder larger, so a new one is begun now and then. */
const FILES_A_LIFE = 2_000;

export interface FilesReport {
  readonly files: number;
  /** How often each answer was given, by door: a code, or `read`. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The slowest answers, in milliseconds. */
  readonly slowest: readonly { readonly door: string; readonly ms: number }[];
  readonly faults: readonly string[];
}

/** A file that the program takes, and the doors that take it. */
interface Sound {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly doors: readonly (readonly [name: ProcedureName, inputFor: (fileId: string) => unknown])[];
}

async function soundFiles(backend: Backend): Promise<readonly Sound[]> {
  async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const answer = await backend.dispatch(name, input);
    if (!answer.ok) throw new AppError(answer.error.code, answer.error.details);
    // The backend checked the value against this procedure's output schema.
    return answer.value as OutputOf<N>;
  }
  const made = async ({ fileId }: { readonly fileId: string }): Promise<Buffer> => {
    const file = await backend.openFile(fileId);
    if (!file) throw new Error('the file is gone');
    return readFileSync(file.path);
  };
  const { memoranda } = await call('memoranda.list', {});
  const { activities } = await call('activities.list', {});
  const [memorandum, activity] = [memoranda[0], activities[0]];
  if (!memorandum || !activity) throw new Error('the sample lacks a memorandum or an activity');
  await call('memoranda.generate', { ids: [memorandum.id] });
  const { templates } = await call('templates.list', {});
  const template = templates.find(({ kind }) => kind === 'memorandum') ?? templates[0];
  if (!template) throw new Error('no template');

  const list = { dryRun: true } as const;
  const lists: Sound['doors'] = [
    ['schools.import', (fileId) => ({ fileId, ...list })],
    ['schools.previewImport', (fileId) => ({ fileId })],
    ['schools.markImport', (fileId) => ({ fileId })],
    ['memoranda.importRecords', (fileId) => ({ fileId, ...list })],
    ['activities.import', (fileId) => ({ fileId, ...list })],
    ['examResults.import', (fileId) => ({ fileId, ...list })],
    ['support.import', (fileId) => ({ fileId, ...list })],
  ];
  const form: Sound['doors'] = [['departmentForms.create', (fileId) => ({ fileId, name: 'Biểu của Sở' })]];
  const pictures: Sound['doors'] = [
    ['evidence.addFiles', (fileId) => ({ of: { activityId: activity.id }, fileIds: [fileId] })],
    ['scans.join', (fileId) => ({ files: [{ fileId, rotation: 90 }, { fileId }] })],
    ['scans.file', (fileId) => ({ fileIds: [fileId] })],
  ];
  const p12 = Buffer.from(makeP12(PRINCIPAL));
  const csv = readFileSync(path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv'));
  return [
    {
      fileName: 'danh sách.xlsx',
      bytes: await made(await call('schools.export', {})),
      doors: [...lists, ...form],
    },
    { fileName: 'danh sách.csv', bytes: csv, doors: lists },
    { fileName: 'biên bản.xlsx', bytes: await made(await call('memoranda.recordSheet', {})), doors: lists },
    { fileName: 'biểu.xlsx', bytes: await departmentWorkbook(), doors: form },
    {
      fileName: 'biên bản.pdf',
      bytes: await made(await call('memoranda.preview', { id: memorandum.id })),
      doors: [...pictures, ['signatures.verify', (fileId) => ({ fileId })]],
    },
    {
      fileName: 'biểu đồ.png',
      bytes: await made(await call('charts.png', { chart: 'progress', period: '2023-2024' })),
      doors: pictures,
    },
    { fileName: 'ảnh.jpg', bytes: cameraJpeg(64, 48, 6), doors: pictures },
    {
      fileName: 'chứng thư.p12',
      bytes: p12,
      doors: [
        [
          'signatures.sign',
          (p12FileId) => ({
            memorandumId: memorandum.id,
            side: 'a',
            p12FileId,
            password: PRINCIPAL.password,
          }),
        ],
      ],
    },
    {
      fileName: 'mẫu.json',
      bytes: await made(await call('templates.export', { id: template.id })),
      doors: [['templates.import', (fileId) => ({ fileId })]],
    },
    {
      fileName: 'sao lưu.ctbackup',
      bytes: await made(await call('backups.export', {})),
      doors: [['backups.inspect', (fileId) => ({ source: { fileId } })]],
    },
  ];
}

/** Hands files in that were whole until something in them was changed. */
export async function fuzzFiles(
  files: number,
  {
    seed = 1,
    progress = () => {},
  }: { readonly seed?: number; readonly progress?: (done: number) => void } = {},
): Promise<FilesReport> {
  const random = randomly(seed);
  const answers = new Map<string, Map<string, number>>();
  const times: { door: string; ms: number }[] = [];
  const faults: string[] = [];
  for (let done = 0; done < files; ) {
    const life = Math.min(FILES_A_LIFE, files - done);
    await oneLife(life);
    done += life;
  }
  return {
    files,
    answers,
    slowest: times.sort((left, right) => right.ms - left.ms).slice(0, 10),
    faults,
  };

  async function oneLife(count: number): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
    const dataDir = path.join(folder, 'Chung Tay');
    const logged: unknown[] = [];
    const backend = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0.0.0',
      actor: 'van-thu',
      logger: { info() {}, error: (_message, details) => logged.push(details?.error) },
    });
    try {
      await backend.dispatch('app.initialise', { sample: true });
      const sound = await soundFiles(backend);
      for (let each = 0; each < count; each += 1) {
        progress(each);
        const { fileName, bytes, doors } = random.pick(sound);
        const [name, inputFor] = random.pick(doors);
        const changed = await mutated(fileName, bytes, random);
        const { fileId } = await backend.receiveFile(fileName, changed);
        const before = stateOf(dataDir);
        const start = performance.now();
        const answer = await backend.dispatch(name, inputFor(fileId));
        times.push({ door: `${name} ${fileName}`, ms: Math.round(performance.now() - start) });
        if (times.length > 1_000) times.sort((left, right) => right.ms - left.ms).splice(10);
        const code = answer.ok ? 'read' : answer.error.code;
        const door = answers.get(`${name} ${fileName}`) ?? new Map<string, number>();
        answers.set(`${name} ${fileName}`, door.set(code, (door.get(code) ?? 0) + 1));
        if (answer.ok) continue;
        const what = `${name} ${fileName}, seed ${seed}, file ${each}`;
        if (code === 'INTERNAL') {
          const cause = logged.at(-1);
          const stack =
            cause instanceof Error ? (cause.stack ?? '').split('\n').slice(0, 6).join('\n    ') : cause;
          faults.push(`INTERNAL: ${what}\n    ${stack}`);
        }
        if (stateOf(dataDir) !== before) faults.push(`changed after ${code}: ${what}`);
      }
      const check = await backend.dispatch('check.run', {});
      if (!check.ok || JSON.stringify(check.value) !== '{"problems":[]}')
        faults.push(`check: ${JSON.stringify(check)}`);
    } finally {
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
