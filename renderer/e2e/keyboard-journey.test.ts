import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { keysOf } from './pages/keys.ts';
import { tableOf } from './pages/table.ts';

const SCHOOL_LIST = join(import.meta.dirname, '../../resources/samples/schools-of-two-districts.csv');

afterAll(closeBrowser);

test('without a mouse: from an empty folder to the report for the department', async () => {
  await using window = await openWindow({ data: 'none' });
  const { page, problems } = window;
  const frame = frameOf(page);
  const keys = keysOf(page);

  // The first day: for whom, and for real.
  await page.getByRole('radio').first().waitFor();
  await keys.press('Tab', 'Space');
  await keys.use('Tiếp');
  await page.locator('h2:focus').filter({ hasText: 'Bước 2 trên 2' }).waitFor();
  await keys.use(/^Thư mục thật, bắt đầu trống/);
  await frame.title('Tổng quan').waitFor();
  await page.getByRole('region', { name: 'Giới thiệu nhanh' }).waitFor();
  await keys.press('Escape');

  // The list of the schools, by the search that knows every command.
  await keys.press('Control+k');
  await page.getByRole('dialog', { name: 'Tìm' }).waitFor();
  await keys.type('nhap tu excel');
  await keys.take('Nhập từ Excel');
  await page.getByRole('dialog', { name: 'Tìm' }).waitFor({ state: 'detached' });
  await keys.give(/^Chọn tệp/, SCHOOL_LIST);
  await page.getByRole('button', { name: 'Nhập 20 trường' }).waitFor();
  await keys.use('Nhập 20 trường');
  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.count()).toBe(20);

  // A cell of it put right in place, and the slip taken back.
  await keys.tabTo('Trường');
  const [name] = await schools.column('Tên trường');
  await keys.press('Control+Home', 'F2');
  await page.getByRole('textbox', { name: 'Sửa Tên trường' }).waitFor();
  await keys.type('Trường THCS Hoa Sen');
  await keys.press('Enter');
  await expect.poll(() => schools.count()).toBe(20);
  await expect.poll(() => schools.column('Tên trường')).toContain('Trường THCS Hoa Sen');
  await keys.press('Control+z');
  await expect.poll(() => schools.column('Tên trường')).toContain(name);

  // Pairs and drafts.
  await keys.press('Alt+3');
  await frame.title('Kết nghĩa').waitFor();
  await keys.use('Gợi ý ghép cặp');
  await page.getByRole('button', { name: 'Ghép 7 cặp' }).waitFor();
  await keys.use('Ghép 7 cặp');
  await frame.notice('Đã ghép 7 cặp').waitFor();
  await keys.press('Alt+4');
  await frame.title('Biên bản').waitFor();
  await keys.use('Tạo bản nháp');
  const memoranda = tableOf(page, 'Biên bản');
  await expect.poll(() => memoranda.count()).toBe(7);

  // All finalised, as files.
  await keys.use(/^Chốt và xuất PDF/);
  await page.getByRole('dialog').waitFor();
  await keys.use(/^Tạo 7 biên bản$/);
  await page.getByText('7 biên bản đã tạo').first().waitFor({ timeout: 60_000 });

  // An activity in one line.
  await keys.press('Alt+7');
  await frame.title('Hoạt động').waitFor();
  await keys.fill('Ngày *', '5/3/2024');
  await keys.choose('Cặp trường *', 'Chu Văn An', /Chu Văn An/);
  await keys.press('Escape');
  await keys.choose('Loại hoạt động *', 'Chuyên đề', 'Chuyên đề');
  await keys.fill('Nội dung *', 'Đổi mới phương pháp dạy học');
  await keys.fill('Lượt giáo viên', '24');
  await keys.press('Enter');
  await expect.poll(() => tableOf(page, 'Hoạt động').column('Ngày')).toEqual(['05/03/2024']);

  // The report of the school year, exported.
  await keys.press('Alt+9');
  await frame.title('Báo cáo').waitFor();
  await keys.use('Xuất báo cáo');
  const dialog = page.getByRole('dialog', { name: /^Xuất báo cáo/ });
  await dialog.waitFor();
  await keys.use('Xuất');
  await dialog.getByRole('button', { name: /^Tải về .*\.xlsx$/ }).waitFor({ timeout: 60_000 });
  const download = page.waitForEvent('download');
  await keys.use(/^Tải về .*\.xlsx$/);
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await keys.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});
