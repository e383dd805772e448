import type { Transport } from '../../preload/contract/types.ts';

declare global {
  interface Window {
    /** Exposed by the preload script; absent in a browser. */
    readonly chungTay?: Transport;
  }
}

/** The bridge of the Electron shell, which is already a transport. */
export function electronTransport(): Transport {
  if (!window.chungTay) throw new Error('The preload script did not run.');
  return window.chungTay;
}
