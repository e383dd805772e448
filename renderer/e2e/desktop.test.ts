import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { NativePort } from '../../main/backend/index.ts';
import { temporaryFolder } from '../../main/backend/testing.ts';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

/** A desktop whose person keeps every file in one folder, under the name that is proposed. */
function desktop() {
  const folder = temporaryFolder();
  const deeds: string[] = [];
  const native: NativePort = {
    chooseFolder: async () => null,
    chooseSavePath: async (fileName) => join(folder, fileName),
    async openFile(path) {
      deeds.push(`open ${basename(path)}`);
      return true;
    },
    noteSaved() {},
    showInFolder: (path) => deeds.push(`show ${basename(path)}`),
  };
  return { native, folder, deeds };
}

test('a saved file leads to its folder, and says so when it is gone', async () => {
  const { native, folder, deeds } = desktop();
  await using window = await openWindow({ native });
  const { page, problems } = window;
  const frame = frameOf(page);

  await frame.open('Trường');
  const save = async () => {
    await page.getByRole('button', { name: 'Xuất Excel' }).click();
    await page.getByRole('menuitem', { name: 'Không kèm số điện thoại' }).click();
  };
  await save();
  const notice = frame.notice(`Đã lưu vào ${folder}`);
  await notice.getByRole('button', { name: 'Mở thư mục' }).click();
  await expect.poll(() => deeds).toEqual([expect.stringMatching(/^show .*\.xlsx$/)]);

  await save();
  await notice.waitFor();
  await rm(folder, { recursive: true });
  await notice.getByRole('button', { name: 'Mở thư mục' }).click();
  await frame.notice('không còn trong thư mục').waitFor();
  expect(deeds).toHaveLength(1);
  expect(problems).toEqual([]);
});

test('what was saved last is at hand in every screen, by keyboard too, until it is gone', async () => {
  const { native, folder, deeds } = desktop();
  await using window = await openWindow({ native });
  const { page, problems } = window;
  const frame = frameOf(page);
  const button = page.getByRole('button', { name: 'Tệp gần đây' });
  const list = page.getByRole('dialog', { name: 'Tệp gần đây' });

  await button.click();
  await list.getByText('Chưa lưu tệp nào.').waitFor();
  await page.keyboard.press('Escape');
  await frame.open('Trường');
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  await page.getByRole('menuitem', { name: 'Không kèm số điện thoại' }).click();
  await frame.notice('Đã lưu vào').waitFor();

  await frame.open('Tổng quan');
  await button.focus();
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Mở thư mục chứa' }).waitFor();
  await list.locator(':focus').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => deeds).toEqual([expect.stringMatching(/^open .*\.xlsx$/)]);
  await list.waitFor({ state: 'detached' });

  // The search finds it, too.
  await page.keyboard.press('Control+K');
  const found = page.getByRole('dialog', { name: 'Tìm' }).getByRole('option', { name: /\.xlsx/ });
  await found.waitFor();
  await page.keyboard.type('xlsx');
  await found.click();
  await expect.poll(() => deeds.length).toBe(2);

  await rm(folder, { recursive: true });
  await button.click();
  await list.getByRole('button', { name: /^Mở thư mục chứa/ }).click();
  await frame.notice('không còn trong thư mục').waitFor();
  await button.click();
  await list.getByText('Chưa lưu tệp nào.').waitFor();
  expect(problems).toEqual([]);
});

test('the data folder can be opened, its path copied, and what the program runs on', async () => {
  const { native, deeds } = desktop();
  await using window = await openWindow({ native });
  const { page, dataDir, problems } = window;
  await frameOf(page).open('Cài đặt');
  await page.getByRole('link', { name: 'Giới thiệu' }).click();
  const about = page.getByRole('region', { name: 'Giới thiệu' });
  await about.getByRole('button', { name: 'Mở thư mục' }).click();
  await expect.poll(() => deeds).toEqual([`open ${basename(dataDir)}`]);

  await about.getByRole('button', { name: 'Chép đường dẫn' }).click();
  await page.context().grantPermissions(['clipboard-read']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toBe(dataDir);
  await about.getByRole('button', { name: 'Sao chép thông tin' }).click();
  expect(await copied()).toContain(dataDir);
  expect(await copied()).toMatch(/Node\.js: \d+\.\d+[\s\S]*SQLite: \d+\.\d+/);
  expect(problems).toEqual([]);
});

test('the licences of the parts are read when they are wanted, found by name and by licence', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page, problems } = window;
  await frameOf(page).open('Cài đặt');
  await page.getByRole('link', { name: 'Giới thiệu' }).click();
  const about = page.getByRole('region', { name: 'Giới thiệu' });
  await about.getByRole('button', { name: 'Xem giấy phép' }).click();
  await about.getByText(/^\d+ thành phần$/).waitFor();

  const search = about.getByRole('searchbox', { name: 'Tìm theo tên hoặc giấy phép' });
  await search.fill('OFL');
  await about.getByText('2 thành phần').waitFor();
  await search.fill('better-sqlite3');
  await about.getByRole('button', { name: /^better-sqlite3 .*MIT$/ }).click();
  await about.getByText('Permission is hereby granted').waitFor();
  expect(problems).toEqual([]);
});
