import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openProgram, temporaryFolder } from '../../main/backend/testing.ts';

const OFFICE = path.join(import.meta.dirname, '../torture/office.ts');
const HANDLES = path.join(import.meta.dirname, 'out-of-handles.ts');

test('a folder that is removed under the running program is told, and never as an internal fault', async () => {
  const program = await openProgram({ fresh: true, dataDir: path.join(temporaryFolder(), 'Chung Tay') });
  await program.call('app.initialise', { sample: true });
  const fileId = await program.receive('danh sách.csv', 'Đơn vị;Cấp học;Tên trường\nThanh Trì;Tiểu học;Mới');
  rmSync(program.dataDir, { recursive: true });
  const codes = new Set<string>();
  for (const [name, input] of [
    ['schools.list', {}],
    ['schools.import', { fileId }],
    ['organisations.create', { kind: 'huyen', name: 'Mê Linh' }],
    ['memoranda.generate', {}],
    ['backups.create', {}],
    ['check.run', {}],
  ] as const) {
    const answer = await program.backend.dispatch(name, input);
    if (!answer.ok) codes.add(answer.error.code);
  }
  expect([...codes]).not.toContain('INTERNAL');
  expect(codes.size).toBeGreaterThan(0);
  await program.backend.close();
});

test('a folder that another program holds is told as held, and comes with the next try', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const other = spawn(process.execPath, [OFFICE, dataDir, '1', 'keep a setting'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((atWork) => {
    other.stdout.on('data', (text) => `${text}`.includes('keep a setting') && atWork());
  });
  const program = await openProgram({ fresh: true, dataDir, staysUp: true });
  expect((await program.call('app.status', {})).failure?.code).toBe('DATA_FOLDER_LOCKED');
  other.kill('SIGKILL');
  if (other.exitCode === null && other.signalCode === null) await once(other, 'exit');
  await program.call('app.tryAgain', {});
  expect((await program.call('app.status', {})).failure).toBeNull();
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
});

test.skipIf(process.platform === 'win32')(
  'a machine that gives no more files to open is told by its name, and the program goes on once it does',
  async () => {
    const dataDir = path.join(temporaryFolder(), 'Chung Tay');
    const child = spawn('sh', ['-c', 'ulimit -n 200; exec "$0" "$@"', process.execPath, HANDLES, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of child.stdout) said += chunk;
    const { refusals, afterwards } = JSON.parse(said) as { refusals: string[]; afterwards: unknown };
    expect(refusals).toContain('TOO_MANY_FILES');
    // SQLite itself can't tell why it may not open one more file.
    expect(refusals.filter((code) => !['TOO_MANY_FILES', 'DATA_FOLDER_READ_ONLY'].includes(code))).toEqual(
      [],
    );
    expect(afterwards).toEqual({ ok: true, value: { problems: [] } });
  },
);
