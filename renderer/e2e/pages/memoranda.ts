import type { Locator, Page } from 'playwright-core';
import { tableOf } from './table.ts';

/** The memoranda: their table, and one of them with its paper. */
export function memorandaOf(page: Page) {
  const paper = page.getByRole('region', { name: 'Bản xem trước' });
  return {
    table: tableOf(page, 'Biên bản'),
    tab: (state: string): Locator => page.getByRole('tab', { name: state }),
    draft: (): Promise<void> => page.getByRole('button', { name: 'Tạo bản nháp' }).first().click(),
    paper,
    /** The text of one page of the paper, as a reader takes it from the screen. */
    async pageText(number: number): Promise<string> {
      const sheet = paper.getByRole('region', { name: `Trang ${number}`, exact: true });
      await sheet.locator('.textLayer span').first().waitFor();
      return ((await sheet.locator('.textLayer').textContent()) ?? '').normalize('NFC');
    },
    /** Whether something dark is painted on the first sheet, that is, whether the paper is really drawn. */
    isDrawn: (): Promise<boolean> =>
      paper
        .locator('canvas')
        .first()
        .evaluate((canvas) => {
          if (!(canvas instanceof HTMLCanvasElement)) return false;
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
          return pixels?.some((value, index) => index % 4 === 0 && value < 80) ?? false;
        }),
    /** Makes drafts final, once the question before it is answered. */
    async finalise(): Promise<void> {
      await page.getByRole('button', { name: /^Chốt và xuất PDF/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Tạo \d+ biên bản$/ })
        .click();
      await page
        .getByText(/^\d+ biên bản đã tạo$/)
        .first()
        .waitFor({ timeout: 60_000 });
    },
    /** Asks for the file for the printer. */
    print: (): Promise<void> => page.getByRole('button', { name: /^In cả bộ/ }).click(),
    /** Something that is not an everyday act. */
    async more(act: string): Promise<void> {
      await page.getByRole('button', { name: 'Việc khác' }).click();
      await page.getByRole('menuitem', { name: act }).click();
    },
    /** A part of the form of one memorandum. */
    part: (name: 'Nội dung' | 'Ký và lưu' | 'Phiên bản'): Promise<void> =>
      page.getByRole('tab', { name }).click(),
    /** The step that a memorandum has reached. */
    step: (): Locator => page.getByRole('list', { name: 'Các bước của biên bản' }).locator('[aria-current]'),
    /** A cell of the grid of numbers, by its column and the place of its row, from 0. */
    cell: (column: string, row: number): Locator =>
      page
        .getByRole('table', { name: 'Ghi số và ngày ký' })
        .getByRole('textbox', { name: `${column}: ` })
        .nth(row),
    /** The texts of one column of that grid. */
    cells: (column: string): Promise<string[]> =>
      page
        .getByRole('table', { name: 'Ghi số và ngày ký' })
        .getByRole('textbox', { name: `${column}: ` })
        .evaluateAll((inputs) =>
          inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')),
        ),
  };
}
