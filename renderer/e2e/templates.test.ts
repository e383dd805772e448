import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

/** A busy machine draws slowly. */
const PATIENT = { timeout: 20_000 };

/** The editor of templates as a clerk finds her way in it. */
function templatesOf(page: Page) {
  const paper = page.getByRole('region', { name: 'Bản xem trước' });
  return {
    async open(kind: string): Promise<void> {
      await frameOf(page).open('Cài đặt');
      await page.getByRole('link', { name: 'Mẫu văn bản' }).click();
      await page.getByRole('link', { name: kind, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: kind }).waitFor();
    },
    act: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    article: (number: number) => page.getByRole('region', { name: `Điều ${number}`, exact: true }),
    text: (name: string) => page.getByRole('textbox', { name, exact: true }),
    saved: () => page.getByText('Đã lưu', { exact: true }).waitFor(),
    /** The text of the paper on the right, all pages. */
    async paperText(): Promise<string> {
      return (await paper.locator('.textLayer').allTextContents()).join(' ').normalize('NFC');
    },
  };
}

test('an article with a field is added, seen on the paper, and used by the drafts', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const templates = templatesOf(page);
  const { keyboard } = page;

  // A version in use is only looked at.
  await templates.open('Biên bản ghi nhớ giữa hai trường');
  await page.getByText('Đang dùng cho 10 văn bản').waitFor();
  await templates.act('Sửa thành bản mới');

  // Typed straight on: heading, clause, a field by its name without accents, a point.
  await templates.act('Thêm điều');
  await keyboard.type('Thông tin, truyền thông');
  await keyboard.press('Enter');
  await keyboard.type('Đầu mối truyền thông là ');
  await keyboard.type('/');
  await page.getByRole('combobox', { name: 'Tìm trường…' }).waitFor();
  await keyboard.type('ten ben b');
  await keyboard.press('Enter');
  // The text has the keys again a frame later.
  await page.locator('[contenteditable="true"]:focus').waitFor();
  await keyboard.type('.');
  await templates.saved();
  await expect
    .poll(() => templates.paperText(), PATIENT)
    .toMatch(/Điều 11\. Thông tin, truyền thông\s*Đầu mối truyền thông là Trường Tiểu học Hoa Mai\./);

  // Word's looks stay outside, its words come in.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<p style="color:red"><b>Cử</b> một cán bộ</p>');
    data.setData('text/plain', 'Cử một\r\ncán bộ');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect
    .poll(() => templates.text('khoản 1, Điều 11').textContent(), PATIENT)
    .toContain('Cử một cán bộ');

  // Into use, with the drafts that wait.
  await templates.saved();
  await templates.act('Đưa vào dùng');
  const dialog = page.getByRole('dialog', { name: 'Đưa bản 2 vào dùng?' });
  await dialog.getByRole('button', { name: 'Đưa vào dùng' }).click();
  await frameOf(page).notice('Đã đưa bản 2 vào dùng').waitFor();
  await page.getByText('Đang dùng cho 10 văn bản').waitFor();

  // What differs is named with its place.
  await templates.act('So sánh');
  const comparison = page.getByRole('region', { name: 'So sánh hai bản' });
  await comparison.getByText('2 chỗ khác nhau').waitFor();
  expect(await comparison.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('Điều 11Thông tin, truyền thông'),
    expect.stringContaining('Điều 11, khoản 1Đầu mối truyền thông là ‹Tên Bên B›'),
  ]);
  expect(problems).toEqual([]);
});

