import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { createBackend, type NativePort } from '../../main/backend/index.ts';
import { builtWindow } from '../../main/loopback/built-window.ts';
import { type Served, serve } from '../../main/loopback/serve.ts';
import { startLoopback } from '../../main/loopback/server.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import { HEARS, newPage } from './browser.ts';

const ROOT_DIR = join(import.meta.dirname, '../..');
const RESOURCES_DIR = join(ROOT_DIR, 'resources');

/** Of the admin that `nameUsers` names. */
export const PASSWORD = 'hoa sen trong đầm';

/** The real program on a data folder of its own, seen through a real browser. */
export interface TestWindow extends AsyncDisposable {
  readonly page: Page;
  readonly dataDir: string;
  /** The address that was used to open the window. */
  readonly address: string;
  /** What the browser complained of: faults of scripts, refusals of the content security policy, failed requests. */
  readonly problems: readonly string[];
}

/** A call of the backend by the contract; what it refuses fails the test. */
type Call = <N extends ProcedureName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;

/** Does something with a data folder before a window opens it. */
export async function prepare(dataDir: string, act: (call: Call) => Promise<unknown>): Promise<void> {
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: userInfo().username,
  });
  try {
    await act(async <N extends ProcedureName>(name: N, input: InputOf<N>) => {
      const answer = await backend.dispatch(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      // `dispatch` has parsed the value by the contract of this very name.
      return answer.value as OutputOf<N>;
    });
  } finally {
    await backend.close();
  }
}

/** An admin with a password and a viewer without one share the computer. */
export const nameUsers = (dataDir: string): Promise<void> =>
  prepare(dataDir, async (call) => {
    await call('users.create', { name: 'Nguyễn Văn A', role: 'admin', password: PASSWORD });
    await call('users.create', { name: 'Trần Thị B', role: 'viewer', password: null });
  });

/** Serves a window whose backend has a desktop shell's means. */
async function serveWith(native: NativePort, dataDir: string): Promise<Served> {
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: userInfo().username,
    asksWhoWorks: true,
    native,
  });
  const loopback = await startLoopback({ backend, rendererDir: await builtWindow(ROOT_DIR, () => {}) });
  return {
    address: loopback.address,
    async close() {
      await loopback.close();
      await backend.close();
    },
  };
}

/** Waits until the window behind its first picture hears what is pressed. */
export const hears = (page: Page): Promise<void> => page.locator(HEARS).waitFor();

/**
 * Opens the program: by default on a rehearsal folder with the sample programme; `empty` has a programme and no
 * schools; `none` has no data yet, as on the first day.
 */
export async function openWindow(
  options: {
    readonly data?: 'sample' | 'empty' | 'none';
    readonly viewport?: { readonly width: number; readonly height: number };
    /** What a desktop shell can do; without it the window is that of a browser. */
    readonly native?: NativePort;
    /** What befalls the data before the window opens on them. */
    readonly before?: (dataDir: string) => Promise<void>;
    /** Where the window looks for the data, beside where they were made. */
    readonly dataIn?: string;
  } = {},
): Promise<TestWindow> {
  const { data = 'sample', viewport, native, before, dataIn } = options;
  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-e2e-'));
  const made = join(folder, 'du-lieu');
  if (data !== 'none') await prepare(made, (call) => call('app.initialise', { sample: data === 'sample' }));
  await before?.(made);
  const dataDir = dataIn === undefined ? made : join(folder, dataIn);

  const served = await (native
    ? serveWith(native, dataDir)
    : serve({ dataDir, open: false, backsUp: false, staysUp: true }));
  const { page, problems } = await newPage(viewport);
  await page.goto(served.address);
  await hears(page);
  // What the person saw when the story broke off; by the time a failure is told the window is closed.
  let seen = '';
  onTestFailed(() => void process.stderr.write(`${page.url()}\n${seen}\n`));
  return {
    page,
    dataDir,
    address: served.address,
    problems,
    async [Symbol.asyncDispose]() {
      seen = await page.locator('body').ariaSnapshot({ timeout: 2000 }).catch(String);
      await page.context().close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
