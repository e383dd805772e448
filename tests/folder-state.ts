import { statSync } from 'node:fs';
import path from 'node:path';

/** Everything about the files of a folder's database that a write would change. */
export const stateOf = (dataDir: string): string =>
  ['chung-tay.sqlite', 'chung-tay.sqlite-wal']
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(dataDir, name));
      return `${size} ${mtimeMs}`;
    })
    .join(' ');
