import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import {
  AppError,
  type Backend,
  copyFileAtomic,
  MAX_RECEIVED_BYTES,
  requireWritable,
} from '../backend/index.ts';

/** A command's way to the backend: typed calls, files in and out. */
export interface Session {
  readonly dataDir: string;
  /** Calls a procedure. @throws AppError as the backend answers it */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Hands a file of this machine to the backend. @throws AppError as `readInput` */
  receive(file: string): Promise<string>;
  /**
   * The absolute path of a file that is to be written, looked at before the work begins.
   * @throws AppError FILE_WRITE_FAILED
   */
  aim(target: string): Promise<string>;
  /** Writes a stored file to a place of this machine, in one step; the answer is the absolute path. */
  save(fileId: string, target: string): Promise<string>;
}

export function openSession(backend: Backend, dataDir: string): Session {
  return {
    dataDir,
    async call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
      const answer = await backend.dispatch(name, input);
      if (!answer.ok) throw new AppError(answer.error.code, answer.error.details);
      // The backend checked the value against this procedure's output schema.
      return answer.value as OutputOf<N>;
    },
    async receive(file) {
      const { fileId } = await backend.receiveFile(path.basename(file), await readInput(file));
      return fileId;
    },
    async aim(target) {
      const absolute = path.resolve(target);
      await requireWritable(absolute);
      return absolute;
    },
    async save(fileId, target) {
      const file = await backend.openFile(fileId);
      if (!file) throw new AppError('NOT_FOUND', { what: 'tệp' });
      const absolute = path.resolve(target);
      await copyFileAtomic(file.path, absolute);
      return absolute;
    },
  };
}

/** How reading a file fails, by what the system says; Windows answers EBUSY while another program holds it. */
const READ_FAILURES: Readonly<Record<string, ErrorCode>> = { ENOENT: 'FILE_NOT_FOUND', EBUSY: 'FILE_IN_USE' };

/**
 * The bytes of a file of this machine.
 * @throws AppError FILE_NOT_FOUND, FILE_IN_USE, FILE_UNREADABLE, FILE_TOO_LARGE
 */
export async function readInput(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_RECEIVED_BYTES) throw new AppError('FILE_TOO_LARGE', { file: path.basename(file) });
    return await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error && 'code' in error ? `${error.code}` : '';
    throw new AppError(READ_FAILURES[reason] ?? 'FILE_UNREADABLE', { file }, { cause: error });
  }
}
