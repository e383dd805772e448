import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_RECEIVED_BYTES } from '../backend/files/limits.ts';
import { type EchoBackend, echoBackend, sampleWindow } from '../web/testing.ts';
import { type Loopback, startLoopback } from './server.ts';

let backend: EchoBackend;
let loopback: Loopback;

beforeEach(async () => {
  backend = await echoBackend();
  loopback = await startLoopback({ backend, rendererDir: await sampleWindow() });
});
afterEach(() => loopback.close());

/** Sends exactly what is said, path and Host included, which fetch would tidy up. */
function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const { port } = new URL(loopback.origin);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {} } = options;
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      text(answer).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** Opens the window as the browser does; answers with the cookie. */
async function open(): Promise<string> {
  const answer = await fetch(loopback.address, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const json = (cookie: string, more: Record<string, string> = {}) => ({
  cookie,
  origin: loopback.origin,
  'content-type': 'application/json',
  ...more,
});

describe('the door', () => {
  test('the opening address gives a cookie that scripts and other sites cannot use, and leads to the page', async () => {
    const answer = await fetch(loopback.address, { redirect: 'manual' });

    expect(answer.headers.get('Location')).toBe('/');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^chung-tay-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
    ]);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const page = await fetch(loopback.origin, { headers: { cookie } });
    expect(await page.text()).toContain('Nhà trường cùng chung tay');
  });

  test('the opening address works once; with the cookie it just leads to the page', async () => {
    const cookie = await open();
    const stranger = await fetch(loopback.address, { redirect: 'manual', headers: { accept: 'text/html' } });

    expect(stranger.status).toBe(403);
    expect(stranger.headers.getSetCookie()).toEqual([]);
    expect(await stranger.text()).toContain('Không mở được cửa sổ này');

    const again = await fetch(loopback.address, { redirect: 'manual', headers: { cookie } });
    expect(again.status).toBe(303);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test.each(['/', '/open/wrong', '/open/', '/events', '/files/file-1', '/assets/main-A1b2_-.js'])(
    '%s is refused without the cookie',
    async (path) => {
      expect((await raw(path)).status).toBe(403);
    },
  );

  test('a wrong cookie is refused, and a wrong token does not use up the right one', async () => {
    expect((await raw('/open/wrong')).status).toBe(403);
    const cookie = await open();
    expect((await raw('/', { headers: { cookie: `${cookie}x` } })).status).toBe(403);
  });

  test('a name that was led to this machine is refused, token and cookie or not', async () => {
    const cookie = await open();
    for (const host of ['evil.example', `evil.example:${new URL(loopback.origin).port}`, 'localhost']) {
      expect((await raw('/', { headers: { host, cookie } })).status).toBe(403);
    }
    const fresh = await startLoopback({ backend, rendererDir: '/' });
    const { pathname, port } = new URL(fresh.address);
    const answer = await new Promise<number | undefined>((resolve) => {
      httpRequest({ port, host: '127.0.0.1', path: pathname, headers: { host: 'evil.example' } }, (got) => {
        got.resume();
        resolve(got.statusCode);
      }).end();
    });
    expect(answer).toBe(403);
    await fresh.close();
  });

  test('pages of other origins are refused, other servers of this machine too', async () => {
    const cookie = await open();
    for (const more of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:9' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await raw('/', { headers: { cookie, ...more } })).status).toBe(403);
      const call = await raw('/invoke/app.status', {
        method: 'POST',
        headers: json(cookie, more),
        body: '{}',
      });
      expect(call.status).toBe(403);
    }
    expect(backend.calls).toEqual([]);
  });

  test('a POST that does not say where it comes from is refused', async () => {
    const headers = { cookie: await open(), 'content-type': 'application/json' };
    const answer = await raw('/invoke/app.status', { method: 'POST', headers, body: '{}' });

    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  test('nothing is ever allowed to another origin', async () => {
    const headers = { cookie: await open(), origin: 'http://evil.example' };
    const answer = await raw('/invoke/app.status', { method: 'OPTIONS', headers });

    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/assets/..\\..\\secret.json',
  ])('%s leads nowhere, even with the cookie', async (path) => {
    expect((await raw(path, { headers: { cookie: await open() } })).status).toBe(404);
  });

  test('a port that is taken is named', async () => {
    const port = Number(new URL(loopback.origin).port);
    await expect(startLoopback({ backend, rendererDir: '/', port })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(`${port}`),
    });
  });
});

describe('calls', () => {
  test('reach the backend with their input, and the envelope comes back', async () => {
    const answer = await raw('/invoke/schools.search', {
      method: 'POST',
      headers: json(await open()),
      body: '{"text":"đống đa"}',
    });

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(backend.calls).toEqual([{ name: 'schools.search', input: { text: 'đống đa' } }]);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
  });

  test('travel together, and each answer comes as soon as it is there', async () => {
    const headers = json(await open());
    const slow = Promise.withResolvers<void>();
    const { dispatch } = backend;
    backend.dispatch = async (name, input) => {
      if (name === 'gaps.list') await slow.promise;
      return dispatch(name, input);
    };
    const calls = [
      ['gaps.list', {}],
      ['schools.search', { text: 'đống đa' }],
    ];
    const answer = await fetch(`${loopback.origin}/invoke`, {
      method: 'POST',
      headers,
      body: JSON.stringify(calls),
    });
    const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => JSON.parse((await lines?.read())?.value ?? '');

    expect(await next()).toEqual([
      1,
      { ok: true, value: { name: 'schools.search', input: { text: 'đống đa' } } },
    ]);
    slow.resolve();
    expect(await next()).toEqual([0, { ok: true, value: { name: 'gaps.list', input: {} } }]);
    expect((await lines?.read())?.done).toBe(true);
  });

  test.each([
    ['no list', '{}'],
    ['no calls', '[["app.status", {}], "app.status"]'],
    ['far too many', JSON.stringify(Array.from({ length: 65 }, () => ['app.status', {}]))],
  ])('%s: none is run', async (_, body) => {
    const answer = await fetch(`${loopback.origin}/invoke`, {
      method: 'POST',
      headers: json(await open()),
      body,
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(backend.calls).toEqual([]);
  });

  test.each([
    ['a form', { 'content-type': 'text/plain' }, '{}', 415],
    ['broken JSON', {}, '{"text":', 400],
    ['broken UTF-8', {}, Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 400],
    ['too much', {}, `"${'x'.repeat(8 * 1024 * 1024)}"`, 413],
  ])('%s is refused before the backend sees it', async (_, more, body, status) => {
    const bytes = Buffer.from(body, 'latin1');
    const headers = json(await open(), { 'content-length': `${bytes.length}`, ...more });
    const answer = await fetch(`${loopback.origin}/invoke/app.status`, {
      method: 'POST',
      headers,
      body: bytes,
    });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(backend.calls).toEqual([]);
  });
});

describe('events', () => {
  test('stream to the window until it leaves', async () => {
    const leaving = new AbortController();
    const headers = { cookie: await open() };
    const stream = await fetch(`${loopback.origin}/events`, { headers, signal: leaving.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(': opened\n\n');

    backend.emit({ name: 'data.changed', payload: { procedure: 'schools.create' } });
    expect((await reader?.read())?.value).toBe(
      'data: {"name":"data.changed","payload":{"procedure":"schools.create"}}\n\n',
    );

    const listening = backend.listeners();
    leaving.abort();
    await expect.poll(() => backend.listeners()).toBe(listening - 1);
  });

  test('tell a window that has just come what changed since its page was made, and nothing of before a lock', async () => {
    const headers = { cookie: await open() };
    const heard = async () => {
      const leaving = new AbortController();
      const { body } = await fetch(`${loopback.origin}/events`, { headers, signal: leaving.signal });
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      backend.emit({ name: 'job.progress', payload: { jobId: 'last', label: '', done: 0, total: 0 } });
      while (!text.includes('last')) text += (await reader?.read())?.value;
      leaving.abort();
      return [...text.matchAll(/"name":"([\w.]+)"/g)].map(([, name]) => name);
    };
    expect(await heard()).toEqual(['job.progress']);
    backend.emit({ name: 'data.changed', payload: { procedure: 'schools.create' } });
    expect(await heard()).toEqual(['data.changed', 'job.progress']);
    backend.emit({ name: 'session.changed', payload: {} });
    expect(await heard()).toEqual(['session.changed', 'job.progress']);
  });
});

describe('files', () => {
  const upload = (cookie: string, body: NonNullable<RequestInit['body']>) =>
    fetch(`${loopback.origin}/files`, {
      method: 'POST',
      headers: {
        cookie,
        origin: loopback.origin,
        'X-File-Name': encodeURIComponent('Danh sách trường.xlsx'),
      },
      body,
      duplex: 'half',
    });

  test('go in over HTTP and come out again, large ones too', async () => {
    const cookie = await open();
    const bytes = Buffer.alloc(20_000_000, 'Đ');
    const sent = await (await upload(cookie, bytes)).json();
    expect(sent).toEqual({
      ok: true,
      value: {
        fileId: 'file-1',
        fileName: 'Danh sách trường.xlsx',
        mediaType: 'application/pdf',
        byteSize: bytes.length,
      },
    });

    const got = await fetch(`${loopback.origin}/files/file-1`, { headers: { cookie } });
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('that are too large are refused with their name, and the connection goes on', async () => {
    const cookie = await open();
    const refused = await upload(cookie, Buffer.alloc(MAX_RECEIVED_BYTES + 1));

    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      ok: false,
      error: { code: 'FILE_TOO_LARGE', details: { file: 'Danh sách trường.xlsx', limit: '256 MB' } },
    });
    expect((await upload(cookie, Buffer.from('x'))).status).toBe(200);
  });

  test('that hide their length are cut off at the limit', async () => {
    let left = MAX_RECEIVED_BYTES / 1024 / 1024 + 8;
    const body = new ReadableStream({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const refused = await upload(await open(), body);

    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE' } });
  });
});
