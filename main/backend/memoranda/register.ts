import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';

export const registerHandlers: Handlers<
  'memoranda.register' | 'memoranda.recordSheet' | 'memoranda.importRecords'
> = {
  async 'memoranda.register'() {
    throw new AppError('NOT_FOUND', { what: 'chức năng này' });
  },
  async 'memoranda.recordSheet'() {
    throw new AppError('NOT_FOUND', { what: 'chức năng này' });
  },
  async 'memoranda.importRecords'() {
    throw new AppError('NOT_FOUND', { what: 'chức năng này' });
  },
};
