import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf, SCREENS } from './pages/frame.ts';
import { importOf } from './pages/import.ts';
import { tableOf } from './pages/table.ts';

const SCHOOL_LIST = join(import.meta.dirname, '../../resources/samples/schools-of-two-districts.csv');

afterAll(closeBrowser);

test('the whole window can be walked without a mouse', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page, problems } = window;
  const frame = frameOf(page);
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  await frame.title('Tổng quan').waitFor();
  for (const [index, screen] of SCREENS.entries()) {
    await keyboard.press(`Alt+${(index + 1) % 10}`);
    await frame.title(screen).waitFor();
  }

  // A list to walk in.
  await frame.open('Trường');
  await page.getByRole('button', { name: 'Nhập từ Excel' }).first().click();
  await importOf(page).choose(SCHOOL_LIST);
  await importOf(page).takeIn();
  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.count()).toBe(20);

  // Anything is found from anywhere, and what was opened last stands first.
  const search = page.getByRole('dialog', { name: 'Tìm' });
  const panel = page.getByRole('complementary');
  await keyboard.press('Alt+1');
  await frame.title('Tổng quan').waitFor();
  await keyboard.press('Control+K');
  await expect.poll(focused).toBe('Tìm trường, người, biên bản, hoạt động, lệnh…');
  await keyboard.type('dai ang');
  await search.getByRole('option', { name: 'Trường THCS Đại Áng' }).first().waitFor();
  await keyboard.press('Enter');
  await panel.waitFor();
  expect(await panel.getByRole('textbox', { name: 'Tên trường' }).inputValue()).toBe('Trường THCS Đại Áng');
  await keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await keyboard.press('Control+K');
  await expect
    .poll(() => search.getByRole('option').allTextContents())
    .toEqual([expect.stringContaining('Trường THCS Đại Áng')]);
  await keyboard.type('den truong');
  await search.getByRole('option', { name: 'Đến Trường' }).waitFor();
  await keyboard.press('Enter');
  await search.waitFor({ state: 'detached' });
  await expect.poll(() => schools.count()).toBe(20);

  // Arrows move, Space ticks, Enter opens, Esc closes and gives the focus back.
  await schools.grid.focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Space');
  expect(await frame.statusBar().textContent()).toContain('đã chọn 1');
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await panel.waitFor();
  expect(await panel.getByRole('textbox', { name: 'Tên trường' }).inputValue()).toBe(
    (await schools.column('Tên trường'))[1],
  );
  await keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Trường');

  // Insert adds.
  await keyboard.press('Insert');
  await page.getByRole('heading', { name: 'Thêm trường' }).waitFor();
  await keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  // The keys are written down in the program itself.
  await keyboard.press('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});
