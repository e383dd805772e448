import {
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { DATABASE_FILE } from '../files/data-folder.ts';
import { openProgram, temporaryFolder } from '../testing.ts';
import { rehearseBackup } from './rehearse.ts';
import { restoreAsFolder } from './restore.ts';

/** A sample programme with finalised papers, and its backup. */
let dataDir: string;
let backup: string;
let bytes: Buffer;
beforeAll(async () => {
  dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const program = await openProgram({ fresh: true, dataDir });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.generate', {});
  const { fileId, problems } = await program.call('backups.export', {});
  expect(problems).toEqual([]);
  backup = (await program.backend.openFile(fileId))?.path ?? '';
  bytes = readFileSync(backup);
  backup = path.join(temporaryFolder(), 'sao lưu.ctbackup');
  writeFileSync(backup, bytes);
  await program.backend.close();
});

/** Every row of every table. */
function contentsOf(folder: string): Record<string, unknown[]> {
  const sqlite = new Sqlite(path.join(folder, DATABASE_FILE), { readonly: true });
  const names = sqlite
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  const rows = names.map((name) => [name, sqlite.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()]);
  sqlite.close();
  return Object.fromEntries(rows);
}

const attachmentsOf = (folder: string): string[] =>
  readdirSync(path.join(folder, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.basename(entry.parentPath) + entry.name)
    .sort();

const codesOf = async (file: string) => (await rehearseBackup(file)).problems.map(({ code }) => code);

/** A file with these bytes, as somebody might hand it over for a backup. */
function fileOf(content: Uint8Array): string {
  const file = path.join(temporaryFolder(), 'x.ctbackup');
  writeFileSync(file, content);
  return file;
}

async function zipOf(entries: Readonly<Record<string, string>>): Promise<string> {
  const file = path.join(temporaryFolder(), 'x.ctbackup');
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

describe('a backup', () => {
  test('holds every row and every kept file, and restores as a folder of its own', async () => {
    const target = path.join(temporaryFolder(), 'mới', 'Chung Tay');
    const restored = await restoreAsFolder(backup, target);
    expect(restored).toMatchObject({ problems: [], attachments: 10 });
    expect(contentsOf(target)).toEqual(contentsOf(dataDir));
    expect(attachmentsOf(target)).toEqual(attachmentsOf(dataDir));

    const program = await openProgram({ fresh: true, dataDir: target });
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
    expect((await program.call('memoranda.list', {})).memoranda).toHaveLength(10);
  });

  test('is red wherever one byte of it was changed', async () => {
    // Every part of the file: the first and last bytes, and some in between.
    const places = [0, 30, 200, bytes.length - 1, bytes.length - 70];
    for (let step = 1; step < 25; step += 1) places.push(Math.floor((bytes.length * step) / 25));
    for (const place of places) {
      const altered = Buffer.from(bytes);
      altered[place] = (altered[place] ?? 0) ^ 0x01;
      expect(await codesOf(fileOf(altered)), `byte ${place}`).not.toEqual([]);
    }
  });

  test('is red when it was cut off, emptied, or never was one', async () => {
    const cut = fileOf(bytes);
    truncateSync(cut, bytes.length - 1000);
    expect(await codesOf(cut)).toContain('BACKUP_UNREADABLE');
    expect(await codesOf(fileOf(Buffer.alloc(0)))).toEqual(['BACKUP_UNREADABLE']);
    expect(await codesOf(fileOf(Buffer.from('không phải bản sao lưu')))).toEqual(['BACKUP_UNREADABLE']);
    expect(await codesOf(await zipOf({ 'word/document.xml': '<w/>' }))).toContain('BACKUP_UNREADABLE');
  });

  test('of somebody else writes nothing outside its folder', async () => {
    const names = ['attachments/PP/PP/evil', 'evil.txt', 'attachments/zz/evil', 'logs/evil'];
    const tame = await zipOf(Object.fromEntries(names.map((name) => [name, 'x'])));
    // The writer of zips knows better than to write such names.
    const hostile = fileOf(Buffer.from(readFileSync(tame, 'latin1').replaceAll('PP/PP', '../..'), 'latin1'));
    const parent = temporaryFolder();
    const target = path.join(parent, 'dữ liệu');
    await expect(restoreAsFolder(hostile, target)).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
    expect(readdirSync(parent)).toEqual([]);
  });

  test('never goes into a folder that has something in it, and leaves nothing when it is refused', async () => {
    const taken = temporaryFolder();
    writeFileSync(path.join(taken, 'thư.docx'), 'x');
    await expect(restoreAsFolder(backup, taken)).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
    const altered = Buffer.from(bytes);
    altered.fill(0, 50_000, 50_100);
    const parent = temporaryFolder();
    const damaged = restoreAsFolder(fileOf(altered), path.join(parent, 'mới'));
    await expect(damaged).rejects.toMatchObject({ code: expect.stringMatching(/^BACKUP_/) });
    expect(readdirSync(parent)).toEqual([]);
    expect(existsSync(path.join(taken, DATABASE_FILE))).toBe(false);
    expect(statSync(backup).size).toBe(bytes.length);
  });
});
