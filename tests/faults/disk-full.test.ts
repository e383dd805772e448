import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError, type Backend, createBackend } from '../../main/backend/index.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');
const place = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));

/** A disk of a few megabytes; only the system's administrator may make one. */
function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', [...options, place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isMounted = mount('-t', 'tmpfs', '-o', 'size=3m', 'tmpfs');
afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', place]);
  rmSync(place, { recursive: true, force: true });
});

const open = (): Promise<Backend> =>
  createBackend({
    dataDir: path.join(place, 'Chung Tay'),
    resourcesDir: RESOURCES_DIR,
    version: '0',
    actor: 'van-thu',
  });

/** The code of a refusal; null when it was answered. */
const codeOf = async (backend: Backend, name: string, input: unknown): Promise<string | null> => {
  const answer = await backend.dispatch(name, input);
  return answer.ok ? null : answer.error.code;
};

const countSchools = async (backend: Backend): Promise<number> => {
  const answer = await backend.dispatch('schools.list', {});
  return answer.ok ? (answer.value as { schools: unknown[] }).schools.length : -1;
};

/** Takes in one more list of sixty schools. */
async function importList(backend: Backend, number: number): Promise<string | null> {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `Thanh Trì;Tiểu học;Trường Tiểu học ${number} ${row};${row}`,
  );
  try {
    const list = ['Đơn vị;Cấp học;Tên trường;Số HS', ...rows].join('\n');
    const { fileId } = await backend.receiveFile('danh sách.csv', Buffer.from(list));
    return await codeOf(backend, 'schools.import', { fileId });
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test.skipIf(!isMounted)(
  'a disk that fills up is told by its name each time, and nothing is lost or half written',
  async () => {
    const backend = await open();
    expect(await codeOf(backend, 'app.initialise', { sample: true })).toBeNull();
    const refusals: (string | null)[] = [];
    let taken = 0;
    for (let number = 0; refusals.length < 5; number += 1) {
      const code = await importList(backend, number);
      if (code === null) taken += 1;
      else refusals.push(code);
    }
    refusals.push(
      await codeOf(backend, 'memoranda.generate', {}),
      await codeOf(backend, 'backups.create', {}),
    );
    expect(new Set(refusals)).toEqual(new Set(['DISK_FULL']));
    expect(await countSchools(backend)).toBe(20 + 60 * taken);
    expect(await backend.dispatch('check.run', {})).toEqual({ ok: true, value: { problems: [] } });
    await backend.close();

    // With room again everything goes on where it stood.
    mount('-o', 'remount,size=64m');
    const again = await open();
    expect(await countSchools(again)).toBe(20 + 60 * taken);
    expect(await importList(again, 1000)).toBeNull();
    expect(await codeOf(again, 'backups.create', {})).toBeNull();
    expect(await again.dispatch('check.run', {})).toEqual({ ok: true, value: { problems: [] } });
    await again.close();
  },
);
