import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../backend/errors.ts';
import { takeUpdate } from '../backend/program/update-file.ts';
import { temporaryFolder } from '../backend/testing.ts';
import { only } from './testing.ts';
import { chooseUpdate, runInstaller } from './update.ts';

const asked = vi.hoisted(() => ({ chosen: [] as string[], answer: 0, questions: [] as string[], told: '' }));

vi.mock('electron', () => ({
  dialog: only('dialog', {
    async showOpenDialog() {
      return { canceled: asked.chosen.length === 0, filePaths: asked.chosen };
    },
    async showMessageBox(_window: unknown, { message }: { message: string }) {
      asked.questions.push(message);
      return { response: asked.answer, checkboxChecked: false };
    },
    showErrorBox(_title: string, text: string) {
      asked.told = text;
    },
  }),
}));
// Who signed what has its own tests; here an installer is taken in or refused.
vi.mock('../backend/program/update-file.ts', () => ({ takeUpdate: vi.fn() }));

let temporary: string;

beforeEach(() => {
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  vi.stubEnv('TEMP', temporary);
  Object.assign(asked, {
    chosen: ['/media/usb/Chung-Tay-0.2.0-cai-dat.exe'],
    answer: 0,
    questions: [],
    told: '',
  });
  vi.mocked(takeUpdate).mockReset();
  vi.mocked(takeUpdate).mockImplementation(async ({ folder }) => {
    const path = join(folder, 'cai-dat.exe');
    writeFileSync(path, 'MZ');
    return { version: '0.2.0', path };
  });
});

const choose = () =>
  chooseUpdate({ window: only<BrowserWindow>('window', {}), current: '0.1.0', publicKey: 'khoa' });

describe('updating from a file', () => {
  test('asks once more with both versions, and hands out the checked copy', async () => {
    const path = await choose();
    expect(asked.questions).toEqual(['Cập nhật Chung Tay từ bản 0.1.0 lên bản 0.2.0?']);
    expect(path && dirname(dirname(path))).toBe(temporary);
    expect(path && existsSync(path)).toBe(true);
  });

  test('can be given up before and after the file is checked, and leaves nothing', async () => {
    asked.answer = 1;
    await expect(choose()).resolves.toBeNull();
    asked.chosen = [];
    await expect(choose()).resolves.toBeNull();
    expect(readdirSync(temporary)).toEqual([]);
    expect(asked.told).toBe('');
  });

  test('says why a file is refused, and leaves nothing', async () => {
    const refusal = new AppError('UPDATE_FORGED', { file: 'Chung-Tay-0.2.0-cai-dat.exe' });
    vi.mocked(takeUpdate).mockRejectedValue(refusal);
    await expect(choose()).resolves.toBeNull();
    expect(asked.told).toBe(refusal.message);
    expect(asked.questions).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

test.skipIf(process.platform === 'win32')(
  'the installer is told that it updates, and to open the program',
  async () => {
    const folder = join(temporary, 'Thư mục có dấu');
    mkdirSync(folder);
    const installer = join(folder, 'cai-dat.exe');
    writeFileSync(installer, '#!/bin/sh\necho "$@" > "$0.new" && mv "$0.new" "$0.txt"\n', { mode: 0o755 });
    runInstaller(installer);
    await vi.waitFor(
      () => expect(readFileSync(`${installer}.txt`, 'utf8')).toBe('--updated --force-run\n'),
      10_000,
    );
  },
);
