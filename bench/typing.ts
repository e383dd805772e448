import type { Page } from 'playwright-core';
import { serve } from '../main/loopback/serve.ts';
import { launchBrowser, OFFICE_LAPTOP } from '../renderer/e2e/browser.ts';

/** What a person types, letter by letter. */
export const TYPED = ['hoa sen 123', 'đông mỹ', 'nguyen van', 'Trường Tiểu học', '0100420'];

/** How long a person takes from one key to the next, ms: ten letters a second. */
const BETWEEN_KEYS = 100;

/** Milliseconds from each key to the picture of what it finds, in the search of everything and above the list of schools. */
export async function measureTyping(
  dataDir: string,
): Promise<{ readonly search: readonly number[]; readonly filter: readonly number[] }> {
  const served = await serve({ dataDir, open: false, backsUp: false });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: OFFICE_LAPTOP, locale: 'vi-VN' });
    await page.goto(served.address);
    await page.locator('.overview-figures strong').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    const search = await typeAll(page, '.palette-list');
    await page.keyboard.press('Escape');

    await page.evaluate(() => {
      location.hash = '#/schools';
    });
    await page.locator('.data-table [data-clickable]').first().waitFor();
    await page.locator('.ct-toolbar-search input').focus();
    return { search, filter: await typeAll(page, '.data-table') };
  } finally {
    await browser.close();
    await served.close();
  }
}

async function typeAll(page: Page, list: string): Promise<number[]> {
  await page.evaluate(timeAnswers, list);
  for (const text of TYPED) {
    for (const letter of text) {
      // Vietnamese letters come from an input method, without keys of their own.
      await (letter < '\u0080' ? page.keyboard.press(letter) : page.keyboard.insertText(letter));
      await page.waitForFunction(
        (selector) => !document.querySelector(`${selector}[aria-busy="true"]`),
        list,
      );
      await page.waitForTimeout(BETWEEN_KEYS);
    }
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(BETWEEN_KEYS);
  }
  return page.evaluate(() => window.benchKeys?.splice(0) ?? []);
}

/** From each letter until the list says that it is no longer busy and is painted; runs inside the page. */
function timeAnswers(list: string): void {
  const times: number[] = [];
  window.benchKeys = times;
  let pressed: number | undefined;
  const onKey = ({ timeStamp }: KeyboardEvent) => {
    pressed = timeStamp;
  };
  const onLetter = ({ timeStamp }: InputEvent) => {
    const start = pressed ?? timeStamp;
    pressed = undefined;
    const look = () => {
      if (document.querySelector(`${list}[aria-busy="true"]`)) requestAnimationFrame(look);
      else setTimeout(() => times.push(performance.now() - start));
    };
    requestAnimationFrame(look);
  };
  document.addEventListener('keydown', onKey, { capture: true });
  document.addEventListener('beforeinput', onLetter, { capture: true });
}
