import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackend } from '../main/backend/index.ts';
import { builtWindow } from '../main/loopback/built-window.ts';
import { frameOf, SCREENS } from '../renderer/e2e/pages/frame.ts';
import { tableOf } from '../renderer/e2e/pages/table.ts';
import { buildMain, buildPreload } from './build.ts';
import { electronBinary } from './electron-binary.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const RESOURCES_DIR = join(ROOT_DIR, 'resources');

let folder: string;
let dataDir: string;

const backendOf = () =>
  createBackend({ dataDir, resourcesDir: RESOURCES_DIR, version: '0.0.0', actor: 'van-thu' });

/** Starts the real desktop program, not packed: the packed one refuses the switches by which it is driven here. */
async function start(): Promise<ElectronApplication> {
  const executablePath = electronBinary(join(ROOT_DIR, 'node_modules/electron'), process.env);
  if (!executablePath)
    throw new Error('Electron is not on this machine: node node_modules/electron/install.js');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return _electron.launch({
    executablePath,
    args: [ROOT_DIR],
    env: { ...env, CHUNG_TAY_DATA: dataDir } as Record<string, string>,
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chung-tay-electron-'));
  dataDir = join(folder, 'Chung Tay');
  const backend = await backendOf();
  await backend.dispatch('app.initialise', { sample: true });
  await backend.close();
  await builtWindow(ROOT_DIR, () => {});
  await buildMain(join(ROOT_DIR, 'dist/main'));
  await buildPreload(join(ROOT_DIR, 'dist/preload'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('in Electron the screens open, memoranda are finalised, and what was done is there after the end', async () => {
  const electron = await start();
  const page = await electron.firstWindow();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  const frame = frameOf(page);
  await frame.title('Tổng quan').waitFor();
  for (const screen of SCREENS) await frame.open(screen);

  await frame.open('Biên bản');
  await page.getByRole('button', { name: /^Chốt và xuất PDF/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Tạo 10 biên bản$/ })
    .click();
  await page.getByText('10 biên bản đã tạo').first().waitFor({ timeout: 60_000 });
  expect(await tableOf(page, 'Biên bản').count()).toBe(10);
  expect(problems).toEqual([]);
  await electron.close();

  const backend = await backendOf();
  expect(await backend.dispatch('check.run', {})).toEqual({ ok: true, value: { problems: [] } });
  const answer = await backend.dispatch('memoranda.list', {});
  expect(JSON.stringify(answer).match(/"state":"printed"/g)).toHaveLength(10);
  await backend.close();
});

test('the page has no Node, and nothing but the program’s own address', async () => {
  const electron = await start();
  const page = await electron.firstWindow();
  await frameOf(page).title('Tổng quan').waitFor();
  expect(
    await page.evaluate(() => [
      typeof Reflect.get(globalThis, 'require'),
      typeof Reflect.get(globalThis, 'process'),
    ]),
  ).toEqual(['undefined', 'undefined']);
  expect(page.url()).toMatch(/^app:\/\/chung-tay\//);
  await electron.close();
});
