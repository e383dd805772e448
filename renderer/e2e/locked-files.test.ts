import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

const PLACE = 'D:\\Báo cáo\\Danh sách trường.xlsx';

/** Lets the window believe that it has the system's save dialog, and a file that Excel holds until it is closed. */
async function withExcel(page: Page) {
  const excel = { open: true };
  const asked: unknown[] = [];
  // Among the answers that the page brings along.
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      await route.fulfill({ response, body: html.replace('"canSaveAs":false', '"canSaveAs":true') });
    },
  );
  await page.route('**/invoke/files.saveAs', async (route) => {
    asked.push(route.request().postDataJSON().again);
    const error = {
      code: 'FILE_LOCKED',
      message: `Không ghi được tệp “${PLACE}” vì đang mở trong Excel. Số liệu vẫn còn nguyên. Hãy đóng tệp rồi thử lại.`,
      details: { file: PLACE },
    };
    await route.fulfill({ json: excel.open ? { ok: false, error } : { ok: true, value: { path: PLACE } } });
  });
  await page.reload();
  return { excel, asked };
}

test('a file that is open in Excel is explained, and written again to the same place or to another', async () => {
  await using window = await openWindow();
  const { page } = window;
  const { excel, asked } = await withExcel(page);
  const frame = frameOf(page);
  await frame.open('Trường');
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  await page.getByRole('menuitem').first().click();
  const failure = frame.notice('Hãy đóng tệp rồi thử lại');
  await failure.getByText('Số liệu vẫn còn nguyên').waitFor();
  await failure.getByRole('button', { name: 'Thử lại' }).click();
  await expect.poll(() => asked).toEqual([false, true]);
  await failure.getByRole('button', { name: 'Lưu với tên khác' }).click();
  await expect.poll(() => asked).toEqual([false, true, false]);
  await failure.waitFor();
  excel.open = false;
  await failure.getByRole('button', { name: 'Thử lại' }).click();
  await frame.notice(`Đã lưu vào ${PLACE}`).waitFor();
  expect(asked).toEqual([false, true, false, true]);
});

test('a list that another program holds is explained before anything is taken in', async () => {
  await using window = await openWindow();
  const { page } = window;
  // What a browser says of a file that it may not read.
  await page.addInitScript(() => {
    File.prototype.slice = () => {
      const held = new Blob();
      held.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
      return held;
    };
  });
  await page.route('**/files', (route) => route.abort());
  await page.reload();
  await frameOf(page).open('Trường');
  await page.getByRole('button', { name: 'Nhập từ Excel' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ds.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
  await page.getByText('Không đọc được tệp “ds.xlsx” vì tệp đang mở trong chương trình khác').waitFor();
});
