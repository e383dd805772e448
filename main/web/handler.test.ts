import { beforeAll, describe, expect, test } from 'vitest';
import type { DrawPicture } from '../../preload/contract/opening.ts';
import { AppError } from '../backend/errors.ts';
import { MAX_RECEIVED_BYTES } from '../backend/files/limits.ts';
import { createWebHandler, type WebHandler } from './handler.ts';
import { type EchoBackend, echoBackend, sampleWindow } from './testing.ts';

const at = (path: string, init?: RequestInit) => new Request(`http://127.0.0.1:1${path}`, init);

let backend: EchoBackend;
let answer: WebHandler;

beforeAll(async () => {
  backend = await echoBackend();
  answer = createWebHandler({ backend, rendererDir: await sampleWindow() });
});

describe('the page', () => {
  test('comes with a nonce of its own for every load, the same in policy and page', async () => {
    const [first, second] = [await answer(at('/')), await answer(at('/'))];
    const policy = first.headers.get('Content-Security-Policy') ?? '';
    const nonce = /'nonce-([\w-]{24})'/.exec(policy)?.[1];

    expect(nonce).toBeDefined();
    expect(await first.text()).toContain(`<meta name="csp-nonce" content="${nonce}">`);
    expect(second.headers.get('Content-Security-Policy')).not.toBe(policy);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(first.headers.get('Cache-Control')).toBe('no-store');
  });

  test('may not be framed, sniffed or named to others', async () => {
    const { headers } = await answer(at('/'));

    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
    for (const power of ['camera', 'geolocation', 'microphone', 'usb']) {
      expect(headers.get('Permissions-Policy')).toContain(`${power}=()`);
    }
  });
});

describe('what the page brings along', () => {
  const brought = async (dispatch: EchoBackend['dispatch']) => {
    const page = createWebHandler({ backend: { ...backend, dispatch }, rendererDir: await sampleWindow() });
    const html = await (await page(at('/'))).text();
    const json = /<script type="application\/json" id="opening">(.*)<\/script>/.exec(html)?.[1] ?? '';
    return { html, answers: JSON.parse(json) };
  };

  test('is what the first picture says', async () => {
    const { answers } = await brought(async (name, input) => ({ ok: true, value: { name, input } }));
    expect(answers).toContainEqual(['overview.get', {}, { name: 'overview.get', input: {} }]);
    expect(answers).toContainEqual([
      'settings.get',
      { key: 'appearance.scheme' },
      { name: 'settings.get', input: { key: 'appearance.scheme' } },
    ]);
  });

  test('is nothing that is refused: behind the lock only who can be let in', async () => {
    const error = { code: 'NOT_SIGNED_IN' as const, message: 'Chưa vào.', details: {} };
    const { answers } = await brought(async (name) =>
      name === 'session.get' ? { ok: true, value: { state: 'locked' } } : { ok: false, error },
    );
    expect(answers).toEqual([['session.get', {}, { state: 'locked' }]]);
  });

  test('stays data, whatever somebody has typed', async () => {
    const typed = '</script><script>alert(1)</script><!-- $& __CSP_NONCE__ __OPENING__';
    const { html, answers } = await brought(async () => ({ ok: true, value: { title: typed } }));
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(answers[0]).toEqual(['app.status', {}, { title: typed }]);
  });

  test('is drawn from those answers, with the nonce of the page, where something is to be seen', async () => {
    const draw = async (drawPicture: DrawPicture) => {
      const page = createWebHandler({ backend, rendererDir: await sampleWindow(), drawPicture });
      return (await page(at('/'))).text();
    };
    const html = await draw((answers, nonce) => `<style nonce="${nonce}"></style>${answers.at(-1)?.[0]}`);
    const nonce = /name="csp-nonce" content="([\w-]{24})"/.exec(html)?.[1];
    expect(html).toContain(`<div id="root"><style nonce="${nonce}"></style>overview.get</div>`);
    expect(await draw(() => null)).toContain('<div id="root"></div>');
  });

  test('waits for no answer that does not come', async () => {
    const { html, answers } = await brought((name) =>
      name === 'overview.get' ? new Promise(() => {}) : Promise.resolve({ ok: true, value: name }),
    );
    expect(answers.map(([name]: [string]) => name)).not.toContain('overview.get');
    expect(html).toContain('</html>');
  });

  test('keeps no browser from beginning to load', async () => {
    let answered = () => {};
    const waits = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const page = createWebHandler({
      backend: { ...backend, dispatch: () => waits.then(() => ({ ok: true, value: null })) },
      rendererDir: await sampleWindow(),
    });
    const parts = (await page(at('/'))).body?.getReader();
    expect(new TextDecoder().decode((await parts?.read())?.value)).toContain('</head>');
    answered();
    await parts?.cancel();
  });
});

