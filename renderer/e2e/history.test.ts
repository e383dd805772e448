import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('a rename stands in the school’s history, is taken back by Ctrl+Z and done again by Ctrl+Y', async () => {
  await using window = await openWindow({ data: 'sample' });
  const { page } = window;
  const frame = frameOf(page);
  await frame.open('Trường');
  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.column('Tên trường')).not.toEqual([]);
  const [before = ''] = await schools.column('Tên trường');
  const panel = page.getByRole('complementary');
  await schools.row(before).first().click();
  await panel.getByRole('textbox', { name: 'Tên trường' }).fill(`${before} Mới`);
  await panel.getByRole('button', { name: 'Lưu' }).click();
  await expect.poll(() => schools.column('Tên trường')).toContain(`${before} Mới`);

  await schools.row(`${before} Mới`).first().click();
  await panel.getByText('Lịch sử', { exact: true }).click();
  await panel.getByText(`${before} → ${before} Mới`).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('main').focus();
  await page.keyboard.press('Control+z');
  await frame.notice('Đã hoàn tác: Sửa trường').waitFor();
  await expect.poll(() => schools.column('Tên trường')).toContain(before);
  await page.keyboard.press('Control+y');
  await frame.notice('Đã làm lại: Sửa trường').waitFor();
  await expect.poll(() => schools.column('Tên trường')).toContain(`${before} Mới`);
  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Lịch sử' }).click();
  await page.getByRole('row').filter({ hasText: 'Sửa trường' }).first().click();
  await page.getByRole('dialog').getByText('Tên trường').waitFor();
  expect(window.problems).toEqual([]);
});

test('a pair opens with what was done to it, and what was done last is taken back there', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  await frame.open('Biên bản');
  const memoranda = tableOf(page, 'Biên bản');
  await memoranda.row('Trường THCS Hiếu Học').click();
  await page.getByRole('textbox', { name: 'Số bản' }).fill('6');
  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã lưu bản nháp').waitFor();

  await frame.open('Kết nghĩa');
  await page.getByRole('link', { name: /^Xem cặp Trường THCS Hiếu Học/ }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('heading', { name: /^Trường THCS Hiếu Học –/ }).waitFor();
  await panel.getByText('Số bản: 4 → 6').waitFor();
  await panel
    .getByRole('button', { name: /^Hoàn tác/ })
    .first()
    .click();
  await frame.notice('Đã hoàn tác').waitFor();
  await panel.waitFor({ state: 'detached' });
  expect(window.problems).toEqual([]);
});
