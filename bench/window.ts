import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createBackend } from '../main/backend/index.ts';
import { builtWindow } from '../main/loopback/built-window.ts';
import { startLoopback } from '../main/loopback/server.ts';
import { HEARS, launchBrowser, OFFICE_LAPTOP } from '../renderer/e2e/browser.ts';
import { trafficOf } from '../renderer/e2e/pages/traffic.ts';
import { makeCity } from './city.ts';
import { byTurns, type Measure, type Measured, median, percentile } from './measure.ts';
import { buildReactPage, REACT_PAGE_SEEN } from './peers/react-page.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const RESOURCES_DIR = join(ROOT_DIR, 'resources');
const KEY_PRESSES = 40;
/** Between two pages, ms. */
const REST = 200;

/**
 * How fast the real window answers in a real browser with so many schools: from opening it to the figures of the
 * first screen, beside the emptiest page by turns, from a key to the picture, from the rail to each of the big lists,
 * and what kept the main thread busy meanwhile. Times in milliseconds, sizes in kB.
 */
export async function measureWindow(schools: number, runs: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
  const dataDir = join(folder, 'data');
  await makeCity(dataDir, RESOURCES_DIR, schools);
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'bench',
    asksWhoWorks: true,
  });
  const rendererDir = await builtWindow(ROOT_DIR, () => {});
  const served = await startLoopback({ backend, rendererDir });
  const browser = await launchBrowser();
  const ends = [() => browser.close(), () => served.close()];
  try {
    const context = await browser.newContext({ viewport: OFFICE_LAPTOP, locale: 'vi-VN' });
    const page = await context.newPage();
    await page.addInitScript(watchTheMainThread);
    await page.addInitScript(noteSeen, FIGURES);
    await page.goto(served.address);
    await page.locator(HEARS).waitFor();

    const name = (what: string) => `${what}, ${schools.toLocaleString('en')} schools`;
    const measures: Measure[] = [];
    // By a server of the same kind: only the pages differ.
    const empty = await buildReactPage();
    const other = await startLoopback({ backend, rendererDir: empty.dir });
    ends.push(other.close, empty.remove);
    const beside = await context.newPage();
    await beside.addInitScript(noteSeen, REACT_PAGE_SEEN);
    await beside.goto(other.address);
    const [peers = [], ours = []] = await byTurns(runs, [() => open(beside), () => open(page)]);
    await beside.close();
    const figures = ours.map(({ seen }) => seen);
    measures.push(
      { name: name('Window to the figures of Tổng quan'), unit: 'ms', value: median(figures) },
      {
        name: name('Window until it hears what is pressed'),
        unit: 'ms',
        value: median(ours.map(({ hears }) => hears)),
      },
    );
    measures.push({ name: 'Script of the first load', unit: 'kB', value: await page.evaluate(scriptSize) });
    const busy = async (what: string): Promise<void> => {
      const tasks = await page.evaluate(takeLongTasks);
      measures.push({ name: `${what}, longest task`, unit: 'ms', value: Math.max(0, ...tasks) });
    };
    await busy(name('Window to the figures of Tổng quan'));

    const lists: number[] = [];
    for (const [screen, seen] of BIG_SCREENS) {
      const times: number[] = [];
      for (let run = 0; run < runs; run++) {
        await page.evaluate(untilShown, { hash: '#/overview', seen: FIGURES });
        times.push(await page.evaluate(untilShown, { hash: `#/${screen}`, seen }));
      }
      measures.push({ name: name(`Rail to #/${screen}`), unit: 'ms', value: median(times) });
      if (screen === 'schools') lists.push(...times);
      await busy(name(`Rail to #/${screen}`));
    }
    await page.evaluate(untilShown, { hash: '#/schools', seen: '.data-table [data-clickable]' });
    const keys = await pressKeys(page);
    measures.push({
      name: name('Arrow key to the picture, 95th percentile'),
      unit: 'ms',
      value: percentile(keys, 0.95),
    });

    await busy(name('Arrow key'));
    const peer = peers.map(({ seen }) => seen);
    const emptyPage = { against: 'an empty page of React', goal: 1.5, unit: 'ms', peer } as const;
    const comparisons = [
      {
        ...emptyPage,
        work: name('Window to the figures of Tổng quan'),
        ours: figures,
        did: 'reloaded until the figures are painted, with the files in the cache of the browser; the peer, from the same server, until its one word is',
      },
      {
        ...emptyPage,
        work: name('From Tổng quan to the list of schools'),
        ours: lists,
        did: 'from the change of the address until rows are painted; the peer reloaded until its one word is',
      },
    ];
    const points = [{ size: schools, microseconds: (Math.min(...figures) * 1000) / schools }];
    return { measures, comparisons, growth: [{ work: 'Window to its figures', of: 'schools', points }] };
  } finally {
    for (const end of ends) await end();
    await backend.close();
    await rm(folder, { recursive: true });
  }
}

