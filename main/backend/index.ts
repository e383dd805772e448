import type { Envelope } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/procedure.ts';
import type { EventName, EventOf } from '../../preload/contract/types.ts';
import type { BackendOptions } from './ports.ts';

export type { BackendOptions, Logger, NativePort } from './ports.ts';

/** A stored or generated file as a shell serves it. */
export interface ServedFile extends FileRef {
  readonly path: string;
}

/** An event on its way to the windows. */
export type BackendEvent = { [N in EventName]: { readonly name: N; readonly payload: EventOf<N> } }[EventName];

/** The whole program without a face: the three shells only carry messages to it. */
export interface Backend {
  /** The only way in: looks the procedure up, parses, runs, and wraps the answer. Never rejects. */
  dispatch(name: string, input: unknown): Promise<Envelope<unknown>>;
  /** Calls the listener for every event; the answer stops it. */
  subscribe(listener: (event: BackendEvent) => void): () => void;
  /** Keeps bytes that a person gave, until a procedure takes them; size-limited. */
  receiveFile(fileName: string, bytes: Uint8Array): Promise<FileRef>;
  /** The file behind an id, or null. */
  openFile(fileId: string): Promise<ServedFile | null>;
  /** Waits for running commands, then closes the data folder. */
  close(): Promise<void>;
}

/** Largest file that `receiveFile` takes, in bytes. */
export const MAX_RECEIVED_BYTES = 64 * 1024 * 1024;

export declare function createBackend(options: BackendOptions): Promise<Backend>;
