import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
import { choose } from './pages/field.ts';
import { firstRunOf } from './pages/first-run.ts';
import { frameOf } from './pages/frame.ts';
import { importOf } from './pages/import.ts';
import { memorandaOf } from './pages/memoranda.ts';
import { tableOf } from './pages/table.ts';

const SCHOOL_LIST = join(import.meta.dirname, '../../resources/samples/schools-of-two-districts.csv');

afterAll(closeBrowser);

test('a year in the office: from an empty folder to signed-ready papers and a report', async () => {
  await using window = await openWindow({ data: 'none' });
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);

  // The first day.
  await page.getByRole('heading', { name: 'Chào mừng đến với Chung Tay' }).waitFor();
  await firstRunOf(page).workFor('Huyện Thanh Trì');
  await firstRunOf(page).begin('Thư mục thật, bắt đầu trống');
  await firstRunOf(page).skipTour();
  await page.getByRole('button', { name: 'Nhập từ Excel' }).click();

  // The list that the schools sent.
  const schoolImport = importOf(page);
  await schoolImport.choose(SCHOOL_LIST);
  expect(await schoolImport.count('Mới')).toBe('20');
  expect(await schoolImport.count('Lỗi')).toBe('0');
  await schoolImport.takeIn();
  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.count()).toBe(20);

  // The program proposes, the person decides.
  await frame.open('Kết nghĩa');
  await page.getByRole('button', { name: 'Gợi ý ghép cặp' }).click();
  await page.getByRole('button', { name: 'Ghép 7 cặp' }).click();
  await frame.notice('Đã ghép 7 cặp').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Bỏ cặp / }).count()).toBe(7);

  // Drafts, and the paper exactly as it would be printed.
  await frame.open('Biên bản');
  await memoranda.draft();
  await expect.poll(() => memoranda.table.count()).toBe(7);
  await memoranda.table.row('Trường Tiểu học Phạm Tu').click();
  expect(await memoranda.pageText(1)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  await expect.poll(() => memoranda.isDrawn()).toBe(true);
  await page.getByRole('textbox', { name: 'Số bản' }).fill('6');
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await frame.notice('Đã lưu bản nháp').waitFor();

  // All of them at once, with the file for the printer.
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await memoranda.print();
  await page.getByRole('button', { name: 'Tạo tệp in' }).click();
  const result = page.getByRole('region', { name: '7 biên bản đã tạo' });
  await result.waitFor({ timeout: 60_000 });
  await expect.poll(() => memoranda.tab('Đã in').textContent()).toBe('Đã in7');
  const printSet = await downloadOf(page, () =>
    result.getByRole('button', { name: 'Tải tệp in về' }).click(),
  );
  expect(printSet.start).toBe('%PDF');
  await result.getByText('Từng biên bản').click();
  const single = await downloadOf(page, () =>
    result
      .getByRole('button', { name: /^Tải về:/ })
      .first()
      .click(),
  );
  expect(single).toMatchObject({ name: expect.stringMatching(/\.pdf$/), start: '%PDF' });

  // What was promised gets done.
  await frame.open('Hoạt động');
  const entry = page.getByRole('form', { name: 'Ghi nhanh' });
  await entry.getByRole('textbox', { name: 'Ngày' }).fill('5/3/2024');
  await choose(page, 'Cặp trường', /Chu Văn An/);
  await page.keyboard.press('Escape');
  await choose(page, 'Loại hoạt động', 'Hội nghị ôn thi vào lớp 10');
  await entry.getByRole('textbox', { name: 'Nội dung' }).fill('Ôn tập đọc hiểu');
  await entry.getByRole('button', { name: 'Ghi' }).click();
  await entry.getByText('Cần điền với loại “Hội nghị ôn thi vào lớp 10”.').waitFor();
  await choose(page, 'Môn', 'Ngữ văn');
  await entry.getByRole('textbox', { name: 'Lượt giáo viên' }).fill('24');
  await entry.getByRole('button', { name: 'Ghi' }).click();
  const activities = tableOf(page, 'Hoạt động');
  await expect.poll(() => activities.column('Ngày')).toEqual(['05/03/2024']);
  expect(await activities.column('Môn')).toEqual(['Ngữ văn']);

  // And the department hears of it.
  await frame.open('Báo cáo');
  await choose(page, 'Kỳ báo cáo', 'Khoảng ngày khác…');
  await page.getByRole('textbox', { name: 'Từ ngày' }).fill('1/1/2024');
  await page.getByRole('textbox', { name: 'Đến ngày' }).fill('31/5/2024');
  const summary = tableOf(page, 'Tổng hợp');
  await expect
    .poll(() => summary.row('Số lượt giáo viên tham gia').locator('td').nth(7).textContent())
    .toBe('24');
  await page.getByRole('button', { name: 'Xuất báo cáo' }).click();
  const dialog = page.getByRole('dialog', { name: /^Xuất báo cáo/ });
  await dialog.getByRole('button', { name: 'Xuất', exact: true }).click();
  const workbook = await downloadOf(page, () =>
    dialog.getByRole('button', { name: /^Tải về .*\.xlsx$/ }).click(),
  );
  expect(workbook).toMatchObject({ name: expect.stringMatching(/\.xlsx$/), start: 'PK\u0003\u0004' });
  const paper = await downloadOf(page, () =>
    dialog.getByRole('button', { name: /^Tải về .*\.pdf$/ }).click(),
  );
  expect(paper).toMatchObject({ start: '%PDF' });
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('tab', { name: 'Đã gửi' }).click();
  await expect.poll(() => tableOf(page, 'Đã gửi').column('Tệp')).toEqual(['Excel, PDF']);

  expect(problems).toEqual([]);
});
