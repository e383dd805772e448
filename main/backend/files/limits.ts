/** Largest file that `receiveFile` takes, in bytes: a stack of 500 scanned pages fits. */
export const MAX_RECEIVED_BYTES = 256 * 1024 * 1024;
