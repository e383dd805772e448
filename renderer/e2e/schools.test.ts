import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { choose } from './pages/field.ts';
import { frameOf } from './pages/frame.ts';
import { importOf } from './pages/import.ts';
import { tableOf } from './pages/table.ts';

const SCHOOL_LIST = join(import.meta.dirname, '../../resources/samples/schools-of-two-districts.csv');

afterAll(closeBrowser);

/** The window on the list of real schools of the two districts. */
async function openRegister() {
  const window = await openWindow({ data: 'empty' });
  const frame = frameOf(window.page);
  await frame.open('Trường');
  await window.page.getByRole('button', { name: 'Nhập từ Excel' }).first().click();
  await importOf(window.page).choose(SCHOOL_LIST);
  await importOf(window.page).takeIn();
  const schools = tableOf(window.page, 'Trường');
  await expect.poll(() => schools.count()).toBe(20);
  return { window, page: window.page, frame, schools };
}

test('schools are found without accents, filtered, and ordered as the Vietnamese alphabet has it', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;

  await page.getByRole('textbox', { name: /^Tìm theo tên/ }).fill('dai ang');
  await expect.poll(() => schools.column('Tên trường')).toEqual(['Trường THCS Đại Áng']);
  await page.getByRole('button', { name: 'Bỏ lọc' }).first().click();
  await expect.poll(() => schools.count()).toBe(20);

  await choose(page, 'Cấp học', 'Tiểu học');
  await expect.poll(() => schools.count()).toBe(6);
  await schools.sortBy('Tên trường');
  const ascending = await schools.column('Tên trường');
  expect(ascending).toEqual(ascending.toSorted(new Intl.Collator('vi').compare));
  await schools.sortBy('Tên trường');
  expect(await schools.column('Tên trường')).toEqual(ascending.toReversed());

  // The screen is found again as it was left.
  await page.reload();
  await expect.poll(() => schools.count()).toBe(6);
  expect(await schools.column('Tên trường')).toEqual(ascending.toReversed());
  expect(window.problems).toEqual([]);
});

test('a school is added with its mistakes shown at the field, removed at once, and brought back', async () => {
  const { window, page, frame, schools } = await openRegister();
  await using _ = window;

  await page.getByRole('button', { name: 'Thêm trường' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Lưu' }).click();
  await panel.getByText('Cần điền mục này.').waitFor();
  await panel.getByRole('textbox', { name: 'Tên trường' }).fill('Trường Tiểu học Phạm Tu');
  await panel.getByRole('combobox', { name: 'Đơn vị quản lý' }).click();
  await page.getByRole('option', { name: 'Huyện Thanh Trì' }).last().click();
  await panel.getByRole('combobox', { name: 'Cấp học' }).click();
  await page.getByRole('option', { name: 'Tiểu học' }).last().click();
  await panel.getByRole('button', { name: 'Lưu' }).click();
  // What only the backend knows stands at the field too.
  await panel.getByText('Đã có trường “Trường Tiểu học Phạm Tu” cùng cấp học trong đơn vị này.').waitFor();
  await panel.getByRole('textbox', { name: 'Tên trường' }).fill('Trường Tiểu học Hoa Sen');
  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã thêm Trường Tiểu học Hoa Sen').waitFor();
  await expect.poll(() => schools.count()).toBe(21);

  await schools.row('Hoa Sen').click();
  await panel.getByRole('button', { name: 'Xóa' }).click();
  await expect.poll(() => schools.count()).toBe(20);
  await frame.undo('Đã xóa Trường Tiểu học Hoa Sen');
  await expect.poll(() => schools.count()).toBe(21);

  await schools.row('Hoa Sen').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Xóa 1 trường' }).click();
  await page.getByRole('button', { name: 'Thùng rác' }).click();
  const bin = tableOf(page, 'Thùng rác');
  await expect.poll(() => bin.column('Tên trường')).toEqual(['Trường Tiểu học Hoa Sen']);
  await bin.row('Hoa Sen').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Khôi phục 1 trường' }).click();
  await page.getByText('Thùng rác trống.').waitFor();
  expect(window.problems).toEqual([]);
});

test('a list with faults is shown cell by cell and nothing of it is taken in', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page } = window;
  await frameOf(page).open('Trường');
  await page.getByRole('button', { name: 'Nhập từ Excel' }).first().click();
  await importOf(page).choose({
    name: 'Danh sách trường.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Huyện;Cấp học;Tên trường\nThanh Trì;Tiểu học;Trường Tiểu học Hoa Sen\nThanh Trì;Cao đẳng;Trường X\n',
    ),
  });
  await page.getByText('Chưa nhập dòng nào.').waitFor();
  await page.getByRole('table', { name: 'Các ô cần sửa' }).getByRole('cell', { name: 'B3' }).waitFor();
  expect(await page.getByRole('button', { name: /^Nhập \d+ trường$/ }).isDisabled()).toBe(true);

  await page.getByRole('button', { name: 'Chọn tệp khác' }).click();
  await page.locator('input[type="file"]').setInputFiles({
    name: 'anh.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('\u0089PNG not a workbook'),
  });
  await page.getByRole('alert').getByText('Mã lỗi: FILE_NOT_WORKBOOK').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Chưa có trường nào').waitFor();
  expect(window.problems).toEqual([]);
});
