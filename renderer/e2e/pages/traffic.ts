import type { Page, Request } from 'playwright-core';

/** Whether an address is asked by a call of the window, alone or with others of its turn. */
export const isCall = (url: string): boolean => /^\/invoke(?:\/|$)/.test(new URL(url).pathname);

const known = new WeakMap<Page, Traffic>();

interface Traffic {
  /** Waits until every call and script that was asked for has come, and no new one follows. */
  readonly answered: () => Promise<void>;
}

/** What is on its way between the window and the program. What else is loaded, papers above all, nothing waits for. */
export function trafficOf(page: Page): Traffic {
  const traffic = known.get(page) ?? listen(page);
  known.set(page, traffic);
  return traffic;
}

function listen(page: Page): Traffic {
  const open = new Set<Request>();
  let asked = 0;
  page.on('request', (request) => {
    if (request.resourceType() !== 'script' && !isCall(request.url())) return;
    asked += 1;
    open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return {
    async answered() {
      for (let before = -1; before !== asked || open.size > 0; ) {
        before = asked;
        await page.waitForTimeout(100);
      }
    },
  };
}
