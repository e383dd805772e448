import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('a person asks to be made anonymous: found, ticked, looked over, done, and gets the record', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Tổ công tác' }).click();
  const name = await page.getByRole('textbox', { name: 'Họ và tên' }).first().inputValue();
  await page.getByRole('link', { name: 'Dữ liệu cá nhân' }).click();
  await page.getByText('Giữ dữ liệu nào, để làm gì').click();
  await page.getByRole('cell', { name: 'Biên bản đã ký và quy định về lưu trữ' }).waitFor();

  await page
    .getByRole('textbox', { name: 'Họ tên, số điện thoại hoặc thư điện tử' })
    .fill(name.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Đánh dấu cả nhóm Tổ công tác' }).check();
  const preview = page.getByRole('button', { name: 'Xem trước thay đổi' });
  expect(await preview.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Lý do, giấy tờ kèm theo' }).fill('đơn ngày 03/02/2026');
  await preview.click();
  const question = page.getByRole('dialog', { name: 'Những gì sẽ thay đổi' });
  await question.getByText(`Họ và tên: ${name} → Người đã ẩn danh`).waitFor();
  await question.getByText('Việc này không hoàn tác được.').waitFor();
  await question.getByRole('button', { name: 'Thực hiện' }).click();

  const record = await downloadOf(page, () =>
    frame.notice('Đã thay đổi').getByRole('button', { name: 'Lưu phiếu' }).click(),
  );
  expect(record.name).toBe('Phiếu dữ liệu cá nhân.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(record.bytes).buffer);
  expect(workbook.worksheets[0]?.getCell('B4').value).toBe('Ẩn danh');

  await page.getByRole('link', { name: 'Tổ công tác' }).click();
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Họ và tên' }).first().inputValue())
    .toBe('Người đã ẩn danh');
  await page.getByRole('link', { name: 'Lịch sử', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'Xử lý dữ liệu cá nhân' }).click();
  await page.getByRole('dialog').getByText('Theo yêu cầu của chính người có dữ liệu').waitFor();
  expect(window.problems).toEqual([]);
});
