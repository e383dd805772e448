import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import { renameWithRetries, TEMPORARY } from './atomic-write.ts';
import { attachmentPlace, partOf } from './data-folder.ts';

const isTemporary = (name: string): boolean => TEMPORARY.test(name);

async function dropTemporary(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary)) await rm(path.join(folder, name), { force: true });
  return names.filter((name) => !isTemporary(name));
}

/** Clears away what a process left that was killed in the midst of writing: half files, and files without a row. */
export async function tidyAfterKill(dataDir: string, db: ReadDb): Promise<void> {
  const attachments = partOf(dataDir, 'attachments');
  const rows = await db.selectFrom('attachment').select('sha256').distinct().execute();
  const claimed = new Set(rows.map(({ sha256 }) => sha256));
  for (const folder of [dataDir, partOf(dataDir, 'backups')]) await dropTemporary(folder);
  for (const shelf of await dropTemporary(attachments)) {
    for (const name of await dropTemporary(path.join(attachments, shelf))) {
      if (claimed.has(shelf + name)) continue;
      await mkdir(partOf(dataDir, 'unclaimed'), { recursive: true });
      await renameWithRetries(
        attachmentPlace(dataDir, shelf + name),
        partOf(dataDir, 'unclaimed', shelf + name),
      );
    }
  }
}
