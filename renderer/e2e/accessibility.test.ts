import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow } from './fixtures.ts';
import { obstacles } from './obstacles.ts';
import { frameOf, SCREENS } from './pages/frame.ts';

afterAll(closeBrowser);

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
  await page.keyboard.press('F1');
  await page.getByRole('article').getByRole('heading').first().waitFor();
  expect.soft(await obstacles(page), 'the guide').toEqual([]);
  await frame.open('Trường');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('complementary').waitFor();
  expect.soft(await obstacles(page), 'a school').toEqual([]);
  await frame.open('Kết nghĩa');
  await page
    .getByRole('link', { name: /^Xem cặp/ })
    .first()
    .click();
  await page.getByRole('complementary').waitFor();
  expect.soft(await obstacles(page), 'a pair').toEqual([]);
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

test('nothing keeps anybody from the way back where the data are damaged', async () => {
  await using window = await openWindow({
    before: async (dataDir) => writeFileSync(join(dataDir, 'chung-tay.sqlite'), 'hỏng'),
  });
  await window.page.getByRole('heading', { name: 'Tệp dữ liệu bị hỏng' }).waitFor();
  expect(await obstacles(window.page)).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'nothing keeps anybody from being let in, in the %s theme',
  async (colorScheme) => {
    await using window = await openWindow({ before: nameUsers });
    const { page } = window;
    await page.emulateMedia({ colorScheme });
    await page.getByRole('heading', { name: 'Ai đang làm việc?' }).waitFor();
    expect.soft(await obstacles(page), 'who works').toEqual([]);
    await page.getByRole('button', { name: /^Nguyễn Văn A/ }).click();
    expect.soft(await obstacles(page), 'a password').toEqual([]);
    expect.soft(await unreached(page), 'a password').toEqual([]);
    await page.getByRole('button', { name: 'Quên mật khẩu' }).click();
    expect.soft(await obstacles(page), 'a forgotten password').toEqual([]);
    await page.getByRole('button', { name: /^Trần Thị B/ }).click();
    await frameOf(page).open('Trường');
    await page.getByRole('row').nth(1).click();
    await page.getByRole('complementary').waitFor();
    expect.soft(await obstacles(page), 'what only may be seen').toEqual([]);
    await frameOf(page).open('Cài đặt');
    await page.getByRole('link', { name: 'Người dùng' }).click();
    await page.getByRole('table').waitFor();
    expect.soft(await obstacles(page), 'the users').toEqual([]);
  },
);

/** What tells a person where the keyboard is: the frame of a control, of its label or of what stands beside it. */
const frames = (element: Element): string =>
  [element, element.parentElement, element.nextElementSibling, element.closest('[class*=Input-input]')]
    .flatMap((each) => {
      if (!each) return [];
      const { outline, borderColor, boxShadow } = getComputedStyle(each);
      return [outline, borderColor, boxShadow];
    })
    .join(' ');

/** Waits until colours and frames have finished changing into what they become. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const changes = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(changes.map((each) => each.finished));
  });

/** Walks the screen by Tab alone, and names the controls that it never comes to, or comes to unseen. */
async function unreached(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  // What is compared is a control without the keyboard and with it.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await settled(page);
  // Kept in the page, for elements don't cross.
  const count = await page.evaluate((framesOf) => {
    const look = new Function(`return ${framesOf}`)();
    const controls = [
      ...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]'),
    ]
      .filter((each) => each instanceof HTMLElement && each.tabIndex >= 0 && !each.hasAttribute('disabled'))
      // Of a group of radio buttons the arrow keys walk the others.
      .filter((each) => !(each instanceof HTMLInputElement && each.type === 'radio' && !each.checked))
      .filter((each) => each.checkVisibility({ visibilityProperty: true }));
    const waiting = new Map(controls.map((each) => [each, look(each)]));
    Object.assign(window, { waiting, look });
    return controls.length;
  }, frames.toString());
  const unseen: string[] = [];
  for (let step = 0; step < count * 2; step += 1) {
    await page.keyboard.press('Tab');
    await settled(page);
    const told = await page.evaluate(() => {
      const { waiting, look } = window as unknown as {
        waiting: Map<Element, string>;
        look: (element: Element) => string;
      };
      const at = document.activeElement;
      const before = at && waiting.get(at);
      if (!at || before === undefined) return { left: waiting.size, unseen: null };
      waiting.delete(at);
      return { left: waiting.size, unseen: look(at) === before ? at.outerHTML.slice(0, 200) : null };
    });
    if (told.unseen) unseen.push(`unseen: ${told.unseen}`);
    if (told.left === 0) break;
  }
  const never = await page.evaluate(() =>
    [...(window as unknown as { waiting: Map<Element, string> }).waiting.keys()].map((each) =>
      each.outerHTML.slice(0, 200),
    ),
  );
  return [...unseen, ...never.map((each) => `never reached: ${each}`)];
}

test('every control is reached by Tab, and seen when it is', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  for (const screen of SCREENS) {
    await frame.open(screen);
    expect.soft(await unreached(page), screen).toEqual([]);
  }
});

test('magnified to 200 % nothing is out of reach', async () => {
  await using window = await openWindow();
  const { page } = window;
  await page.setViewportSize({ width: 683, height: 384 });
  for (const [index, screen] of SCREENS.entries()) {
    await page.keyboard.press(`Alt+${(index + 1) % 10}`);
    await frameOf(page).title(screen).waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    expect.soft(wider, screen).toBeLessThanOrEqual(0);
  }
  const settings = page.getByRole('navigation').first().getByRole('link').last();
  await settings.scrollIntoViewIfNeeded();
  await settings.click();
});

test('magnified to 200 % jobs that run push nothing out of the window', async () => {
  await using window = await openWindow();
  const { page } = window;
  const later = Promise.withResolvers<void>();
  await page.route('**/invoke**', async (route) => {
    if (route.request().postData()?.includes('jobId')) await later.promise;
    await route.continue();
  });
  await page.reload();
  // The chart is drawn for each width that its place has had.
  const jobs = page.getByRole('status').getByRole('progressbar');
  await jobs.first().waitFor();
  await page.setViewportSize({ width: 683, height: 384 });
  await jobs.nth(1).waitFor();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth),
  ).toBeLessThanOrEqual(0);
  later.resolve();
});

test('in high contrast the chosen is told from the others', async () => {
  await using window = await openWindow();
  const { page } = window;
  await page.emulateMedia({ forcedColors: 'active' });
  await frameOf(page).open('Chỉ tiêu');
  const outlines = (role: 'link' | 'tab') =>
    page
      .getByRole(role)
      .evaluateAll((all) =>
        all
          .filter((each) => getComputedStyle(each).outlineStyle === 'solid')
          .map((each) => each.textContent?.trim()),
      );
  expect(await outlines('link')).toEqual(['Chỉ tiêu']);
  expect(await outlines('tab')).toEqual(['Từng cặp']);
});