describe('files of the window', () => {
  test('come with their type, and stay in the cache because their name changes with them', async () => {
    const response = await answer(at('/assets/main-A1b2_-.js'));

    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toContain('immutable');
    expect(await response.text()).toBe('export {};');
  });

  test.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '/assets/%2e%2e/%2e%2e/secret.json',
    '//secret.json',
    '/assets/.hidden.js',
    '/C:/secret.json',
    '/assets/main.js%00.json',
    '/assets',
    '/nothing.js',
  ])('%s leads nowhere', async (path) => {
    expect((await answer(at(path))).status).toBe(404);
  });

  test('cannot be changed', async () => {
    expect((await answer(at('/', { method: 'PUT', body: 'x' }))).status).toBe(405);
  });
});

describe('stored files', () => {
  const upload = (name: string, body: NonNullable<RequestInit['body']>, type?: EchoBackend) =>
    (type ? createWebHandler({ backend: type, rendererDir: '/' }) : answer)(
      at('/files', { method: 'POST', body, headers: { 'X-File-Name': encodeURIComponent(name) } }),
    );

  test('go in and come out byte for byte, with their Vietnamese name', async () => {
    const sent = await (await upload("Biên bản Đống Đa (bản 'ký').pdf", Buffer.from('%PDF-1.7 …'))).json();
    expect(sent).toMatchObject({ ok: true, value: { fileName: "Biên bản Đống Đa (bản 'ký').pdf" } });

    const shown = await answer(at('/files/file-1'));
    expect(shown.headers.get('Content-Type')).toBe('application/pdf');
    expect(shown.headers.get('Content-Disposition')).toMatch(/^inline/);
    expect(shown.headers.get('Cache-Control')).toBe('no-store');
    expect(await shown.text()).toBe('%PDF-1.7 …');

    const kept = await answer(at('/files/file-1?download=1'));
    expect(kept.headers.get('Content-Disposition')).toBe(
      `attachment; filename="Bien ban Dong Da (ban _ky_).pdf"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20%C4%90%E1%BB%91ng%20%C4%90a%20%28b%E1%BA%A3n%20%27k%C3%BD%27%29.pdf`,
    );
  });

  test('that could run in our name are never shown in place', async () => {
    const pages = await echoBackend('text/html');
    await upload('trang.html', '<script>alert(1)</script>', pages);
    const response = await createWebHandler({ backend: pages, rendererDir: '/' })(at('/files/file-1'));

    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment/);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('a name cannot break out of its header', async () => {
    const hostile = await echoBackend();
    await upload('a"\r\nSet-Cookie: x=1;\\.pdf', 'x', hostile);
    const response = await createWebHandler({ backend: hostile, rendererDir: '/' })(at('/files/file-1'));

    expect(response.headers.has('Set-Cookie')).toBe(false);
    expect(response.headers.get('Content-Disposition')).toContain('filename="a___Set-Cookie_ x_1__.pdf"');
  });

  test('an unknown one is named as missing', async () => {
    const response = await answer(at('/files/file-99'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  test('are refused while nobody works, as the backend says', async () => {
    const refusing = {
      ...(await echoBackend()),
      openFile: () => Promise.reject(new AppError('NOT_SIGNED_IN')),
    };
    const response = await createWebHandler({ backend: refusing, rendererDir: '/' })(at('/files/file-1'));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  });

  test('without a readable name are refused', async () => {
    for (const headers of [{}, { 'X-File-Name': '%E0%A4' }]) {
      const response = await answer(at('/files', { method: 'POST', body: 'x', headers }));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    }
  });

  test('that grow beyond the limit are let go of, whatever length was announced', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(8 * 1024 * 1024));
      },
    });
    const response = await answer(
      at('/files', {
        method: 'POST',
        body: endless,
        headers: { 'X-File-Name': 'to.pdf', 'Content-Length': '10' },
        duplex: 'half',
      }),
    );

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE' } });
    expect(pulled * 8 * 1024 * 1024).toBeLessThan(2 * MAX_RECEIVED_BYTES);
  });

  test('that are backups are written as they come, beyond the limit, too', async () => {
    let left = 1 + MAX_RECEIVED_BYTES / 1024 / 1024 / 8;
    const body = new ReadableStream({
      pull(controller) {
        if (left > 0) controller.enqueue(new Uint8Array(8 * 1024 * 1024));
        else controller.close();
        left -= 1;
      },
    });
    const headers = { 'X-File-Name': 'Chung%20Tay.CTBACKUP' };
    const response = await answer(at('/files', { method: 'POST', body, headers, duplex: 'half' }));

    expect(await response.json()).toMatchObject({
      ok: true,
      value: { fileName: 'Chung Tay.CTBACKUP', byteSize: MAX_RECEIVED_BYTES + 8 * 1024 * 1024 },
    });
  });
});
