/** The two channel names between a window and the Electron shell. */
export const CHANNELS = { invoke: 'chung-tay:invoke', event: 'chung-tay:event' } as const;

/** So many calls a window of the loopback sends in one request; a screen asks for some ten. */
export const MOST_CALLS = 64;
