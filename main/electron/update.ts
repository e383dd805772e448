import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { toErrorBody } from '../backend/errors.ts';

interface UpdateOptions {
  readonly window: BrowserWindow;
  /** Version of this program. */
  readonly current: string;
  /** The maker's public key: Ed25519, SPKI in Base64. */
  readonly publicKey: string;
}

/**
 * Asks for an installer, for instance on a USB stick, checks that its maker signed it, and asks once more.
 * @returns the checked copy that is to run when the program has closed, or null: nothing was chosen, it was refused
 *   and the person told why, or he changed his mind
 */
export async function chooseUpdate({ window, current, publicKey }: UpdateOptions): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Cập nhật từ tệp',
    buttonLabel: 'Chọn',
    properties: ['openFile'],
    filters: [{ name: 'Tệp cài đặt Chung Tay', extensions: ['exe'] }],
  });
  const [installer] = filePaths;
  if (installer === undefined) return null;

  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-cap-nhat-'));
  try {
    // Not wanted at a start.
    const { takeUpdate } = await import('../backend/program/update-file.ts');
    const { version, path } = await takeUpdate({ installer, folder, publicKey, current });
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: 'Cập nhật từ tệp',
      message: `Cập nhật Chung Tay từ bản ${current} lên bản ${version}?`,
      detail: 'Chương trình sao lưu dữ liệu, đóng lại, cài bản mới rồi tự mở. Dữ liệu được giữ nguyên.',
      buttons: ['Cập nhật', 'Thôi'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0) return path;
  } catch (error) {
    dialog.showErrorBox('Chung Tay chưa cập nhật', toErrorBody(error).message);
  }
  await rm(folder, { recursive: true, force: true });
  return null;
}

/** Starts an installer that outlives this program, puts the new version in its place and opens it. */
export function runInstaller(path: string): void {
  spawn(path, ['--updated', '--force-run'], { detached: true, stdio: 'ignore' }).unref();
}
