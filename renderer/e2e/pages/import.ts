import type { Page } from 'playwright-core';

/** The two steps from a file to the register. */
export function importOf(page: Page) {
  return {
    /** Gives a file and waits for what the program says about it. */
    async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.locator('dl').waitFor();
    },
    /** The four counts by their names. */
    async counts(): Promise<Record<string, string | undefined>> {
      const names = await page.locator('dl dt').allTextContents();
      const values = await page.locator('dl dd').allTextContents();
      return Object.fromEntries(names.map((name, index) => [name, values[index]]));
    },
    takeIn: (): Promise<void> => page.getByRole('button', { name: /^Nhập [\d.]+ trường$/ }).click(),
  };
}
