import { readFile, rm, stat } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { isRefusedWrite, writeError, writeFileAtomic } from '../files/atomic-write.ts';
import { partOf } from '../files/data-folder.ts';

/**
 * What locks the backups of a folder. The identity lies in the folder itself, beside the database that it protects no
 * more than the folder does; so no password is stored, and a backup can be tried right after it was made.
 */
const backupKeySchema = z.object({
  /** An age X25519 identity, which opens what is locked for it. */
  identity: z.string().startsWith('AGE-SECRET-KEY-1'),
  /** The same locked by the password (age's scrypt), base64: this part travels in each backup. */
  locked: z.base64(),
  /** Instant, ISO UTC. */
  setAt: z.iso.datetime(),
});

export type BackupKey = z.infer<typeof backupKeySchema>;

/** What may open a backup: the password that a person gives, else the key of this folder. */
export interface Opener {
  readonly password?: string | undefined;
  readonly key?: BackupKey | null | undefined;
}

/** Loaded where something is locked or opened: its curves take longer to load than all that a start asks of backups. */
const age = () => import('age-encryption');

/** Keyboards write the same Vietnamese letters in two ways. */
const sameLetters = (password: string): string => password.normalize('NFC');

/** Makes a new key for a password, and proves that the password opens it. */
export async function makeKey(password: string, at: string): Promise<BackupKey> {
  const { Encrypter, generateX25519Identity } = await age();
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(sameLetters(password));
  const locked = await encrypter.encrypt(identity);
  if ((await openKey(locked, password)) !== identity) throw new Error('the password does not open its key');
  return { identity, locked: Buffer.from(locked).toString('base64'), setAt: at };
}

/** @throws AppError BACKUP_PASSWORD_WRONG */
export async function openKey(locked: Uint8Array, password: string): Promise<string> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(sameLetters(password));
  return decrypter.decrypt(locked, 'text').catch((error: unknown) => {
    throw new AppError('BACKUP_PASSWORD_WRONG', {}, { cause: error });
  });
}

/** The same bytes, locked. */
export async function lockStream(bytes: Readable, { identity }: BackupKey): Promise<Readable> {
  const { Encrypter, identityToRecipient } = await age();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  return Readable.from(await encrypter.encrypt(toWeb(bytes)));
}

/** Writes what is locked for an identity. @throws when it is locked for another, cut off or altered */
export async function unlockStream(locked: Readable, identity: string, target: Writable): Promise<void> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  await pipeline(await decrypter.decrypt(toWeb(locked)), target);
}

/** A stream as age takes it: the types of Node's own bridge don't fit those of the web. */
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

/**
 * The key of a folder; null where no password is set.
 * @throws AppError BACKUP_KEY_DAMAGED: a backup without a password must not be made behind the back of who set one
 */
export async function readKey(dataDir: string): Promise<BackupKey | null> {
  const text = await readFile(partOf(dataDir, 'backupKey'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    // A disk or system that doesn't give the key says nothing about it.
    if (isRefusedWrite(error)) throw writeError(error, partOf(dataDir, 'backupKey'));
    throw new AppError('BACKUP_KEY_DAMAGED', {}, { cause: error });
  });
  if (text === null) return null;
  try {
    return backupKeySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('BACKUP_KEY_DAMAGED', {}, { cause: error });
  }
}

export const writeKey = (dataDir: string, key: BackupKey): Promise<void> =>
  writeFileAtomic(partOf(dataDir, 'backupKey'), Buffer.from(JSON.stringify(key)));

export const removeKey = (dataDir: string): Promise<void> =>
  rm(partOf(dataDir, 'backupKey'), { force: true });

/** Since when new backups have a password, also where its key can't be read any more; null: they have none. */
export async function lockedSince(dataDir: string): Promise<string | null> {
  try {
    return (await readKey(dataDir))?.setAt ?? null;
  } catch {
    return (await stat(partOf(dataDir, 'backupKey'))).mtime.toISOString();
  }
}
