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
  // Filled in with the system's name.
  const name = page.getByRole('textbox', { name: 'Tên của bạn' });
  expect(await name.inputValue()).not.toBe('');
  await name.fill('Nguyễn Văn A');

  // One step forth, one back: what was chosen stays.
  await firstRun.workFor('Huyện Chương Mỹ');
  await page.getByRole('button', { name: 'Quay lại' }).click();
  expect(await page.getByRole('radio', { name: 'Huyện Chương Mỹ' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
  await firstRun.begin('Tập dượt với dữ liệu mẫu');
  await firstRun.skipTour();
  await frame.title('Tổng quan').waitFor();
  await frame.statusBar().getByText('Chế độ tập dượt').waitFor();
  await page.getByRole('button', { name: 'Nguyễn Văn A' }).waitFor();

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
  await page.getByText('Nhập danh sách từ Excel để bắt đầu.').waitFor();
  expect(await page.getByText('Chế độ tập dượt').count()).toBe(0);
});

test('a short tour follows the first start, goes by keys, can be left and asked for again', async () => {
  await using window = await openWindow({ data: 'none' });
  const { page, problems } = window;
  const { keyboard } = page;
  const frame = frameOf(page);
  const tour = page.getByRole('region', { name: 'Giới thiệu nhanh' });
  const title = (text: string) => tour.getByRole('heading', { name: text }).waitFor();
  await firstRunOf(page).later();
  await firstRunOf(page).begin('Tập dượt với dữ liệu mẫu');

  await title('Bắt đầu ngày ở Tổng quan');
  await page.locator('button:focus').filter({ hasText: 'Tiếp' }).waitFor();
  await keyboard.press('Enter');
  await title('Đưa trường vào danh sách');
  await frame.title('Trường').waitFor();
  await keyboard.press('ArrowRight');
  await title('Ghép cặp kết nghĩa');
  await keyboard.press('ArrowLeft');
  await title('Đưa trường vào danh sách');
  // It stands beside the place in the rail that it speaks of.
  const [card, place] = [
    await tour.boundingBox(),
    await page.getByRole('link', { name: 'Trường', exact: true }).boundingBox(),
  ];
  expect(card?.x).toBeGreaterThan((place?.x ?? 0) + (place?.width ?? 0));
  expect(card?.y).toBeCloseTo(place?.y ?? 0, 0);

  await keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
  await page.locator('a:focus').filter({ hasText: 'Trường' }).waitFor();
  await page.reload();
  await frame.title('Trường').waitFor();
  expect(await tour.count()).toBe(0);

  await keyboard.press('Control+K');
  await page.locator('[role="dialog"] input:focus').waitFor();
  await keyboard.type('gioi thieu nhanh');
  await page.getByRole('option', { name: 'Xem giới thiệu nhanh' }).click();
  await title('Bắt đầu ngày ở Tổng quan');
  for (let step = 1; step < 6; step++) await tour.getByRole('button', { name: 'Tiếp' }).click();
  await title('Xuất báo cáo');
  await tour.getByRole('button', { name: 'Xong' }).click();
  await tour.waitFor({ state: 'detached' });
  await frame.title('Báo cáo').waitFor();

  // Nothing is blocked: whoever goes on working has left it.
  await page.goto(`${new URL(page.url()).origin}/#/overview?tour=1`);
  await title('Bắt đầu ngày ở Tổng quan');
  await frame.open('Kết nghĩa');
  await tour.waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});

test('a rehearsal ends with a real folder in its place, and says where it is kept', async () => {
  await using window = await openWindow();
  const { page, dataDir, problems } = window;
  const frame = frameOf(page);
  await frame.open('Trường');
  await frame.statusBar().getByRole('button', { name: 'Chế độ tập dượt' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await dialog.waitFor({ state: 'detached' });

  await frame.statusBar().getByRole('button', { name: 'Chế độ tập dượt' }).click();
  await dialog.getByRole('button', { name: 'Bắt đầu làm thật' }).click();
  await dialog.getByText(`${dataDir} - tập dượt `).waitFor();
  await dialog.getByRole('button', { name: 'Bắt đầu làm việc' }).click();

  await frame.title('Tổng quan').waitFor();
  await page.getByText('Nhập danh sách từ Excel để bắt đầu.').waitFor();
  expect(await page.getByText('Chế độ tập dượt').count()).toBe(0);
  expect(problems).toEqual([]);
});
