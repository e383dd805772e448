import type { Transport } from '../../preload/contract/types.ts';

export type { Transport } from '../../preload/contract/types.ts';

/** The transport of the shell that shows this window. */
export async function chooseTransport(): Promise<Transport> {
  return 'chungTay' in window
    ? (await import('./electron.ts')).electronTransport()
    : (await import('./loopback.ts')).loopbackTransport();
}
