import type { Locator, Page } from 'playwright-core';
import { choose } from './field.ts';

/** The steps from a file to the register. */
export function importOf(page: Page) {
  const cells = page.getByRole('grid', { name: 'Danh sách trong tệp' });
  return {
    /** Gives a file and waits for what the program says about it. */
    async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: 'Chọn tệp khác' }).waitFor();
      await page.getByRole('tablist', { name: 'Lọc các dòng' }).or(this.column('A')).waitFor();
    },
    /** How many rows there are of a kind. */
    count: async (kind: string): Promise<string | null> =>
      page
        .getByRole('tab', { name: new RegExp(`^${kind} [\\d.]+$`) })
        .locator('.ct-dim')
        .textContent(),
    show: (kind: string): Promise<void> => page.getByRole('tab', { name: new RegExp(`^${kind} `) }).click(),
    /** Goes back to what each column was taken for. */
    columns: (): Promise<void> => page.getByRole('button', { name: 'Xem lại cột' }).first().click(),
    check: (): Promise<void> => page.getByRole('button', { name: 'Sang bước kiểm tra' }).click(),
    column: (letter: string): Locator => page.getByRole('group', { name: `Cột ${letter}`, exact: true }),
    /** Says at a column's head what it holds. */
    say: (letter: string, field: string): Promise<void> => choose(page, `Mục của cột ${letter}`, field),
    /** Drags a field onto a column. */
    async drag(field: string, letter: string): Promise<void> {
      const chip = page.locator('[data-field-chip]').filter({ hasText: field });
      const [from, to] = [await chip.boundingBox(), await this.column(letter).boundingBox()];
      if (!from || !to) throw new Error('nothing to drag');
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + to.width / 2, to.y + 60, { steps: 8 });
      await page.mouse.up();
    },
    cells,
    takeIn: (): Promise<void> => page.getByRole('button', { name: /^Nhập [\d.]+ trường$/ }).click(),
  };
}
