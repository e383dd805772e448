import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';

afterAll(closeBrowser);

test('letters are asked for at once, those typed until the answer as one, and nothing is called missing before', async () => {
  await using window = await openWindow();
  const { page } = window;
  await page.getByRole('heading', { level: 1 }).waitFor();
  const asked: string[] = [];
  const answer = Promise.withResolvers<void>();
  await page.route('**/invoke/search.find', async (route) => {
    asked.push(route.request().postDataJSON().text);
    await answer.promise;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Tìm' });
  const field = dialog.getByRole('textbox');
  await field.pressSequentially('z');
  await expect.poll(() => asked).toEqual(['z']);
  await field.pressSequentially('qx', { delay: 50 });
  expect(await dialog.getByRole('status').count()).toBe(0);

  answer.resolve();
  await dialog.getByRole('status').waitFor();
  expect(asked).toEqual(['z', 'zqx']);

  await field.fill('truong');
  await dialog
    .getByRole('option', { name: /^Trường/ })
    .first()
    .waitFor();
});

test('Enter right behind the last letter opens what the whole text finds, however late its answer is', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Tìm' });
  await dialog.getByRole('textbox').pressSequentially('hoa');
  await dialog.getByRole('option', { name: /Hoa/ }).first().waitFor();
  await page.route('**/invoke/search.find', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await dialog.getByRole('textbox').pressSequentially(' phuong');
  await page.keyboard.press('Enter');
  const name = page.getByRole('complementary').getByRole('textbox', { name: 'Tên trường' });
  await expect.poll(() => name.inputValue()).toBe('Trường Tiểu học Hoa Phượng');
  expect(problems).toEqual([]);
});
