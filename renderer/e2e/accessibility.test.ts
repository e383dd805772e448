import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf, SCREENS } from './pages/frame.ts';

afterAll(closeBrowser);

let judge: string;
beforeAll(async () => {
  judge = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
});

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

/** What would keep somebody from using the screen: the rule and where it is broken. */
async function obstacles(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(judge);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}

test.each([
  ['light', null],
  ['dark', 'Chuyển sang nền tối'],
])('nothing keeps anybody from using a screen in the %s theme', async (_, turn) => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  if (turn) await page.getByRole('button', { name: turn }).click();
  for (const screen of SCREENS) {
    await frame.open(screen);
    expect.soft(await obstacles(page), screen).toEqual([]);
  }
  for (const section of await page.getByRole('navigation', { name: 'Cài đặt' }).getByRole('link').all()) {
    await section.click();
    expect.soft(await obstacles(page), (await section.textContent()) ?? '').toEqual([]);
  }
  await frame.open('Hoạt động');
  for (const tab of await page
    .getByRole('navigation', { name: 'Theo dõi chương trình' })
    .getByRole('link')
    .all()) {
    await tab.click();
    expect.soft(await obstacles(page), (await tab.textContent()) ?? '').toEqual([]);
  }
  await frame.open('Trường');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('complementary').waitFor();
  expect.soft(await obstacles(page), 'a school').toEqual([]);
  await frame.open('Biên bản');
  await page.getByRole('row').nth(1).click();
  await page.locator('canvas').first().waitFor();
  expect.soft(await obstacles(page), 'a memorandum').toEqual([]);
});

test('nothing keeps anybody from starting', async () => {
  await using window = await openWindow({ data: 'none' });
  await window.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await obstacles(window.page)).toEqual([]);
});
