import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { type Download, downloadOf } from './pages/download.ts';
import { frameOf } from './pages/frame.ts';
import { memorandaOf } from './pages/memoranda.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

/** For what follows a change of stored data, on a busy machine. */
const PATIENT = { timeout: 15_000 };

/** A workbook's cells as they lie on the clipboard. */
const pasteText = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData('text/plain', copied);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

/** Prints all memoranda of the list, and closes the tab in which the file opens. */
async function printAll(page: Page): Promise<number> {
  const memoranda = memorandaOf(page);
  await page.keyboard.press('Control+P');
  const [tab] = await Promise.all([
    page.waitForEvent('popup', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Tạo tệp in' }).click(),
  ]);
  await tab.close();
  await expect.poll(() => memoranda.tab('Đã in').textContent()).toMatch(/\d\d$/);
  return memoranda.table.count();
}

/** The stored papers of the first memoranda of what was made last. */
async function papersOf(page: Page, count: number): Promise<Download[]> {
  await page.getByText('Từng biên bản').click();
  const buttons = page.getByRole('button', { name: /^Tải về:/ });
  const papers: Download[] = [];
  for (let index = 0; index < count; index++)
    papers.push(await downloadOf(page, () => buttons.nth(index).click()));
  return papers;
}

test('a day of signing is recorded for all in one grid: pasted, filled down, numbered, saved at once', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  await frame.open('Biên bản');
  await expect.poll(() => memoranda.table.count()).toBe(10);
  await printAll(page);
  await memoranda.more('Ghi số và ngày ký');

  // As in Excel: typing replaces, Enter goes down, a block is pasted from the chosen cell on.
  await memoranda.cell('Số', 0).click();
  await page.keyboard.type('41');
  await page.keyboard.press('Enter');
  await pasteText(page, '42\t15-4-2023\tNguyễn Văn Thay\r\n07\t31/2/2023\r\n');
  expect((await memoranda.cells('Số')).slice(0, 4)).toEqual(['41', '42', '07', '']);
  expect((await memoranda.cells('Ngày ký')).slice(0, 4)).toEqual(['', '15/04/2023', '31/2/2023', '']);
  await page.getByText('Ngày ký: Cần một ngày có thật, ví dụ 15/04/2023.').waitFor();
  expect(await page.getByRole('button', { name: 'Ghi 3 biên bản' }).isDisabled()).toBe(true);

  // The day of the first row for all below it.
  await memoranda.cell('Ngày ký', 0).click();
  await page.keyboard.type('15/4/2023');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: 'Điền xuống' }).click();
  expect(await memoranda.cells('Ngày ký')).toEqual(Array(10).fill('15/04/2023'));

  // Numbers that follow, past those that are given.
  await page.getByRole('button', { name: 'Đánh số liên tiếp' }).click();
  await page.getByRole('textbox', { name: 'Từ số' }).fill('05');
  await page.getByRole('button', { name: 'Đánh số 7 dòng' }).click();
  const numbers = ['41', '42', '07', '05', '06', '08', '09', '10', '11', '12'];
  expect(await memoranda.cells('Số')).toEqual(numbers);

  // A number given twice is seen at its cell, and undone as it was done.
  await memoranda.cell('Số', 4).click();
  await page.keyboard.type('41');
  await page.getByText(/^Số: Đã dùng trong năm cho /).waitFor();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  expect(await memoranda.cells('Số')).toEqual(numbers);

  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã ghi 10 biên bản').waitFor();
  await page.getByText('Tất cả', { exact: true }).click();
  // Who stood on the paper has signed; where somebody else is named, only those who are.
  await expect.poll(() => memoranda.cells('Người ký bên A')).toContain('Nguyễn Văn Thay');
  expect((await memoranda.cells('Người ký bên B')).map((name) => name !== '')).toEqual(
    numbers.map((number) => number !== '42'),
  );
  await page.keyboard.press('Escape');
  await expect.poll(() => memoranda.tab('Đã ký').textContent(), PATIENT).toBe('Đã ký10');
  await expect.poll(() => memoranda.table.column('Số')).toEqual(numbers);
  expect(problems).toEqual([]);
});

test('a scanned stack finds its memoranda; what it cannot place waits for a person', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  await frame.open('Biên bản');
  await expect.poll(() => memoranda.table.count()).toBe(10);
  await printAll(page);
  const papers = await papersOf(page, 2);

  // Two papers one after the other, one page upside down, one page lost, one with nothing to tell whose it is.
  const stack = await PDFDocument.create();
  for (const [index, { bytes }] of papers.entries()) {
    const paper = await PDFDocument.load(bytes);
    const pages = await stack.copyPages(paper, paper.getPageIndices());
    for (const [at, sheet] of pages.entries()) {
      if (index === 1 && at === 2) continue;
      if (at === 1) sheet.setRotation(degrees(180));
      stack.addPage(sheet);
    }
  }
  const stray = stack.addPage([595, 842]);
  stray.drawText('Phu luc', { x: 90, y: 600, size: 36 });
  const file = { name: 'Xấp quét.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await stack.save()) };

  await memoranda.more('Nhận bản quét');
  await page.locator('input[type="file"]').setInputFiles(file);
  const result = page.getByRole('region', { name: 'Đã đọc 10 trang' });
  await result.waitFor({ timeout: 60_000 });
  await result.getByText('Thiếu trang 3').waitFor();
  await result.getByText('Không đọc được mã trên trang.').waitFor();

  await page.getByRole('button', { name: 'Xem khay chờ (1)' }).click();
  await page.getByRole('combobox', { name: 'Biên bản' }).click();
  await page.getByRole('option').nth(1).click();
  await page.getByRole('textbox', { name: 'Trang số' }).fill('3');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Khay trống.').waitFor();

  // Both copies are whole; number, day and signers are still to come.
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await memoranda.more('Ghi số và ngày ký');
  await memoranda.cell('Ngày ký', 0).click();
  await page.keyboard.type('15/4/2023');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+D');
  await page.keyboard.press('Control+S');
  await frame.notice('Đã ghi 2 biên bản').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => memoranda.tab('Đã lưu').textContent(), PATIENT).toBe('Đã lưu2');
  expect(problems).toEqual([]);
});

