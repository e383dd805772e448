import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('a difficulty is raised by keyboard with what solved a similar one, answered, and taken back', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const name = 'Khó khăn, vướng mắc';
  await page.getByRole('navigation', { name: 'Theo dõi chương trình' }).getByRole('link', { name }).click();
  await frame.title(name).waitFor();
  const table = tableOf(page, name);
  await expect.poll(() => table.count()).toBe(2);

  await page.keyboard.press('Insert');
  const panel = page.getByRole('complementary', { name: 'Thêm khó khăn, vướng mắc' });
  await panel.getByRole('combobox', { name: 'Đơn vị' }).fill('tung bach');
  await page.getByRole('option', { name: /Trường THCS Tùng Bách/ }).click();
  await panel.getByRole('textbox', { name: 'Ngày nêu' }).fill('15/01/2025');
  await panel.getByRole('textbox', { name: 'Khó khăn, vướng mắc' }).fill('Thiếu máy chiếu ở phòng bộ môn');
  await panel.getByRole('button', { name: 'Dùng làm đề xuất' }).click();
  await expect
    .poll(() => panel.getByRole('textbox', { name: 'Đề xuất' }).inputValue())
    .toContain('Đã điều chuyển một máy chiếu');
  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã ghi khó khăn').waitFor();
  await expect.poll(() => table.count()).toBe(3);

  await table.row('Trường THCS Tùng Bách').click();
  const opened = page.getByRole('complementary', { name: 'Khó khăn, vướng mắc' });
  await opened.getByRole('textbox', { name: 'Kết quả giải quyết' }).fill('Đã mua máy mới');
  await opened.getByRole('textbox', { name: 'Ngày giải quyết' }).fill('20/02/2025');
  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã ghi kết quả giải quyết').waitFor();
  await expect.poll(() => table.row('Trường THCS Tùng Bách').textContent()).toContain('Đã giải quyết');
  await frame.undo('Đã ghi kết quả giải quyết');
  await expect.poll(() => table.row('Trường THCS Tùng Bách').textContent()).toContain('Chưa giải quyết');
  expect(problems).toEqual([]);
});

test('a good model is found by its words, and one more school takes it up', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const name = 'Mô hình hay';
  await page.getByRole('navigation', { name: 'Theo dõi chương trình' }).getByRole('link', { name }).click();
  await frame.title(name).waitFor();
  await page.getByRole('textbox', { name: /^Tìm theo tên mô hình/ }).fill('hai diem cau');
  await tableOf(page, name).row('Tiết học chung hai điểm cầu').click();
  const panel = page.getByRole('complementary', { name });
  await panel.getByRole('combobox', { name: 'Trường', exact: true }).fill('hoa phuong');
  await page.getByRole('option', { name: /Hoa Phượng/ }).click();
  await panel.getByRole('button', { name: 'Thêm trường áp dụng' }).click();
  await frame.notice('Đã ghi Trường Tiểu học Hoa Phượng áp dụng mô hình').waitFor();
  await panel.getByRole('button', { name: 'Bỏ Trường Tiểu học Hoa Phượng' }).waitFor();
  expect(problems).toEqual([]);
});
