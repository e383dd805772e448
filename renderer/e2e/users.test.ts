import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow, PASSWORD } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

const usersOf = (page: Page) => ({
  /** Adds somebody in the settings. */
  async add(name: string, role?: string, password?: string): Promise<void> {
    await page.getByRole('button', { name: 'Thêm người dùng' }).click();
    const form = page.getByRole('form', { name: 'Thêm người dùng' });
    await form.getByRole('textbox', { name: 'Tên' }).fill(name);
    if (role) await form.getByRole('radio', { name: role, exact: true }).check();
    if (password) await form.getByLabel('Mật khẩu (không bắt buộc)').fill(password);
    await form.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByRole('row', { name: new RegExp(`^${name}`) }).waitFor();
  },
  /** Chooses a name where the program asks who works. */
  choose: (name: string): Promise<void> =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click(),
  /** An act of the menu beside the own name. */
  async menu(own: string, act: string): Promise<void> {
    await page.getByRole('banner').getByRole('button', { name: own }).click();
    await page.getByRole('menuitem', { name: act }).click();
  },
});

test('an office names its people, a viewer can’t write, and the lock keeps what was typed', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const users = usersOf(page);
  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Người dùng' }).click();
  await users.add('Nguyễn Văn A', undefined, PASSWORD);
  await users.add('Trần Thị B', 'Xem');
  await page.getByText('(bạn)').waitFor();

  // The viewer is let in by one click, and sees everything.
  await users.menu('Nguyễn Văn A', 'Đổi người dùng');
  await page.getByRole('heading', { name: 'Ai đang làm việc?' }).waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  await users.choose('Trần Thị B');
  await frame.open('Trường');
  expect(await page.getByRole('button', { name: 'Thêm trường' }).count()).toBe(0);
  await page.getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary');
  await panel.getByText('Mục này cần quyền nhập; bạn chỉ đọc được.').first().waitFor();
  expect(await panel.getByRole('textbox', { name: 'Tên trường' }).isDisabled()).toBe(true);
  // What no button offers the backend refuses, and says why.
  await page.keyboard.press('Escape');
  const refused = await page.evaluate(async () => {
    const answer = await fetch('/invoke/schools.remove', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ids: ['01890000-0000-7000-8000-000000000000'] }),
    });
    return answer.json();
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect(refused.error.message).toContain('cần quyền nhập, còn bạn có quyền xem');

  // The admin locks in the middle of typing: a wrong password, then the right one.
  await users.menu('Trần Thị B', 'Đổi người dùng');
  await users.choose('Nguyễn Văn A');
  const field = page.getByLabel('Mật khẩu của Nguyễn Văn A');
  await field.fill('đoán mò');
  await field.press('Enter');
  await page.getByText(/^Mật khẩu chưa đúng/).waitFor();
  await field.fill(PASSWORD);
  await field.press('Enter');
  await frame.open('Trường');
  await page.getByRole('button', { name: 'Thêm trường' }).click();
  await panel.getByRole('textbox', { name: 'Tên trường' }).fill('Trường Tiểu học Hoa Sen');
  // Also over an open dialog.
  await page.getByRole('button', { name: 'Bảng phím tắt' }).click();
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('heading', { name: 'Chung Tay đang khóa' }).waitFor();
  await panel.waitFor({ state: 'hidden' });
  expect(await page.getByRole('dialog', { name: 'Phím tắt' }).count()).toBe(0);
  const locked = await page.evaluate(async () => (await fetch('/files/x')).status);
  expect(locked).toBe(403);
  await field.fill(PASSWORD);
  await field.press('Enter');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => panel.getByRole('textbox', { name: 'Tên trường' }).inputValue())
    .toBe('Trường Tiểu học Hoa Sen');
  expect(problems.filter((problem) => !problem.includes('403'))).toEqual([]);
});

test('a viewer reads wordings, forms of the department and scans, and is offered nothing that would be refused', async () => {
  await using window = await openWindow({ before: nameUsers });
  const { page, problems } = window;
  const frame = frameOf(page);
  await usersOf(page).choose('Trần Thị B');
  const offers = (name: string | RegExp) => page.getByRole('button', { name }).count();

  await frame.open('Cài đặt');
  await page.getByRole('link', { name: 'Mẫu văn bản' }).click();
  await page.getByRole('table').waitFor();
  expect(await offers('Nhập tệp mẫu')).toBe(0);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: 'So sánh' }).waitFor();
  expect(await offers(/^Sửa/)).toBe(0);

  await frame.open('Báo cáo');
  await page.getByRole('tab', { name: 'Biểu của Sở' }).click();
  await page.getByText('Chưa có biểu nào của Sở.').waitFor();
  expect(await offers('Chọn tệp Excel')).toBe(0);

  await page.goto(`${new URL(page.url()).origin}/#/memoranda?view=scans`);
  await page.getByText('Mục này cần quyền nhập; bạn chỉ đọc được.').waitFor();
  expect(await offers(/^Chọn/)).toBe(0);
  expect(problems).toEqual([]);
});

test('by keyboard alone somebody is let in, and an idle window locks by itself', async () => {
  await using window = await openWindow({ before: nameUsers });
  const { page } = window;
  const { keyboard } = page;
  await page.clock.install();
  await page.locator('button:focus').filter({ hasText: 'Nguyễn Văn A' }).waitFor();
  await keyboard.press('Enter');
  await page.locator('input:focus').waitFor();
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await frameOf(page).title('Tổng quan').waitFor();

  await page.goto(`${new URL(page.url()).origin}/#/settings?section=users`);
  await page.getByRole('combobox', { name: 'Tự khóa khi không ai dùng' }).click();
  await page.getByRole('option', { name: 'Sau 10 phút' }).click();
  await frameOf(page).notice('Đã lưu').waitFor();
  await page.clock.fastForward('09:30');
  await keyboard.press('Shift');
  await page.clock.fastForward('09:30');
  expect(await page.getByRole('heading', { name: 'Chung Tay đang khóa' }).count()).toBe(0);
  await page.clock.fastForward('01:00');
  await page.getByRole('heading', { name: 'Chung Tay đang khóa' }).waitFor();
});

test('an admin who has forgotten his password makes a file, and is let in', async () => {
  await using window = await openWindow({ before: nameUsers });
  const { page, dataDir } = window;
  await page.getByRole('button', { name: /^Nguyễn Văn A/ }).click();
  await page.getByRole('button', { name: 'Quên mật khẩu' }).click();
  const fileName = (await page.locator('code').textContent()) ?? '';
  await page.getByLabel('Mật khẩu mới').fill('mật khẩu mới');
  await page.getByRole('button', { name: 'Đặt lại mật khẩu' }).click();
  await page.getByText(/^Chưa thấy tệp/).waitFor();
  await writeFile(join(dataDir, fileName), '');
  await page.getByRole('button', { name: 'Đặt lại mật khẩu' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Nguyễn Văn A' }).waitFor();
  await expect.poll(() => existsSync(join(dataDir, fileName))).toBe(false);
});
