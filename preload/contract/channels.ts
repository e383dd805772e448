/** The two channel names between a window and the Electron shell. */
export const CHANNELS = { invoke: 'chung-tay:invoke', event: 'chung-tay:event' } as const;
