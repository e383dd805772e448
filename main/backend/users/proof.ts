import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';

/**
 * How the owner of the data proves that he is that: by a file in the data folder whose name nobody can know before.
 * Whoever can make it could as well exchange the database, so it opens no door that was shut.
 */
export function folderProofs(dataDir: string) {
  const asked = new Map<string, string>();

  /** The files that prove it; Windows hides endings, so one more or less is no matter. */
  const filesOf = async (stem: string): Promise<string[]> => {
    const entries = await readdir(dataDir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.toLowerCase().split('.')[0] === stem)
      .map((entry) => path.join(dataDir, entry.name));
  };

  return {
    /** The name of the file for a user; the same until it has served. */
    ask(userId: string): string {
      const stem = asked.get(userId) ?? `quen-mat-khau-${randomBytes(6).toString('hex')}`;
      asked.set(userId, stem);
      return `${stem}.txt`;
    },
    /** @throws AppError PROOF_MISSING */
    async require(userId: string): Promise<void> {
      const stem = asked.get(userId);
      if (stem === undefined || (await filesOf(stem)).length === 0)
        throw new AppError('PROOF_MISSING', { fileName: `${stem ?? 'quen-mat-khau'}.txt` });
    },
    /** It has served: it is removed, and the next time needs another. */
    async spend(userId: string): Promise<void> {
      const stem = asked.get(userId);
      asked.delete(userId);
      if (stem === undefined) return;
      for (const file of await filesOf(stem)) await rm(file, { force: true });
    },
  };
}
