import type { Locator, Page } from 'playwright-core';
import { goTo } from './address.ts';
import { trafficOf } from './traffic.ts';

/** Whatever can be pressed or filled in, but for ways elsewhere (links, tabs) and for what orders the rows of a table. */
const CONTROLS = ['main', '[role="dialog"]', '[role="menu"]']
  .map(
    (place) =>
      `${place} :is(button, input, textarea, [role="button"], [contenteditable="true"]):not([role="tab"], thead *)`,
  )
  .join();

/** What a person is offered where he is now: the names of all enabled controls in sight. */
const offersNow = (page: Page): Promise<string[]> =>
  page.locator(CONTROLS).evaluateAll((controls) =>
    controls
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .filter((each) => !each.matches(':disabled, [aria-disabled="true"], [data-disabled]'))
      .filter((each) => !each.matches(':is(input, textarea)[readonly]:not([role="combobox"])'))
      // The reader of papers turns pages, and nothing else.
      .filter((each) => !each.closest('.pdf-view'))
      .map((each) => {
        const labels = 'labels' in each && each.labels instanceof NodeList ? [...each.labels] : [];
        const told = [
          each.getAttribute('aria-label'),
          labels.map((label) => label.textContent).join(' '),
          each.textContent,
          each.getAttribute('placeholder'),
        ];
        return told.find((name) => name?.trim())?.trim() ?? each.outerHTML;
      })
      // A row can be marked by everybody; what can be done with marked rows is what counts.
      .filter((name) => !name.startsWith('Đánh dấu')),
  );

/** A person who looks at everything that he could do. */
export function offersOf(page: Page) {
  const main = page.getByRole('main');
  const { answered } = trafficOf(page);
  /** Waits until everything was answered; a part of a screen that is still being loaded has no heading in sight. */
  const settled = async () => {
    await answered();
    await main.getByRole('heading', { level: 1 }).waitFor();
    await answered();
  };
  const go = async (address: string) => {
    await goTo(page, address);
    await settled();
  };
  const pressFirst = async (found: Locator) => {
    const first = found.filter({ visible: true }).first();
    if ((await first.count()) === 0) return;
    await first.click();
    await settled();
  };

  const openFirst = () =>
    pressFirst(
      main
        .locator('tbody tr')
        .locator('td a, td:nth-last-child(2)')
        .or(main.getByRole('link', { name: /^Xem cặp/ })),
    );

  return {
    settled,
    go,
    /** Opens the first row of the table in sight. */
    openFirst,
    /** Everything that is offered at an address: also once rows are marked, the first is opened, and in menus and folds. */
    async at(address: string): Promise<readonly string[]> {
      const found = new Set<string>();
      const look = async () => {
        for (const name of await offersNow(page)) found.add(name);
      };
      const lookInto = async () => {
        const folded = main.locator(
          'details:not([open]) > summary, [data-accordion-control][aria-expanded="false"]',
        );
        while ((await folded.filter({ visible: true }).count()) > 0) await pressFirst(folded);
        await look();
        for (const menu of await main.locator('[aria-haspopup="menu"]:not(thead *)').all()) {
          await menu.click();
          await page.getByRole('menu').waitFor();
          await look();
          // Escape would leave some screens, too.
          await menu.click();
          await page.getByRole('menu').waitFor({ state: 'detached' });
        }
      };
      await go(address);
      await lookInto();
      const markAll = main.getByRole('checkbox', { name: 'Đánh dấu tất cả' });
      if ((await markAll.count()) > 0) {
        await markAll.click();
        await look();
        await markAll.click();
      }
      await openFirst();
      await lookInto();
      const tabs = main.getByRole('tab');
      for (let at = 0; at < (await tabs.count()); at += 1) {
        await pressFirst(tabs.nth(at));
        await openFirst();
        await lookInto();
      }
      // What an opened row shows over the screen.
      if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
      return [...found];
    },
  };
}
