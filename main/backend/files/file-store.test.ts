import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_RECEIVED_BYTES } from '../index.ts';
import { openProgram, temporaryFolder } from '../testing.ts';
import { writeError, writeFileAtomic } from './atomic-write.ts';

describe('files that are handed in', () => {
  test('are known by an id, never by a path, until the program closes', async () => {
    const program = await openProgram();
    const received = await program.backend.receiveFile('../../Danh sách.csv', Buffer.from('a,b'));
    expect(received).toEqual({
      fileId: expect.any(String),
      fileName: '-..-Danh sách.csv',
      mediaType: 'text/csv',
      byteSize: 3,
    });
    expect(await program.call('files.get', { fileId: received.fileId })).toEqual(received);
    const { path: place = '' } = (await program.backend.openFile(received.fileId)) ?? {};
    expect(place.startsWith(path.join(program.dataDir, 'passing'))).toBe(true);
    expect(readFileSync(place, 'utf8')).toBe('a,b');
    await program.behindItsBack(() => {});
    expect(existsSync(place)).toBe(false);
    expect(await program.backend.openFile(received.fileId)).toBeNull();
    expect(await program.refused('files.get', { fileId: received.fileId })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('that a killed program left are cleared', async () => {
    const program = await openProgram();
    await program.behindItsBack(() => {
      mkdirSync(path.join(program.dataDir, 'passing'), { recursive: true });
      writeFileSync(path.join(program.dataDir, 'passing', 'left'), 'x');
    });
    expect(readdirSync(path.join(program.dataDir, 'passing'))).toEqual([]);
  });

  test('have a limit', async () => {
    const { backend } = await openProgram();
    await expect(backend.receiveFile('a.csv', new Uint8Array(MAX_RECEIVED_BYTES + 1))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
  });

  test('that are backups have none but the disk’s: what an office keeps grows with its years', async () => {
    const { backend } = await openProgram();
    const part = new Uint8Array(MAX_RECEIVED_BYTES / 16);
    const received = await backend.receiveBackup(
      'Chung Tay.ctbackup',
      (async function* () {
        for (let at = 0; at < 17; at += 1) yield part;
      })(),
    );
    expect(received).toMatchObject({ fileName: 'Chung Tay.ctbackup', byteSize: 17 * part.byteLength });
    expect(statSync((await backend.openFile(received.fileId))?.path ?? '').size).toBe(17 * part.byteLength);
  });

  test('that break off are not kept', async () => {
    const { backend, dataDir } = await openProgram();
    const broken = (async function* () {
      yield Buffer.from('PK');
      throw new Error('the stick was pulled out');
    })();
    await expect(backend.receiveBackup('Chung Tay.ctbackup', broken)).rejects.toThrow('pulled out');
    expect(readdirSync(path.join(dataDir, 'passing'))).toEqual([]);
  });

  test('are found by no id that is none', async () => {
    const { backend } = await openProgram();
    for (const id of ['', '../chung-tay.sqlite', "' OR 1=1 --"])
      expect(await backend.openFile(id)).toBeNull();
  });
});

test('a file that is kept twice lies there once', async () => {
  const program = await openProgram();
  const first = await program.call('reports.export', { period: '2023' });
  const second = await program.call('reports.export', { period: '2023' });
  const paths = await Promise.all(
    [first, second].map(async ({ fileId }) => (await program.backend.openFile(fileId))?.path),
  );
  const digests = paths.map((each) => path.relative(path.join(program.dataDir, 'attachments'), each ?? ''));
  expect(digests.every((digest) => /^[0-9a-f]{2}.[0-9a-f]{62}$/.test(digest))).toBe(true);
  expect((await program.call('check.run', {})).problems).toEqual([]);
});

describe('writing in one step', () => {
  test('replaces what was there, makes missing folders, and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'mới', 'báo cáo.xlsx');
    await writeFileAtomic(file, Buffer.from('one'));
    await writeFileAtomic(file, Buffer.from('two'));
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(path.dirname(file))).toEqual(['báo cáo.xlsx']);
  });

  test('takes the longest Vietnamese name', async () => {
    const file = path.join(temporaryFolder(), `${'Ấ'.repeat(80)}.pdf`);
    await writeFileAtomic(file, Buffer.from('x'));
    expect(existsSync(file)).toBe(true);
  });

  test('onto a folder fails, names the file, and leaves the folder as it was', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'taken.pdf'));
    await expect(writeFileAtomic(path.join(folder, 'taken.pdf'), Buffer.from('x'))).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      details: { file: path.join(folder, 'taken.pdf') },
    });
    expect(readdirSync(folder)).toEqual(['taken.pdf']);
    writeFileSync(path.join(folder, 'file'), '');
    await expect(
      writeFileAtomic(path.join(folder, 'file', 'below.pdf'), Buffer.from('x')),
    ).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
    });
  });

  test.runIf(process.platform === 'linux')('where no folder can be made it fails at once', async () => {
    const file = '/proc/chung-tay/mới/a.pdf';
    await expect(writeFileAtomic(file, Buffer.from('x'))).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      details: { file },
    });
  });

  test.runIf(process.platform !== 'win32')('keeps to the permissions of a place', async () => {
    const folder = temporaryFolder();
    await writeFileAtomic(path.join(folder, 'a.pdf'), Buffer.from('x'));
    chmodSync(path.join(folder, 'a.pdf'), 0o400);
    await writeFileAtomic(path.join(folder, 'a.pdf'), Buffer.from('y'));
    expect(readFileSync(path.join(folder, 'a.pdf'), 'utf8')).toBe('y');
  });

  test('a full disk and a held file have their own codes', () => {
    const system = (code: string) => Object.assign(new Error(code), { code });
    expect(writeError(system('ENOSPC'), 'a').code).toBe('DISK_FULL');
    expect(writeError(system('EBUSY'), 'a').code).toBe('FILE_LOCKED');
    expect(writeError(system('EROFS'), 'a').code).toBe('FILE_WRITE_FAILED');
    expect(writeError('odd', 'a').code).toBe('FILE_WRITE_FAILED');
  });
});

