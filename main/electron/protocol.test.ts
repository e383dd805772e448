import type { Protocol, Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { createWebHandler } from '../web/handler.ts';
import { noticePage, pageResponse } from '../web/page.ts';
import { echoBackend, sampleWindow } from '../web/testing.ts';
import { APP_SCHEME, APP_URL, serveApp } from './protocol.ts';
import { only } from './testing.ts';

function served(first: () => Promise<Response>) {
  const handle = vi.fn<Protocol['handle']>();
  const logger = { info: vi.fn(), error: vi.fn() };
  const session = only<Session>('session', { protocol: only<Protocol>('protocol', { handle }) });
  const pages = serveApp(session, first, logger);
  const [scheme, handler] = handle.mock.calls[0] ?? [];
  expect(scheme).toBe(APP_SCHEME.scheme);
  const get = async (path: string, init?: RequestInit) =>
    handler?.(new Request(new URL(path, APP_URL), init));
  return { get, logger, pages };
}

const opening = async () => pageResponse(noticePage({ title: 'Chung Tay', text: 'Đang mở dữ liệu…' }));

test('the scheme is an origin like https, and may not go round the content security policy', () => {
  // No more than these: neither bypassCSP nor corsEnabled nor service workers.
  expect(APP_SCHEME.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
  });
});

test('first the light page, then the window with its files, under one address', async () => {
  const { get, pages } = served(opening);
  expect(await (await get('/'))?.text()).toContain('Đang mở dữ liệu…');

  pages.answerWith(createWebHandler({ backend: await echoBackend(), rendererDir: await sampleWindow() }));
  const page = await get('/');
  expect(await page?.text()).toContain('Nhà trường cùng chung tay');
  expect(page?.headers.get('Content-Security-Policy')).toContain("default-src 'none'");

  const headers = { 'X-File-Name': encodeURIComponent('Biên bản.pdf') };
  const sent = await get('/files', { method: 'POST', headers, body: '%PDF' });
  expect(await sent?.json()).toMatchObject({ ok: true, value: { fileName: 'Biên bản.pdf' } });
  expect(await (await get('/files/file-1'))?.text()).toBe('%PDF');
});

test.each(['app://other/', 'app://chung-tay.example/index.html'])('%s is nobody', async (url) => {
  const { get } = served(opening);
  expect((await get(url))?.status).toBe(403);
});

test('a fault is logged, and the window gets an envelope without a stack', async () => {
  const { get, logger, pages } = served(opening);
  pages.answerWith(async () => {
    throw new Error('disk gone');
  });
  const response = await get('/');

  expect(response?.status).toBe(500);
  expect(await response?.json()).toMatchObject({ ok: false, error: { code: 'INTERNAL', details: {} } });
  expect(logger.error).toHaveBeenCalledOnce();
});
