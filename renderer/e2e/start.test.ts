import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { closeBrowser, newPage } from './browser.ts';
import { openWindow } from './fixtures.ts';

afterAll(closeBrowser);

/** Runs what `npm start` runs, on a machine without a display. */
function start(dataDir: string): ChildProcessWithoutNullStreams {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const script = join(import.meta.dirname, '../../scripts/start.ts');
  return spawn(process.execPath, [script, '--data', dataDir], { env });
}

describe('the command line opens the window, too', () => {
  test('serve gives one JSON line with the address, and Ctrl+C ends it', async () => {
    await using window = await openWindow({ data: 'empty' });
    const dataDir = await mkdtemp(join(tmpdir(), 'chung-tay-serve-'));
    const script = join(import.meta.dirname, '../../main/cli/index.ts');
    const child = spawn(process.execPath, [script, 'serve', '--no-open', '--json', '--data', dataDir]);
    const [line] = await once(createInterface(child.stdout), 'line');
    const { ok, address } = JSON.parse(line);
    expect(ok).toBe(true);

    await window.page.goto(address);
    await window.page.getByRole('heading', { level: 1 }).waitFor();

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe.skipIf(process.platform !== 'linux')('npm start without a display', () => {
  test('says why and opens the same window in the browser until Ctrl+C', async () => {
    const child = start(await mkdtemp(join(tmpdir(), 'chung-tay-start-')));
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (lines.length === 3) break;
    }
    expect(lines[0]).toBe('Mở cửa sổ trong trình duyệt vì máy này không có màn hình.');

    const address = /http:\S+/.exec(lines[1] ?? '')?.[0] ?? '';
    const { page } = await newPage();
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.context().close();

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('names a data folder that another window holds, with its code, and opens nothing', async () => {
    await using window = await openWindow({ data: 'empty' });
    const child = start(window.dataDir);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(code).toBe(4);
    expect(said).toContain(window.dataDir);
    expect(said).toContain('(DATA_FOLDER_LOCKED)');
    expect(said).not.toContain('at ');
  });
});
