import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
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
  const names = () => schools.column('Tên trường');
  const ascending = (await names()).toSorted(new Intl.Collator('vi').compare);
  await expect.poll(names).toEqual(ascending);
  await schools.sortBy('Tên trường');
  await expect.poll(names).toEqual(ascending.toReversed());

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
  await page.getByText('Còn 1 lỗi. Chưa nhập dòng nào cho đến khi sửa hết.').waitFor();
  await page.getByText('B3 · Cấp học').waitFor();
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

/** A list with headings that nobody knows, a level that is none, and a number in words. */
const STRANGE_LIST = {
  name: 'Danh sách.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'TT;Huyện;Cấp;Tên;Thầy cô phụ trách;Sĩ số',
      '1;Thanh Trì;TH;Trường Tiểu học Hoa Sen;Nguyễn Văn A;1.234',
      '2;Thanh Trì;Cao đẳng;Trường Tiểu học Hoa Mai;Trần Thị B;nhiều',
    ].join('\n'),
  ),
};

async function openStrangeList() {
  const window = await openWindow({ data: 'empty' });
  const { page } = window;
  await frameOf(page).open('Trường');
  await page.getByRole('button', { name: 'Nhập từ Excel' }).first().click();
  const list = importOf(page);
  await list.choose(STRANGE_LIST);
  return { window, page, list };
}

test('columns are named by drag and by choice, cells are put right in place, and then all comes in', async () => {
  const { window, page, list } = await openStrangeList();
  await using _ = window;
  await list.columns();
  await list.drag('Người đứng đầu', 'E');
  await list.column('E').locator('[data-field-chip="principal"]').waitFor();
  await list.say('F', 'Số học sinh');
  await list.column('F').locator('[data-field-chip="pupils"]').waitFor();
  await list.check();
  await page.getByText('Còn 2 lỗi. Chưa nhập dòng nào cho đến khi sửa hết.').waitFor();

  // The cursor stands in the first faulty cell; F8 takes in what is typed and goes to the next one.
  await list.cells.focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Sửa ô C3, Cấp học' }).fill('Tiểu học');
  await page.keyboard.press('F8');
  await page.getByText('Còn 1 lỗi. Chưa nhập dòng nào cho đến khi sửa hết.').waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Sửa ô F3, Số học sinh' }).fill('567');
  await page.keyboard.press('Enter');
  await page.getByText('Không có lỗi nào.').waitFor();
  await list.takeIn();

  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.count()).toBe(2);
  expect(await schools.column('Số HS')).toEqual(['567', '1.234']);
  expect(await schools.column('Người đứng đầu')).toEqual(['Trần Thị B', 'Nguyễn Văn A']);

  // The same list again would change nothing but what was put right here.
  await page.getByRole('button', { name: 'Nhập từ Excel' }).click();
  await list.choose({
    ...STRANGE_LIST,
    buffer: Buffer.from('Huyện;Cấp;Tên;Số học sinh\nThanh Trì;TH;Trường Tiểu học Hoa Sen;1300\n'),
  });
  await list.show('Sẽ đổi');
  await list.cells.getByRole('gridcell', { name: /1300/ }).click();
  await page.getByText('Trong sổ “1234”, sẽ đổi thành “1300”.').waitFor();
  expect(window.problems).toEqual([]);
});

test('the person’s own file comes back with its faults as notes', async () => {
  const { window, page } = await openStrangeList();
  await using _ = window;
  const marked = await downloadOf(page, () =>
    page.getByRole('button', { name: 'Lưu tệp có đánh dấu lỗi' }).click(),
  );
  expect(marked).toMatchObject({
    name: expect.stringMatching(/đánh dấu lỗi.*\.xlsx$/),
    start: 'PK\u0003\u0004',
  });
  expect(window.problems).toEqual([]);
});

test('a list that was asked for comes, though the person has gone on to another screen', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Trường');
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  const list = await downloadOf(page, async () => {
    await page.getByRole('menuitem', { name: 'Không kèm số điện thoại' }).click();
    await frameOf(page).open('Kết nghĩa');
  });
  expect(list.name).toBe('Danh sách trường.xlsx');
  await frameOf(page).notice('Đã xuất 20 trường').waitFor();
  expect(problems).toEqual([]);
});
