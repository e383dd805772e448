import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('results are typed with the year before beside them, and taken in from the list that a school sent', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Hoạt động');
  await page
    .getByRole('navigation', { name: 'Theo dõi chương trình' })
    .getByRole('link', { name: 'Kết quả thi vào lớp 10' })
    .click();
  const row = page.getByRole('row').filter({ hasText: 'Trường THCS Khát Vọng' });
  await expect.poll(() => row.textContent()).toContain('59,6%');
  await expect.poll(() => row.textContent()).toContain('53,2%');

  await row.click();
  const admitted = page.getByRole('textbox', { name: 'Số trúng tuyển công lập' });
  await admitted.fill('179');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Số trúng tuyển 179 nhiều hơn số dự thi 178.').waitFor();
  await admitted.fill('89');
  const maths = page.getByRole('textbox', { name: 'Toán' });
  expect(await maths.inputValue()).toBe('5,75');
  await maths.fill('');
  await maths.pressSequentially('6.3');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => row.textContent()).toContain('50,0%');
  await expect.poll(() => row.textContent()).toContain('6,30');

  await page.getByRole('button', { name: 'Nhập từ Excel' }).click();
  const list = ['Năm học 2023-2024;;', 'Trường;Số dự thi;Trúng tuyển', 'THCS Khát Vọng;178;200', ''].join(
    '\n',
  );
  const hand = (content: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ket-qua.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await hand(list);
  await page.getByRole('cell', { name: 'C3' }).waitFor();
  expect(await page.getByRole('button', { name: /^Nhập \d+ kết quả$/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Chọn tệp khác' }).click();
  await hand(list.replace('200', '100'));
  await page.getByRole('button', { name: 'Nhập 1 kết quả' }).click();
  await frameOf(page).notice('Đã nhập kết quả thi').waitFor();
  await expect.poll(() => row.textContent()).toContain('56,2%');
  expect(problems).toEqual([]);
});
