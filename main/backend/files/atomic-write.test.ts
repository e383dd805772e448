import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type * as promises from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openProgram, temporaryFolder } from '../testing.ts';
import { writeFileAtomic } from './atomic-write.ts';

/** What the system answers to the next steps of a write; `null` lets it through. */
const refusal = vi.hoisted(() => ({
  rename: null as string | null,
  open: null as string | null,
  sync: null as string | null,
}));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>();
  const refuse = (code: string | null) => {
    if (code) throw Object.assign(new Error(code), { code });
  };
  return {
    ...real,
    rename(from: string, to: string) {
      refuse(refusal.rename);
      return real.rename(from, to);
    },
    // Opens the file, too.
    async writeFile(...args: Parameters<typeof real.writeFile>) {
      refuse(refusal.open);
      await real.writeFile(...args);
    },
    async open(file: string, flags: string) {
      refuse(refusal.open);
      const handle = await real.open(file, flags);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        refuse(refusal.sync);
        await sync();
      };
      return handle;
    },
  };
});

afterEach(() => {
  refusal.rename = null;
  refusal.open = null;
  refusal.sync = null;
});

/** A folder with a report that was kept before. */
function kept() {
  const folder = temporaryFolder();
  const file = path.join(folder, 'Báo cáo.xlsx');
  writeFileSync(file, 'old');
  return { folder, file };
}

test.each([
  ['EBUSY', 'rename', 'FILE_LOCKED'],
  // What Windows says of a workbook that Excel holds.
  ['EPERM', 'rename', 'FILE_LOCKED'],
  ['EACCES', 'rename', 'FILE_LOCKED'],
  ['EACCES', 'open', 'FILE_WRITE_FAILED'],
  ['EPERM', 'open', 'FILE_WRITE_FAILED'],
  ['EROFS', 'open', 'FILE_WRITE_FAILED'],
  ['ENOSPC', 'open', 'DISK_FULL'],
  ['ENOSPC', 'sync', 'DISK_FULL'],
  ['EIO', 'sync', 'DISK_FAILED'],
  ['EMFILE', 'open', 'TOO_MANY_FILES'],
] as const)(
  '%s at %s is %s; the old file stays and nothing half-written lies beside it',
  async (code, step, expected) => {
    const { folder, file } = kept();
    refusal[step] = code;
    await expect(writeFileAtomic(file, Buffer.from('new'))).rejects.toMatchObject({
      code: expected,
      details: { file },
    });
    expect(readdirSync(folder)).toEqual(['Báo cáo.xlsx']);
    expect(readFileSync(file, 'utf8')).toBe('old');
  },
);

test('a virus scanner that holds the file for a moment is outlasted', async () => {
  const { file } = kept();
  refusal.rename = 'EPERM';
  setTimeout(() => {
    refusal.rename = null;
  }, 60);
  await writeFileAtomic(file, Buffer.from('new'));
  expect(readFileSync(file, 'utf8')).toBe('new');
});

describe('keeping a file that is open in Excel', () => {
  async function office() {
    const { folder, file } = kept();
    const asked: string[] = [];
    const places = [file, path.join(folder, 'Báo cáo (2).xlsx')];
    const native = {
      chooseFolder: async () => null,
      async chooseSavePath(fileName: string) {
        asked.push(fileName);
        return places.shift() ?? null;
      },
      openFile: async () => true,
      noteSaved() {},
      showInFolder() {},
    };
    const program = await openProgram({ native });
    return { program, file, folder, asked, fileId: await program.receive('Báo cáo.xlsx', 'new') };
  }

  test('says so, and writes to the same place once it is closed, without asking again', async () => {
    const { program, file, asked, fileId } = await office();
    refusal.rename = 'EBUSY';
    const { code, message } = await program.refused('files.saveAs', { fileId });
    expect(code).toBe('FILE_LOCKED');
    expect(message).toBe(
      `Không ghi được tệp “${file}” vì đang mở trong Excel. Số liệu vẫn còn nguyên. Hãy đóng tệp rồi thử lại.`,
    );
    expect(await program.refused('files.saveAs', { fileId, again: true })).toMatchObject({ code });
    refusal.rename = null;
    expect(await program.call('files.saveAs', { fileId, again: true })).toEqual({ path: file });
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(asked).toHaveLength(1);
  });

  test('or to another place, which is asked for', async () => {
    const { program, file, folder, asked, fileId } = await office();
    refusal.rename = 'EBUSY';
    await program.refused('files.saveAs', { fileId });
    refusal.rename = null;
    expect(await program.call('files.saveAs', { fileId })).toEqual({
      path: path.join(folder, 'Báo cáo (2).xlsx'),
    });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(asked).toHaveLength(2);
  });

  test('a window that never asked can’t choose a place', async () => {
    const { program, asked, fileId, file } = await office();
    expect(await program.call('files.saveAs', { fileId, again: true })).toEqual({ path: file });
    expect(asked).toHaveLength(1);
  });
});

test('a full disk while a file is taken in has its code, too', async () => {
  const program = await openProgram();
  refusal.open = 'ENOSPC';
  await expect(program.backend.receiveFile('ds.csv', Buffer.from('a'))).rejects.toMatchObject({
    code: 'DISK_FULL',
  });
});
