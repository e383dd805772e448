import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('a person finds a pair that is late, says why by keyboard, and takes it back', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await page.evaluate(() => {
    location.hash = '#/targets?period=2023-2024';
  });
  const matrix = tableOf(page, 'Từng cặp');
  await matrix.row('Quá hạn').first().waitFor();
  await page.getByLabel('Tìm cặp trường…').fill('hieu hoc');
  await expect.poll(() => matrix.count()).toBe(1);

  await matrix.row('Hiếu Học').click();
  const ledger = page.getByRole('complementary', { name: /Hiếu Học/ });
  const lessons = ledger.getByRole('region', { name: 'Số tiết dạy minh họa' });
  await expect
    .poll(() => lessons.getByRole('row').nth(1).innerText())
    .toMatch(/^I hạn 14\/01\/2024\s+2\s+0\s+2\s+Quá hạn/);
  await lessons.getByRole('button', { name: 'Giải trình chưa đạt (Học kỳ I)' }).click();
  await page.keyboard.type('Trường sửa chữa phòng học');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => lessons.innerText()).toContain('Trường sửa chữa phòng học');
  await expect.poll(() => lessons.getByRole('row').nth(1).innerText()).toContain('Không đạt');
  await frameOf(page).undo('Đã ghi giải trình');
  await expect.poll(() => lessons.getByRole('row').nth(1).innerText()).toContain('Quá hạn');

  await page.getByRole('tab', { name: 'Kế hoạch chương trình' }).click();
  const planned = page.getByLabel('Số lượt giáo viên tham gia, Học kỳ I', { exact: true });
  await planned.fill('1200');
  await planned.press('Enter');
  await expect
    .poll(() => page.getByRole('row', { name: /Số lượt giáo viên/ }).innerText())
    .toContain('1.200');

  await page.getByRole('tab', { name: 'Việc còn thiếu' }).click();
  await page.getByText('Không thấy việc nào còn thiếu.').waitFor();
  expect(problems).toEqual([]);
});
