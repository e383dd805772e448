import type { Page } from 'playwright-core';

/** Goes to an address of the window (`#/schools?id=…`). A screen is drawn in slices, and the old one stays until it is ready. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    const screenOf = (hash: string) => hash.split('?')[0] || '#/overview';
    if (screenOf(location.hash) !== screenOf(to))
      document.querySelector('main > *')?.setAttribute('data-left', '');
    location.hash = to;
  }, address);
  await page.locator('[data-left]').waitFor({ state: 'detached' });
}
