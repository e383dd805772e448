import type { Page } from 'playwright-core';

/** Picks one option of a list that opens below its field. */
export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}
