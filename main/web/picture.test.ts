import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../backend/testing.ts';
import { PICTURE_FILE, pictureOf } from './picture.ts';

/** A built window with this code to draw its first picture. */
async function windowWith(code: string): Promise<string> {
  const rendererDir = join(temporaryFolder(), 'renderer');
  await mkdir(join(rendererDir, PICTURE_FILE, '..'), { recursive: true });
  await writeFile(join(rendererDir, '../package.json'), '{"type":"module"}');
  await writeFile(join(rendererDir, PICTURE_FILE), code);
  return rendererDir;
}

test('the first picture is drawn by what lies beside the window, as soon as it is loaded', async () => {
  const draw = pictureOf(
    await windowWith('export const drawPicture = (answers, nonce) => nonce + answers.length;'),
  );
  expect(draw([], 'n')).toBe(null);
  await vi.waitFor(() => expect(draw([], 'n')).toBe('n0'));
});

test('a picture that can’t be drawn is none', async () => {
  const rendererDir = await windowWith(
    'globalThis.tried = 0; export const drawPicture = () => { globalThis.tried += 1; throw new Error("no"); };',
  );
  const draw = pictureOf(rendererDir);
  await vi.waitFor(() => {
    expect(draw([], 'n')).toBe(null);
    expect(Reflect.get(globalThis, 'tried')).toBeGreaterThan(0);
  });
  expect(pictureOf(temporaryFolder())([], 'n')).toBe(null);
});
