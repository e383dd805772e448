import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { NativePort } from '../ports.ts';
import { openProgram, temporaryFolder } from '../testing.ts';

/** A shell whose person keeps every file in one folder, under the name that is proposed. */
function shell() {
  const folder = temporaryFolder();
  const shown: string[] = [];
  const opened: string[] = [];
  const noted: string[] = [];
  const native: NativePort = {
    chooseFolder: async () => null,
    chooseSavePath: async (fileName) => path.join(folder, fileName),
    async openFile(place) {
      opened.push(place);
      return true;
    },
    noteSaved: (place) => noted.push(place),
    showInFolder: (place) => shown.push(place),
  };
  return { native, folder, shown, opened, noted };
}

test('the folder of a file that was kept can be opened, also after the next start', async () => {
  const { native, folder, shown } = shell();
  const program = await openProgram({ native });
  const fileId = await program.receive('Báo cáo.xlsx', 'x');
  const kept = path.join(folder, 'Báo cáo.xlsx');
  expect(await program.call('files.saveAs', { fileId })).toEqual({ path: kept });
  await program.call('files.showInFolder', { path: kept });

  await program.behindItsBack(() => {});
  await program.call('files.showInFolder', { path: kept });
  expect(shown).toEqual([kept, kept]);
});

test('a path that was never kept from here is refused, be it there or not', async () => {
  const { native, folder, shown } = shell();
  const program = await openProgram({ native });
  const stranger = path.join(folder, 'Thư riêng.docx');
  writeFileSync(stranger, '');
  for (const place of [stranger, path.join(program.dataDir, 'chung-tay.sqlite'), '../../etc', ''])
    expect(await program.refused('files.showInFolder', { path: place })).toMatchObject({ code: 'NOT_FOUND' });
  expect(shown).toEqual([]);
});

test('a file that has gone is said to be gone, once', async () => {
  const { native, folder, shown } = shell();
  const program = await openProgram({ native });
  const { path: kept } = await program.call('files.saveAs', { fileId: await program.receive('Sổ.pdf', 'x') });
  rmSync(kept ?? '');
  const { code, message } = await program.refused('files.showInFolder', { path: kept ?? '' });
  expect(code).toBe('FILE_MOVED');
  expect(message).toContain(`Tệp “Sổ.pdf” không còn trong thư mục “${folder}”`);
  expect(await program.refused('files.showInFolder', { path: kept ?? '' })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(shown).toEqual([]);
});

test('the data folder is opened by the system, or its place is named', async () => {
  const { native, opened } = shell();
  const program = await openProgram({ native });
  await program.call('app.openDataFolder', {});
  expect(opened).toEqual([program.dataDir]);

  const inBrowser = await openProgram();
  const { code, message } = await inBrowser.refused('app.openDataFolder', {});
  expect(code).toBe('FOLDER_NOT_OPENED');
  expect(message).toContain(inBrowser.dataDir);
});

test('the ten files that were kept last are listed, the newest first, each once', async () => {
  const { native, folder, noted } = shell();
  const program = await openProgram({ native });
  const keep = async (name: string) =>
    program.call('files.saveAs', { fileId: await program.receive(name, 'x') });
  for (let number = 1; number <= 11; number += 1) await keep(`Báo cáo ${number}.xlsx`);
  await keep('Báo cáo 5.xlsx');

  const { files } = await program.call('files.recent', {});
  expect(files.map(({ name }) => name)).toEqual(
    [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((number) => `Báo cáo ${number}.xlsx`),
  );
  expect(files[0]).toMatchObject({ folder, path: path.join(folder, 'Báo cáo 5.xlsx') });
  expect(noted).toHaveLength(12);
});

test('on Windows nothing is written to a place from which Excel could not open it', async () => {
  const folder = path.join('C:', 'a'.repeat(250));
  const native = { ...shell().native, chooseSavePath: async (name: string) => path.join(folder, name) };
  const program = await openProgram({ native });
  const fileId = await program.receive('Báo cáo.xlsx', 'x');
  const here = process.platform;
  Object.defineProperty(process, 'platform', { value: 'win32' });
  try {
    const { code, details } = await program.refused('files.saveAs', { fileId });
    expect({ code, details }).toEqual({
      code: 'PATH_TOO_LONG',
      details: { file: 'Báo cáo.xlsx', excess: 48 },
    });
  } finally {
    Object.defineProperty(process, 'platform', { value: here });
  }
  expect((await program.call('files.recent', {})).files).toEqual([]);
});

test('a recent file opens with its program, unless the system would run it', async () => {
  const { native, folder, opened } = shell();
  const program = await openProgram({ native });
  for (const name of ['Báo cáo.xlsx', 'Báo cáo.bat']) {
    await program.call('files.saveAs', { fileId: await program.receive(name, 'x') });
  }
  await program.call('files.openRecent', { path: path.join(folder, 'Báo cáo.xlsx') });
  const { code } = await program.refused('files.openRecent', { path: path.join(folder, 'Báo cáo.bat') });
  expect(code).toBe('FILE_NOT_OPENED');
  expect(opened).toEqual([path.join(folder, 'Báo cáo.xlsx')]);

  rmSync(path.join(folder, 'Báo cáo.xlsx'));
  expect(
    await program.refused('files.openRecent', { path: path.join(folder, 'Báo cáo.xlsx') }),
  ).toMatchObject({ code: 'FILE_MOVED' });
  const { files } = await program.call('files.recent', {});
  expect(files.map(({ name }) => name)).toEqual(['Báo cáo.bat']);
});
