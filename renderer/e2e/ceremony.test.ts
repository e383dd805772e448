import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { ceremonyOf } from './pages/ceremony.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('a ceremony is prepared: order by typing and by keyboard, agenda and delegates proposed, all saved as it is done', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Lễ ký kết');
  const ceremony = ceremonyOf(page);
  await expect.poll(ceremony.names).toHaveLength(10);
  const before = await ceremony.names();
  const [first = '', second = '', third = ''] = before;

  await ceremony.moveTo(first, 3);
  await expect.poll(async () => (await ceremony.names()).slice(0, 3)).toEqual([second, third, first]);

  // Space takes up, arrows move, space puts down. The list hears arrows a moment after a key that is held as fingers do.
  await ceremony.grip(third).focus();
  await page.keyboard.press('Space', { delay: 100 });
  await page.getByText(`${third}: vị trí 2 trên 10.`).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowUp');
  await page.getByText(`${third}: vị trí 1 trên 10.`).waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await expect.poll(async () => (await ceremony.names()).slice(0, 3)).toEqual([third, second, first]);

  await ceremony.propose();
  await frameOf(page).notice('Đã điền chương trình').waitFor();
  await expect.poll(() => ceremony.agenda().count()).toBeGreaterThan(5);
  await ceremony.tab('Đại biểu');
  await expect.poll(() => ceremony.delegates().count()).toBeGreaterThanOrEqual(20);

  await page.getByRole('textbox', { name: 'Địa điểm' }).fill('Nhà văn hóa huyện');
  await page.reload();
  await ceremony.entry(first).waitFor();
  await expect.poll(async () => (await ceremony.names()).slice(0, 3)).toEqual([third, second, first]);
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Địa điểm' }).inputValue())
    .toBe('Nhà văn hóa huyện');
  expect(problems).toEqual([]);
});

test('one click binds everything for the day; who is absent has no page in it', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Lễ ký kết');
  const ceremony = ceremonyOf(page);
  await expect.poll(ceremony.names).toHaveLength(10);
  const [first = ''] = await ceremony.names();
  await ceremony.entry(first).getByRole('checkbox').check();
  await ceremony.tab('Bộ tài liệu');
  const rows = page.getByRole('tabpanel').getByRole('row');
  await expect
    .poll(async () => (await rows.allTextContents()).some((row) => row.includes(first)))
    .toBe(false);

  await ceremony.print();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Số bản mỗi biên bản' }).fill('2');
  await page.getByRole('button', { name: /^Tạo tệp \d+ trang$/ }).click();
  await frameOf(page).notice('Bộ tài liệu lễ đã tạo').waitFor({ timeout: 60_000 });
  await expect.poll(() => ceremony.entry(first).textContent()).toContain('Nháp');
  await expect
    .poll(
      async () =>
        (await page.getByRole('list', { name: 'Thứ tự ký kết' }).textContent())?.match(/Đã in/g)?.length,
    )
    .toBe(9);
  expect(problems).toEqual([]);
});
