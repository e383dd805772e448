import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('a handover paper is filled in beside its true paper, and issued once it is complete', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Văn bản');
  await page.getByRole('button', { name: 'Soạn văn bản' }).click();
  await page.getByRole('menuitem', { name: 'Biên bản bàn giao' }).click();

  const issue = page.getByRole('button', { name: 'Phát hành' });
  await issue.waitFor();
  expect(await issue.isDisabled()).toBe(true);

  await page.getByRole('button', { name: 'Thêm thiết bị' }).click();
  await page.getByRole('textbox', { name: 'Tên thiết bị' }).fill('Máy chiếu đa năng');
  await page.getByRole('textbox', { name: 'Đơn vị tính' }).fill('cái');
  await expect
    .poll(() => page.locator('.document-paper').textContent(), { timeout: 20_000 })
    .toContain('Máy chiếu đa năng');

  await expect.poll(() => issue.isEnabled()).toBe(true);
  await issue.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
  await frameOf(page).notice('Đã phát hành văn bản').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Tên thiết bị' }).isDisabled()).toBe(true);

  await page.keyboard.press('Escape');
  await frameOf(page).title('Văn bản').waitFor();
  await expect
    .poll(() => page.getByRole('row').filter({ hasText: 'Biên bản bàn giao' }).textContent())
    .toContain('Đã phát hành');
  expect(problems).toEqual([]);
});
