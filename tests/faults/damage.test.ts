import {
  closeSync,
  cpSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openProgram, type Program, temporaryFolder } from '../../main/backend/testing.ts';

const DATABASE = 'chung-tay.sqlite';

async function sample(): Promise<Program> {
  const program = await openProgram({ fresh: true, today: '2023-10-12' });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.generate', {});
  return program;
}

/** Turns bytes of a file over from a place on, as a share of its length. */
function flip(file: string, from: number, length: number): void {
  const at = Math.floor(statSync(file).size * from);
  const bytes = readFileSync(file)
    .subarray(at, at + length)
    .map((byte) => byte ^ 0xff);
  const fd = openSync(file, 'r+');
  writeSync(fd, bytes, 0, bytes.length, at);
  closeSync(fd);
}

const failureOf = async (dataDir: string) => {
  const program = await openProgram({ fresh: true, dataDir, staysUp: true });
  const { failure } = await program.call('app.status', {});
  await program.backend.close();
  return failure;
};

test.each<[string, (file: string) => void]>([
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['without its last page', (file) => truncateSync(file, statSync(file).size - 4096)],
  ['with another beginning', (file) => flip(file, 0, 16)],
  ['with strange pages', (file) => flip(file, 0.4, 40_000)],
])('a database %s is told as damaged, and left as it is', async (_, damage) => {
  const { backend, dataDir } = await sample();
  await backend.close();
  const file = path.join(dataDir, DATABASE);
  damage(file);
  const left = readFileSync(file);
  const failure = await failureOf(dataDir);
  expect(failure?.code).toBe('DATA_FOLDER_DAMAGED');
  expect(failure?.message).toContain('Không có gì bị xóa');
  expect(readFileSync(file).equals(left)).toBe(true);
});

test('a database with nothing in it beside papers is no new folder, however often it is opened', async () => {
  const { backend, dataDir } = await sample();
  await backend.close();
  truncateSync(path.join(dataDir, DATABASE), 0);
  for (let start = 0; start < 2; start += 1)
    expect((await failureOf(dataDir))?.code).toBe('DATA_FOLDER_DAMAGED');
});

test('pages that change under the running program are told as damaged by whatever meets them, and at the next start', async () => {
  const program = await sample();
  const { backend, dataDir } = program;
  await program.behindItsBack(() => {});
  // From the second page to the last: nothing that is not in memory yet can be read.
  const file = path.join(dataDir, DATABASE);
  flip(file, 4096 / statSync(file).size, statSync(file).size - 4096);
  const calls: [string, unknown][] = [
    ['schools.list', {}],
    ['activities.list', {}],
    ['gaps.list', {}],
    ['search.find', { text: 'hoa' }],
    ['reports.figures', { period: '2023-2024' }],
    ['organisations.create', { kind: 'huyen', name: 'Mê Linh' }],
    ['backups.create', {}],
    ['check.run', {}],
  ];
  const codes = new Set<string>();
  for (const [name, input] of calls) {
    const answer = await program.backend.dispatch(name, input);
    if (!answer.ok) codes.add(answer.error.code);
  }
  expect([...codes]).toEqual(['DATA_FOLDER_DAMAGED']);
  await program.backend.close();
  await backend.close();
  expect((await failureOf(dataDir))?.code).toBe('DATA_FOLDER_DAMAGED');
});

test('a log whose end was damaged by a power cut gives what stood before it, whole', async () => {
  const program = await sample();
  for (let number = 0; number < 20; number += 1)
    await program.call('organisations.create', { kind: 'huyen', name: `Huyện ${number}` });
  // As the disk stands when the power goes.
  const copy = path.join(temporaryFolder(), 'Chung Tay');
  cpSync(program.dataDir, copy, { recursive: true });
  flip(path.join(copy, `${DATABASE}-wal`), 0.9, 200);
  const again = await openProgram({ fresh: true, dataDir: copy });
  expect(await again.call('check.run', {})).toEqual({ problems: [] });
  const { entries } = await again.call('history.list', { limit: 500 });
  const { entries: all } = await program.call('history.list', { limit: 500 });
  expect(entries.length).toBeGreaterThan(3);
  expect(entries).toEqual(all.slice(all.length - entries.length));
});

test('a paper whose file was altered or is gone is named by the check and by who asks for it', async () => {
  const program = await sample();
  const { memoranda } = await program.call('memoranda.list', {});
  const [altered = '', gone = ''] = memoranda.flatMap(({ fileId }) => fileId ?? []);
  const placeOf = async (fileId: string) => (await program.backend.openFile(fileId))?.path ?? '';
  writeFileSync(await placeOf(altered), 'khác');
  rmSync(await placeOf(gone));
  const { problems } = await program.call('check.run', {});
  expect(problems.map(({ code }) => code).sort()).toEqual(['ATTACHMENT_ALTERED', 'ATTACHMENT_MISSING']);
  const memorandum = memoranda.find(({ fileId }) => fileId === gone);
  const { code } = await program.refused('memoranda.generate', {
    ids: [memorandum?.id ?? ''],
    printSet: {},
  });
  expect(code).toBe('NOT_FOUND');
});
