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
    /** Opens the question before drafts become final. */
    generate: (): Promise<void> => page.getByRole('button', { name: /^Chốt và tạo PDF/ }).click(),
    dialog: page.getByRole('dialog', { name: 'Chốt và tạo PDF' }),
  };
}
