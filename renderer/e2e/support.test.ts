import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow, prepare } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

const screen = (page: Awaited<ReturnType<typeof openWindow>>['page'], name: string) =>
  page.getByRole('navigation', { name: 'Theo dõi chương trình' }).getByRole('link', { name });

test('support is logged by keyboard, asked about when its sum differs, and handed over on paper', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Hoạt động');
  await screen(page, 'Hỗ trợ').click();
  await frameOf(page).title('Hỗ trợ').waitFor();
  await page.getByRole('row').filter({ hasText: 'Máy tính để bàn' }).waitFor();

  await page.keyboard.press('Insert');
  const panel = page.getByRole('complementary', { name: 'Ghi khoản hỗ trợ' });
  await panel.getByRole('textbox', { name: 'Ngày' }).fill('15/3/2024');
  const choose = async (field: string, name: string) => {
    await panel.getByRole('combobox', { name: field }).fill(name);
    await page.getByRole('option', { name }).click();
  };
  await choose('Bên hỗ trợ', 'Trường THCS Ánh Dương');
  await choose('Bên nhận', 'Trường THCS Khát Vọng');
  await panel.getByRole('textbox', { name: 'Nội dung' }).fill('Kính hiển vi');
  await panel.getByRole('textbox', { name: 'Số lượng' }).fill('4');
  await panel.getByRole('textbox', { name: 'Đơn vị tính' }).fill('chiếc');
  await panel.getByRole('textbox', { name: 'Đơn giá (đồng)' }).fill('2500000');
  await panel.getByRole('textbox', { name: 'Thành tiền (đồng)' }).fill('9000000');
  await page.keyboard.press('Control+Enter');
  const question = page.getByRole('dialog');
  await expect.poll(() => question.textContent()).toContain('10.000.000');
  await question.getByRole('button', { name: 'Vẫn ghi' }).click();
  await frameOf(page).notice('Đã ghi khoản hỗ trợ').waitFor();

  const row = page.getByRole('row').filter({ hasText: 'Kính hiển vi' });
  await expect.poll(() => row.textContent()).toContain('9.000.000');
  await row.click();
  await page.getByRole('button', { name: 'Lập biên bản bàn giao' }).click();
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Tên thiết bị' }).inputValue(), { timeout: 20_000 })
    .toBe('Kính hiển vi');
  expect(problems).toEqual([]);
});

test('a viewer opens the handover paper behind an item', async () => {
  await using window = await openWindow({
    async before(dataDir) {
      await prepare(dataDir, async (call) => {
        const { items } = await call('support.list', {});
        const id = items.find(({ content }) => content.includes('Máy tính để bàn'))?.id ?? '';
        await call('support.makeHandover', { id });
      });
      await nameUsers(dataDir);
    },
  });
  const { page, problems } = window;
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Trần Thị B/ })
    .click();
  await frameOf(page).open('Hoạt động');
  await screen(page, 'Hỗ trợ').click();
  await page.getByRole('row').filter({ hasText: 'Máy tính để bàn' }).click();
  await page.getByRole('link', { name: 'Mở biên bản bàn giao' }).click();
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Tên thiết bị' }).inputValue(), { timeout: 20_000 })
    .toContain('Máy tính để bàn');
  expect(problems).toEqual([]);
});

test('a school in difficulty is marked where the balance shows it, and the mark is taken back', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  await frameOf(page).open('Hoạt động');
  await screen(page, 'Hỗ trợ').click();
  await page.getByText('Theo trường').click();
  const row = page.getByRole('row').filter({ hasText: 'Trường THCS Tùng Bách' });
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Đánh dấu khó khăn 1 trường' }).click();
  await expect.poll(() => row.textContent()).toContain('Khó khăn');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect.poll(() => row.textContent()).not.toContain('Khó khăn');
  expect(problems).toEqual([]);
});
