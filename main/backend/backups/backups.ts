import type { Handlers } from '../context.ts';
import { BACKUP_ENDING } from '../files/endings.ts';
import { backUpTo, keepBackup } from './keep.ts';
import { readKey } from './password.ts';

export const backupHandlers: Handlers<'backups.create' | 'backups.export'> = {
  'backups.create': (context) => keepBackup(context),

  async 'backups.export'(context, { password }) {
    const { files, workers, signal, progress, db, today, dataDir, now } = context;
    const key =
      password === undefined
        ? await readKey(dataDir)
        : await workers.run('makeBackupKey', { password, at: now() }, signal);
    const held = await files.holdWritten(`Chung Tay ${today()}${BACKUP_ENDING}`, (target) =>
      backUpTo(context, target, key),
    );
    progress('Thử khôi phục bản sao lưu', 0, 0);
    const { path: file } = await files.locate(db, held.fileId);
    const { manifest: _, ...rehearsal } = await workers.run('rehearseBackup', { file, key }, signal);
    return { ...held, ...rehearsal, locked: key !== null };
  },
};
