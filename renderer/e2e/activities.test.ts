import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('activities are logged by keyboard, copied, pasted from Excel, proved by a photo, and a plan is done', async () => {
  await using window = await openWindow({ data: 'sample' });
  const { page, problems } = window;
  const { keyboard } = page;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const activities = tableOf(page, 'Hoạt động');
  await page.getByRole('textbox', { name: 'Từ ngày' }).fill('1/3/2024');
  await page.getByRole('textbox', { name: 'Đến ngày' }).fill('31/3/2024');
  await expect.poll(() => activities.column('Ngày')).toContain('29/03/2024');
  await expect.poll(() => activities.column('Ngày')).not.toContain('14/12/2024');
  const before = await activities.count();
  const entry = page.getByRole('form', { name: 'Ghi nhanh' });
  const topic = entry.getByRole('textbox', { name: 'Nội dung' });

  // Three activities without a mouse: what stays the same is typed once.
  const day = entry.getByRole('textbox', { name: 'Ngày' });
  await day.focus();
  await keyboard.press('Control+A');
  await keyboard.type('5/3/2024');
  await keyboard.press('Tab');
  await keyboard.type('anh duong');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.type('chuyen de');
  await keyboard.press('Enter');
  for (const text of ['Đổi mới dạy đọc hiểu', 'Dạy học theo chủ đề', 'Kiểm tra, đánh giá']) {
    if (text === 'Đổi mới dạy đọc hiểu') await keyboard.press('Tab');
    await keyboard.type(text);
    await keyboard.press('Tab');
    await keyboard.type('2');
    await keyboard.press('Tab');
    await keyboard.type('24');
    await keyboard.press('Control+Enter');
    await activities.row(text).waitFor();
    await expect.poll(() => topic.inputValue()).toBe('');
  }
  expect(await activities.count()).toBe(before + 3);
  expect(await day.inputValue()).toBe('05/03/2024');

  // The last one again, on another day and with a count that can hardly be meant.
  await page.getByRole('button', { name: 'Lặp lại hoạt động trước' }).click();
  await expect.poll(() => topic.inputValue()).toBe('Kiểm tra, đánh giá');
  await keyboard.type('12/3/2024');
  await entry.getByRole('textbox', { name: 'Lượt giáo viên' }).fill('5000');
  await keyboard.press('Enter');
  await entry.getByText('Số này có đúng không?').waitFor();
  expect(await activities.count()).toBe(before + 3);
  await entry.getByRole('button', { name: 'Sửa lại' }).click();
  await entry.getByRole('textbox', { name: 'Lượt giáo viên' }).fill('50');
  await keyboard.press('Enter');
  await expect.poll(() => activities.count()).toBe(before + 4);
  await frame.undo('Đã ghi hoạt động');
  await expect.poll(() => activities.count()).toBe(before + 3);

  // Two rows copied from Excel.
  const pairCell = activities.row('Dạy học theo chủ đề').locator('td').nth(2);
  // The whole of a text that may be cut stands beside the pointer.
  await pairCell.hover();
  const pair = await pairCell.getAttribute('title');
  await paste(`19/03/2024\t${pair}\tChuyên đề\tDạy viết\n20/03/2024\t${pair}\tKhông rõ\tDạy nói`);
  await page.getByRole('cell', { name: 'C2' }).waitFor();
  expect(await page.getByRole('button', { name: 'Nhập 1 hoạt động' }).isDisabled()).toBe(true);
  await paste(`19/03/2024\t${pair}\tChuyên đề\tDạy viết\n20/03/2024\t${pair}\tChuyên đề\tDạy nói`);
  await page.getByRole('button', { name: 'Nhập 2 hoạt động' }).click();
  await expect.poll(() => activities.count()).toBe(before + 5);

  // A photo, which is shown in reports only if a person says so.
  await activities.row('Dạy viết').click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('tab', { name: 'Minh chứng' }).click();
  await panel
    .locator('input[type="file"]')
    .setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await panel.getByRole('img', { name: 'ảnh 1' }).waitFor();
  const inReport = panel.getByRole('checkbox', { name: 'Đưa vào báo cáo' });
  expect(await inReport.isChecked()).toBe(false);
  await panel.getByText('Ảnh có thể có hình học sinh.').waitFor();
  await inReport.check();
  await panel.getByRole('textbox', { name: 'Chú thích của ảnh 1' }).fill('Giờ dạy thử');
  await keyboard.press('Enter');
  await panel.getByRole('checkbox', { name: 'Đưa vào báo cáo', checked: true }).waitFor();
  await panel.getByRole('img', { name: 'Giờ dạy thử' }).waitFor();
  await keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  // A plan becomes a deed, and both faces of the log know it.
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  const planned = page.getByRole('button', { name: /^Đã thực hiện/ });
  await planned.first().waitFor();
  const plans = await planned.count();
  await planned.last().click();
  const question = page.getByRole('dialog', { name: 'Ghi kết quả thực hiện' });
  await question.getByRole('textbox', { name: 'Lượt giáo viên' }).fill('18');
  await keyboard.press('Enter');
  await frame.notice('Đã ghi kết quả thực hiện').waitFor();
  await expect.poll(() => planned.count()).toBe(plans - 1);
  await page.getByText('Tháng', { exact: true }).click();
  await page.getByRole('grid', { name: 'Tháng 12/2024' }).waitFor();
  await page.getByRole('gridcell', { name: '14/12/2024, 1 hoạt động' }).click({ position: { x: 8, y: 8 } });
  await keyboard.press('ArrowRight');
  await keyboard.press('Insert');
  await expect.poll(() => panel.getByRole('textbox', { name: 'Ngày' }).inputValue()).toBe('15/12/2024');
  expect(problems).toEqual([]);

  async function paste(cells: string): Promise<void> {
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, cells);
  }

  /** A small picture, made by the browser itself. */
  async function photo(): Promise<Buffer> {
    const address = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 240;
      return canvas.toDataURL('image/jpeg');
    });
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  }
});
