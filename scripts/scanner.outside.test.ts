import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { buildAll } from './build.ts';

const ROOT_DIR = join(import.meta.dirname, '..');

/** The scanner of the person, on the person's Node: without network it breaks off on ours. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.startsWith(ROOT_DIR))
  .join(delimiter);
const scan = (...options: readonly string[]) =>
  spawnSync('electronegativity', options, { env: { ...process.env, PATH }, encoding: 'utf8' });

const isInstalled = scan('--version').status === 0;

test.skipIf(!isInstalled)(
  'electronegativity, where it is installed, finds nothing of weight that docs/security.md does not explain',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chung-tay-scanned-'));
    await buildAll();
    cpSync(join(ROOT_DIR, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(ROOT_DIR, 'package.json'), join(folder, 'package.json'));
    const found = join(folder, 'found.csv');
    const electron = packageJson.devDependencies.electron;
    // Its list of Electron's releases would come from the network.
    const offline = ['--exclude-checks', 'AvailableSecurityFixesGlobalCheck'];
    const { status, stderr } = scan('-i', folder, '-e', electron, ...offline, '-o', found);
    expect(status, stderr).toBe(0);

    const findings = [...readFileSync(found, 'utf8').matchAll(/^(\w+),"(\w+)"/gm)];
    rmSync(folder, { recursive: true });
    const heavy = findings.filter(([, , severity]) => severity === 'MEDIUM' || severity === 'HIGH');
    const explained = readFileSync(join(ROOT_DIR, 'docs/security.md'), 'utf8').matchAll(
      /^\| `(\w+_CHECK)` \|/gm,
    );
    expect([...new Set(heavy.map(([, id]) => id))].sort()).toEqual([...explained].map(([, id]) => id).sort());
  },
  120_000,
);