test('a memorandum is signed, its copy is put in, and it is filed', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  await frame.open('Biên bản');
  await memoranda.table.row('Trường THCS Hiếu Học').click();
  await memoranda.finalise();
  await expect.poll(() => memoranda.step().textContent(), PATIENT).toContain('Đã chốt');

  await memoranda.part('Ký và lưu');
  await page.getByRole('textbox', { name: 'Số', exact: true }).fill('05/BGN');
  await page.getByRole('textbox', { name: 'Ngày ký' }).fill('15/4/2023');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await page.getByText(/ký hiệu/).waitFor();
  await page.getByRole('textbox', { name: 'Số', exact: true }).fill('5');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => memoranda.step().textContent(), PATIENT).toContain('Đã ký');
  await page.getByText('Còn thiếu bản ký đầy đủ.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Số', exact: true }).inputValue()).toBe('05');

  const scan = await PDFDocument.create();
  for (let count = 0; count < 5; count++)
    scan.addPage([595, 842]).drawText(`${count + 1}`, { x: 300, y: 400 });
  await page.locator('input[type="file"]').setInputFiles({
    name: 'Bản ký.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await scan.save()),
  });
  await page.getByRole('button', { name: 'Lưu bản ký' }).click();
  await frame.notice('Hồ sơ đã đủ').waitFor();
  await expect.poll(() => memoranda.step().textContent(), PATIENT).toContain('Đã lưu');
  await page.getByRole('button', { name: 'Xem bản 1' }).click();
  await page.getByText('Đang xem: Bản 1').waitFor();
  // Esc puts the copy away first, the memorandum after that.
  await page.keyboard.press('Escape');
  await page.getByText('Đang xem: Bản 1').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await frame.title('Biên bản').waitFor();
  expect(problems).toEqual([]);
});

test('what was changed after finalising is a new version, with its difference shown', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  await frame.open('Biên bản');
  await memoranda.table.row('Trường THCS Hiếu Học').click();
  await memoranda.finalise();
  await expect.poll(() => memoranda.step().textContent(), PATIENT).toContain('Đã chốt');

  await memoranda.more('Sửa lại…');
  const question = page.getByRole('dialog', { name: 'Sửa lại biên bản đã chốt?' });
  await question.getByRole('textbox', { name: 'Lý do sửa' }).fill('Đổi người đại diện');
  await question.getByRole('button', { name: 'Lập phiên bản mới' }).click();
  await expect.poll(() => memoranda.step().textContent(), PATIENT).toContain('Nháp');

  // What is saved can be taken back, and the form follows.
  const copies = page.getByRole('textbox', { name: 'Số bản' });
  await copies.fill('6');
  await page.keyboard.press('Control+Enter');
  await frame.undo('Đã lưu bản nháp');
  await expect.poll(() => copies.inputValue(), PATIENT).toBe('4');

  await page.getByRole('button', { name: 'Sửa người đại diện bên A' }).click();
  await page.getByRole('textbox', { name: 'Họ và tên' }).fill('Phạm Thị Mới');
  await page.getByRole('textbox', { name: 'Chức vụ' }).fill('Phó Hiệu trưởng');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Riêng biên bản này').waitFor();

  await memoranda.part('Phiên bản');
  const differences = page.getByRole('tabpanel').locator('ins');
  await expect.poll(async () => (await differences.allTextContents()).join(' ')).toContain('Mới');
  await memoranda.finalise();
  await expect.poll(() => page.getByRole('button', { name: /^Xem Phiên bản/ }).count()).toBe(2);
  await page.getByRole('button', { name: 'Xem Phiên bản 1' }).click();
  expect(await memoranda.pageText(1)).not.toContain('Phạm Thị Mới');
  expect(problems).toEqual([]);
});

test('a finding leads to the field that mends it, whatever screen it is on', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-path]')?.getAttribute('data-path'));

  await frame.open('Trường');
  const schools = tableOf(page, 'Trường');
  await schools.row('Trường THCS Hiếu Học').first().click();
  await page.getByRole('textbox', { name: 'Địa chỉ' }).fill('');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await frame.notice('Đã lưu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  // A filter that leaves the school out is no obstacle.
  await page.getByRole('combobox', { name: 'Cấp học' }).click();
  await page.getByRole('option', { name: 'Mầm non' }).click();

  await frame.open('Biên bản');
  await page.getByRole('button', { name: 'Kiểm tra trước khi in' }).click();
  await page.getByRole('link', { name: /địa chỉ của Bên A \(Trường THCS Hiếu Học\)/ }).click();
  await expect.poll(focused).toBe('address');
  await page.keyboard.type('Thôn 3');
  await page.keyboard.press('Control+Enter');
  await frame.notice('Đã lưu').last().waitFor();

  await frame.open('Biên bản');
  await memoranda.more('Biên bản giữa hai đơn vị');
  await page.getByText('Kiểm tra trước khi in').click();
  await page.getByRole('link', { name: /người đại diện của Bên A/ }).click();
  await expect.poll(focused).toBe('fullName');
  expect(problems).toEqual([]);
});
