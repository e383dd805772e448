import excel from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { departmentWorkbook } from '../../main/backend/department-forms/testing.ts';
import { createBackend } from '../../main/backend/index.ts';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow } from './fixtures.ts';
import { downloadOf } from './pages/download.ts';
import { choose } from './pages/field.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test("the department's own form: chosen once, pointed at by keyboard, filled for a period", async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Báo cáo');
  await choose(page, 'Kỳ báo cáo', /^Năm học 2023–2024$/);
  await page.getByRole('tab', { name: 'Biểu của Sở' }).click();
  await page.locator('input[type="file"]').setInputFiles({
    name: 'Biểu tổng hợp.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await departmentWorkbook(),
  });

  // From A1 down to C2, as in Excel; Enter leads to the figures and back.
  const sheet = page.getByRole('grid', { name: 'Biểu 1' });
  await sheet.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Ô C2' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('co quan bao cao');
  await page.keyboard.press('Enter');
  await frame.notice('Đã gắn Cơ quan báo cáo vào ô C2.').waitFor();
  await expect.poll(() => sheet.getByRole('gridcell', { name: /^C2: Phòng/ }).count()).toBe(1);

  // A formula of the department is given up only when a person says so.
  await sheet.locator('td[id$="-D10"]').click();
  await page.getByRole('combobox', { name: 'Tìm số liệu…' }).fill('so truong tham gia');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();

  const file = await downloadOf(page, () => page.getByRole('button', { name: 'Điền và lưu' }).click());
  expect(file.name).toBe('BẢN THỬ - Biểu tổng hợp - Năm học 2023–2024.xlsx');
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(new Uint8Array(file.bytes).buffer);
  expect(workbook.getWorksheet('Biểu 1')?.getCell('C2').value).toMatch(/^Phòng Giáo dục/);
  expect(workbook.getWorksheet('Biểu 1')?.getCell('D10').value).toMatchObject({ formula: 'SUM(D8:D9)' });

  expect(problems).toEqual([]);
});

test('a viewer reads a form, and is not told how to bind it', async () => {
  await using window = await openWindow({
    async before(dataDir) {
      const backend = await createBackend({
        dataDir,
        resourcesDir: 'resources',
        version: '0.0.0',
        actor: 'a',
      });
      const { fileId } = await backend.receiveFile('Biểu tổng hợp.xlsx', await departmentWorkbook());
      await backend.dispatch('departmentForms.create', { fileId, name: 'Biểu tổng hợp' });
      await backend.close();
      await nameUsers(dataDir);
    },
  });
  const { page, problems } = window;
  await page.getByRole('button', { name: /^Trần Thị B/ }).click();
  await frameOf(page).open('Báo cáo');
  await page.getByRole('tab', { name: 'Biểu của Sở' }).click();
  await page.getByRole('grid', { name: 'Biểu 1' }).waitFor();
  await page.getByText('Chưa gắn số liệu nào.', { exact: true }).waitFor();
  expect(await page.getByText('Enter: chọn số liệu').count()).toBe(0);
  expect(problems).toEqual([]);
});
