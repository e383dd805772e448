import type { Page } from 'playwright-core';

/** So many controls a screen has at most. */
const MOST_STEPS = 150;

/** What a screen reader would call the control that the keyboard is on. */
const nameOfFocused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const labels =
      at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((each) => each.textContent) : [];
    return (at?.getAttribute('aria-label') ?? labels.join(' ') ?? '') || (at?.textContent ?? '');
  });

/** A person who has no mouse. */
export function keysOf(page: Page) {
  // From the first listener on the browser leaves file dialogs to us; said at the key press it would come too late.
  page.on('filechooser', () => {});
  const press = async (...names: readonly string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  /** Walks on by Tab, with `back` by Shift+Tab, to the control of that name. */
  const tabTo = async (name: string | RegExp, { back = false } = {}): Promise<void> => {
    const wanted = (told: string) =>
      typeof name === 'string' ? told.trim() === name : name.test(told.trim());
    const seen: string[] = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const told = await nameOfFocused(page);
      if (wanted(told)) return;
      seen.push(told.trim().slice(0, 40));
      await press(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`the keyboard never came to ${name}; it came by ${[...new Set(seen)].join(' | ')}`);
  };
  /** Presses Enter once the list offers that option as the one to be taken. */
  const take = async (option: string | RegExp): Promise<void> => {
    await page
      .getByRole('option', { name: option, exact: true })
      .and(page.locator('[data-combobox-selected]'))
      .waitFor();
    await press('Enter');
  };
  return {
    press,
    tabTo,
    take,
    type: (text: string): Promise<void> => page.keyboard.type(text),
    /** Goes to a field with a list, types a part of what is wanted and takes it. */
    async choose(name: string | RegExp, typed: string, option: string | RegExp): Promise<void> {
      await tabTo(name);
      await page.keyboard.type(typed.slice(0, 1));
      await page.locator('input:focus[aria-expanded=true]').waitFor();
      // A list that opens forgets its choice once, in a timer. Keys are faster than any person and would starve it.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
      await page.keyboard.type(typed.slice(1));
      await take(option);
    },
    /** Goes to a button or link and presses it. */
    async use(name: string | RegExp): Promise<void> {
      await tabTo(name);
      await press('Enter');
    },
    /** Goes to a field and types over what it holds. */
    async fill(name: string | RegExp, text: string): Promise<void> {
      await tabTo(name);
      await press('Control+a');
      await page.keyboard.type(text);
    },
    /** Gives a file to a button that asks for one. */
    async give(name: string | RegExp, file: string): Promise<void> {
      await tabTo(name);
      const asked = page.waitForEvent('filechooser');
      await press('Enter');
      await (await asked).setFiles(file);
    },
  };
}
