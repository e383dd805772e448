import type { Handlers } from '../context.ts';
import { toFileRef } from './file-store.ts';

export const fileHandlers: Handlers<'files.get'> = {
  async 'files.get'({ db, files }, { fileId }) {
    return toFileRef(await files.locate(db, fileId));
  },
};
