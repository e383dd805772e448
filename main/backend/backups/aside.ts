import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { partOf } from '../files/data-folder.ts';

/** What the program has put aside instead of deleting it. */
interface Aside {
  readonly part: 'damaged' | 'unclaimed';
  readonly path: string;
  readonly files: number;
  readonly byteSize: number;
}

/** How much lies in the folders for what was put aside; those that are empty or not there are left out. */
export async function lookAside(dataDir: string): Promise<Aside[]> {
  const found = [];
  for (const part of ['damaged', 'unclaimed'] as const) {
    const place = partOf(dataDir, part);
    const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
    const sizes = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => stat(path.join(entry.parentPath, entry.name)).then(({ size }) => size)),
    );
    const byteSize = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length > 0) found.push({ part, path: place, files: sizes.length, byteSize });
  }
  return found;
}
