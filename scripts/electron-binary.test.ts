import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../main/backend/testing.ts';
import { electronBinary, fetchElectron, isReachable } from './electron-binary.ts';

let packageDir: string;

beforeEach(() => {
  packageDir = temporaryFolder();
  writeFileSync(join(packageDir, 'package.json'), '{"version":"45.4.1"}');
});

/** Puts the binary where Electron's installer does. */
const install = (folder = join(packageDir, 'dist')) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'electron.exe'), '');
  writeFileSync(join(packageDir, 'path.txt'), 'electron.exe');
};

describe('the binary', () => {
  test('is not there after npm ci alone', () => {
    expect(electronBinary(packageDir, {})).toBeNull();
  });

  test('is found where the installer put it', () => {
    install();
    expect(electronBinary(packageDir, {})).toBe(join(packageDir, 'dist', 'electron.exe'));
  });

  test('is found where a developer keeps it', () => {
    const elsewhere = join(packageDir, 'elsewhere');
    install(elsewhere);
    expect(electronBinary(packageDir, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBe(
      join(elsewhere, 'electron.exe'),
    );
    expect(electronBinary(packageDir, {})).toBeNull();
  });
});

describe('the download', () => {
  let server: Server | undefined;

  async function mirror(listener: RequestListener): Promise<{ ELECTRON_MIRROR: string }> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return { ELECTRON_MIRROR: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/` };
  }
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  test('is tried only where it would begin', async () => {
    const asked: string[] = [];
    const env = await mirror((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end();
    });
    expect(await isReachable(packageDir, env)).toBe(true);
    expect(asked).toEqual([`HEAD /v45.4.1/electron-v45.4.1-${process.platform}-${process.arch}.zip`]);
  });

  test.each<[string, RequestListener]>([
    ['refuses', (_, response) => void response.writeHead(403).end()],
    ['does not answer', () => {}],
  ])('is let be where the server %s', async (_, listener) => {
    expect(await fetchElectron(packageDir, await mirror(listener))).toBe(false);
  });

  test('that brings nothing is no binary', async () => {
    writeFileSync(join(packageDir, 'install.js'), 'process.exit(1)');
    expect(await fetchElectron(packageDir, await mirror((_, response) => void response.end()))).toBe(false);
  });
});
