import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { AppError } from '../backend/errors.ts';
import { temporaryFolder } from '../backend/testing.ts';
import { echoBackend } from '../web/testing.ts';
import { fileOn, fileOpener } from './opened-file.ts';

describe('the command line of a double click', () => {
  test('names the file of our own, in whatever case its ending is', () => {
    expect(fileOn(['Chung Tay.exe', '/media/usb/Chung Tay 2026-11-24.ctbackup'], '/')).toBe(
      '/media/usb/Chung Tay 2026-11-24.ctbackup',
    );
    expect(fileOn(['Chung Tay.exe', '--no-sandbox', 'A.CTBACKUP'], '/media/usb')).toBe(
      '/media/usb/A.CTBACKUP',
    );
    expect(fileOn(['Chung Tay.exe', 'Mẫu giấy mời – bản 1.cttemplate'], '/media/usb')).toBe(
      '/media/usb/Mẫu giấy mời – bản 1.cttemplate',
    );
  });

  test('names none when the program is started by its icon, with a file of another kind or with a switch', () => {
    expect(fileOn(['/opt/Chung Tay.ctbackup'], '/')).toBeNull();
    expect(fileOn(['Chung Tay.exe', 'Danh sách.xlsx'], '/')).toBeNull();
    expect(fileOn(['Chung Tay.exe', '--data=a.ctbackup'], '/')).toBeNull();
  });
});

/** A window that remembers where it went, before a backend that keeps files, or refuses them first. */
async function opened(name: string, ...refusals: AppError[]) {
  const backend = await echoBackend('application/vnd.chung-tay.backup');
  const went: string[] = [];
  const told: string[] = [];
  const window = { isDestroyed: () => false, loadURL: async (url: string) => void went.push(url) };
  const open = fileOpener(
    window,
    {
      subscribe: backend.subscribe,
      receiveFile: backend.receiveFile,
      async receiveBackup(fileName, chunks) {
        const refusal = refusals.shift();
        if (refusal) throw refusal;
        return backend.receiveBackup(fileName, chunks);
      },
    },
    (text) => told.push(text),
  );
  const path = join(temporaryFolder(), name);
  writeFileSync(path, 'PK');
  return { backend, open, path, told, went };
}

const BACKUP = 'Chung Tay 2026-11-24.ctbackup';
const LOOK_INSIDE = ['app://chung-tay/#/settings?section=backups&file=file-1'];

describe('a file of our own that was double-clicked', () => {
  test('is handed over like any file, and the window shows what is in it', async () => {
    const { open, path, told, went } = await opened(BACKUP);
    await open(path);
    expect(went).toEqual(LOOK_INSIDE);
    expect(told).toEqual([]);
  });

  test('or a wording of another office is handed over to where it is taken in', async () => {
    const { open, path, went } = await opened('Mẫu giấy mời – bản 1.CTTEMPLATE');
    await open(path);
    expect(went).toEqual(['app://chung-tay/#/settings?section=templates&file=file-1']);
  });

  test.each([
    ['somebody signs in', new AppError('NOT_SIGNED_IN'), { name: 'session.changed', payload: {} }],
    [
      'there are data',
      new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir: '/du-lieu' }),
      { name: 'data.changed', payload: { procedure: 'app.initialise' } },
    ],
  ] as const)('waits until %s', async (_, refusal, event) => {
    const { backend, open, path, told, went } = await opened(BACKUP, refusal);
    await open(path);
    expect({ told, went }).toEqual({ told: [], went: [] });
    backend.emit(event);
    await vi.waitFor(() => expect(went).toEqual(LOOK_INSIDE));
    backend.emit(event);
    expect(went).toEqual(LOOK_INSIDE);
  });

  test('that is gone, or is none, is told and nothing else happens', async () => {
    const { open, path, told, went } = await opened(BACKUP);
    await open(`${path}-gone`);
    // A folder has no bytes.
    await open(temporaryFolder());
    expect(told[0]).toContain('Không tìm thấy tệp “Chung Tay 2026-11-24.ctbackup-gone”');
    expect(told[1]).toMatch(/^Không đọc được tệp/);
    expect(told).toHaveLength(2);
    expect(went).toEqual([]);
  });

  test('that is refused is told in the words of the backend', async () => {
    const refusal = new AppError('DISK_FULL');
    const { open, path, told } = await opened(BACKUP, refusal);
    await open(path);
    expect(told).toEqual([refusal.message]);
  });
});
