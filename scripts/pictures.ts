import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Backend, createBackend } from '../main/backend/index.ts';
import { SILENT } from '../main/backend/ports.ts';
import { builtWindow } from '../main/loopback/built-window.ts';
import { startLoopback } from '../main/loopback/server.ts';
import type { GuideTopic } from '../preload/contract/guide.ts';
import type { Role } from '../preload/contract/rights.ts';
import type { InputOf, OutputOf, ProcedureName } from '../preload/contract/types.ts';
import { launchBrowser } from '../renderer/e2e/browser.ts';
import { goTo } from '../renderer/e2e/pages/address.ts';
import { trafficOf } from '../renderer/e2e/pages/traffic.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const DOCS_DIR = join(ROOT_DIR, 'docs');
const GUIDE_DIR = join(ROOT_DIR, 'resources/guide/pictures');
const OFFICE_LAPTOP = { width: 1366, height: 768 };
const OFFICE = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' } as const;
/** A day of the programme's first spring on which some things are done and others are late. */
const DAY = new Date('2024-04-20T09:00:00');
/** The guide's pictures are taken in the smallest window, so that its words stay readable on paper. */
const GUIDE_WINDOW = { viewport: { width: 1024, height: 640 }, deviceScaleFactor: 1.5 };
/** Shown in the foot of the window, so its name is always the same. */
const DATA_DIR = join(tmpdir(), 'Chung Tay');

/**
 * Takes the pictures of the README and of the guide from the program itself, filled with the sample programme. With
 * `--all` each screen goes to a folder for looking at: `--size 1366x768`, `--dark`, `--out DIR`.
 */
const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
    out: { type: 'string', default: join(ROOT_DIR, 'out/pictures') },
    size: { type: 'string' },
  },
});

