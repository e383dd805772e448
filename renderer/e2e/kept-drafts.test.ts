import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { memorandaOf } from './pages/memoranda.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

test('a half-typed school survives another screen and a closed window, until it is dropped or saved', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  const panel = page.getByRole('complementary');
  const phone = panel.getByRole('textbox', { name: 'Điện thoại' });
  const note = panel.getByText(/^Đang dở từ \d\d:\d\d/);
  await frame.open('Trường');
  const schools = tableOf(page, 'Trường');
  await schools.row('THCS').first().waitFor();
  await expect.poll(() => schools.column('Tên trường')).not.toEqual([]);
  const [school = ''] = await schools.column('Tên trường');
  await schools.row(school).first().click();
  const before = await phone.inputValue();
  await phone.fill('024 3333 9999');
  // At once, before any pause.
  await page.keyboard.press('Alt+3');
  await frame.title('Kết nghĩa').waitFor();
  await page.keyboard.press('Alt+2');
  await schools.row(school).first().click();
  await note.waitFor();
  expect(await phone.inputValue()).toBe('024 3333 9999');

  await panel.getByRole('textbox', { name: 'Mã trường' }).fill('0999');
  await page.reload();
  await note.waitFor();
  await expect.poll(() => phone.inputValue()).toBe('024 3333 9999');
  expect(await panel.getByRole('textbox', { name: 'Mã trường' }).inputValue()).toBe('0999');

  await panel.getByRole('button', { name: 'Bỏ phần đang gõ dở' }).click();
  await expect.poll(() => phone.inputValue()).toBe(before);
  await page.reload();
  await expect.poll(() => phone.inputValue()).toBe(before);
  expect(await note.count()).toBe(0);

  await phone.fill('024 3333 9999');
  await page.keyboard.press('Escape');
  await schools.row(school).first().click();
  await note.waitFor();
  await panel.getByRole('button', { name: 'Lưu' }).click();
  await frame.notice('Đã lưu').waitFor();
  await schools.row(school).first().click();
  await expect.poll(() => phone.inputValue()).toBe('024 3333 9999');
  expect(await note.count()).toBe(0);
  expect(window.problems).toEqual([]);
});

test('an activity that is being typed is there again when the window comes back', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  await frame.open('Hoạt động');
  const row = page.getByRole('form', { name: 'Ghi nhanh' });
  const topic = row.getByRole('textbox', { name: 'Nội dung' });
  await topic.fill('Sinh hoạt chuyên môn theo nghiên cứu bài học');
  await page.reload();
  await row.getByText(/^Đang dở từ/).waitFor();
  expect(await topic.inputValue()).toBe('Sinh hoạt chuyên môn theo nghiên cứu bài học');
  await row.getByRole('textbox', { name: 'Ngày' }).fill('12/04/2024');
  await row.getByRole('combobox', { name: 'Cặp trường' }).click();
  await page.getByRole('option').nth(1).click();
  await row.getByRole('combobox', { name: 'Loại hoạt động' }).click();
  await page.getByRole('option', { name: 'Chuyên đề' }).click();
  await row.getByRole('button', { name: 'Ghi', exact: true }).click();
  await frame.notice('Đã ghi').waitFor();
  await page.reload();
  await topic.waitFor();
  await page.waitForLoadState('networkidle');
  expect(await topic.inputValue()).toBe('');
  expect(await row.getByText(/^Đang dở từ/).count()).toBe(0);
});

test('what is given up by “Thôi” is not brought back', async () => {
  await using window = await openWindow();
  const { page } = window;
  await frameOf(page).open('Hoạt động');
  await page.getByRole('navigation', { name: 'Theo dõi chương trình' }).getByText('Khó khăn').click();
  const panel = page.getByRole('complementary');
  const add = page.getByRole('button', { name: 'Thêm khó khăn' });
  const text = panel.getByRole('textbox', { name: 'Khó khăn, vướng mắc' });
  await add.click();
  await text.fill('Thiếu phòng máy');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await add.click();
  await expect.poll(() => text.inputValue()).toBe('Thiếu phòng máy');
  await panel.getByRole('button', { name: 'Thôi' }).click();
  await panel.waitFor({ state: 'detached' });
  await add.click();
  await page.waitForLoadState('networkidle');
  expect(await text.inputValue()).toBe('');
});

test('numbers that are typed into the grid of a day of signing wait for the next start', async () => {
  await using window = await openWindow();
  const { page } = window;
  const frame = frameOf(page);
  const memoranda = memorandaOf(page);
  await frame.open('Biên bản');
  await memoranda.table.row('Trường THCS Hiếu Học').click();
  await memoranda.finalise();
  await page.keyboard.press('Escape');
  await frame.title('Biên bản').waitFor();
  await memoranda.more('Ghi số và ngày ký');
  const save = page.getByRole('button', { name: /^Ghi \d+ biên bản$/ });
  await memoranda.cell('Số', 0).click();
  await page.keyboard.type('05');
  await page.keyboard.press('Enter');
  await expect.poll(() => save.textContent()).toBe('Ghi 1 biên bản');
  await page.reload();
  await expect.poll(() => save.textContent()).toBe('Ghi 1 biên bản');
  expect(await memoranda.cells('Số')).toContain('05');
  await save.click();
  await frame.notice('Đã ghi 1 biên bản').waitFor();
  await page.reload();
  await memoranda.cell('Số', 0).waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Ghi', exact: true }).waitFor();
});
