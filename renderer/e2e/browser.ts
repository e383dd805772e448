import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

/** The screen of an office's notebook, px. */
export const OFFICE_LAPTOP = { width: 1366, height: 768 };

/** A headless browser that calls nobody. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser();
  const { DBUS_SESSION_BUS_ADDRESS: _, ...inherited } = process.env;
  return chromium.launch({
    executablePath: executable,
    env: { ...inherited, ...env },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--no-pings',
      '--font-render-hinting=none',
      '--lang=vi',
      // Chromium's sandbox refuses the root user; the pages here are our own.
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--no-zygote'] : []),
    ],
  });
}

/** The window's root once what is behind its first picture hears what is pressed. */
export const HEARS = '#root:not([inert])';

let browser: Promise<Browser> | undefined;

/** The browser of this test file, started with the first window. */
const sharedBrowser = (): Promise<Browser> => {
  browser ??= launchBrowser();
  return browser;
};

/** Ends the browser; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** A page of its own context, Vietnamese as an office has it, and what the browser complains of there. */
export async function newPage(viewport = OFFICE_LAPTOP): Promise<{
  readonly page: Page;
  readonly problems: readonly string[];
}> {
  const context = await (await sharedBrowser()).newContext({
    viewport,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems };
}
