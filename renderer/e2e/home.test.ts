import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('each line of what is to be done leads to where it is done, also by keyboard', async () => {
  await using window = await openWindow({ data: 'sample', viewport: { width: 1366, height: 768 } });
  const { page, problems } = window;
  const frame = frameOf(page);
  const toDo = page.getByRole('region', { name: 'Việc cần làm' });
  await page.getByText(/^Hôm nay, (thứ|chủ)/).waitFor();
  await toDo.getByRole('region', { name: 'Nên làm sớm' }).waitFor();

  // Nothing of the first glance is pushed out, however long the lists are.
  await page.getByRole('main').getByRole('img').first().waitFor();
  const scrolls = await page
    .locator('.overview')
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight);
  expect(scrolls).toBe(false);

  await toDo.getByRole('link', { name: /vẫn còn là bản nháp.*Chốt biên bản/ }).focus();
  await page.keyboard.press('Enter');
  await frame.title('Biên bản').waitFor();
  await page.getByRole('tab', { name: 'Nháp 10', selected: true }).waitFor();
  await page.getByRole('tab', { name: /^Đã ký/ }).click();
  await page.getByRole('tab', { name: /^Đã ký/, selected: true }).waitFor();

  await frame.open('Tổng quan');
  await toDo.getByRole('link', { name: /chưa xuất báo cáo nào.*Lập báo cáo/ }).click();
  await frame.title('Báo cáo').waitFor();
  await page.getByText('Giai đoạn 2023 - 2025', { exact: true }).first().waitFor();
  expect(problems).toEqual([]);
});

test('a school that was just added is missed a head and a partner', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  const add = async (name: string) => {
    await page.getByRole('button', { name: 'Thêm trường' }).click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('combobox', { name: 'Đơn vị quản lý' }).click();
    await page.getByRole('option', { name: 'Huyện Thanh Trì' }).click();
    await panel.getByRole('combobox', { name: 'Cấp học' }).click();
    await page.getByRole('option', { name: 'Mầm non' }).click();
    await panel.getByRole('textbox', { name: 'Tên trường' }).fill(name);
    await panel.getByRole('button', { name: 'Lưu' }).click();
    await frame.notice(name).waitFor();
  };
  const toDo = page.getByRole('region', { name: 'Việc cần làm' });

  await frame.open('Trường');
  await add('Trường Mầm non Hoa Lê');
  await frame.open('Tổng quan');
  await toDo.getByRole('link', { name: /^1 trường chưa có tên người đứng đầu.*Điền tên/ }).click();
  await page.locator('input:focus').waitFor();
  expect(
    await page.getByRole('textbox', { name: 'Người đứng đầu' }).evaluate((field) => field.matches(':focus')),
  ).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Tên trường' }).inputValue()).toBe('Trường Mầm non Hoa Lê');

  // With several the register shows just these.
  await page.keyboard.press('Escape');
  await add('Trường Mầm non Hoa Mận');
  await frame.open('Tổng quan');
  await toDo.getByRole('link', { name: /^2 trường chưa có tên người đứng đầu/ }).click();
  await page.getByText('Chưa có người đứng đầu').waitFor();
  await expect.poll(() => tableOf(page, 'Trường').count()).toBe(2);
  await page.getByRole('button', { name: 'Bỏ lọc' }).first().click();
  await expect.poll(() => tableOf(page, 'Trường').count()).toBe(22);

  await frame.open('Tổng quan');
  await toDo.getByRole('link', { name: /^2 trường chưa có cặp kết nghĩa.*Ghép cặp/ }).click();
  await frame.title('Kết nghĩa').waitFor();
});
