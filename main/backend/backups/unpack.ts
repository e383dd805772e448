import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { BackupKind, BackupProblem } from '../../../preload/contract/backups.ts';
import { AppError } from '../errors.ts';
import { isRefusedWrite, makeFolders, writeError } from '../files/atomic-write.ts';
import { attachmentPlace, DATABASE_FILE, partOf } from '../files/data-folder.ts';
import {
  isDatabase,
  isLocked,
  KEY_FILE,
  LOCKED_FILE,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  readCopy,
  readSeal,
} from './backup-file.ts';
import { type BackupKey, type Opener, openKey, unlockStream, writeKey } from './password.ts';

/** A manifest and a key are small. */
const SMALL_BYTES = 64 * 1024;
const ATTACHMENT = /^attachments\/[0-9a-f]{2}\/[0-9a-f]{62}$/;

/** The unlocked backup on its way; no name that a backup may hold. */
const INNER_FILE = '.unlocked';

/** An unpacked backup. */
export interface Unpacked {
  /** Of the whole file, hex. */
  readonly sha256: string;
  /** `upgrade`: a database alone, whose attachments lie where they lay. */
  readonly kind: BackupKind;
  /** Null where nothing could be read from it. */
  readonly manifest: Manifest | null;
  readonly problems: readonly BackupProblem[];
}

const UNREADABLE: BackupProblem = {
  code: 'BACKUP_UNREADABLE',
  message: 'Không đọc được tệp này như một bản sao lưu của Chung Tay.',
};
const ALTERED: BackupProblem = {
  code: 'BACKUP_ALTERED',
  message: 'Nội dung tệp sao lưu không còn như lúc lưu.',
};

/**
 * Unpacks a backup into an empty folder, as a data folder is, and names what is not as it was. Nothing but the files
 * that a backup has is ever written, and no more bytes than the disk has room for.
 * @throws AppError BACKUP_PASSWORD_NEEDED or BACKUP_PASSWORD_WRONG when the backup is whole and locked
 * @throws AppError DISK_FULL, FILE_WRITE_FAILED; FILE_NOT_FOUND when there is no such file
 */
export async function unpackBackup(file: string, folder: string, opener: Opener = {}): Promise<Unpacked> {
  const seal = await readSeal(file).catch((error: unknown) => {
    throw isRefusedWrite(error)
      ? writeError(error, file)
      : new AppError('FILE_NOT_FOUND', { file }, { cause: error });
  });
  const unread: Unpacked = { kind: 'whole', sha256: seal.sha256, manifest: null, problems: [UNREADABLE] };
  if (await isDatabase(file)) return unpackDatabase(file, folder, seal.sha256);
  const zip = await openPromise(file, { lazyEntries: true }).catch(() => null);
  if (!zip) return unread;
  try {
    if (await isLocked(file)) {
      // A damaged file must not be taken for a wrong password.
      if (!seal.holds) return { ...unread, problems: [ALTERED] };
      return { ...((await unpackLocked(zip, folder, opener)) ?? unread), sha256: seal.sha256 };
    }
    const unpacked = await unpackEntries(zip, folder);
    return {
      kind: 'whole',
      sha256: seal.sha256,
      manifest: unpacked.manifest,
      problems: [...(seal.holds ? [] : [ALTERED]), ...unpacked.problems],
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    // A disk that fails says nothing about the backup.
    if (isRefusedWrite(error)) throw writeError(error, folder);
    // Whatever a damaged zip makes its reader say.
    return unread;
  } finally {
    zip.close();
  }
}

/** The copy of a database that was made before a newer program changed its form. It has no attachments of its own. */
async function unpackDatabase(file: string, folder: string, sha256: string): Promise<Unpacked> {
  const copy = partOf(folder, 'database');
  await copyFile(file, copy).catch((error: unknown) => {
    throw writeError(error, copy);
  });
  const { size: byteSize, mtime } = await stat(file);
  const database = { sha256, byteSize };
  const unread: Unpacked = { kind: 'upgrade', sha256, manifest: null, problems: [UNREADABLE] };
  try {
    const { isOurs, attachments, ...counted } = readCopy(copy);
    if (!isOurs) return unread;
    const made = { version: '', createdAt: mtime.toISOString(), attachments: attachments.length };
    return { ...unread, manifest: { format: 1, ...counted, ...made, database }, problems: [] };
  } catch {
    return unread;
  }
}

/** Unlocks a backup and unpacks what is in it; null where that is none. */
async function unpackLocked(zip: ZipFile, folder: string, opener: Opener): Promise<Unpacked | null> {
  const inner = path.join(folder, INNER_FILE);
  let locked: Buffer | null = null;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === KEY_FILE) locked = await readSmall(zip, entry);
      else if (entry.fileName === LOCKED_FILE && locked) {
        if (entry.uncompressedSize > (await roomIn(folder)))
          throw new AppError('DISK_FULL', { file: folder });
        const key = await keyFor(locked, opener);
        await unlockStream(
          await zip.openReadStreamPromise(entry),
          key.identity,
          createWriteStream(inner, { flags: 'wx' }),
        );
        const unpacked = await unpackBackup(inner, folder);
        await writeKey(folder, key);
        return unpacked;
      } else return null;
    }
    return null;
  } finally {
    await rm(inner, { force: true });
  }
}

