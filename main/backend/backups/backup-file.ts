import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { isOurs } from '../../../db/connection.ts';
import { topOfJournal } from '../../../db/journal.ts';
import { tablesOf } from '../../../db/tables.ts';

/**
 * A backup is one zip: `manifest.json`, the database as SQLite's own backup leaves it, and every attachment under the
 * name that it has beside the database. The zip's comment seals it: the SHA-256 (hex) of all bytes before it.
 *
 * One with a password has the same ending and the same seal, and holds two files: `key.age`, the identity that opens
 * it, locked by the password; and `backup.age`, the whole backup as above, locked for that identity. Both are plain age
 * files (https://age-encryption.org/v1), so that unzip and any age program open it without Chung Tay.
 */
export const MANIFEST_FILE = 'manifest.json';
export const KEY_FILE = 'key.age';
export const LOCKED_FILE = 'backup.age';

const SEAL_BYTES = 64;
/** What stands in the place of the seal until it is known. */
export const NO_SEAL = '0'.repeat(SEAL_BYTES);

export const manifestSchema = z.strictObject({
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

/** An attachment by the hash of its content. */
interface Attachment {
  readonly sha256: string;
  readonly byteSize: number;
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

/** Passes a zip on and puts its seal into the comment at its end. */
export function sealing(): Transform {
  const hash = createHash('sha256');
  let tail = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const known = Buffer.concat([tail, chunk]);
      const upTo = Math.max(0, known.length - SEAL_BYTES);
      const passed = known.subarray(0, upTo);
      hash.update(passed);
      tail = Buffer.from(known.subarray(upTo));
      done(null, passed);
    },
    flush(done) {
      done(null, Buffer.from(hash.digest('hex'), 'latin1'));
    },
  });
}

/** The hash of a whole backup, and whether its seal holds. */
export async function readSeal(file: string): Promise<{ readonly sha256: string; readonly holds: boolean }> {
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

/** The bytes at a place of a file; none where it can't be read. */
async function bytesAt(file: string, position: number, length: number): Promise<string> {
  try {
    const handle = await open(file);
    try {
      return (await handle.read(Buffer.alloc(length), 0, length, position)).buffer.toString('latin1');
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}

/** Whether a backup has a password: a zip names its first file at byte 30 (APPNOTE 4.3.7, "Local file header"). */
export const isLocked = async (file: string): Promise<boolean> =>
  (await bytesAt(file, 30, KEY_FILE.length)) === KEY_FILE;

const SQLITE_MAGIC = 'SQLite format 3\0';

/** Whether a file is a bare database: https://www.sqlite.org/fileformat.html, "Magic Header String". */
export const isDatabase = async (file: string): Promise<boolean> =>
  (await bytesAt(file, 0, SQLITE_MAGIC.length)) === SQLITE_MAGIC;

/** Makes a copy of a database a file of its own that needs no other beside it, and counts what is in it. */
export function readCopy(file: string) {
  const copy = new Sqlite(file);
  try {
    copy.pragma('journal_mode = DELETE');
    const kind = copy.prepare('SELECT kind FROM folder').pluck().get();
    return {
      ...countRows(copy),
      attachments: attachmentsIn(copy),
      rehearsal: kind === 'rehearsal',
      isOurs: isOurs(copy),
    };
  } finally {
    copy.close();
  }
}
