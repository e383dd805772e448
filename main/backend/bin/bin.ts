import type { Handlers } from '../context.ts';
import { binned } from './read.ts';
import { restore } from './restore.ts';

export const binHandlers: Handlers<'bin.list' | 'bin.restore'> = {
  async 'bin.list'(context) {
    return { items: await binned(context) };
  },

  async 'bin.restore'(context, { items, confirmOverlap }) {
    await restore(context, items, confirmOverlap);
    return {};
  },
};
