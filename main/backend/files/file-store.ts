import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import {
  copyFileAtomic,
  isRefusedWrite,
  makeFolders,
  removeHalves,
  writeError,
  writeFileAtomic,
} from './atomic-write.ts';
import { attachmentPlace, partOf } from './data-folder.ts';
import { BACKUP_ENDING, TEMPLATE_ENDING } from './endings.ts';
import { safeFileName } from './file-names.ts';

/** Kinds of file that the program hands out, by ending. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.zip': 'application/zip',
  [BACKUP_ENDING]: 'application/vnd.chung-tay.backup',
  [TEMPLATE_ENDING]: 'application/vnd.chung-tay.template',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** The type of every kind of file that this program does not know. */
export const UNKNOWN_TYPE = 'application/octet-stream';

export const mediaTypeOf = (fileName: string): string =>
  MEDIA_TYPES[path.extname(fileName).toLowerCase()] ?? UNKNOWN_TYPE;

/** A stored file with its place on disk. */
export interface LocatedFile extends FileRef {
  readonly path: string;
}

/**
 * The files beside the database. Attachments are addressed by their content and stay for ever; passing
 * files (uploads, print sets, exports before they are saved) live until the program closes.
 */
export interface FileStore {
  /** Whether files may lie here of which no row tells: the last program was killed, or a backup took the data's place. */
  readonly mayHoldUnclaimed: boolean;
  /** Keeps bytes for this run of the program. */
  hold(fileName: string, bytes: Uint8Array): Promise<FileRef>;
  /**
   * The same for a file that is too large for memory: the caller writes it to the path that it is given.
   * @throws AppError DISK_FULL or FILE_WRITE_FAILED, else whatever the writing throws; nothing is kept then
   */
  holdWritten(fileName: string, write: (path: string) => Promise<void>): Promise<FileRef>;
  /** Writes an attachment's bytes; the row that is returned must be inserted by the caller's command. */
  attach(fileName: string, bytes: Uint8Array, at: string): Promise<NewRow<'attachment'>>;
  /** Takes bytes away again whose rows were not inserted after all; what another row keeps stays. */
  discard(db: ReadDb, rows: readonly NewRow<'attachment'>[]): Promise<void>;
  /** @throws AppError NOT_FOUND */
  locate(db: ReadDb, fileId: string): Promise<LocatedFile>;
  /** @throws AppError NOT_FOUND */
  read(db: ReadDb, fileId: string): Promise<LocatedFile & { readonly bytes: Uint8Array }>;
  /** Copies a file to a place of this machine, in one step. @throws AppError NOT_FOUND, FILE_LOCKED, FILE_WRITE_FAILED, DISK_FULL */
  copyTo(db: ReadDb, fileId: string, target: string): Promise<void>;
  /**
   * Copies a file under its own name to where another program may open it. The copy goes when this program
   * closes, unless the other one still holds it.
   * @returns the copy's path
   * @throws AppError NOT_FOUND, DISK_FULL, FILE_WRITE_FAILED
   */
  lend(db: ReadDb, fileId: string): Promise<string>;
  /** Removes the passing files. */
  dispose(): Promise<void>;
}

/** A file that is gone, or a disk or system that doesn't give it. */
const unreadable = (error: unknown, fileName: string): AppError =>
  isRefusedWrite(error)
    ? writeError(error, fileName)
    : new AppError('NOT_FOUND', { what: `tệp “${fileName}”` }, { cause: error });

