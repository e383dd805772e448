import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { buildMain, buildPreload } from './build.ts';

const run = promisify(execFile);

// Below the checkout, so that the bundle finds the packages as it does in dist/.
const outDir = join(import.meta.dirname, '../out', `build-test-${process.pid}`);
const inOut = (file: string) => join(outDir, file);

/** Our own files that the main process is made of, below the checkout, with slashes. */
const ownFiles: string[] = [];

beforeAll(async () => {
  await buildMain(inOut('main'), {
    plugins: [
      {
        name: 'own-files',
        generateBundle() {
          const inside = [...this.getModuleIds()].map((id) =>
            relative(join(import.meta.dirname, '..'), id).replaceAll('\\', '/'),
          );
          ownFiles.push(...inside.filter((name) => /^(?!node_modules|\.\.).*\.ts$/.test(name)));
        },
      },
    ],
  });
  await buildPreload(inOut('preload'));
});
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

describe('the main process', () => {
  const sources = () =>
    readdirSync(inOut('main'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(inOut('main'), name), 'utf8'));
  const imported = () =>
    new Set(
      sources()
        .flatMap((source) => [
          ...source.matchAll(
            /^\s*(?:import|export)\b[^'"();]*['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
          ),
        ])
        .map(([, byStatement, byCall]) => byStatement ?? byCall ?? '')
        .filter((name) => !name.startsWith('.')),
    );

  test('takes from outside only Node, Electron and what the installer packs', () => {
    const packed = Object.keys(packageJson.dependencies);
    const others = [...imported()]
      .filter((name) => !isBuiltin(name) && name !== 'electron')
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );

    expect(others).toContain('better-sqlite3');
    expect(others.filter((name) => !packed.includes(name))).toEqual([]);
  });

  test('is made of the backend and Electron’s shell: no test, no command line, and nothing that listens', () => {
    expect(ownFiles).toContain('main/electron/index.ts');
    const strange = ownFiles.filter(
      (name) =>
        !/^(?:db|main\/(?:backend|electron|web)|preload\/contract)\//.test(name) ||
        /\.test\.ts$|(?:^|\/)testing/.test(name),
    );
    expect(strange).toEqual([]);
    for (const name of ['http', 'https', 'net', 'tls', 'dgram'])
      expect(imported()).not.toContain(`node:${name}`);
  });

  test('has in it what every start would else read from hundreds of files', () => {
    for (const name of ['kysely', 'kysely/migration', 'uuid', 'zod']) expect(imported()).not.toContain(name);
  });

  test('knows nothing of this checkout and loads no TypeScript', () => {
    for (const source of sources()) {
      expect(source).not.toContain(join(import.meta.dirname, '..'));
      expect(source).not.toMatch(/\b(?:from|import\() ?['"][^'"]+\.ts['"]/);
    }
  });

  test('its backend starts in plain Node and reads a list in a thread of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chung-tay-built-'));
    const script = `
      import { createBackend } from ${JSON.stringify(pathToFileURL(inOut('main/backend.js')).href)};
      const backend = await createBackend({
        ...${JSON.stringify({
          dataDir: join(folder, 'du-lieu'),
          resourcesDir: join(import.meta.dirname, '../resources'),
          version: packageJson.version,
          actor: 'văn phòng',
        })},
        workerUrl: new URL(${JSON.stringify(pathToFileURL(inOut('main/worker.js')).href)}),
      });
      const list = 'Huyện,Cấp học,Tên trường\\nHuyện Thanh Trì,Tiểu học,Trường Tiểu học Hoa Sen\\n';
      const made = await backend.dispatch('app.initialise', { sample: false });
      const { fileId } = await backend.receiveFile('Danh sách.csv', Buffer.from(list));
      const taken = await backend.dispatch('schools.import', { fileId });
      await backend.close();
      console.log(JSON.stringify({ made, taken }));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);

    expect(JSON.parse(stdout)).toMatchObject({
      made: { ok: true },
      taken: { ok: true, value: { created: 1 } },
    });
    rmSync(folder, { recursive: true });
  });
});

test('the preload script is one CommonJS file that asks for Electron alone', () => {
  const asked: string[] = [];
  const exposed: Record<string, object> = {};
  runInNewContext(readFileSync(inOut('preload/index.cjs'), 'utf8'), {
    exports: {},
    require(name: string) {
      asked.push(name);
      return {
        contextBridge: {
          exposeInMainWorld: (as: string, bridge: object) => {
            exposed[as] = bridge;
          },
        },
        ipcRenderer: {},
      };
    },
  });

  expect(readdirSync(inOut('preload'))).toEqual(['index.cjs']);
  expect(asked).toEqual(['electron']);
  expect(Object.keys(exposed.chungTay ?? {})).toEqual(['invoke', 'subscribe']);
});
