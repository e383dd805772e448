import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { tableOf } from './pages/table.ts';

afterAll(closeBrowser);

/** The register of the sample, its table under the keyboard, in the order of names. */
async function openRegister() {
  const window = await openWindow();
  const { page } = window;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await frameOf(page).open('Trường');
  const schools = tableOf(page, 'Trường');
  await schools.row('Trường').nth(1).waitFor();
  await schools.sortBy('Tên trường');
  await expect.poll(async () => (await schools.column('Tên trường')).length).toBeGreaterThan(5);
  await schools.grid.focus();
  return { window, page, schools };
}

const keys = async (page: Page, ...names: string[]) => {
  for (const name of names) await page.keyboard.press(name);
};
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const copyFromExcel = (page: Page, text: string) =>
  page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
const statusBar = (page: Page) => page.getByRole('contentinfo');

test('a block of cells is selected by Shift and arrows, told in the status bar, and copied out', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;

  await keys(page, 'ArrowDown', 'Home', 'Shift+ArrowDown', 'Shift+ArrowRight');
  await statusBar(page).getByText('4 ô').waitFor();
  await keys(page, 'Control+c');
  const [first, second] = await schools.column('Tên trường');
  const [firstLevel, secondLevel] = await schools.column('Cấp học');
  expect((await clipboard(page)).split('\r\n')).toEqual([
    `${first}\t${firstLevel}`,
    `${second}\t${secondLevel}`,
  ]);

  await keys(page, 'Control+a');
  await statusBar(page).getByText('Tổng').waitFor();
  expect(window.problems).toEqual([]);
});

test('cells are typed into one after the other, and Ctrl+Z takes each back', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;
  const principals = () => schools.column('Người đứng đầu');
  const before = await principals();

  await keys(page, 'Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await page.keyboard.type('Trần Thị B');
  await keys(page, 'Enter', 'F2');
  await page.getByRole('textbox', { name: 'Sửa Người đứng đầu' }).fill('Lê Văn C');
  await keys(page, 'Enter');
  await expect.poll(principals).toEqual(['Trần Thị B', 'Lê Văn C', ...before.slice(2)]);

  await keys(page, 'F2');
  await page.keyboard.type('không lưu');
  await keys(page, 'Escape', 'Control+z');
  await expect.poll(principals).toEqual(['Trần Thị B', ...before.slice(1)]);
  await keys(page, 'Control+y');
  await expect.poll(principals).toEqual(['Trần Thị B', 'Lê Văn C', ...before.slice(2)]);
  // Pressed faster than a step is taken.
  await keys(page, 'Control+z', 'Control+z');
  await expect.poll(principals).toEqual(before);
  expect(window.problems).toEqual([]);
});

test('what is being typed stays with its row when the list changes meanwhile', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;
  const [, name = ''] = await schools.column('Tên trường');
  await keys(page, 'Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await page.keyboard.type('Lê');

  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  await frameOf(other).open('Trường');
  await tableOf(other, 'Trường').row('Trường').nth(1).waitFor();
  await tableOf(other, 'Trường').grid.focus();
  await keys(other, 'Control+End', 'Home');
  await other.keyboard.type('An Khánh');
  await keys(other, 'Enter');
  await expect.poll(async () => (await schools.column('Tên trường'))[0]).toBe('An Khánh');

  await page.keyboard.type(' Thị D');
  await keys(page, 'Enter');
  await schools.row(name).getByText('Lê Thị D').waitFor();
  expect((await schools.column('Người đứng đầu')).filter((each) => each === 'Lê Thị D')).toHaveLength(1);
  expect(window.problems).toEqual([]);
});

test('a cell that can’t be used stays open with what was typed, and says why', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;
  await keys(page, 'Control+Home', 'ArrowRight');
  const [before] = await schools.column('Số HS');

  for (let step = 0; step < 4; step += 1) await keys(page, 'ArrowRight');
  await page.keyboard.type('nhiều');
  await keys(page, 'Enter');
  await page.getByText('“nhiều” không phải là số.').waitFor();
  const field = page.getByRole('textbox', { name: 'Sửa Số HS' });
  expect(await field.inputValue()).toBe('nhiều');
  await keys(page, 'Escape');
  expect((await schools.column('Số HS'))[0]).toBe(before);
  expect(window.problems).toEqual([]);
});

test('a block from Excel is pasted, with a preview of what can’t be used; the first cell is filled down', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;
  const pupils = () => schools.column('Số HS');
  const teachers = () => schools.column('Số GV');
  const [before, teachersBefore] = [await pupils(), await teachers()];

  await keys(page, 'Control+Home');
  for (let step = 0; step < 5; step += 1) await keys(page, 'ArrowRight');
  await copyFromExcel(page, '1.111\t71\r\n222\tba\r\n333\t73\r\n');
  await keys(page, 'Control+v');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 trong 6 ô chưa dùng được').waitFor();
  await dialog.getByText('“ba” không phải là số.').waitFor();
  expect(await pupils()).toEqual(before);
  await dialog.getByRole('button', { name: 'Ghi 5 ô còn lại' }).click();
  await expect.poll(pupils).toEqual(['1.111', '222', '333', ...before.slice(3)]);
  await expect.poll(teachers).toEqual(['71', teachersBefore[1], '73', ...teachersBefore.slice(3)]);

  await schools.grid.focus();
  await keys(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
  await expect.poll(pupils).toEqual(['1.111', '1.111', '1.111', ...before.slice(3)]);
  await keys(page, 'Delete');
  await expect.poll(pupils).toEqual(['–', '–', '–', ...before.slice(3)]);
  expect(window.problems).toEqual([]);
});

test('a column is filtered and hidden from its head, and its choice and width are remembered', async () => {
  const { window, page, schools } = await openRegister();
  await using _ = window;
  const headers = () => schools.grid.getByRole('columnheader').allTextContents();

  await keys(page, 'Control+Home', 'ArrowRight', 'Alt+ArrowDown');
  const panel = page.getByRole('dialog', { name: 'Sắp xếp và lọc cột Cấp học' });
  await panel.getByRole('checkbox', { name: 'Mầm non' }).click();
  await keys(page, 'Escape');
  await page.getByText(/^Đang lọc theo Cấp học: còn \d+ trên 20 dòng$/).waitFor();
  expect(new Set(await schools.column('Cấp học'))).toEqual(new Set(['Mầm non']));
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await expect.poll(() => schools.count()).toBe(20);

  await schools.grid.getByRole('button', { name: 'Sắp xếp và lọc cột Cấp học' }).click();
  await panel.getByRole('checkbox', { name: 'Điện thoại' }).click();
  await panel.getByRole('button', { name: 'Rộng ra' }).click();
  await panel.getByRole('button', { name: 'Ẩn cột này' }).click();
  await expect.poll(headers).toContain('Điện thoại');
  expect(await headers()).not.toContain('Cấp học');

  const head = schools.grid.getByRole('columnheader', { name: 'Người đứng đầu' });
  const width = async () => Math.round((await head.boundingBox())?.width ?? 0);
  const box = await head.boundingBox();
  if (!box) throw new Error('no heading');
  const was = await width();
  await page.mouse.move(box.x + box.width - 1, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 39, box.y + 10, { steps: 4 });
  await page.mouse.up();
  expect(await width()).toBe(was + 40);

  await page.reload();
  await expect.poll(headers).toContain('Điện thoại');
  expect(await width()).toBe(was + 40);
  expect(window.problems).toEqual([]);
});