/** Opens the file store of a data folder; passing files left by a killed process are cleared. */
export async function openFileStore(dataDir: string): Promise<FileStore> {
  const passingDir = partOf(dataDir, 'passing');
  const passing = new Map<string, LocatedFile>();
  const lent: string[] = [];
  const mayHoldUnclaimed = existsSync(passingDir) || existsSync(partOf(dataDir, 'restoring'));
  // There is one of the two at every moment until the program closes: killed here, the next start looks again.
  await makeFolders(passingDir);
  for (const name of await readdir(passingDir))
    await rm(path.join(passingDir, name), { recursive: true, force: true });
  await rm(partOf(dataDir, 'restoring'), { recursive: true, force: true });

  const attachmentPath = (sha256: string) => attachmentPlace(dataDir, sha256);

  const locate = async (db: ReadDb, fileId: string): Promise<LocatedFile> => {
    const held = passing.get(fileId);
    if (held) return held;
    const row = await db.selectFrom('attachment').selectAll().where('id', '=', fileId).executeTakeFirst();
    if (!row) throw new AppError('NOT_FOUND', { what: 'tệp' });
    return {
      fileId,
      fileName: row.file_name,
      mediaType: row.media_type,
      byteSize: row.byte_size,
      path: attachmentPath(row.sha256),
    };
  };

  const holdWritten: FileStore['holdWritten'] = async (fileName, write) => {
    const name = safeFileName(fileName);
    const target = path.join(passingDir, newId());
    try {
      await makeFolders(passingDir);
      await write(target);
    } catch (error) {
      // What stays after all goes with the folder.
      await rm(target, { force: true }).catch(() => {});
      throw isRefusedWrite(error) ? writeError(error, name) : error;
    }
    const { size } = await stat(target);
    const file = {
      fileId: newId(),
      fileName: name,
      mediaType: mediaTypeOf(name),
      byteSize: size,
      path: target,
    };
    passing.set(file.fileId, file);
    return toFileRef(file);
  };

  return {
    mayHoldUnclaimed,
    locate,
    // Nothing of this run is asked for after it, so nothing waits until the disk has it.
    hold: (fileName, bytes) => holdWritten(fileName, (target) => writeFile(target, bytes)),
    holdWritten,
    async attach(fileName, bytes, at) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const target = attachmentPath(sha256);
      // Same name means same content, so a file that is already there is the right one.
      const exists = await access(target).then(
        () => true,
        () => false,
      );
      if (!exists) await writeFileAtomic(target, bytes);
      const name = safeFileName(fileName);
      return {
        id: newId(),
        sha256,
        file_name: name,
        media_type: mediaTypeOf(name),
        byte_size: bytes.byteLength,
        ...created(at),
      };
    },
    async discard(db, rows) {
      for (const { sha256 } of rows) {
        const kept = await db
          .selectFrom('attachment')
          .select('id')
          .where('sha256', '=', sha256)
          .executeTakeFirst();
        if (!kept) await rm(attachmentPath(sha256), { force: true });
      }
    },
    async read(db, fileId) {
      const file = await locate(db, fileId);
      try {
        return { ...file, bytes: await readFile(file.path) };
      } catch (error) {
        throw unreadable(error, file.fileName);
      }
    },
    async copyTo(db, fileId, target) {
      const file = await locate(db, fileId);
      await access(file.path).catch((error: unknown) => {
        throw unreadable(error, file.fileName);
      });
      await copyFileAtomic(file.path, target);
    },
    async lend(db, fileId) {
      const file = await locate(db, fileId);
      try {
        const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-'));
        lent.push(folder);
        const copy = path.join(folder, file.fileName);
        await copyFile(file.path, copy);
        return copy;
      } catch (error) {
        throw isRefusedWrite(error) ? writeError(error, file.fileName) : error;
      }
    },
    async dispose() {
      passing.clear();
      for (const folder of lent.splice(0)) await rm(folder, { recursive: true, force: true }).catch(() => {});
      await removeHalves();
      // What can't be removed makes the next start look for what was left.
      await rm(passingDir, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
    },
  };
}

/** What may cross to a window: no path. */
export const toFileRef = ({ fileId, fileName, mediaType, byteSize }: LocatedFile): FileRef => ({
  fileId,
  fileName,
  mediaType,
  byteSize,
});
