import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Sqlite from 'better-sqlite3';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import { z } from 'zod';
import { topOfJournal } from '../../../db/journal.ts';
import { tablesOf } from '../../../db/tables.ts';
import type { BackupProblem } from '../../../preload/contract/backups.ts';
import { AppError } from '../errors.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { attachmentPlace, DATABASE_FILE } from '../files/data-folder.ts';

/**
 * A backup is one zip: `manifest.json`, the database as SQLite's own backup leaves it, and every attachment under the
 * name that it has beside the database. The zip's comment seals it: the SHA-256 (hex) of all bytes before it.
 */
export const BACKUP_ENDING = '.ctbackup';

const MANIFEST_FILE = 'manifest.json';
const MANIFEST_BYTES = 64 * 1024;
const SEAL_BYTES = 64;
const ATTACHMENT = /^attachments\/[0-9a-f]{2}\/[0-9a-f]{62}$/;

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** Version of the program that made it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  rehearsal: z.boolean(),
  /** Rows by table. */
  tables: z.record(z.string(), z.number().int().min(0)),
  /** Hash of the journal's newest row. */
  journal: z.string(),
  database: z.strictObject({ sha256: z.string(), byteSize: z.number().int().min(0) }),
  attachments: z.number().int().min(0),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** What is backed up. */
export interface BackedUp {
  readonly dataDir: string;
  readonly version: string;
  readonly rehearsal: boolean;
  /** Instant, ISO UTC. */
  readonly at: string;
  /** Copies the database as it stands between two commands. */
  readonly copyDatabase: (file: string) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** An attachment by the hash of its content. */
interface Attachment {
  readonly sha256: string;
  readonly byteSize: number;
}

/** Makes the copy a file of its own that needs no other beside it, and counts what is in it. */
function readCopy(file: string) {
  const copy = new Sqlite(file);
  try {
    copy.pragma('journal_mode = DELETE');
    return { ...countRows(copy), attachments: attachmentsIn(copy) };
  } finally {
    copy.close();
  }
}

/** How many rows each table has, and the hash of the journal's newest row. */
export function countRows(sqlite: Sqlite.Database): Pick<Manifest, 'tables' | 'journal'> {
  const tables = Object.fromEntries(
    tablesOf(sqlite).map((name) => [
      name,
      Number(sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
    ]),
  );
  return { tables, journal: topOfJournal(sqlite) };
}

/** The attachments that the rows of a database name, each content once. */
export const attachmentsIn = (sqlite: Sqlite.Database): Attachment[] =>
  sqlite
    .prepare<[], Attachment>(
      'SELECT sha256, max(byte_size) AS byteSize FROM attachment GROUP BY sha256 ORDER BY sha256',
    )
    .all();

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Writes a backup in one step; a failure leaves what was there.
 * @param workFolder a folder of the caller's, for the copy of the database
 * @throws AppError DISK_FULL, FILE_LOCKED or FILE_WRITE_FAILED; an AbortError when the signal fires
 */
export async function writeBackup(from: BackedUp, target: string, workFolder: string): Promise<void> {
  const copy = path.join(workFolder, DATABASE_FILE);
  await from.copyDatabase(copy);
  const { tables, journal, attachments } = readCopy(copy);
  const manifest: Manifest = {
    format: 1,
    version: from.version,
    createdAt: from.at,
    rehearsal: from.rehearsal,
    tables,
    journal,
    database: { sha256: await hashFile(copy), byteSize: (await stat(copy)).size },
    attachments: attachments.length,
  };
  const mtime = new Date(from.at);
  await writeAtomically(target, async (temporary) => {
    const zip = new ZipWriter();
    const failed = new AbortController();
    zip.on('error', (error) => failed.abort(error));
    zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_FILE, { mtime });
    zip.addFile(copy, DATABASE_FILE, { mtime });
    for (const { sha256 } of attachments) {
      const place = attachmentPlace(from.dataDir, sha256);
      // What is missing beside the database is missing here; the rehearsal names it.
      const isThere = await stat(place).then(
        (found) => found.isFile(),
        () => false,
      );
      // Papers and pictures are packed already.
      if (isThere)
        zip.addFile(place, attachmentPlace('', sha256).replaceAll('\\', '/'), { mtime, compress: false });
    }
    zip.end({ comment: '0'.repeat(SEAL_BYTES), forceZip64Format: false });
    const seal = sealing();
    const signals = [failed.signal, ...(from.signal ? [from.signal] : [])];
    try {
      await pipeline(zip.outputStream, seal.stream, createWriteStream(temporary), {
        signal: AbortSignal.any(signals),
      });
    } catch (error) {
      throw failed.signal.aborted ? failed.signal.reason : error;
    }
    const handle = await open(temporary, 'r+');
    try {
      await handle.write(seal.digest(), (await handle.stat()).size - SEAL_BYTES, 'latin1');
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** Passes bytes on and hashes all but the last ones, which the seal takes. */
function sealing(): { readonly stream: Transform; readonly digest: () => string } {
  const hash = createHash('sha256');
  let tail = Buffer.alloc(0);
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const known = Buffer.concat([tail, chunk]);
      const upTo = Math.max(0, known.length - SEAL_BYTES);
      hash.update(known.subarray(0, upTo));
      tail = Buffer.from(known.subarray(upTo));
      done(null, chunk);
    },
  });
  return { stream, digest: () => hash.digest('hex') };
}

/** The hash of a whole backup, and whether its seal holds. */
async function readSeal(file: string): Promise<{ readonly sha256: string; readonly holds: boolean }> {
  const { size } = await stat(file);
  if (size <= SEAL_BYTES) return { sha256: await hashFile(file), holds: false };
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { end: size - SEAL_BYTES - 1 }), hash, { end: false });
  const due = hash.copy().digest('hex');
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(SEAL_BYTES), 0, SEAL_BYTES, size - SEAL_BYTES);
    return { sha256: hash.update(buffer).digest('hex'), holds: buffer.toString('latin1') === due };
  } finally {
    await handle.close();
  }
}

