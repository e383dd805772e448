import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';

afterAll(closeBrowser);

test('the window opens on a folder without data, with its own font and nothing refused', async () => {
  await using window = await openWindow({ data: 'none' });
  await window.page.getByRole('heading', { level: 1 }).waitFor();
  await window.page.evaluate(() => document.fonts.ready);

  expect(new URL(window.page.url()).pathname).toBe('/');
  expect(await window.page.evaluate(() => document.fonts.check('16px "Be Vietnam Pro"', 'Đống Đa'))).toBe(
    true,
  );
  expect(window.problems).toEqual([]);
});

test('a reload stays in the window, and the address that opened it is spent', async () => {
  await using window = await openWindow({ data: 'none' });
  await window.page.reload();
  await window.page.getByRole('heading', { level: 1 }).waitFor();

  expect((await fetch(window.address)).status).toBe(403);
});

test('what the first picture says comes with the page, and waits for no question', async () => {
  await using window = await openWindow();
  const { page } = window;
  const later = Promise.withResolvers<void>();
  await page.route('**/invoke**', async (route) => {
    await later.promise;
    await route.continue();
  });
  await page.reload();

  await page.getByRole('link', { name: 'Trường tham gia 20' }).waitFor();
  await page.getByText('Nhà trường cùng chung tay phát triển').waitFor();
  later.resolve();
});

test('a window that was left dark is dark from its first picture on', async () => {
  await using window = await openWindow();
  const { page } = window;
  await page.getByRole('button', { name: 'Chuyển sang nền tối' }).click();
  await page.getByRole('button', { name: 'Chuyển sang nền sáng' }).waitFor();
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const note = () => {
      seen.push(document.documentElement?.dataset.mantineColorScheme ?? 'none');
      if (!document.querySelector('.overview-figures')) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await page.reload();
  await page.getByRole('link', { name: 'Trường tham gia 20' }).waitFor();

  const seen: string[] = await page.evaluate(() => Reflect.get(globalThis, 'seen'));
  expect(seen.at(-1)).toBe('dark');
  expect(seen).not.toContain('light');
});
