import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { serve } from '../../main/loopback/serve.ts';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('a backup is made and tried, looked into, and brings back what was removed', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Tổng quan');
  await page.getByRole('link', { name: 'Chưa sao lưu.' }).click();

  const section = page.getByRole('region', { name: 'Sao lưu' });
  await section.getByText('Chưa có bản sao lưu nào.').waitFor();
  await section.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await frame.notice('Đã sao lưu và khôi phục thử.').waitFor();
  await section.getByText('Chưa có thay đổi nào từ lúc đó.').waitFor();
  const file = await downloadOf(page, () =>
    section.getByRole('button', { name: 'Lưu ra tệp khác…' }).click(),
  );
  expect(file).toMatchObject({
    name: expect.stringMatching(/^Chung Tay .*\.ctbackup$/),
    start: 'PK\u0003\u0004',
  });

  await frame.open('Kết nghĩa');
  await frame.open('Trường');
  const schools = tableOf(page, 'Trường');
  await expect.poll(() => schools.count()).toBe(20);
  await page.evaluate(() => {
    location.hash = '#/schools?id=new';
  });
  const panel = page.getByRole('complementary');
  await panel.getByRole('textbox', { name: 'Tên trường' }).fill('Trường Tiểu học A');
  await panel.getByRole('combobox', { name: 'Cấp học' }).click();
  await page.getByRole('option', { name: 'Tiểu học' }).click();
  await panel.getByRole('combobox', { name: 'Đơn vị quản lý' }).click();
  await page.getByRole('option').first().click();
  await panel.getByRole('button', { name: 'Lưu' }).click();
  await expect.poll(() => schools.count()).toBe(21);

  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Sao lưu', exact: true }).click();
  await section.getByRole('button', { name: /^Xem và khôi phục bản/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Bản này còn nguyên vẹn.').waitFor();
  expect(await dialog.getByRole('row', { name: /^Trường/ }).allTextContents()).toEqual(['Trường2021']);
  await dialog.getByRole('button', { name: 'Khôi phục bản này' }).click();
  await dialog.getByText('trước khi khôi phục').waitFor();
  await dialog.getByRole('button', { name: 'Mở dữ liệu đã khôi phục' }).click();
  await frame.title('Tổng quan').waitFor();
  await frame.open('Trường');
  await expect.poll(() => schools.count()).toBe(20);
  expect(problems).toEqual([]);
});

test('damaged data are told with the way back', async () => {
  await using window = await openWindow({
    async before(dataDir) {
      // The program closes with a backup of its own.
      const first = await serve({ dataDir, open: false });
      await first.close();
      writeFileSync(join(dataDir, 'chung-tay.sqlite'), 'hỏng');
    },
  });
  const { page, problems } = window;
  await page.getByRole('heading', { name: 'Chung Tay chưa mở được dữ liệu' }).waitFor();
  await page.getByText('Không có gì bị xóa.').waitFor();
  await page.getByRole('button', { name: 'Thử mở lại' }).click();
  await page.getByRole('button', { name: /^Xem và khôi phục bản/ }).click();
  await page.getByRole('dialog').getByText('Bản này còn nguyên vẹn.').waitFor();
  await page.getByRole('button', { name: 'Khôi phục bản này' }).click();
  await page.getByRole('button', { name: 'Mở dữ liệu đã khôi phục' }).click();
  await frameOf(page).title('Tổng quan').waitFor();
  await page.getByText('Trường tham gia').waitFor();
  expect(problems).toEqual([]);
});
