import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('charts of a period are seen, read as tables by keyboard, redrawn in the dark and saved', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Báo cáo');
  await page.getByRole('combobox', { name: 'Kỳ báo cáo' }).click();
  await page.getByRole('option', { name: 'Năm học 2023–2024', exact: true }).click();
  await page.getByRole('tab', { name: 'Biểu đồ' }).click();

  const figure = page.getByRole('figure').filter({ hasText: 'Tiến độ thực hiện theo chỉ tiêu' });
  const picture = figure.getByRole('img', { name: /^Tiến độ thực hiện theo chỉ tiêu\. .*trên kế hoạch/ });
  const isDrawn = () =>
    picture.evaluate(
      (image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0,
    );
  await expect.poll(isDrawn).toBe(true);

  const opener = figure.getByText('Xem bảng số liệu');
  await opener.focus();
  await page.keyboard.press('Enter');
  const table = figure.getByRole('table', { name: 'Tiến độ thực hiện theo chỉ tiêu' });
  await expect.poll(() => table.getByRole('columnheader').allInnerTexts()).toContain('Thực hiện');

  const light = await picture.getAttribute('src');
  await page.getByRole('button', { name: 'Chuyển sang nền tối' }).click();
  await expect.poll(() => picture.getAttribute('src')).not.toBe(light);
  await expect.poll(isDrawn).toBe(true);

  const save = () => figure.getByRole('button', { name: /^Lưu ảnh PNG/ }).click();
  const { name, start } = await downloadOf(page, save);
  expect(name).toBe('Tiến độ thực hiện theo chỉ tiêu - Năm học 2023–2024.png');
  expect(start).toBe('\x89PNG');
  expect(problems).toEqual([]);
});
