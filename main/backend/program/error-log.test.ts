import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileLogger } from '../logging.ts';
import { onePair, openProgram, type Program, schoolForm, temporaryFolder } from '../testing.ts';

const NAME = 'Nguyễn Văn A';

/** Everything that the logs of a folder say. */
const logOf = (dataDir: string): string => {
  const folder = path.join(dataDir, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('');
};

/** A program in a folder that is called after a person, with the log that ships. */
async function loggedProgram(): Promise<Program> {
  const dataDir = path.join(temporaryFolder(), NAME);
  mkdirSync(dataDir);
  return openProgram({ dataDir, logger: fileLogger(dataDir) });
}

/** Faults of every kind, each with a name in its text. */
const FAULTS: readonly (readonly [kind: string, make: () => unknown])[] = [
  ['a text of a person in an error', () => new Error(`không tìm thấy ${NAME}`)],
  ['JSON that quotes what was typed', () => caught(() => JSON.parse(`${NAME} {`))],
  ['a file in a person’s folder', () => caught(() => readFileSync(`/home/${NAME}/báo cáo.xlsx`))],
  ['an error of an error', () => new Error(NAME, { cause: new Error(NAME, { cause: NAME }) })],
  ['several errors at once', () => new AggregateError([new Error(NAME)], NAME)],
  ['what is no error', () => ({ name: NAME, values: [NAME, { full_name: NAME }] })],
  ['a text', () => NAME],
];

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test.each(FAULTS)('%s leaves no name in the log, but its code and its place', (_kind, make) => {
  const dataDir = temporaryFolder();
  const thrown = make();
  fileLogger(dataDir).error('internal error', {
    code: 'INTERNAL',
    procedure: 'schools.create',
    error: thrown,
  });
  const log = logOf(dataDir);
  expect(log).not.toContain('Nguyễn');
  expect(log).toContain('"code":"INTERNAL","procedure":"schools.create"');
  if (thrown instanceof Error) expect(log).toMatch(/error-log\.test\.ts:\d+:\d+/);
});

test('a path of a person’s computer is cut down to the program’s own', () => {
  const dataDir = temporaryFolder();
  const error = new Error(NAME);
  error.stack = [
    `Error: ${NAME}`,
    '    at saveSchool (C:\\Users\\Nguyen Van A\\AppData\\Local\\Programs\\app.asar\\dist\\main.js:10:5)',
    `    at async file:///home/${encodeURI(NAME)}/chung-tay/main/backend/dispatch.ts:57:10`,
    `    at /home/Nguyen Van A/script.js:1:2`,
    '    at node:internal/process/task_queues:95:5',
  ].join('\n');
  fileLogger(dataDir).error('internal error', { error });
  const [line = ''] = logOf(dataDir).trim().split('\n');
  expect(JSON.parse(line).error.at).toEqual([
    'saveSchool dist\\main.js:10:5',
    'main/backend/dispatch.ts:57:10',
    'script.js:1:2',
    'node:internal/process/task_queues:95:5',
  ]);
});

test('faults and refusals of the real program leave no name in its log', async () => {
  const program = await loggedProgram();
  const { thanhTri } = await onePair(program);
  await program.refused('schools.create', { ...schoolForm(thanhTri, 'thcs', NAME), phone: NAME.repeat(50) });
  const fileId = await program.receive(`${NAME}.xlsx`, `${NAME} không phải sổ tính`);
  await program.refused('schools.import', { fileId });
  await program.refused('files.get', { fileId: NAME });
  await program.behindItsBack((sqlite) => {
    // What nobody expects: the database itself refuses, with the person's name in its words.
    sqlite.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON school BEGIN SELECT RAISE(ABORT, 'trùng ${NAME}'); END`,
    );
  });
  expect(
    await program.refused('schools.create', schoolForm(thanhTri, 'thcs', `Trường THCS ${NAME}`)),
  ).toMatchObject({ code: 'INTERNAL' });
  // The test's own listener gets what the file got.
  for (const { message, details } of program.logged)
    fileLogger(program.dataDir).error(message, { ...Object(details) });
  const log = logOf(program.dataDir);
  expect(log).toContain('SQLITE_CONSTRAINT_TRIGGER');
  expect(log).not.toContain('Nguyễn');

  const { fileId: logId, fileName } = await program.call('app.errorLog', {});
  const text = readFileSync((await program.backend.openFile(logId))?.path ?? '', 'utf8');
  expect(fileName).toBe('Nhật ký lỗi Chung Tay.txt');
  expect(text).toMatch(/^Chung Tay 0\.0\.0-test\n/);
  expect(text).toContain('SQLITE_CONSTRAINT_TRIGGER');
  expect(text).not.toContain('Nguyễn');
});

test('lines that an older program wrote are cleaned before they are sent', async () => {
  const program = await openProgram();
  const folder = path.join(program.dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const old = {
    at: '2024-05-15T01:00:00.000Z',
    level: 'error',
    message: 'internal error',
    code: 'INTERNAL',
    error: { stack: `Error: ${NAME}\n    at save (/x/main/backend/a.ts:1:2)` },
  };
  writeFileSync(
    path.join(folder, 'chung-tay-2024-05-15.log'),
    `${JSON.stringify(old)}\nkhông phải JSON ${NAME}\n`,
  );
  const { fileId } = await program.call('app.errorLog', {});
  const text = readFileSync((await program.backend.openFile(fileId))?.path ?? '', 'utf8');
  expect(text).not.toContain('Nguyễn');
  expect(text).toContain('save main/backend/a.ts:1:2');
});
