import { createReadStream } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { AppError, toErrorBody } from '../backend/errors.ts';
import { BACKUP_ENDING, TEMPLATE_ENDING } from '../backend/files/endings.ts';
import { MAX_RECEIVED_BYTES } from '../backend/files/limits.ts';
import type { Backend } from '../backend/index.ts';
import { tooLarge } from '../web/files.ts';
import { APP_URL } from './protocol.ts';

/** The section of the settings that takes in a kind of file, by its ending. */
const SECTIONS: Readonly<Record<string, string>> = {
  [BACKUP_ENDING]: 'backups',
  [TEMPLATE_ENDING]: 'templates',
};

const sectionOf = (path: string): string | undefined => SECTIONS[extname(path).toLowerCase()];

/**
 * The file of our own that a double click hands over: the first on a command line, which begins with the program itself.
 * @param workingDirectory where a relative path begins
 * @returns an absolute path, or null
 */
export function fileOn(commandLine: readonly string[], workingDirectory: string): string | null {
  const given = commandLine.slice(1).find((each) => sectionOf(each) !== undefined);
  return given === undefined || given.startsWith('--') ? null : resolve(workingDirectory, given);
}

/** The bytes of a file as they are asked for. @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new AppError(isGone ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file: basename(path) });
  }
}

/** The bytes of a small file. @throws AppError FILE_TOO_LARGE and those of its chunks */
async function bytesOf(path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(path)) {
    size += chunk.byteLength;
    if (size > MAX_RECEIVED_BYTES) throw tooLarge(basename(path));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** While nobody works, or no data are open, the window says so itself, and the file waits. */
const waitsFor = (code: string): boolean => code === 'NOT_SIGNED_IN' || code.startsWith('DATA_FOLDER_');

/**
 * Opens files of our own as a window does that a person hands one over: it shows or asks, and changes nothing.
 * @param tell says to the person why a file can't be opened
 * @returns opens the file at an absolute path
 */
export function fileOpener(
  window: Pick<BrowserWindow, 'isDestroyed' | 'loadURL'>,
  backend: Pick<Backend, 'receiveBackup' | 'receiveFile' | 'subscribe'>,
  tell: (text: string) => void,
): (path: string) => Promise<void> {
  let waiting: string | null = null;
  const open = async (path: string): Promise<void> => {
    try {
      const name = basename(path);
      const { fileId } =
        sectionOf(path) === SECTIONS[BACKUP_ENDING]
          ? await backend.receiveBackup(name, chunksOf(path))
          : await backend.receiveFile(name, await bytesOf(path));
      if (!window.isDestroyed())
        await window.loadURL(
          `${APP_URL}#/settings?section=${sectionOf(path)}&file=${encodeURIComponent(fileId)}`,
        );
    } catch (error) {
      const { code, message } = toErrorBody(error);
      if (waitsFor(code)) waiting = path;
      else tell(message);
    }
  };
  backend.subscribe(({ name }) => {
    if (waiting === null || name === 'job.progress') return;
    const path = waiting;
    waiting = null;
    void open(path);
  });
  return open;
}
