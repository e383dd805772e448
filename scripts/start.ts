import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toErrorBody } from '../main/backend/errors.ts';
import { defaultDataDir } from '../main/backend/files/data-folder.ts';
import { builtWindow } from '../main/loopback/built-window.ts';
import { hasDisplay } from '../main/loopback/open-browser.ts';
import { buildMain, buildPreload } from './build.ts';
import { electronBinary, fetchElectron } from './electron-binary.ts';

const ROOT_DIR = join(import.meta.dirname, '..');
const ELECTRON_DIR = join(ROOT_DIR, 'node_modules/electron');

/** An Electron that ends with a fault within this time, in milliseconds, could not start on this machine. */
const FALSE_START = 5_000;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Why Electron can't be used here, as the end of a Vietnamese sentence; null when it can. */
async function obstacle(): Promise<string | null> {
  if (!hasDisplay(process)) return 'máy này không có màn hình';
  // Chromium keeps its sandbox, and that refuses the root user.
  if (process.getuid?.() === 0) return 'Electron không chạy bằng tài khoản root';
  if (electronBinary(ELECTRON_DIR, process.env)) return null;
  progress('Đang tìm Electron…');
  return (await fetchElectron(ELECTRON_DIR, process.env)) ? null : 'chưa có Electron và không tải về được';
}

/** Runs the program in Electron until its window is closed; answers with the reason when it can't start. */
async function runElectron(dataDir: string): Promise<string | null> {
  const binary = electronBinary(ELECTRON_DIR, process.env);
  if (!binary) return 'không tìm thấy Electron';
  await builtWindow(ROOT_DIR, progress);
  await buildMain(join(ROOT_DIR, 'dist/main'));
  await buildPreload(join(ROOT_DIR, 'dist/preload'));

  const started = performance.now();
  const child = spawn(binary, [ROOT_DIR], {
    stdio: 'inherit',
    env: { ...process.env, CHUNG_TAY_DATA: dataDir },
  });
  // Ctrl+C reaches Electron too, which then closes its data folder: wait for it.
  process.on('SIGINT', () => {});
  const code = await new Promise<number | null>((settle) => {
    child.on('error', () => settle(1));
    child.on('exit', settle);
  });
  return code !== 0 && performance.now() - started < FALSE_START ? 'Electron không khởi động được' : null;
}

/** Shows the same window in the browser until Ctrl+C. */
async function runInBrowser(dataDir: string, reason: string): Promise<void> {
  say(`Mở cửa sổ trong trình duyệt vì ${reason}.`);
  const { interrupted, serve } = await import('../main/loopback/serve.ts');
  const window = await serve({ dataDir, open: true, progress });
  say(`Địa chỉ (chỉ mở được một lần, trên máy này): ${window.address}`);
  say('Nhấn Ctrl+C để đóng.');
  await interrupted();
  await window.close();
}

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const dataDir = values.data
  ? resolve(values.data)
  : defaultDataDir({ platform: process.platform, env: process.env, homedir: homedir() });

try {
  const reason = (await obstacle()) ?? (await runElectron(dataDir));
  if (reason) await runInBrowser(dataDir, reason);
} catch (error) {
  const { code, message } = toErrorBody(error);
  progress(`${message} (${code})`);
  if (code === 'INTERNAL') progress(String(error));
  process.exitCode = code.startsWith('DATA_FOLDER_') ? 4 : 1;
}
