import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtWindow } from '../main/loopback/built-window.ts';
import { closeBrowser, newPage } from '../renderer/e2e/browser.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'chung-tay-network-'));
const trace = (name: string) => join(folder, `${name}.txt`);

beforeAll(async () => {
  await builtWindow(ROOT_DIR, () => {});
}, 300_000);
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

/**
 * Runs a script of ours, its threads and children with it, under the eyes of strace (Debian package `strace`); its own
 * process id is the first line, because strace lets no signal through.
 */
const watched = (name: string, ...script: readonly string[]) => {
  const shell = ['sh', '-c', 'echo $$; exec "$0" "$@"', process.execPath];
  const options = ['-f', '-qq', '-e', 'trace=%network', '-o', trace(name), ...shell, ...script];
  return spawn('strace', options, { cwd: ROOT_DIR, stdio: ['ignore', 'pipe', 'inherit'] });
};

/** What the watched process asked of the system's network: kinds of sockets, and all addresses of other machines and its own. */
function askedFor(name: string) {
  const calls = readFileSync(trace(name), 'utf8');
  const all = (pattern: RegExp) =>
    [...new Set([...calls.matchAll(pattern)].map(([, found]) => found))].sort();
  return {
    sockets: all(/\bsocket\((AF_\w+)/g),
    bound: all(/\bbind\(\d+, \{sa_family=AF_INET.*?inet_addr\("([^"]*)"\)/g),
    called: all(
      /\b(?:connect|sendto|sendmsg|sendmmsg)\(\d+,[^\n]*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]*)"/g,
    ),
    addresses: all(/(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]*)"/g),
  };
}

test('strace sees who calls out: a program that does is told apart', async () => {
  const script = "require('node:net').connect(9, '127.0.0.1').on('error', () => {})";
  const caller = watched('caller', '--eval', script);
  caller.stdout.resume();
  await once(caller, 'exit');
  expect(askedFor('caller')).toMatchObject({ sockets: ['AF_INET'], called: ['127.0.0.1'] });
});

test('a whole year in the office opens no network socket and asks for no name', async () => {
  const demo = watched('demo', 'scripts/demo.ts', join(folder, 'demo'));
  demo.stdout.resume();
  const [code] = await once(demo, 'exit');
  expect(code).toBe(0);
  // Between its own threads, and to ask the system who is working.
  const { sockets, ...rest } = askedFor('demo');
  expect(sockets.filter((kind) => kind !== 'AF_UNIX')).toEqual([]);
  expect(rest).toEqual({ bound: [], called: [], addresses: [] });
});

test('the window in a browser listens on this machine alone and calls nobody', async () => {
  const dataDir = join(folder, 'demo', 'du-lieu');
  const serving = watched('serve', 'main/cli/index.ts', 'serve', '--no-open', '--json', '--data', dataDir);
  const lines = createInterface(serving.stdout)[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  const { address } = JSON.parse((await lines.next()).value ?? '');
  const { page } = await newPage();
  const requested = new Set<string>();
  page.on('request', (request) => requested.add(new URL(request.url()).origin));
  await page.goto(address);
  for (const screen of ['schools', 'memoranda', 'reports', 'settings']) {
    await page.goto(`${new URL(address).origin}/#/${screen}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await page.context().close();
  process.kill(pid, 'SIGINT');
  expect(await once(serving, 'exit')).toEqual([0, null]);

  expect([...requested].filter((origin) => origin !== new URL(address).origin)).toEqual([]);
  const { sockets, ...rest } = askedFor('serve');
  expect(sockets.filter((kind) => kind !== 'AF_UNIX')).toEqual(['AF_INET']);
  expect(rest).toEqual({ bound: ['127.0.0.1'], called: [], addresses: ['127.0.0.1'] });
});

/** Hosts that the libraries of the window name, none of which is ever called: what they are there for. */
const NAMED: Readonly<Record<string, string>> = {
  'www.w3.org': 'namespaces of SVG, MathML, XHTML and XML',
  'www.xfa.org': 'namespaces of forms in PDFs',
  'ns.adobe.com': 'namespaces of metadata in PDFs',
  'json-schema.org': 'names of schema languages',
  'www.apache.org': 'the licence in the head of a file',
  'react.dev': 'in the text of an error',
  'mantine.dev': 'in the text of an error',
  'prosemirror.net': 'in the text of an error',
  'example.com': 'a base to read relative addresses by',
  'foo.bar': 'a base to read relative addresses by',
};

test('the built window names no other host but in namespaces and messages, and its page and styles none', () => {
  const rendererDir = join(ROOT_DIR, 'dist/renderer');
  const hosts = (ending: RegExp) =>
    readdirSync(rendererDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => ending.test(name))
      .flatMap((name) => [
        ...readFileSync(join(rendererDir, name), 'utf8').matchAll(
          /\b(?:https?|wss?|ftp):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi,
        ),
      ])
      .map(([, host]) => host ?? '');
  expect(hosts(/\.(?:html|css)$/)).toEqual([]);
  expect([...new Set(hosts(/\.m?js$/))].filter((host) => !(host in NAMED))).toEqual([]);
});
