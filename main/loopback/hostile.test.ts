import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type EchoBackend, echoBackend, sampleWindow } from '../web/testing.ts';
import { type Loopback, startLoopback } from './server.ts';

/** Far longer than any browser sends. */
const LONG = 20_000;

let backend: EchoBackend;
let loopback: Loopback;
let host: string;
let cookie: string;

beforeEach(async () => {
  backend = await echoBackend();
  loopback = await startLoopback({ backend, rendererDir: await sampleWindow() });
  host = new URL(loopback.origin).host;
  const opened = await fetch(loopback.address, { redirect: 'manual' });
  cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterEach(() => loopback.close());

function dial(origin = loopback.origin): Socket {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  // A connection that is cut off is an answer, too.
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Sends bytes as they are, which no HTTP client would; answers with everything that comes back. */
async function say(...lines: readonly string[]): Promise<string> {
  const socket = dial();
  socket.write(lines.join('\r\n'), 'latin1');
  return text(socket).catch(() => '');
}

/** An answer that says its length is followed by the next one without a line break. */
const statuses = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** One request with these headers, the session's cookie among them, and its status. */
async function ask(target: string, headers: readonly string[], method = 'GET'): Promise<number | undefined> {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers,
    `Cookie: ${cookie}`,
    'Connection: close',
    '',
    '',
  ];
  return statuses(await say(...lines))[0];
}

describe('a name that was led to this machine', () => {
  test.each([
    'evil.example',
    'localhost',
    'LOCALHOST',
    '[::1]',
    '0.0.0.0',
    '0177.0.0.1',
    '2130706433',
    '127.1',
    '127.0.0.1.',
    '127.0.0.1.nip.io',
    'nguoi-dung@127.0.0.1',
    ' 127.0.0.1 x',
  ])('%s is refused with the right port and cookie', async (name) => {
    expect(await ask('/', [`Host: ${name}:${new URL(loopback.origin).port}`])).toBe(403);
  });

  test.each(['127.0.0.1', '127.0.0.1:80', '127.0.0.1:', '127.0.0.1:0'])(
    '%s is another server, too',
    async (name) => {
      expect(await ask('/', [`Host: ${name}`])).toBe(403);
    },
  );

  test('the right one is answered, however its header is written', async () => {
    expect(await ask('/', [`Host: ${host}`])).toBe(200);
    expect(await ask('/', [`hOsT:   ${host}  `])).toBe(200);
  });

  test('none at all, an empty one and two are refused', async () => {
    expect(await ask('/', [])).toBe(400);
    expect(await ask('/', ['Host:'])).toBe(403);
    expect(await ask('/', [`Host: ${host}`, 'Host: evil.example'])).toBe(403);
    expect(await ask('/', ['Host: evil.example', `Host: ${host}`])).toBe(403);
    expect(await ask('/', [`Host: ${host}`, `Host: ${host}`])).toBe(403);
    const old = await say('GET / HTTP/1.0', `Cookie: ${cookie}`, '', '');
    expect(statuses(old)).toEqual([403]);
  });

  test.each(['http://evil.example/', 'https://127.0.0.1/', '//evil.example/'])(
    'the whole address %s is refused, whatever Host says',
    async (target) => {
      expect(await ask(target, [`Host: ${host}`])).toBe(403);
    },
  );
});

describe('a path', () => {
  test.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/%2E%2E%2Fsecret.json',
    '/%252e%252e%252fsecret.json',
    '/assets/..%5c..%5csecret.json',
    '/assets/..\\..\\secret.json',
    '/..%00/secret.json',
    '/assets/main-A1b2_-.js%00.json',
    '/%c0%ae%c0%ae/secret.json',
    '/%c0%ae%c0%ae%c0%afsecret.json',
    '/%e0%80%ae%e0%80%ae/secret.json',
    '/%u002e%u002e/secret.json',
    '/..;/secret.json',
    '/./.././secret.json',
    '/C:/secret.json',
    '/files/..%2f..%2fsecret.json',
    '/files/%2e%2e%2f',
  ])('%s leads nowhere', async (path) => {
    expect(await ask(path, [`Host: ${host}`])).toBe(404);
  });

  test('with bytes that belong into none is not even read', async () => {
    expect(await ask('/\0', [`Host: ${host}`])).toBe(400);
    expect(await ask('/\x01', [`Host: ${host}`])).toBe(400);
  });
});

describe('a method', () => {
  test.each([
    ['HEAD', 405],
    ['PUT', 405],
    ['DELETE', 405],
    ['PATCH', 405],
    ['TRACE', 405],
    ['OPTIONS', 405],
    ['PROPFIND', 405],
    // Without Origin a POST is nobody's.
    ['POST', 403],
    ['BREW', 400],
  ])('%s does nothing, with the cookie', async (method, status) => {
    expect(await ask('/', [`Host: ${host}`], method)).toBe(status);
    expect(backend.calls).toEqual([]);
  });

  test('that would make a tunnel or another protocol is not taken up', async () => {
    expect(await ask(host, [`Host: ${host}`], 'CONNECT')).toBeUndefined();
    const upgrade = [`Host: ${host}`, 'Upgrade: websocket', 'Connection: Upgrade', `Cookie: ${cookie}`];
    const answer = await say('GET /events2 HTTP/1.1', ...upgrade, 'Sec-WebSocket-Version: 13', '', '').then(
      statuses,
    );
    expect(answer).not.toContain(101);
  });

  test('that asks what another origin may do learns nothing', async () => {
    const preflight = [`Host: ${host}`, 'Origin: http://evil.example', 'Access-Control-Request-Method: POST'];
    const answer = await say(
      'OPTIONS /invoke/app.status HTTP/1.1',
      ...preflight,
      'Connection: close',
      '',
      '',
    );
    expect(statuses(answer)).toEqual([403]);
    expect(answer).not.toMatch(/^access-control/im);
  });
});