async function call<N extends ProcedureName>(
  backend: Backend,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const answer = await backend.dispatch(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  // `dispatch` has parsed the value by the contract of this very name.
  return answer.value as OutputOf<N>;
}

/** Does something while each unit has a school more, which has no partner yet. */
async function withUnpaired(backend: Backend, act: () => Promise<void>): Promise<void> {
  const { organisations } = await call(backend, 'organisations.list', {});
  const unknown = {
    code: '',
    symbol: '',
    commune: '',
    address: '',
    principal: '',
    position: '',
    phone: '',
    email: '',
  };
  for (const { id: unitId } of organisations)
    await call(backend, 'schools.create', {
      ...unknown,
      unitId,
      level: 'mam_non',
      name: 'Trường Mầm non A',
      classes: null,
      pupils: null,
      teachers: null,
    });
  await act();
  const { entries } = await call(backend, 'history.list', { limit: organisations.length });
  for (const { sequence } of entries) await call(backend, 'history.undo', { sequence });
}

/** All papers finalised and printed. */
async function printMemoranda(backend: Backend): Promise<void> {
  await call(backend, 'memoranda.generate', { printSet: {} });
}

/** The sample programme after its ceremony: papers signed, some activities still to come. */
async function signMemoranda(backend: Backend): Promise<void> {
  await printMemoranda(backend);
  const { memoranda } = await call(backend, 'memoranda.list', {});
  await call(backend, 'memoranda.record', {
    rows: memoranda.map(({ id }, index) => ({ id, number: `${index + 1}`, signedOn: '2023-04-15' })),
  });
}

/** Waits until nothing is on its way and no job runs: charts and papers are drawn by jobs. */
async function settled(page: Page): Promise<void> {
  const { answered } = trafficOf(page);
  await answered();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.locator('.job-bar:not(:empty)').waitFor({ state: 'detached' });
  await answered();
}

/** Goes to an address of the window and waits until everything on it has come. */
async function show(page: Page, hash: string): Promise<void> {
  await goTo(page, hash);
  await page.locator('main h1').first().waitFor();
  await settled(page);
}

/** Whether the first page of a paper is drawn. Runs inside the page. */
function hasInk(): boolean {
  const canvas = document.querySelector('canvas');
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return pixels.some((value, index) => index % 4 === 0 && value > 0 && value < 128);
}

const SCREENS = [
  'overview',
  'schools',
  'pairs',
  'memoranda',
  'ceremonies',
  'documents',
  'activities',
  'support',
  'exam-results',
  'difficulties',
  'models',
  'targets',
  'reports',
  'settings',
];

/** What a picture of the guide shows: the upper part of a screen, with rings round what the page tells to press. */
interface GuidePicture {
  readonly topic: GuideTopic;
  readonly hash: string;
  readonly rings?: readonly string[];
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
  /** What is shown when it is not the screen. */
  readonly of?: string;
}

/** How much of a screen is shown, CSS pixels. */
const GUIDE_HEIGHT = 420;

async function takeGuidePicture(
  page: Page,
  { topic, hash, rings = [], act, of = 'main' }: GuidePicture,
): Promise<void> {
  await show(page, hash);
  await act?.(page);
  await settled(page);
  for (const name of rings) {
    await page
      .getByRole('main')
      .getByRole('button', { name, exact: true })
      .first()
      .evaluate((button) => {
        button.style.outline = '3px solid #d9480f';
        button.style.outlineOffset = '3px';
      });
  }
  const box = await page.locator(of).first().boundingBox();
  if (!box) throw new Error(`${of} is not on ${hash}`);
  await page.screenshot({
    path: join(GUIDE_DIR, `${topic}.png`),
    clip: { ...box, height: Math.min(box.height, GUIDE_HEIGHT) },
  });
}

/** Takes the guide's pictures of one time of the year. */
async function takeGuidePictures(opened: Page, pictures: readonly GuidePicture[]): Promise<void> {
  // The address opens one window only; another one is let in as that one is.
  const storageState = await opened.context().storageState();
  const browser = opened.context().browser();
  if (!browser) throw new Error('The window has no browser');
  await using context = await browser.newContext({ ...GUIDE_WINDOW, ...OFFICE, storageState });
  const page = await context.newPage();
  await page.goto(opened.url());
  for (const picture of pictures) await takeGuidePicture(page, picture);
}

const BEFORE_PAIRING: readonly GuidePicture[] = [
  { topic: 'pairs', hash: '#/pairs', rings: ['Gợi ý ghép cặp'] },
];

const beforeSigning = (memorandumId: string | undefined): readonly GuidePicture[] => [
  { topic: 'start', hash: '#/settings?section=programme' },
  {
    topic: 'tables',
    hash: '#/schools',
    act: async (page) => {
      await page.getByRole('grid').focus();
      const keys = ['Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight'];
      for (const key of [...keys, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight'])
        await page.keyboard.press(key);
    },
  },
  { topic: 'schools', hash: '#/schools', rings: ['Nhập từ Excel'] },
  {
    topic: 'drafts',
    hash: `#/memoranda?id=${memorandumId}`,
    act: async (page) => void (await page.waitForFunction(hasInk)),
  },
  { topic: 'check', hash: '#/memoranda', rings: ['Kiểm tra trước khi in', 'Chốt và xuất PDF'] },
  {
    topic: 'ceremony',
    hash: '#/ceremonies',
    rings: ['In bộ tài liệu lễ'],
    act: async (page) => {
      await page.getByRole('button', { name: 'Gợi ý chương trình, đại biểu' }).click();
      await page.getByRole('alert').getByRole('button', { name: 'Đóng' }).click();
      await page.getByRole('alert').waitFor({ state: 'detached' });
    },
  },
];

const AFTER_PRINTING: readonly GuidePicture[] = [{ topic: 'record', hash: '#/memoranda?view=record' }];

const AFTER_SIGNING: readonly GuidePicture[] = [
  { topic: 'activities', hash: '#/activities', rings: ['Ghi'] },
  { topic: 'exam', hash: '#/exam-results', rings: ['Nhập từ Excel'] },
  { topic: 'support', hash: '#/support', rings: ['Ghi hỗ trợ'] },
  { topic: 'targets', hash: '#/targets' },
  { topic: 'reports', hash: '#/reports', rings: ['Xuất báo cáo'] },
  {
    topic: 'undo',
    hash: '#/settings?section=history',
    act: (page) => page.getByRole('row').nth(1).waitFor(),
  },
  {
    topic: 'privacy',
    hash: '#/settings?section=privacy',
    act: async (page) => {
      await page.getByRole('textbox', { name: /^Họ tên, số điện thoại/ }).fill('Nguyễn Văn A');
      await page.keyboard.press('Enter');
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  {
    topic: 'backup',
    hash: '#/settings?section=backups',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
      await page.getByRole('alert').getByRole('button', { name: 'Đóng' }).click();
      await page.getByRole('alert').waitFor({ state: 'detached' });
    },
  },
  {
    topic: 'help',
    hash: '#/settings?section=about',
    act: (page) => page.getByText(/^Có gì mới/).click(),
  },
  {
    topic: 'search',
    hash: '#/overview',
    of: '[role="dialog"]',
    act: async (page) => {
      await page.keyboard.press('Control+K');
      await page.getByRole('dialog').getByRole('textbox').fill('huong duong');
      await page.getByRole('option').first().waitFor();
    },
  },
];

const WITH_USERS: readonly GuidePicture[] = [
  { topic: 'users', hash: '#/settings?section=users', rings: ['Thêm người dùng'] },
];

/** Three people share the computer. */
async function nameUsers(backend: Backend): Promise<void> {
  const add = (name: string, role: Role, password: string | null = null) =>
    call(backend, 'users.create', { name, role, password });
  await add('Nguyễn Văn A', 'admin', 'hoa sen trong đầm');
  await add('Trần Thị B', 'editor');
  await add('Lê Văn C', 'viewer');
}

await rm(DATA_DIR, { recursive: true, force: true });
const ahead = Date.now() - DAY.getTime();
const { version } = JSON.parse(await readFile(join(ROOT_DIR, 'package.json'), 'utf8'));
const backend = await createBackend({
  dataDir: DATA_DIR,
  resourcesDir: join(ROOT_DIR, 'resources'),
  version,
  actor: 'vanphong',
  asksWhoWorks: true,
  now: () => new Date(Date.now() - ahead),
});
await call(backend, 'app.initialise', { sample: true });
const { memoranda } = await call(backend, 'memoranda.list', {});
const rendererDir = await builtWindow(ROOT_DIR, () => {});
const loopback = await startLoopback({ backend, rendererDir, logger: SILENT });
const browser = await launchBrowser();
try {
  const [width, height] = values.size?.split('x').map(Number) ?? [];
  const context = await browser.newContext({
    viewport: width && height ? { width, height } : OFFICE_LAPTOP,
    ...OFFICE,
    colorScheme: values.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.goto(loopback.address);
  if (values.all) {
    await signMemoranda(backend);
    for (const screen of SCREENS) {
      await show(page, `#/${screen}`);
      await page.screenshot({ path: join(values.out, `${screen}.png`) });
    }
  } else {
    await show(page, '#/pairs');
    await withUnpaired(backend, () => takeGuidePictures(page, BEFORE_PAIRING));
    await show(page, `#/memoranda?id=${memoranda[0]?.id}`);
    await page.waitForFunction(hasInk);
    await settled(page);
    await page.screenshot({ path: join(DOCS_DIR, 'memorandum.png') });
    await takeGuidePictures(page, beforeSigning(memoranda[0]?.id));
    await printMemoranda(backend);
    await takeGuidePictures(page, AFTER_PRINTING);
    await signMemoranda(backend);
    await takeGuidePictures(page, AFTER_SIGNING);
    await show(page, '#/overview');
    await page.locator('main img').first().waitFor();
    await page.screenshot({ path: join(DOCS_DIR, 'screenshot.png') });
    await show(page, '#/targets');
    await page
      .locator('main td')
      .filter({ hasText: /\d\/\d/ })
      .first()
      .click();
    await settled(page);
    await page.screenshot({ path: join(DOCS_DIR, 'promises.png') });
    // Last: from then on a name stands in every picture.
    await nameUsers(backend);
    await takeGuidePictures(page, WITH_USERS);
  }
} finally {
  await browser.close();
  await loopback.close();
  await backend.close();
  await rm(DATA_DIR, { recursive: true, force: true });
}
