import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { extractAll, getRawHeader, listPackage, statFile } from '@electron/asar';
import { Arch, build, Platform } from 'electron-builder';
import { standInElectron } from './electron-stand-in.ts';

/** The systems that the program is packed for, always with 64 bits. */
export type PackedSystem = 'linux' | 'win32';

/** What was packed for one system, with a stand-in in the place of Electron. */
export interface Packed {
  /** The folder that an installer would put on the disk. */
  readonly unpacked: string;
  readonly executable: string;
  /** Below it: the archive, what lies beside it, and our resources. */
  readonly resources: string;
  /** The files of the archive with their bytes, by paths with slashes. */
  readonly files: ReadonlyMap<string, number>;
  /** SHA-256 of the archive's table of contents, hex: what Electron compares before it loads anything. */
  readonly headerHash: string;
  /** Writes the contents of the archive, natives included, into a folder. */
  extract(into: string): void;
}

/**
 * Packs `dist/` for one system as `electron-builder.yml` says.
 * @param targets `dir`, or the kinds of installers, which are written into the folder of the system
 */
export async function pack(
  system: PackedSystem,
  folder: string,
  targets: readonly string[],
): Promise<Packed> {
  const output = join(folder, system);
  const platform = system === 'linux' ? Platform.LINUX : Platform.WINDOWS;
  await build({
    targets: platform.createTarget([...targets], Arch.x64),
    config: { electronDist: standInElectron(folder, system), directories: { output } },
  });
  const unpacked = join(output, system === 'linux' ? 'linux-unpacked' : 'win-unpacked');
  const resources = join(unpacked, 'resources');
  const archive = join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false }).flatMap((path) => {
    const name = path.slice(1).replaceAll('\\', '/');
    const entry = statFile(archive, name);
    return 'size' in entry ? [[name, entry.size] as const] : [];
  });
  return {
    unpacked,
    executable: join(unpacked, system === 'linux' ? 'chung-tay' : 'Chung Tay.exe'),
    resources,
    files: new Map(files),
    headerHash: createHash('sha256').update(getRawHeader(archive).headerString).digest('hex'),
    extract: (into) => extractAll(archive, into),
  };
}

/** The files below a folder, sorted, by paths with slashes. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();

/** How the data of an installer of NSIS begin; behind it stand two lengths, then blocks with a length each. */
const NSIS_MARK = Buffer.from('efbeadde4e756c6c736f6674496e7374', 'hex');
/** A length with this bit is that of a compressed block. */
const COMPRESSED = 0x80000000;

/**
 * What an installer made with NSIS says: its compiled scripts, that of the uninstaller within it too, with their texts
 * in UTF-16, as one string. Blocks that are no script only add noise.
 */
export function installerTexts(installer: Buffer): string {
  const mark = installer.indexOf(NSIS_MARK);
  if (mark < 0) return '';
  const texts: string[] = [];
  let at = mark + NSIS_MARK.length + 8;
  while (at + 4 < installer.length) {
    const length = installer.readUInt32LE(at);
    const block = installer.subarray(at + 4, at + 4 + (length % COMPRESSED));
    at += 4 + (length % COMPRESSED);
    if (length < COMPRESSED) continue;
    const bytes = inflateRawSync(block);
    // Texts begin at even and at odd places. A buffer's own toString writes beyond its end for an odd number of
    // bytes from an odd place (Node 24.21).
    for (const from of [0, 1]) texts.push(new TextDecoder('utf-16le').decode(bytes.subarray(from)));
    texts.push(installerTexts(bytes));
  }
  return texts.join('\n');
}

/** The bytes of several files together. */
export const sizeOf = (files: Iterable<number>): number => [...files].reduce((sum, size) => sum + size, 0);

/** A file's first bytes as text, by which its kind is known. */
export const beginningOf = (file: string, length: number): string =>
  readFileSync(file).subarray(0, length).toString('latin1');
