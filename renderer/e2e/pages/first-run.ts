import type { Page } from 'playwright-core';

/** The two steps of the first start. */
export function firstRunOf(page: Page) {
  return {
    /** Says for which unit: one of those offered. */
    async workFor(unit: string): Promise<void> {
      await page.getByRole('radio', { name: unit, exact: true }).check();
      await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
    },
    /** Leaves the unit open. */
    later: (): Promise<void> => page.getByRole('button', { name: 'Để sau', exact: true }).click(),
    /** Begins with one of the three kinds of folder, by the first words of its card. */
    begin: (title: string): Promise<void> =>
      page.getByRole('button', { name: new RegExp(`^${title}`) }).click(),
    skipTour: (): Promise<void> =>
      page.getByRole('region', { name: 'Giới thiệu nhanh' }).getByRole('button', { name: 'Bỏ qua' }).click(),
  };
}
