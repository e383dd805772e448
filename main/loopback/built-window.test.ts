import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../backend/testing.ts';
import { isStale } from './built-window.ts';

let root: string;

/** Writes a file as it was so many minutes after the start. */
function write(path: string, minute: number): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const time = new Date(Date.UTC(2024, 4, 15, 8, minute));
  utimesSync(file, time, time);
}

beforeEach(() => {
  root = temporaryFolder();
  write('renderer/features/schools/register.tsx', 1);
  write('preload/contract/schools.ts', 1);
  write('vite.config.ts', 1);
  write('package-lock.json', 1);
  write('main/loopback/built-window.ts', 1);
  write('main/web/picture.ts', 1);
});

test('a window that was never built is built', async () => {
  expect(await isStale(root)).toBe(true);
});

test('a built window is taken as it is', async () => {
  write('dist/renderer/index.html', 2);
  expect(await isStale(root)).toBe(false);
});

test.each([
  'renderer/features/schools/register.tsx',
  'preload/contract/schools.ts',
  'vite.config.ts',
  'package-lock.json',
  'main/loopback/built-window.ts',
  'main/web/picture.ts',
])('a change in %s builds it again', async (source) => {
  write('dist/renderer/index.html', 2);
  write(source, 3);
  expect(await isStale(root)).toBe(true);
});

test('a change in a test does not', async () => {
  write('dist/renderer/index.html', 2);
  write('renderer/features/schools/register.test.tsx', 3);
  write('renderer/e2e/window.test.ts', 3);
  write('preload/contract/procedures.test.ts', 3);
  expect(await isStale(root)).toBe(false);
});