describe('a file that another program opens', () => {
  const shell = () => {
    const opened: string[] = [];
    return {
      opened,
      native: {
        chooseFolder: async () => null,
        chooseSavePath: async () => null,
        async openFile(file: string) {
          opened.push(file);
          return true;
        },
        noteSaved() {},
        showInFolder() {},
      },
    };
  };

  test('is a copy under its own name, gone when the program closes', async () => {
    const { native, opened } = shell();
    const program = await openProgram({ native });
    const fileId = await program.receive('In cả bộ.pdf', '%PDF-1.7');
    await program.call('files.open', { fileId });

    const [copy = ''] = opened;
    expect(path.basename(copy)).toBe('In cả bộ.pdf');
    expect(readFileSync(copy, 'utf8')).toBe('%PDF-1.7');
    expect(copy.startsWith(program.dataDir)).toBe(false);
    await program.backend.close();
    expect(existsSync(copy)).toBe(false);
  });

  test('is never one that the system would run', async () => {
    const { native, opened } = shell();
    const program = await openProgram({ native });
    for (const name of ['bien-ban.exe', 'bien-ban.pdf.bat', 'bien-ban'])
      expect(await program.refused('files.open', { fileId: await program.receive(name, 'x') })).toMatchObject(
        {
          code: 'FILE_NOT_OPENED',
          details: { file: name },
        },
      );
    expect(opened).toEqual([]);
  });

  test('that no program takes is named', async () => {
    const program = await openProgram({ native: { ...shell().native, openFile: async () => false } });
    const fileId = await program.receive('In cả bộ.pdf', '%PDF-1.7');
    expect((await program.refused('files.open', { fileId })).message).toContain('“In cả bộ.pdf”');
  });
});
