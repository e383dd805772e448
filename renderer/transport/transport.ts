import type { Transport } from '../../preload/contract/types.ts';
import { electronTransport } from './electron.ts';
import { loopbackTransport } from './loopback.ts';

export type { Transport } from '../../preload/contract/types.ts';

/** The transport of the shell that shows this window. */
export const chooseTransport = (): Transport =>
  'chungTay' in window ? electronTransport() : loopbackTransport();