const FIGURES = '.overview-figures strong';
/** The screens whose lists grow with the schools, and what shows that they are filled. */
const BIG_SCREENS = [
  ['schools', '.data-table [data-clickable]'],
  ['pairs', '.pairs-school'],
  ['memoranda', '.data-table [data-clickable]'],
] as const;

/** From when a page is asked for, in ms. */
interface Opening {
  /** Until what shows that it is there is painted. */
  readonly seen: number;
  /** Until the script behind it is there. */
  readonly hears: number;
}

/** Reloads a page, and lets it come to rest afterwards: what it still does is no part of the next. */
async function open(page: Page): Promise<Opening> {
  const traffic = trafficOf(page);
  await page.bringToFront();
  await page.reload({ waitUntil: 'commit' });
  const opening = await page.evaluate(async () => ({
    seen: (await window.benchSeen) ?? Number.NaN,
    hears: (await window.benchHears) ?? Number.NaN,
  }));
  // What it still asks for would keep the next page waiting: one program serves both.
  await traffic.answered();
  await page.waitForTimeout(REST);
  return opening;
}

/** Walks down the list and takes the time from each key to the next picture. */
async function pressKeys(page: Page): Promise<number[]> {
  await page.bringToFront();
  await page.locator('.data-table [role="grid"]').focus();
  await page.evaluate(countPictures);
  for (let press = 0; press < KEY_PRESSES; press++) {
    await page.keyboard.press('ArrowDown');
    // A key that came before the timer of the last one would keep that waiting.
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
  }
  return page.evaluate(() => window.benchKeys ?? []);
}

declare global {
  interface Window {
    benchLong?: number[];
    benchKeys?: number[];
    benchSeen?: Promise<number>;
    benchHears?: Promise<number>;
  }
}

// What follows runs inside the page, so each function stands alone.

function watchTheMainThread(): void {
  window.benchLong = [];
  new PerformanceObserver((list) => {
    window.benchLong?.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
  }).observe({ type: 'longtask', buffered: true });
}

/** The browser's own notion: tasks over 50 ms. */
const takeLongTasks = (): number[] => window.benchLong?.splice(0) ?? [];

/** Notes when what shows that the page is there is painted, and when the page hears. */
function noteSeen(selector: string): void {
  window.benchSeen = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
  });
  window.benchHears = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('#root:not([inert])')) return;
      look.disconnect();
      resolve(performance.now());
    });
    look.observe(document, { attributes: true, childList: true, subtree: true });
  });
}

/** From the change of the address until what it leads to is painted. */
async function untilShown({ hash, seen }: { hash: string; seen: string }): Promise<number> {
  const start = performance.now();
  location.hash = hash;
  do await new Promise(requestAnimationFrame);
  while (!document.querySelector(seen));
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}

function scriptSize(): number {
  const bytes = performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js'))
    .reduce(
      (sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.decodedBodySize : 0),
      0,
    );
  return Math.round(bytes / 1000);
}

function countPictures(): void {
  const times: number[] = [];
  window.benchKeys = times;
  document.addEventListener(
    'keydown',
    (event) => requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - event.timeStamp))),
    { capture: true },
  );
}
