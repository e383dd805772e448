import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';

export const registerHandlers: Handlers<'memoranda.register'> = {
  async 'memoranda.register'() {
    throw new AppError('NOT_FOUND', { what: 'chức năng này' });
  },
};
