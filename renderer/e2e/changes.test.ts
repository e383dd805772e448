import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('an activity is edited, removed and brought back, and the history tells all of it', async () => {
  await using window = await openWindow({ data: 'sample' });
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const activities = tableOf(page, 'Hoạt động');
  await activities.grid.getByRole('row').nth(1).waitFor();
  const before = await activities.count();

  await activities.grid.getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('textbox', { name: 'Nội dung' }).fill('Nội dung đã sửa');
  await panel.getByRole('button', { name: 'Lưu' }).click();
  await activities.row('Nội dung đã sửa').waitFor();

  await activities.row('Nội dung đã sửa').click();
  await panel.getByRole('button', { name: 'Xóa' }).click();
  await expect.poll(() => activities.count()).toBe(before - 1);
  await frame.undo('Đã xóa 1 hoạt động');
  await activities.row('Nội dung đã sửa').waitFor();
  await expect.poll(() => activities.count()).toBe(before);

  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Lịch sử' }).click();
  const history = tableOf(page, 'Lịch sử');
  await expect
    .poll(async () => (await history.column('Việc')).slice(0, 3))
    .toEqual(['Hoàn tác', 'Xóa hoạt động', 'Sửa hoạt động']);
  expect(problems).toEqual([]);
});

test('a pair with papers or activities stays; a school may have a second pair once the person says so', async () => {
  await using window = await openWindow({ data: 'sample' });
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Kết nghĩa');
  const removals = page.getByRole('button', { name: /^Bỏ cặp / });
  await removals.first().click();
  await frame.notice('Mã lỗi: PAIR_IN_USE').waitFor();
  expect(await removals.count()).toBe(10);

  await page.getByRole('button', { name: /^Trường Mầm non Hoa Sen/ }).click();
  await page.getByRole('button', { name: /^Trường Mầm non Chim Én/ }).click();
  await page.getByRole('button', { name: 'Ghép cặp', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Trường đã có cặp khác' });
  await question.getByRole('button', { name: 'Vẫn ghép' }).click();
  await frame.notice('Đã ghép 1 cặp').waitFor();
  await expect.poll(() => removals.count()).toBe(11);
  await frame.undo('Đã ghép 1 cặp');
  await expect.poll(() => removals.count()).toBe(10);
  // A refusal is answered by status 200 and an error in the envelope, so the browser has nothing to complain of.
  expect(problems).toEqual([]);
});

test('the programme is edited, and what cannot be is said at the field', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Cài đặt');
  const ends = page.getByRole('textbox', { name: 'Kết thúc' });
  await ends.fill('31/12/2020');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Ngày kết thúc phải sau ngày bắt đầu.').waitFor();
  await ends.fill('30/6/2026');
  await page.getByRole('textbox', { name: 'Giai đoạn' }).fill('2023 - 2026');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await frame.notice('Đã lưu').waitFor();
  await page.getByText('Giai đoạn 2023 - 2026').waitFor();

  await page.getByRole('link', { name: 'Đơn vị' }).click();
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  await page.getByRole('combobox', { name: 'Loại đơn vị' }).click();
  await page.getByRole('option', { name: 'huyện' }).click();
  await page.getByRole('textbox', { name: 'Tên' }).fill('Thanh Trì');
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  await page.getByRole('button', { name: /^Huyện Thanh Trì/ }).waitFor();
  expect(problems).toEqual([]);
});
