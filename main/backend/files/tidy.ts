import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import { makeFolders, renameWithRetries, TEMPORARY } from './atomic-write.ts';
import { attachmentPlace, partOf } from './data-folder.ts';

const isTemporary = (name: string): boolean => TEMPORARY.test(name);

async function dropTemporary(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary)) await rm(path.join(folder, name), { force: true });
  return names.filter((name) => !isTemporary(name));
}

/** Whether the journal tells of a file: evidence that was taken back can be put back as long as its bytes are there. */
const isJournalled = async (db: ReadDb, sha256: string): Promise<boolean> =>
  (await db
    .selectFrom('journal')
    .select('sequence')
    .where((eb) => eb.fn('instr', ['payload', eb.val(sha256)]), '>', 0)
    .executeTakeFirst()) !== undefined;

/**
 * Clears away what a process left that was killed in the midst of writing, and what a restored backup doesn't know of:
 * half files, and files of which no stored command knows.
 */
export async function tidy(dataDir: string, db: ReadDb): Promise<void> {
  const attachments = partOf(dataDir, 'attachments');
  const rows = await db.selectFrom('attachment').select('sha256').distinct().execute();
  const claimed = new Set(rows.map(({ sha256 }) => sha256));
  for (const folder of [dataDir, partOf(dataDir, 'backups')]) await dropTemporary(folder);
  for (const shelf of await dropTemporary(attachments)) {
    for (const name of await dropTemporary(path.join(attachments, shelf))) {
      if (claimed.has(shelf + name) || (await isJournalled(db, shelf + name))) continue;
      await makeFolders(partOf(dataDir, 'unclaimed'));
      await renameWithRetries(
        attachmentPlace(dataDir, shelf + name),
        partOf(dataDir, 'unclaimed', shelf + name),
      );
    }
  }
}
