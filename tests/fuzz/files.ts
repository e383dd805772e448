import { readFileSync } from 'node:fs';
import path from 'node:path';
import { departmentWorkbook } from '../../main/backend/department-forms/testing.ts';
import { cameraJpeg } from '../../main/backend/evidence/testing.ts';
import { AppError, type Backend } from '../../main/backend/index.ts';
import { makeP12, PRINCIPAL } from '../../main/backend/signatures/testing.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import { randomly } from '../office/random.ts';
import { mutated } from './mutations.ts';
import { Findings, inSampleOffice, RESOURCES_DIR, type SampleOffice, type Timed } from './sample-office.ts';

/** What is taken in makes the folder larger, so a new one is begun now and then. */
const FILES_A_LIFE = 2_000;

export interface FilesReport {
  readonly files: number;
  /** How often each answer was given, by door: a code, or `read`. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly slowest: readonly Timed[];
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
      fileName: 'mẫu.cttemplate',
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
  const findings = new Findings();
  for (let done = 0; done < files; ) {
    const life = Math.min(FILES_A_LIFE, files - done);
    await inSampleOffice(findings, (office) => oneLife(office, life));
    done += life;
  }
  const { faults, slowest } = findings;
  return { files, answers, slowest, faults };

  async function oneLife({ backend, send }: SampleOffice, count: number): Promise<void> {
    const sound = await soundFiles(backend);
    for (let each = 0; each < count; each += 1) {
      progress(each);
      const { fileName, bytes, doors } = random.pick(sound);
      const [name, inputFor] = random.pick(doors);
      const { fileId } = await backend.receiveFile(fileName, await mutated(fileName, bytes, random));
      const through = `${name} ${fileName}`;
      const as = `${through}, seed ${seed}, file ${each}`;
      const code = (await send(name, inputFor(fileId), { as, timedAs: through })) ?? 'read';
      const door = answers.get(through) ?? new Map<string, number>();
      answers.set(through, door.set(code, (door.get(code) ?? 0) + 1));
    }
  }
}
