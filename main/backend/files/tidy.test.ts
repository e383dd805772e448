import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openProgram, temporaryFolder } from '../testing.ts';

const HALF = '.0189aaaa-0000-4000-8000-000000000000.tmp';

test('what a killed program left is cleared: half files go, files without a row are kept aside', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const first = await openProgram({ fresh: true, dataDir });
  await first.call('app.initialise', { sample: true });
  await first.call('memoranda.generate', {});
  await first.backend.close();

  // As a power cut leaves it.
  mkdirSync(path.join(dataDir, 'passing'));
  const shelf = path.join(dataDir, 'attachments', 'ab');
  mkdirSync(shelf, { recursive: true });
  const stray = 'c'.repeat(62);
  writeFileSync(path.join(shelf, stray), 'chưa kịp ghi vào sổ');
  writeFileSync(path.join(shelf, HALF), 'nửa tệp');
  writeFileSync(path.join(dataDir, HALF), 'nửa tệp');
  writeFileSync(path.join(dataDir, 'ghi chú.txt'), 'của người dùng');

  const again = await openProgram({ fresh: true, dataDir });
  expect(await again.call('check.run', {})).toEqual({ problems: [] });
  expect(readdirSync(shelf)).not.toContain(stray);
  expect(readdirSync(shelf)).not.toContain(HALF);
  expect(existsSync(path.join(dataDir, HALF))).toBe(false);
  expect(readFileSync(path.join(dataDir, 'unclaimed', `ab${stray}`), 'utf8')).toBe('chưa kịp ghi vào sổ');
  expect(existsSync(path.join(dataDir, 'ghi chú.txt'))).toBe(true);
});

test('after a program that was closed nothing is looked for', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const first = await openProgram({ fresh: true, dataDir });
  await first.call('app.initialise', { sample: true });
  await first.backend.close();
  const shelf = path.join(dataDir, 'attachments', 'ab');
  mkdirSync(shelf, { recursive: true });
  writeFileSync(path.join(shelf, 'c'.repeat(62)), 'x');
  await (await openProgram({ fresh: true, dataDir })).backend.close();
  expect(readdirSync(shelf)).toHaveLength(1);
});