test('blocks are ordered and removed by keyboard, numbers and references follow, undo brings back', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const templates = templatesOf(page);
  const { keyboard } = page;
  await templates.open('Biên bản ghi nhớ giữa hai trường');
  await templates.act('Sửa thành bản mới');
  const heading = (number: number) => templates.text(`Tên Điều ${number}`);
  const reference = () => templates.text('khoản 1, Điều 7').textContent();

  await templates.act('Thu gọn tất cả');
  await page.getByRole('button', { name: 'Đổi chỗ Điều 2' }).focus();
  // The list hears arrows a moment after a key that is held as fingers do.
  await keyboard.press('Space', { delay: 100 });
  await page.getByText('Điều 2: vị trí 2 trên 10.').waitFor({ state: 'attached' });
  await keyboard.press('ArrowUp');
  await page.getByText('Điều 2: vị trí 1 trên 10.').waitFor({ state: 'attached' });
  await keyboard.press('Space');
  await expect.poll(() => heading(1).textContent(), PATIENT).toBe('Nội dung phối hợp');
  await templates.act('Mở tất cả');
  expect(await reference()).toContain('Căn cứ các nội dung tại Điều 1,');

  // A reference to an article that is gone is red and named, and stops the publishing.
  await page.getByRole('button', { name: 'Việc khác với Điều 1', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Xóa' }).click();
  await expect.poll(() => heading(1).textContent(), PATIENT).toBe('Mục đích, nguyên tắc phối hợp');
  await page.getByText('1 chỗ cần sửa').waitFor();
  await page.getByText('Dẫn chiếu tới một điều không còn trong mẫu', { exact: true }).waitFor();
  await templates.act('Đưa vào dùng');
  await page.getByText('Còn 1 chỗ cần sửa trước khi đưa vào dùng.').waitFor();
  await keyboard.press('Escape');
  await frameOf(page).undo('Đã xóa Điều 1');
  await expect.poll(() => heading(1).textContent(), PATIENT).toBe('Nội dung phối hợp');
  await page.getByText('1 chỗ cần sửa').waitFor({ state: 'detached' });

  // Nothing typed is lost by leaving at once.
  await heading(1).click();
  await keyboard.press('End');
  await keyboard.type(' và hợp tác');
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Sửa tiếp bản nháp: Biên bản ghi nhớ giữa hai trường' }).click();
  await expect.poll(() => heading(1).textContent(), PATIENT).toBe('Nội dung phối hợp và hợp tác');
  expect(problems).toEqual([]);
});

test('a wording goes out as a file and comes back as a draft', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page, problems } = window;
  const templates = templatesOf(page);
  await templates.open('Giấy mời');
  await templates.act('Tệp');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Xuất tệp' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Mẫu giấy mời – bản 1.cttemplate');
  const buffer = await readFile(await download.path());

  // The editor takes files, too: only when the list stands is there its own field alone.
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('button', { name: 'Nhập tệp mẫu' }).waitFor();
  const give = (name: string, content: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/json', buffer: content });
  await give('khac.cttemplate', Buffer.from('{}'));
  await frameOf(page).notice('tệp không phải là mẫu văn bản của Chung Tay').waitFor();
  await give('mau.cttemplate', buffer);
  await page.getByText('Bản nháp', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Thêm phần nội dung' }).waitFor();

  // A draft is given up at once, and comes back at once.
  await templates.act('Bỏ bản nháp');
  await frameOf(page).undo('Đã bỏ bản nháp');
  await frameOf(page).notice('Đã hoàn tác').waitFor();
  await templates.act('Sửa tiếp bản nháp');
  await page.getByRole('button', { name: 'Thêm phần nội dung' }).waitFor();

  // Double-clicked it is asked about first: the desktop shell hands the file over, and goes to this address.
  await templates.act('Bỏ bản nháp');
  await page.getByRole('button', { name: 'Sửa thành bản mới' }).waitFor();
  await page.evaluate(async (body) => {
    const answer = await fetch('/files', {
      method: 'POST',
      headers: { 'X-File-Name': 'mau.cttemplate' },
      body,
    });
    location.hash = `#/settings?section=templates&file=${(await answer.json()).value.fileId}`;
  }, buffer.toString());
  await page
    .getByRole('dialog', { name: 'Nhập mẫu văn bản từ tệp vừa mở?' })
    .getByRole('button', { name: 'Nhập thành bản nháp' })
    .click();
  await page.getByRole('button', { name: 'Thêm phần nội dung' }).waitFor();
  expect(problems).toEqual([]);
});

test('a wording that a viewer double-clicks is not taken in, and the dialog says whose task that is', async () => {
  await using window = await openWindow({ data: 'empty', before: nameUsers });
  const { page, problems } = window;
  await page.getByRole('button', { name: /^Trần Thị B/ }).click();
  await frameOf(page).title('Tổng quan').waitFor();
  await page.evaluate(() => {
    location.hash = '#/settings?section=templates&file=1';
  });
  const dialog = page.getByRole('dialog', { name: 'Nhập mẫu văn bản từ tệp vừa mở?' });
  await dialog.getByText('Mục này cần quyền nhập; bạn chỉ đọc được.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Nhập thành bản nháp' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await expect.poll(() => page.url()).toMatch(/#\/settings\?section=templates$/);
  expect(problems).toEqual([]);
});
