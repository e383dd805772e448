import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { firstRunOf } from './pages/first-run.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('a person says where he works, chooses a rehearsal, and finds his unit where he adds a school', async () => {
  await using window = await openWindow({ data: 'none' });
  const { page, problems } = window;
  const frame = frameOf(page);
  const firstRun = firstRunOf(page);
  await page.getByText(/^Lịch sử ghi tên người dùng của máy này: .+\./).waitFor();

  // One step forth, one back: what was chosen stays.
  await firstRun.workFor('Huyện Chương Mỹ');
  await page.getByRole('button', { name: 'Quay lại' }).click();
  expect(await page.getByRole('radio', { name: 'Huyện Chương Mỹ' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
  await firstRun.begin('Tập dượt với dữ liệu mẫu');
  await frame.title('Tổng quan').waitFor();
  await frame.statusBar().getByText('Chế độ tập dượt').waitFor();

  await frame.open('Trường');
  await page.getByRole('button', { name: 'Thêm trường' }).click();
  await expect
    .poll(() =>
      page.getByRole('complementary').getByRole('combobox', { name: 'Đơn vị quản lý' }).inputValue(),
    )
    .toBe('Huyện Chương Mỹ');
  expect(problems).toEqual([]);
});

test('by keyboard alone, with a name of its own, into a real folder', async () => {
  await using window = await openWindow({ data: 'none' });
  const { page } = window;
  const { keyboard } = page;
  await page.getByRole('heading', { name: 'Bước 1 trên 2: Bạn làm việc ở đâu?' }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await page.getByRole('textbox', { name: 'Tên đơn vị' }).waitFor();
  // A unit without a name is none.
  await keyboard.press('Enter');
  await page.getByText('Cần điền mục này.').waitFor();
  await page.getByRole('textbox', { name: 'Tên đơn vị' }).focus();
  await keyboard.type('Đông Anh');
  await keyboard.press('Enter');

  await page.locator('h2:focus').filter({ hasText: 'Bước 2 trên 2' }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.getByText('Chưa có trường nào. Nhập danh sách từ Excel để bắt đầu.').waitFor();
  expect(await page.getByText('Chế độ tập dượt').count()).toBe(0);
});
