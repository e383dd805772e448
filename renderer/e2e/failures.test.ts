import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { restoreAsFolder } from '../../main/backend/backups/restore.ts';
import { serve } from '../../main/loopback/serve.ts';
import { closeBrowser } from './browser.ts';
import { openWindow, type TestWindow } from './fixtures.ts';
import { obstacles } from './obstacles.ts';
import { frameOf } from './pages/frame.ts';

afterAll(closeBrowser);

/** Whether this system lets us put a small disk in the place of a folder. */
function mount(place: string, ...options: string[]): boolean {
  try {
    execFileSync('mount', [...options, place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Looks at a screen that says why the data can't be opened, in both themes. */
async function told(page: Page, title: string, code: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('alert').getByText(code).waitFor();
  expect(await page.getByRole('button', { name: 'Thử mở lại' }).isVisible()).toBe(true);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await obstacles(page), colorScheme).toEqual([]);
  }
}

const tryAgain = (page: Page) => page.getByRole('button', { name: 'Thử mở lại' }).click();

/** A disk of its own in the place of the data folder, with what lay there. */
function onDisk(dataDir: string, size: string): void {
  const beside = `${dataDir}-beside`;
  renameSync(dataDir, beside);
  mkdirSync(dataDir);
  const isMounted = mount(dataDir, '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs');
  if (isMounted) disks.push(dataDir);
  execFileSync('cp', ['-a', `${beside}/.`, dataDir]);
}

/** Small disks that are still there. */
const disks: string[] = [];
afterAll(() => {
  for (const place of disks) execFileSync('umount', ['-l', place]);
});

/** Takes the small disk away before the window closes, and leaves a folder for it to close on. */
async function leave({ page, dataDir }: TestWindow): Promise<void> {
  await page.goto('about:blank');
  execFileSync('umount', ['-l', dataDir]);
  disks.splice(disks.indexOf(dataDir), 1);
}

/** A backup of the oldest form that the program still opens. */
const EARLIER = join(import.meta.dirname, '../../db/fixtures/0010.ctbackup');

const canMount = (() => {
  const place = '/tmp/chung-tay-mount';
  mkdirSync(place, { recursive: true });
  const isMounted = mount(place, '-t', 'tmpfs', 'tmpfs');
  if (isMounted) execFileSync('umount', ['-l', place]);
  rmSync(place, { recursive: true, force: true });
  return isMounted;
})();

const open = async (page: Page) => {
  await frameOf(page).title('Tổng quan').waitFor();
};

describe('a data folder that can’t be opened', () => {
  test('is away: nothing new is made in its place, and it opens once it is back', async () => {
    let away = '';
    let place = '';
    await using window = await openWindow({
      async before(dataDir) {
        // The whole drive, with the folder on it, is not there.
        place = join(dataDir, '..', 'USB');
        away = join(dataDir, '..', 'cất');
        mkdirSync(place);
        renameSync(dataDir, join(place, 'du-lieu'));
        renameSync(place, away);
      },
      dataIn: 'USB/du-lieu',
    });
    const { page, problems } = window;
    await told(page, 'Không thấy thư mục dữ liệu', 'DATA_FOLDER_MISSING');
    await tryAgain(page);
    expect(existsSync(place)).toBe(false);
    renameSync(away, place);
    await tryAgain(page);
    await open(page);
    expect(problems).toEqual([]);
  });

  test('goes away while the program runs: it is told at the next step, and goes on where it was', async () => {
    await using window = await openWindow();
    const { page, dataDir } = window;
    await open(page);
    renameSync(dataDir, `${dataDir}-cất`);
    const gone = page.getByRole('heading', { level: 1, name: 'Không thấy thư mục dữ liệu' });
    // Whatever the window asks by itself may notice it first; then there is nothing left to be clicked.
    const step = frameOf(page).open('Trường');
    await Promise.race([gone.waitFor(), step.catch(() => {})]);
    await gone.waitFor();
    await tryAgain(page);
    expect(existsSync(dataDir)).toBe(false);
    renameSync(`${dataDir}-cất`, dataDir);
    await tryAgain(page);
    await frameOf(page).title('Trường').waitFor();
    await page.getByRole('row').nth(1).waitFor();
  });

  test('is held by another window, and opens when that one is closed', async () => {
    let other: Awaited<ReturnType<typeof serve>> | undefined;
    await using window = await openWindow({
      async before(dataDir) {
        other = await serve({ dataDir, open: false, backsUp: false });
      },
    });
    const { page } = window;
    await told(page, 'Dữ liệu đang được mở ở nơi khác', 'DATA_FOLDER_LOCKED');
    await page.getByText('trên máy này hoặc trên máy khác').waitFor();
    await other?.close();
    await tryAgain(page);
    await open(page);
  });

  test.skipIf(!canMount)('lies on a disk that can’t be written', async () => {
    await using window = await openWindow({
      async before(dataDir) {
        onDisk(dataDir, '64m');
        mount(dataDir, '-o', 'remount,ro');
      },
    });
    const { page, dataDir } = window;
    await told(page, 'Không ghi được vào thư mục dữ liệu', 'DATA_FOLDER_READ_ONLY');
    mount(dataDir, '-o', 'remount,rw');
    await tryAgain(page);
    await open(page);
    await leave(window);
  });

  test.skipIf(!canMount)('lies on a disk without room for what a newer program has to change', async () => {
    await using window = await openWindow({
      data: 'none',
      async before(dataDir) {
        await restoreAsFolder(EARLIER, dataDir);
        onDisk(dataDir, '8m');
        try {
          writeFileSync(join(dataDir, 'đầy'), Buffer.alloc(16_000_000));
        } catch {
          // Now it is full.
        }
      },
    });
    const { page, dataDir } = window;
    await told(page, 'Ổ đĩa đã đầy', 'DISK_FULL');
    rmSync(join(dataDir, 'đầy'));
    await tryAgain(page);
    await open(page);
    await leave(window);
  });

  test('was used by a newer program', async () => {
    await using window = await openWindow({
      async before(dataDir) {
        const sqlite = new Sqlite(join(dataDir, 'chung-tay.sqlite'));
        sqlite
          .prepare('INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)')
          .run('9990-later', '2030');
        sqlite.close();
      },
    });
    const { page } = window;
    await told(page, 'Dữ liệu cần bản Chung Tay mới hơn', 'DATA_FOLDER_NEWER');
    expect(await page.getByRole('region').count()).toBe(0);
  });

  test('can’t be brought to the form of this program: the copy made before is offered', async () => {
    await using window = await openWindow({
      async before(dataDir) {
        // As if the last step had never been taken down, so that it is tried again and finds its work done.
        const sqlite = new Sqlite(join(dataDir, 'chung-tay.sqlite'));
        sqlite.exec('DELETE FROM kysely_migration WHERE name = (SELECT max(name) FROM kysely_migration)');
        sqlite.close();
      },
    });
    const { page } = window;
    await told(page, 'Chưa nâng cấp được dữ liệu', 'MIGRATION_FAILED');
    await page.getByText('Trước khi nâng cấp, không kèm tệp lưu').waitFor();
    await page.getByRole('button', { name: /^Xem và khôi phục bản/ }).click();
    await page.getByRole('dialog').getByText('Bản này còn nguyên vẹn.').waitFor();
  });

  test('is damaged, without a backup: what can be read is saved, told, and kept as a text', async () => {
    await using window = await openWindow({
      async before(dataDir) {
        const file = join(dataDir, 'chung-tay.sqlite');
        const sqlite = new Sqlite(file);
        sqlite.pragma('journal_mode = DELETE');
        const size = Number(sqlite.pragma('page_size', { simple: true }));
        const pages = Number(sqlite.pragma('page_count', { simple: true }));
        sqlite.close();
        truncateSync(file, Math.floor(pages * 0.9) * size);
      },
    });
    const { page, dataDir } = window;
    await told(page, 'Tệp dữ liệu bị hỏng', 'DATA_FOLDER_DAMAGED');
    await page.getByText('Không thấy bản sao lưu nào').waitFor();
    await page.getByRole('button', { name: 'Cứu những gì còn đọc được' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Đã cứu dữ liệu').waitFor();
    await dialog.getByText('Kết quả cứu dữ liệu.txt').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Mở dữ liệu đã cứu' }).click();
    await open(page);
    const kept = readdirSync(join(dataDir, 'damaged'), { recursive: true }).map(String);
    expect(kept.some((name) => name.endsWith('Kết quả cứu dữ liệu.txt'))).toBe(true);
    await page.evaluate(() => {
      location.hash = '#/settings?section=backups';
    });
    await page
      .getByRole('region', { name: 'Những gì chương trình đã cất riêng' })
      .getByText('Tệp dữ liệu hỏng đã được thay: 2 tệp')
      .waitFor();
  });
});
