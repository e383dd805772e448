import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('the report in words is edited beside its paper, sent, and told from what was done since', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await page.evaluate(() => {
    location.hash = '#/reports?tab=narrative&period=2023-2024';
  });

  // Words of one's own stand on the true paper.
  const all = page.getByRole('textbox', { name: '2. Hoạt động chuyên môn, đoạn 1' });
  await all.fill('Các trường đã làm nhiều việc.');
  await page.getByText('Đã sửa').waitFor();
  await expect
    .poll(() => page.locator('.report-narrative-paper').textContent(), { timeout: 30_000 })
    .toContain('Các trường đã làm nhiều việc.');

  await page.getByRole('button', { name: 'Xuất báo cáo' }).click();
  const dialog = page.getByRole('dialog', { name: /^Xuất báo cáo/ });
  await dialog.getByText('Báo cáo lời văn, bản Word để sửa').click();
  await dialog.getByRole('button', { name: 'Xuất', exact: true }).click();
  await dialog.getByRole('status').waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await dialog.waitFor({ state: 'hidden' });

  // One activity is deleted after that.
  await frame.open('Hoạt động');
  const activities = tableOf(page, 'Hoạt động');
  await activities.grid
    .locator('tbody tr', { hasText: /\/(0[1-5])\/2024/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Xóa' }).last().click();
  await frame.notice('Đã xóa').waitFor();

  await frame.open('Báo cáo');
  await page.getByRole('tab', { name: 'Đã gửi' }).click();
  const sent = tableOf(page, 'Đã gửi');
  await expect.poll(() => sent.column('Tệp')).toEqual(['Excel, PDF, Word']);
  await sent.row('Năm học 2023–2024').click();
  const panel = page.getByRole('complementary', { name: 'Năm học 2023–2024' });
  await panel.getByRole('region', { name: 'Vì sao: dữ liệu đã sửa (1)' }).getByText('Bỏ').waitFor();
  await panel.getByRole('textbox', { name: 'Gửi đến' }).fill('Sở Giáo dục và Đào tạo Hà Nội');
  await expect.poll(() => sent.column('Gửi đến')).toEqual(['Sở Giáo dục và Đào tạo Hà Nội']);

  // What was written over the draft is held against the new one.
  await page.getByRole('button', { name: 'Xuất bản mới của kỳ này' }).click();
  await page.getByRole('tab', { name: 'Lời văn' }).click();
  const note = page.getByRole('note');
  await note.getByRole('button', { name: 'Dùng bản dự thảo mới' }).click();
  await expect.poll(() => all.inputValue()).toMatch(/^Trong kỳ đã tổ chức \d+ hoạt động/);
  expect(problems).toEqual([]);
});
