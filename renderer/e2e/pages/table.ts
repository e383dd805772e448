import type { Locator, Page } from 'playwright-core';

/** One of the program's tables by its name. */
export function tableOf(page: Page, name: string) {
  const grid = page.getByRole('grid', { name, exact: true });
  return {
    grid,
    row: (text: string): Locator => grid.getByRole('row').filter({ hasText: text }),
    /** How many rows there are, drawn or not. */
    async count(): Promise<number> {
      return Number(await grid.getAttribute('aria-rowcount')) - 1;
    },
    /** The texts of one column in the order on screen, of the rows that are drawn. */
    async column(header: string): Promise<string[]> {
      const headers = await grid.getByRole('columnheader').allTextContents();
      const index = headers.findIndex((text) => text.trim() === header);
      return grid.locator(`tbody tr[aria-rowindex] td:nth-child(${index + 1})`).allTextContents();
    },
    sortBy: (header: string): Promise<void> =>
      grid.getByRole('button', { name: header, exact: true }).click(),
  };
}