/** @throws AppError BACKUP_PASSWORD_NEEDED, BACKUP_PASSWORD_WRONG */
async function keyFor(locked: Buffer, { password, key }: Opener): Promise<BackupKey> {
  if (password !== undefined) {
    const identity = await openKey(locked, password);
    return { identity, locked: locked.toString('base64'), setAt: new Date().toISOString() };
  }
  if (!key || key.locked !== locked.toString('base64')) throw new AppError('BACKUP_PASSWORD_NEEDED');
  return key;
}

async function unpackEntries(zip: ZipFile, folder: string): Promise<Pick<Unpacked, 'manifest' | 'problems'>> {
  const room = await roomIn(folder);
  let needed = 0;
  const problems: BackupProblem[] = [];
  let manifest: Manifest | null = null;
  let database: string | null = null;
  for await (const entry of zip.eachEntry()) {
    needed += entry.uncompressedSize;
    if (needed > room) throw new AppError('DISK_FULL', { file: folder });
    if (entry.fileName === MANIFEST_FILE) manifest = await readManifest(zip, entry);
    else if (entry.fileName === DATABASE_FILE)
      database = await unpackEntry(zip, entry, partOf(folder, 'database'));
    else if (ATTACHMENT.test(entry.fileName)) {
      const target = path.join(folder, entry.fileName);
      await makeFolders(path.dirname(target));
      const sha256 = await unpackEntry(zip, entry, target);
      if (attachmentPlace('', sha256) === path.normalize(entry.fileName)) continue;
      await rm(target);
      problems.push({
        code: 'ATTACHMENT_ALTERED',
        message: `Tệp lưu “${entry.fileName}” không còn như lúc lưu.`,
      });
    } else
      problems.push({
        code: 'BACKUP_STRANGE_FILE',
        message: `Có tệp lạ “${entry.fileName}” trong bản sao lưu.`,
      });
  }
  if (!manifest || database === null) return { manifest: null, problems: [UNREADABLE] };
  if (database !== manifest.database.sha256)
    problems.push({
      code: 'DATABASE_ALTERED',
      message: 'Cơ sở dữ liệu trong bản sao lưu không còn như lúc lưu.',
    });
  return { manifest, problems };
}

async function readManifest(zip: ZipFile, entry: Entry): Promise<Manifest | null> {
  const bytes = await readSmall(zip, entry);
  const parsed = manifestSchema.safeParse(bytes && JSON.parse(bytes.toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/** Null for what is larger than it may be. */
async function readSmall(zip: ZipFile, entry: Entry): Promise<Buffer | null> {
  if (entry.uncompressedSize > SMALL_BYTES) return null;
  return Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray());
}

/** Writes one file and answers its hash. */
async function unpackEntry(zip: ZipFile, entry: Entry, target: string): Promise<string> {
  const hash: Hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    await zip.openReadStreamPromise(entry),
    hashing,
    createWriteStream(target, { flags: 'wx', flush: true }),
  );
  return hash.digest('hex');
}

async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
