import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../../main/loopback/server.ts';
import { type EchoBackend, echoBackend, sampleWindow } from '../../main/web/testing.ts';
import { closeBrowser, newPage } from './browser.ts';

let backend: EchoBackend;
let loopback: Loopback;

beforeEach(async () => {
  backend = await echoBackend();
  const rendererDir = await sampleWindow();
  await writeFile(
    join(rendererDir, 'index.html'),
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="csp-nonce" content="__CSP_NONCE__">
     <title>Chung Tay</title><style>p { color: red }</style><script>document.title = 'inline'</script></head>
     <body><p onclick="document.title = 'attribute'">Nhà trường cùng chung tay</p>
     <script type="module" src="/assets/main-A1b2_-.js"></script></body></html>`,
  );
  await writeFile(
    join(rendererDir, 'assets', 'main-A1b2_-.js'),
    `const style = document.createElement('style');
     style.nonce = document.querySelector('meta[name=csp-nonce]').content;
     style.textContent = 'p { font-weight: 900 }';
     document.head.append(style);
     document.body.dataset.ready = 'yes';`,
  );
  loopback = await startLoopback({ backend, rendererDir });
});
afterEach(() => loopback.close());
afterAll(closeBrowser);

test('the address opens the window once; a reload stays in, a second browser stays out', async () => {
  const { page } = await newPage();
  await page.goto(loopback.address);
  expect(page.url()).toBe(`${loopback.origin}/`);
  expect(await page.textContent('p')).toBe('Nhà trường cùng chung tay');
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await page.reload();
  expect(await page.textContent('p')).toBe('Nhà trường cùng chung tay');

  const stranger = await newPage();
  const answer = await stranger.page.goto(loopback.address);
  expect(answer?.status()).toBe(403);
  expect(await stranger.page.textContent('h1')).toBe('Không mở được cửa sổ này');
  await Promise.all([page.context().close(), stranger.page.context().close()]);
});

test('the page runs its own files and the styles with the nonce, and nothing that is written into it', async () => {
  const { page, problems } = await newPage();
  await page.goto(loopback.address);
  await page.waitForSelector('[data-ready]');
  await page.click('p');

  const { color, fontWeight } = await page.$eval('p', (element) => {
    const style = getComputedStyle(element);
    return { color: style.color, fontWeight: style.fontWeight };
  });
  expect(fontWeight).toBe('900');
  expect(color).not.toBe('rgb(255, 0, 0)');
  expect(await page.title()).toBe('Chung Tay');
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.every((problem) => problem.includes('Content Security Policy'))).toBe(true);
  await page.context().close();
});

test('the page reaches the backend, its events and its files, and no other server', async () => {
  const elsewhere = await startLoopback({ backend, rendererDir: '/' });
  const { page } = await newPage();
  await page.goto(loopback.address);

  const call = await page.evaluate(async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/invoke/app.status', { method: 'POST', headers, body: '{}' });
    return answer.json();
  });
  expect(call).toMatchObject({ ok: true, value: { name: 'app.status' } });

  const listening = backend.listeners();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        new EventSource('/events').addEventListener('message', (event) => resolve(JSON.parse(event.data)));
      }),
  );
  await expect.poll(() => backend.listeners()).toBe(listening + 1);
  const event = { name: 'data.changed', payload: { procedure: 'schools.create' } } as const;
  backend.emit(event);
  expect(await heard).toEqual(event);

  const echoed = await page.evaluate(async () => {
    const headers = { 'X-File-Name': encodeURIComponent('Biên bản.pdf') };
    const sent = await fetch('/files', { method: 'POST', headers, body: new File(['%PDF'], 'x') });
    const { value }: { value: { fileId: string } } = await sent.json();
    return (await fetch(`/files/${value.fileId}`)).text();
  });
  expect(echoed).toBe('%PDF');

  const outside = await page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => 'reached',
        () => 'refused',
      ),
    `${elsewhere.origin}/`,
  );
  expect(outside).toBe('refused');
  await page.context().close();
  await elsewhere.close();
});

test('a page of another server of this machine gets nothing, though the browser counts it as the same site', async () => {
  const other = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<title>Other</title>');
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const { page } = await newPage();
  await page.goto(loopback.address);
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);

  const refused = page.waitForResponse(`${loopback.origin}/`);
  await page.evaluate((url) => window.location.assign(url), `${loopback.origin}/`);
  const response = await refused;

  expect(await response.request().headerValue('cookie')).toContain('chung-tay-');
  expect(response.status()).toBe(403);
  await page.context().close();
  other.closeAllConnections();
  other.close();
});
