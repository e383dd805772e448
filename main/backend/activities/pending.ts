import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';

const pending = async (): Promise<never> => {
  throw new AppError('UNKNOWN_COMMAND');
};

/** Not there yet. */
export const pendingHandlers: Handlers<'activities.print'> = {
  'activities.print': pending,
};
