import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { hears, nameUsers, openWindow, prepare } from './fixtures.ts';
import { trafficOf } from './pages/traffic.ts';

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

test('the first picture comes with the page, and waits for no script and no question', async () => {
  await using window = await openWindow();
  const { page } = window;
  const later = Promise.withResolvers<void>();
  for (const waiting of ['**/assets/start-*.js', '**/invoke**'])
    await page.route(waiting, async (route) => {
      await later.promise;
      await route.continue();
    });
  await page.reload({ waitUntil: 'commit' });

  const figures = page.locator('.overview-figures strong');
  await figures.first().waitFor();
  expect(await figures.allTextContents()).toEqual(['20', '10', '0', '71']);
  await page.getByText('Nhà trường cùng chung tay phát triển').waitFor();
  // As it stays, not bare text.
  await expect
    .poll(() => figures.first().evaluate((figure) => getComputedStyle(figure).fontWeight))
    .toBe('600');

  // Nothing that is pressed meanwhile is lost in a window that does not hear yet.
  const pressed = page.locator('.frame-search').click();
  await page.locator('#root[inert]').waitFor({ state: 'attached' });
  later.resolve();
  await pressed;
  await page.getByRole('dialog').getByRole('textbox').waitFor();
  expect(await figures.allTextContents()).toEqual(['20', '10', '0', '71']);
  expect(window.problems).toEqual([]);
});

test('nothing that the first picture shows moves when the window takes it over', async () => {
  await using window = await openWindow();
  const { page } = window;
  const later = Promise.withResolvers<void>();
  await page.route('**/assets/start-*.js', async (route) => {
    await later.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  const places = () =>
    page
      .locator('.frame-top > *, .frame-rail a, .overview-figures li, .overview-section')
      .evaluateAll((all) =>
        all.map((each) => [each.className, each.getBoundingClientRect().toJSON()] as const),
      );
  await page.locator('.overview-figures').waitFor();
  // Another font has other widths.
  await page.waitForFunction(() => document.fonts.size > 0);
  await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
  const before = await places();
  later.resolve();
  await page.getByTitle('Người đang làm việc').waitFor();
  await page.getByRole('link', { name: 'Xem các biểu đồ' }).waitFor();
  const after = await places();
  expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
  // Letters may stand a part of a pixel elsewhere.
  const moved = after.filter(([, { x, y }], index) => {
    const old = before[index]?.[1];
    return Math.abs(x - old.x) >= 1 || Math.abs(y - old.y) >= 1;
  });
  expect(moved).toEqual([]);
});

test('the picture of the first screen is not seen where another one is asked for', async () => {
  await using window = await openWindow();
  const { page } = window;
  await page.getByRole('link', { name: 'Trường', exact: true }).click();
  await page.addInitScript(() => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { seen });
    const note = () => {
      seen.push(document.querySelector('.overview-figures') !== null);
      if (!document.querySelector('.data-table [data-clickable]')) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await page.reload();
  await page.getByRole('grid').waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'seen'))).not.toContain(true);
  expect(window.problems).toEqual([]);
});

test('what somebody typed stays text in the picture', async () => {
  const title = 'Cùng <b>chung</b> tay</script><img src="x" onerror="alert(1)">';
  await using window = await openWindow({
    before: (dataDir) =>
      prepare(dataDir, async (call) => {
        const { phase } = await call('programmes.get', {});
        await call('programmes.update', { title, phase });
      }),
  });
  const { page } = window;
  await page.reload();
  await hears(page);
  expect(await page.locator('.frame-programme span').first().textContent()).toBe(title);
  expect(window.problems).toEqual([]);
});

test('behind the lock the page brings no picture', async () => {
  await using window = await openWindow({ before: nameUsers });
  const { page } = window;
  const html = await (await page.request.get(new URL('/', page.url()).href)).text();
  expect(html).toContain('id="root"');
  expect(html).not.toContain('Trường tham gia');
});

test('a window that was left dark is dark from its first picture on', async () => {
  await using window = await openWindow();
  const { page } = window;
  const traffic = trafficOf(page);
  await page.getByRole('button', { name: 'Chuyển sang nền tối' }).click();
  await page.getByRole('button', { name: 'Chuyển sang nền sáng' }).waitFor();
  await traffic.answered();
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
