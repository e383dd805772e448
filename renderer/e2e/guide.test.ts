import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { openWindow } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

test('F1 opens the page of the screen; a word leads to another; a link of it to the screen; it prints on a sheet', async () => {
  await using window = await openWindow();
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Trường');
  await page.getByRole('textbox', { name: /^Tìm theo tên/ }).focus();
  await page.keyboard.press('F1');
  await page.getByRole('heading', { name: 'Nhập danh sách trường' }).waitFor();

  await page.getByRole('textbox', { name: 'Tìm trong hướng dẫn…' }).fill('bao cao gui so');
  const topics = page.getByRole('navigation', { name: 'Các trang hướng dẫn' });
  await topics.getByRole('link', { name: 'Lập báo cáo gửi Sở' }).click();
  const article = page.getByRole('article');
  await article.getByRole('heading', { name: 'Lập báo cáo gửi Sở' }).waitFor();
  const picture = article.getByRole('img');
  expect(await picture.evaluate((shown) => shown instanceof HTMLImageElement && shown.naturalWidth > 0)).toBe(
    true,
  );

  const sheet = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'In trang này' }).click();
  await (await sheet).close();
  await article.getByRole('link', { name: 'Báo cáo' }).first().click();
  await frame.title('Báo cáo').waitFor();
  expect(problems).toEqual([]);
});

test('where work has not begun, the way to the page that tells how', async () => {
  await using window = await openWindow({ data: 'empty' });
  const { page, problems } = window;
  const frame = frameOf(page);
  await frame.open('Kết nghĩa');
  await page.getByRole('link', { name: 'Xem hướng dẫn' }).click();
  await page.getByRole('article').getByRole('heading', { name: 'Ghép cặp kết nghĩa' }).waitFor();
  await page.goBack();
  await frame.title('Kết nghĩa').waitFor();
  expect(problems).toEqual([]);
});

test('a page that is opened from elsewhere stands in sight in the list, though it is its last', async () => {
  await using window = await openWindow({ data: 'empty', viewport: { width: 1024, height: 640 } });
  const { page, problems } = window;
  await page.goto(`${page.url().split('#')[0]}#/guide?topic=help`);
  const topics = page.getByRole('navigation', { name: 'Các trang hướng dẫn' });
  const open = topics.getByRole('link', { name: 'Nhờ hỗ trợ và chuyển sang máy mới' });
  const bottom = async (part: typeof topics) => {
    const box = await part.boundingBox();
    return box ? box.y + box.height : Number.NaN;
  };
  await expect.poll(async () => (await bottom(open)) <= (await bottom(topics))).toBe(true);
  expect(problems).toEqual([]);
});
