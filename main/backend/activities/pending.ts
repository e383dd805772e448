import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';

const pending = async (): Promise<never> => {
  throw new AppError('UNKNOWN_COMMAND');
};

/** Not there yet. */
export const pendingHandlers: Handlers<
  'activities.previewImport' | 'activities.import' | 'activities.print'
> = {
  'activities.previewImport': pending,
  'activities.import': pending,
  'activities.print': pending,
};
