import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createBackend } from '../main/backend/index.ts';
import { builtWindow } from '../main/loopback/built-window.ts';
import { startLoopback } from '../main/loopback/server.ts';
import { HEARS, launchBrowser, OFFICE_LAPTOP } from '../renderer/e2e/browser.ts';
import { BARE_LIST, makeRowsPage, makeTypingPage } from './peers/typing-pages.ts';

const ROOT_DIR = join(import.meta.dirname, '..');

/** What a person types, letter by letter. */
export const TYPED = ['hoa sen 123', 'đông mỹ', 'nguyen van', 'Trường Tiểu học', '0100420'];

/** How long a person takes from one key to the next, ms: ten letters a second. */
const BETWEEN_KEYS = 100;

/** What the letters typed on one page took, in ms. */
export interface Letters {
  /** By the clock, from each key to the picture of what it finds. */
  readonly pictures: readonly number[];
  /** CPU time of the page's main thread for each letter, with what the measuring itself takes. */
  readonly work: readonly number[];
}

/** In the search of everything, above the list of schools, and on the barest pages that show lines or rows for each letter. */
export type Typing = Readonly<Record<'search' | 'filter' | 'inMemory' | 'fetched' | 'rows', Letters>>;

/** Types the same texts on five pages of one server by turns, and measures all by the same function. */
export async function measureTyping(dataDir: string): Promise<Typing> {
  const backend = await createBackend({
    dataDir,
    resourcesDir: join(ROOT_DIR, 'resources'),
    version: '0.0.0',
    actor: 'bench',
    asksWhoWorks: true,
  });
  const windowDir = await builtWindow(ROOT_DIR, () => {});
  const bare = [await makeTypingPage('in memory'), await makeTypingPage('fetched')];
  const served = await Promise.all(
    [windowDir, ...bare.map(({ dir }) => dir)].map((rendererDir) => startLoopback({ backend, rendererDir })),
  );
  const browser = await launchBrowser();
  try {
    const [window = '', inMemory = '', fetched = ''] = served.map(({ address }) => address);
    const context = await browser.newContext({ viewport: OFFICE_LAPTOP, locale: 'vi-VN' });
    const open = async (address: string) => {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    };
    const search = await open(window);
    await search.locator(HEARS).waitFor();
    await search.keyboard.press('Control+k');
    await search.getByRole('dialog').getByRole('textbox').waitFor();
    const filter = await open(window);
    await filter.locator(HEARS).waitFor();
    await filter.evaluate(() => {
      location.hash = '#/schools';
    });
    await filter.locator('.data-table [data-clickable]').first().waitFor();
    await filter.locator('.ct-toolbar-search input').focus();
    // What a screen does in idle moments is no part of the first letter.
    await filter.waitForTimeout(1000);
    bare.push(await makeRowsPage(filter, windowDir));
    const rows = await startLoopback({ backend, rendererDir: bare.at(-1)?.dir ?? '' });
    served.push(rows);
    const pages = {
      search: await listen(search, '.palette-list'),
      filter: await listen(filter, '.data-table'),
      inMemory: await listen(await open(inMemory), BARE_LIST),
      fetched: await listen(await open(fetched), BARE_LIST),
      rows: await listen(await open(rows.address), BARE_LIST),
    };
    for (const text of TYPED) for (const page of Object.values(pages)) await page.type(text);
    return {
      search: await pages.search.letters(),
      filter: await pages.filter.letters(),
      inMemory: await pages.inMemory.letters(),
      fetched: await pages.fetched.letters(),
      rows: await pages.rows.letters(),
    };
  } finally {
    await browser.close();
    for (const each of served) await each.close();
    await backend.close();
    for (const { remove } of bare) await remove();
  }
}

/** Begins to time the letters that are typed on a page. */
async function listen(page: Page, list: string) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  /** What the main thread has computed so far, in ms. */
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const work: number[] = [];
  await page.evaluate(timeAnswers, list);
  return {
    async type(text: string): Promise<void> {
      await page.bringToFront();
      await page.keyboard.press('Control+a');
      await page.waitForTimeout(BETWEEN_KEYS);
      for (const letter of text) {
        const before = await worked();
        // Vietnamese letters come from an input method, without keys of their own.
        await (letter < '\u0080' ? page.keyboard.press(letter) : page.keyboard.insertText(letter));
        const isBusy = `document.querySelector('${list}[aria-busy="true"]') !== null`;
        do await page.waitForTimeout(BETWEEN_KEYS);
        while (await page.evaluate<boolean>(isBusy));
        work.push((await worked()) - before);
      }
    },
    letters: async (): Promise<Letters> => ({
      pictures: await page.evaluate(() => window.benchKeys?.splice(0) ?? []),
      work,
    }),
  };
}

/** From each letter until the list says that it is no longer busy and is painted; runs inside the page. */
function timeAnswers(list: string): void {
  const times: number[] = [];
  window.benchKeys = times;
  let pressed: number | undefined;
  const onKey = ({ timeStamp, ctrlKey }: KeyboardEvent) => {
    pressed = ctrlKey ? undefined : timeStamp;
  };
  const onLetter = ({ timeStamp }: InputEvent) => {
    const start = pressed ?? timeStamp;
    pressed = undefined;
    const look = () => {
      if (document.querySelector(`${list}[aria-busy="true"]`)) requestAnimationFrame(look);
      // The next task behind the frame: a timer would wait for what the page has put off until its picture is there.
      else scheduler.postTask(() => times.push(performance.now() - start), { priority: 'user-blocking' });
    };
    requestAnimationFrame(look);
  };
  document.addEventListener('keydown', onKey, { capture: true });
  document.addEventListener('beforeinput', onLetter, { capture: true });
}
