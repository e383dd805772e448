import type { Handlers } from '../context.ts';
import { backUpTo, keepBackup } from './keep.ts';

export const backupHandlers: Handlers<'backups.create' | 'backups.export'> = {
  'backups.create': (context) => keepBackup(context),

  async 'backups.export'(context) {
    const { files, workers, signal, progress, db, today } = context;
    progress('Sao lưu', 0, 0);
    const held = await files.holdWritten(`Chung Tay ${today()}.ctbackup`, (target) =>
      backUpTo(context, target),
    );
    progress('Thử khôi phục bản sao lưu', 0, 0);
    const { path: file } = await files.locate(db, held.fileId);
    const { manifest: _, ...rehearsal } = await workers.run('rehearseBackup', { file }, signal);
    return { ...held, ...rehearsal };
  },
};