/** An unpacked backup. */
export interface Unpacked {
  /** Of the whole file, hex. */
  readonly sha256: string;
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
 * @throws AppError DISK_FULL, FILE_WRITE_FAILED; FILE_NOT_FOUND when there is no such file
 */
export async function unpackBackup(file: string, folder: string): Promise<Unpacked> {
  const seal = await readSeal(file).catch((error: unknown) => {
    throw new AppError('FILE_NOT_FOUND', { file }, { cause: error });
  });
  const unread = { sha256: seal.sha256, manifest: null, problems: [UNREADABLE] };
  const zip = await openPromise(file, { lazyEntries: true }).catch(() => null);
  if (!zip) return unread;
  try {
    const unpacked = await unpackEntries(zip, folder);
    return {
      sha256: seal.sha256,
      manifest: unpacked.manifest,
      problems: [...(seal.holds ? [] : [ALTERED]), ...unpacked.problems],
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Whatever a damaged zip makes its reader say.
    return unread;
  } finally {
    zip.close();
  }
}

async function unpackEntries(zip: ZipFile, folder: string): Promise<Omit<Unpacked, 'sha256'>> {
  const { bavail, bsize } = await statfs(folder);
  let room = bavail * bsize;
  const problems: BackupProblem[] = [];
  let manifest: Manifest | null = null;
  let database: string | null = null;
  for await (const entry of zip.eachEntry()) {
    room -= entry.uncompressedSize;
    if (room < 0) throw new AppError('DISK_FULL', { file: folder });
    if (entry.fileName === MANIFEST_FILE) manifest = await readManifest(zip, entry);
    else if (entry.fileName === DATABASE_FILE)
      database = await unpackEntry(zip, entry, path.join(folder, DATABASE_FILE));
    else if (ATTACHMENT.test(entry.fileName)) {
      const target = path.join(folder, entry.fileName);
      await mkdir(path.dirname(target), { recursive: true });
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
  if (entry.uncompressedSize > MANIFEST_BYTES) return null;
  const chunks = await (await zip.openReadStreamPromise(entry)).toArray();
  const parsed = manifestSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  return parsed.success ? parsed.data : null;
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
