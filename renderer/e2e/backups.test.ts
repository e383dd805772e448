import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

test('a password is set with open eyes, and asked for where the key of this folder does not open a backup', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const first = 'bốn con trâu trắng';
  await page.goto(`${page.url().split('#')[0]}#/settings?section=backups`);
  const section = page.getByRole('region', { name: 'Mật khẩu của bản sao lưu' });
  const dialog = page.getByRole('dialog');
  const set = async (act: string, password: string) => {
    await section.getByRole('button', { name: act }).click();
    await dialog.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill(password);
    await dialog.getByRole('textbox', { name: 'Nhập lại mật khẩu' }).fill(password);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  };
  await section.getByText('Chưa đặt.').waitFor();
  await set('Đặt mật khẩu…', 'ngắn');
  await dialog.getByText('Cần ít nhất 12 ký tự.').waitFor();
  await dialog.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill(first);
  await dialog.getByText('Hai lần nhập chưa giống nhau.').waitFor();
  await dialog.getByRole('textbox', { name: 'Nhập lại mật khẩu' }).fill(first);
  await dialog.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await section.getByText('Đã đặt lúc').waitFor();

  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await frame.notice('Đã sao lưu và khôi phục thử.').waitFor();
  const row = page.getByRole('region', { name: 'Các bản sao lưu' }).getByRole('row').nth(1);
  await row.getByText('Có mật khẩu').waitFor();

  await set('Đổi mật khẩu…', 'một mật khẩu khác hẳn');
  await dialog.waitFor({ state: 'hidden' });
  await row.getByRole('button').click();
  const ask = dialog.getByRole('textbox', { name: 'Mật khẩu của bản sao lưu này' });
  await ask.fill('một mật khẩu khác hẳn');
  await ask.press('Enter');
  await dialog.getByText('Mật khẩu không mở được bản sao lưu này.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Khôi phục bản này' }).isDisabled()).toBe(true);
  await ask.fill(first);
  await ask.press('Enter');
  await dialog.getByText('Bản này còn nguyên vẹn.').waitFor();
  await dialog.getByRole('button', { name: 'Khôi phục bản này' }).click();
  await dialog.getByRole('button', { name: 'Mở dữ liệu đã khôi phục' }).click();
  await frame.title('Tổng quan').waitFor();
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
  await page.getByRole('heading', { name: 'Tệp dữ liệu bị hỏng' }).waitFor();
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

test('a backup that was double-clicked shows what is in it, and the address forgets it when it is closed', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await page.goto(`${page.url().split('#')[0]}#/settings?section=backups`);
  const section = page.getByRole('region', { name: 'Sao lưu', exact: true });
  await section.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await frameOf(page).notice('Đã sao lưu và khôi phục thử.').waitFor();

  // What the desktop shell does: it hands the file over, and goes to this address.
  const [name = ''] = readdirSync(join(window.dataDir, 'backups'));
  const bytes = readFileSync(join(window.dataDir, 'backups', name)).toString('base64');
  await page.evaluate(async (packed) => {
    const body = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const headers = { 'X-File-Name': 'Tu-USB.ctbackup' };
    const answer = await fetch('/files', { method: 'POST', headers, body });
    location.hash = `#/settings?section=backups&file=${(await answer.json()).value.fileId}`;
  }, bytes);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Bản này còn nguyên vẹn.').waitFor();
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(page.url()).toMatch(/#\/settings\?section=backups$/);
  expect(problems).toEqual([]);
});
