/** Largest file that `receiveFile` takes, in bytes. */
export const MAX_RECEIVED_BYTES = 64 * 1024 * 1024;
