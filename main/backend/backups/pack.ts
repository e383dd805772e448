import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { isSystemError, writeError } from '../files/atomic-write.ts';
import { attachmentPlace, DATABASE_FILE } from '../files/data-folder.ts';
import {
  hashFile,
  KEY_FILE,
  LOCKED_FILE,
  MANIFEST_FILE,
  type Manifest,
  NO_SEAL,
  readCopy,
  sealing,
} from './backup-file.ts';
import { type BackupKey, lockStream } from './password.ts';

/** What is packed. */
export interface PackInput {
  readonly dataDir: string;
  readonly version: string;
  readonly rehearsal: boolean;
  /** Instant, ISO UTC. */
  readonly at: string;
  /** A copy of the database, which nobody else uses. */
  readonly copy: string;
  /** The backup's own file, which may be left half written: the caller puts a whole one in its place. */
  readonly target: string;
  readonly key: BackupKey | null;
}

/** Hears how much is done, in percent. */
export type Tell = (done: number, total: number) => void;

/**
 * Packs a backup, stream by stream: a large one needs no more memory than a small one.
 * @throws AppError DISK_FULL or FILE_WRITE_FAILED
 */
export async function packBackup(input: PackInput, tell: Tell = () => {}): Promise<void> {
  const { target, key, at } = input;
  try {
    const { manifest, files, byteSize } = await survey(input);
    const mtime = new Date(at);
    const failed = new AbortController();
    const zip = zipThat(failed);
    zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_FILE, { mtime });
    zip.addFile(input.copy, DATABASE_FILE, { mtime });
    // Papers and pictures are packed already.
    for (const { place, name } of files) zip.addFile(place, name, { mtime, compress: false });
    zip.end({ comment: NO_SEAL, forceZip64Format: false });
    const plain = pipe(failed, zip.outputStream, sealing(), counting(byteSize, tell));
    const whole = key === null ? plain : await locked(failed, plain, key, mtime);
    try {
      await pipeline(whole, createWriteStream(target, { flush: true }), { signal: failed.signal });
    } catch (error) {
      throw failed.signal.aborted ? failed.signal.reason : error;
    }
  } catch (error) {
    throw isSystemError(error) ? writeError(error, target) : error;
  }
}

function zipThat(failed: AbortController): ZipFile {
  const zip = new ZipFile();
  zip.on('error', (error) => failed.abort(error));
  return zip;
}

/** Joins streams; whatever goes wrong in one ends the whole work. */
function pipe(
  failed: AbortController,
  first: NodeJS.ReadableStream,
  ...others: readonly Transform[]
): Transform {
  const streams = [first, ...others];
  const last = others.at(-1);
  if (!last) throw new Error('nothing to join');
  pipeline(streams, { end: true }).catch((error: unknown) => failed.abort(error));
  return last;
}

/** A backup with a password around one without. */
async function locked(
  failed: AbortController,
  plain: Transform,
  key: BackupKey,
  mtime: Date,
): Promise<Transform> {
  const zip = zipThat(failed);
  zip.addBuffer(Buffer.from(key.locked, 'base64'), KEY_FILE, { mtime, compress: false });
  const stream = await lockStream(plain, key);
  stream.on('error', (error) => failed.abort(error));
  zip.addReadStream(stream, LOCKED_FILE, { mtime, compress: false });
  zip.end({ comment: NO_SEAL, forceZip64Format: false });
  return pipe(failed, zip.outputStream, sealing());
}

function counting(byteSize: number, tell: Tell): Transform {
  let passed = 0;
  let told = -1;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      const percent = Math.min(100, Math.floor((100 * passed) / Math.max(1, byteSize)));
      if (percent > told) tell(percent, 100);
      told = percent;
      done(null, chunk);
    },
  });
}

/** What is to be packed, and what the backup says of it. */
async function survey({ dataDir, version, rehearsal, at, copy }: PackInput) {
  const { tables, journal, attachments } = readCopy(copy);
  const database = { sha256: await hashFile(copy), byteSize: (await stat(copy)).size };
  const files = [];
  let byteSize = database.byteSize;
  for (const { sha256 } of attachments) {
    const place = attachmentPlace(dataDir, sha256);
    // What is missing beside the database is missing here; the rehearsal names it.
    const found = await stat(place).catch(() => null);
    if (!found?.isFile()) continue;
    byteSize += found.size;
    files.push({ place, name: attachmentPlace('', sha256).replaceAll('\\', '/') });
  }
  const manifest: Manifest = {
    format: 1,
    version,
    createdAt: at,
    rehearsal,
    tables,
    journal,
    database,
    attachments: attachments.length,
  };
  return { manifest, files, byteSize };
}