describe('one request within another', () => {
  const call = ['POST /invoke/app.status HTTP/1.1', 'Content-Type: application/json'];
  const own = () => [`Host: ${host}`, `Origin: ${loopback.origin}`, `Cookie: ${cookie}`];
  const hidden = () => ['POST /invoke/schools.list HTTP/1.1', 'Content-Type: application/json', ...own()];

  test.each([
    ['two ways of telling its length', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 60']],
    ['a length with a sign', ['Content-Length: +2']],
    ['a list of lengths', ['Content-Length: 2, 60']],
    ['a coding that nobody knows', ['Transfer-Encoding: xchunked']],
    ['chunked that is not the last coding', ['Transfer-Encoding: chunked, identity']],
    ['a space before the colon', ['Content-Length : 2']],
    ['a folded header', ['X-A: b', ' Content-Length: 2']],
  ])('%s: neither is run', async (_, framing) => {
    const answer = await say(
      ...call,
      ...own(),
      ...framing,
      '',
      '0',
      '',
      ...hidden(),
      'Content-Length: 2',
      '',
      '{}',
    );
    expect(statuses(answer).filter((status) => status !== 400)).toEqual([]);
    expect(backend.calls).toEqual([]);
  });

  test('lines that end without a carriage return are not read', async () => {
    const lines = ['GET / HTTP/1.1', `Host: ${host}`, `Cookie: ${cookie}`, '', ''].join('\n');
    expect(statuses(await say(lines))).toEqual([400]);
  });

  test('two honest ones behind each other are two', async () => {
    const body = ['Content-Length: 2', '', '{}'];
    const answer = await say(
      ...call,
      ...own(),
      ...body.slice(0, 2),
      `{}${hidden()[0]}`,
      ...hidden().slice(1),
      'Connection: close',
      ...body,
    );
    expect(statuses(answer)).toEqual([200, 200]);
    expect(backend.calls.map(({ name }) => name)).toEqual(['app.status', 'schools.list']);
  });
});

describe('too much', () => {
  test('of headers is refused', async () => {
    expect(await ask('/', [`Host: ${host}`, `X-A: ${'x'.repeat(LONG)}`])).toBe(431);
    expect(await ask(`/${'x'.repeat(LONG)}`, [`Host: ${host}`])).toBe(431);
  });

  test('of windows that listen is refused, until one of them leaves', async () => {
    const listen = async () => {
      const socket = dial();
      socket.write(`GET /events HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
      const [first] = await once(socket, 'data');
      return { socket, status: statuses(String(first))[0] };
    };
    const windows = [];
    for (let count = 0; count < 16; count += 1) windows.push(await listen());
    expect(windows.map(({ status }) => status)).toEqual(windows.map(() => 200));
    expect((await listen()).status).toBe(429);

    const listening = backend.listeners();
    windows[0]?.socket.destroy();
    await expect.poll(() => backend.listeners()).toBe(listening - 1);
    expect((await listen()).status).toBe(200);
  });

  test('of connections is cut off, and those that stand go on', async () => {
    const standing = Array.from({ length: 64 }, () => dial());
    await Promise.all(standing.map((socket) => once(socket, 'connect')));
    // The connection by which the window was opened may still stand.
    await expect.poll(() => say('GET / HTTP/1.1', '', '')).toBe('');

    const [first] = standing;
    first?.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    for (const socket of standing.slice(32)) socket.destroy();
    const [bytes] = first ? await once(first, 'data') : [];
    expect(statuses(String(bytes))).toEqual([200]);
  });
});

test.each([
  ['nothing', () => ''],
  ['headers', () => 'GET / HTTP/1.1\r\nX-A: '],
  [
    'a body',
    (origin: string, own: string) =>
      `POST /invoke/app.status HTTP/1.1\r\nHost: ${origin.slice(7)}\r\nOrigin: ${origin}\r\nCookie: ${own}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  ],
])('whoever begins with %s and never ends is let go of', async (_, begin) => {
  const impatient = await startLoopback({ backend, rendererDir: await sampleWindow(), patience: 50 });
  onTestFinished(() => impatient.close());
  const socket = dial(impatient.origin);
  const opened = await fetch(impatient.address, { redirect: 'manual' });
  socket.write(begin(impatient.origin, opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''));
  expect(statuses(await text(socket))).toEqual([408]);
  expect(backend.calls).toEqual([]);
});

test('the one-time token is told to nobody: not to the page, its addresses, headers or the log', async () => {
  const logged: unknown[] = [];
  const log = (...given: unknown[]) => void logged.push(given);
  const rendererDir = await sampleWindow();
  const fresh = await startLoopback({ backend, rendererDir, logger: { info: log, error: log } });
  const token = new URL(fresh.address).pathname.split('/').at(-1) ?? '';
  const opened = await fetch(fresh.address, { redirect: 'manual' });
  const headers = { cookie: opened.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const page = await fetch(fresh.origin, { headers });
  const again = await fetch(fresh.address, { redirect: 'manual', headers: { accept: 'text/html' } });
  await fresh.close();

  const told = JSON.stringify([
    [...opened.headers],
    [...page.headers],
    await page.text(),
    [...again.headers],
    await again.text(),
    logged,
  ]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(told).not.toContain(token);
  expect(opened.headers.get('Referrer-Policy')).toBe('no-referrer');
});
