import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('what was deleted is found in the bin, comes back, and may be taken back again', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const activities = tableOf(page, 'Hoạt động');
  const rows = page.getByRole('grid', { name: 'Hoạt động' }).getByRole('row');
  await rows.nth(1).waitFor();
  await expect.poll(() => activities.column('Nội dung')).not.toEqual([]);
  const [topic = ''] = await activities.column('Nội dung');
  await rows.nth(1).getByRole('checkbox').click();
  await page.getByRole('button', { name: /^Xóa 1 hoạt động/ }).click();
  await frame.notice('Đã xóa').waitFor();

  await page.getByRole('link', { name: 'Thùng rác' }).click();
  const bin = tableOf(page, 'Thùng rác');
  await expect.poll(() => bin.column('Loại')).toEqual(['Hoạt động']);
  expect((await bin.column('Tên'))[0]).toContain(topic);

  await page.getByRole('textbox', { name: 'Tìm trong Thùng rác' }).fill('khong co gi nhu the');
  await page.getByText('Không có dòng nào khớp').waitFor();
  await page.getByRole('button', { name: 'Bỏ lọc' }).first().click();
  await bin.row(topic).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Khôi phục 1 mục' }).click();
  await frame.notice('Đã khôi phục').waitFor();
  await page.getByText('Thùng rác trống').waitFor();
  await frame.open('Hoạt động');
  await expect.poll(() => activities.column('Nội dung')).toContain(topic);

  await page.getByRole('main').focus();
  await page.keyboard.press('Control+z');
  await frame.notice('Đã hoàn tác: Khôi phục từ Thùng rác').waitFor();
  await page.getByRole('link', { name: 'Thùng rác' }).click();
  await expect.poll(() => bin.column('Loại')).toEqual(['Hoạt động']);
  expect(window.problems).toEqual([]);
});
