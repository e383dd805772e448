import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { writeAtomically } from '../files/atomic-write.ts';

/** The maker's description of an installer lies beside it, under its name with this ending. */
export const DESCRIPTION_ENDING = '.json';

/** What its maker says of an installer: for which system it is, which version, and all of its bytes by their hash. */
export const updateDescription = z.strictObject({
  product: z.literal('chung-tay'),
  system: z.literal('win32-x64'),
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  byteSize: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UpdateDescription = z.infer<typeof updateDescription>;

/** The file beside the installer. The description is a text within it, so that exactly its bytes are signed. */
export const signedDescription = z.strictObject({
  description: z.string(),
  /** Ed25519, in Base64. */
  signature: z.string(),
});

/** More bytes no description has. */
const LONGEST_DESCRIPTION = 16 * 1024;

/** Whether a version comes after another; both of three numbers. */
export function isNewer(version: string, current: string): boolean {
  const numbers = (text: string) => text.split('.').map(Number);
  const [ours, theirs] = [numbers(current), numbers(version)];
  const place = theirs.findIndex((number, index) => number !== ours[index]);
  return place >= 0 && (theirs[place] ?? 0) > (ours[place] ?? 0);
}

/** The first bytes of a file, as text; nothing where there is none. */
async function beginningOf(file: string, limit: number): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit), 0, limit, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Parsed JSON, or undefined. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws AppError UPDATE_UNSIGNED, UPDATE_FORGED */
async function readDescription(installer: string, publicKey: string): Promise<UpdateDescription> {
  const file = path.basename(installer);
  const beside = await beginningOf(`${installer}${DESCRIPTION_ENDING}`, LONGEST_DESCRIPTION);
  const signed = signedDescription.safeParse(parsed(beside));
  if (!signed.success) throw new AppError('UPDATE_UNSIGNED', { file });
  const { description, signature } = signed.data;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  // Before a byte of it is looked at.
  if (!verify(null, Buffer.from(description), key, Buffer.from(signature, 'base64')))
    throw new AppError('UPDATE_FORGED', { file });
  const said = updateDescription.safeParse(parsed(description));
  if (!said.success) throw new AppError('UPDATE_FORGED', { file });
  return said.data;
}

interface UpdateSource {
  /** Absolute path of the installer that a person chose. */
  readonly installer: string;
  /** An empty folder of our own: what was checked must not be exchanged before it runs. */
  readonly folder: string;
  /** The maker's public key: Ed25519, SPKI in Base64. */
  readonly publicKey: string;
  /** Version of this program. */
  readonly current: string;
}

/**
 * Takes an installer in, for instance from a USB stick, if its maker signed exactly these bytes and it is newer.
 * @returns its version, and the checked copy that may be run
 * @throws AppError UPDATE_UNSIGNED, UPDATE_FORGED, UPDATE_NOT_NEWER, UPDATE_DAMAGED, DISK_FULL or another of a failed
 *   write; nothing is left in the folder then
 */
export async function takeUpdate({
  installer,
  folder,
  publicKey,
  current,
}: UpdateSource): Promise<{ readonly version: string; readonly path: string }> {
  const { version, byteSize, sha256 } = await readDescription(installer, publicKey);
  if (!isNewer(version, current)) throw new AppError('UPDATE_NOT_NEWER', { version, current });

  const copy = path.join(folder, `Chung-Tay-${version}-cai-dat.exe`);
  await writeAtomically(copy, async (temporary) => {
    const hash = createHash('sha256');
    // One byte more than was signed would show itself; a thousand million more would fill the disk.
    const source = createReadStream(installer, { end: byteSize });
    source.on('data', (chunk) => hash.update(chunk));
    await pipeline(source, createWriteStream(temporary, { flags: 'wx', flush: true }));
    if (hash.digest('hex') !== sha256)
      throw new AppError('UPDATE_DAMAGED', { file: path.basename(installer) });
  });
  return { version, path: copy };
}
