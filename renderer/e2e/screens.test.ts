import { afterAll, describe, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow, type TestWindow } from './fixtures.ts';
import { frameOf, SCREENS } from './pages/frame.ts';

afterAll(closeBrowser);

/** What would betray a missing text: values of the program, identifiers, codes of the contract. */
const UNTRANSLATED =
  /\b(undefined|null|NaN|Invalid Date)\b|\[object|\b[a-z]+_[a-z_]+\b|\b[a-z]+[A-Z]\w+\b|\b[a-z]+\.[a-z]+[A-Z]?\w*\(/;

/** All that a person can read on the screen, but for the path of the data folder. */
const words = async ({ page, dataDir }: TestWindow): Promise<string> =>
  (await page.getByRole('main').allInnerTexts()).join('\n').replaceAll(dataDir, '');

describe.each(['sample', 'empty'] as const)('with the %s programme', (data) => {
  test.each([
    { width: 1024, height: 640 },
    { width: 1920, height: 1080 },
  ])(
    'every screen opens at $width × $height, in Vietnamese, without a complaint of the browser',
    async (viewport) => {
      await using window = await openWindow({ data, viewport });
      const { page, problems } = window;
      const frame = frameOf(page);
      for (const screen of SCREENS) {
        await frame.open(screen);
        await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
        expect.soft(await words(window), screen).not.toMatch(UNTRANSLATED);
        // The frame never scrolls; only what stands in it does.
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, screen).toBe(0);
      }
      const settings = page.getByRole('navigation', { name: 'Cài đặt' }).getByRole('link');
      for (const section of await settings.all()) {
        await section.click();
        expect.soft(await words(window), (await section.textContent()) ?? '').not.toMatch(UNTRANSLATED);
      }
      expect(problems).toEqual([]);
    },
  );
});

test('light and dark are remembered', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page } = window;
  const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  await page.getByRole('button', { name: 'Chuyển sang nền tối' }).click();
  await expect.poll(scheme).toBe('dark');
  await page.reload();
  await expect.poll(scheme).toBe('dark');
});

test('the window under test is the one that ships', async () => {
  await using window = await openWindow({ data: 'empty' });
  const scripts = await window.page.evaluate(() =>
    Promise.all(
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .map(async ({ name }) => (await fetch(name)).text()),
    ),
  );
  expect(scripts.join('').length).toBeGreaterThan(100_000);
  // React as it is for its developers names them in its complaints.
  expect(scripts.filter((text) => text.includes('React DevTools'))).toEqual([]);
});
