import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Data } from 'resedit';
import { beforeAll, describe, expect, test } from 'vitest';
import { ICO_SIZES, ICONS_DIR, icons } from './icons.ts';

let made: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  made = await icons();
});

test('the kept icons are those of the drawings: else run `npm run icons`', () => {
  expect(readdirSync(ICONS_DIR).filter((name) => !name.endsWith('.svg'))).toEqual([...made.keys()].sort());
  for (const [name, bytes] of made)
    expect(readFileSync(join(ICONS_DIR, name)).equals(bytes), name).toBe(true);
});

describe.each([
  ['app.ico', 80],
  ['backup.ico', 80],
  ['template.ico', 40],
])('%s', (name, ground) => {
  const pictures = () => Data.IconFile.from(made.get(name) ?? new Uint8Array()).icons;

  test('holds each size that Windows asks for', () => {
    expect(pictures().map(({ width }) => width || 256)).toEqual([...ICO_SIZES]);
    expect(pictures().map(({ bitCount }) => bitCount)).toEqual(ICO_SIZES.map(() => 32));
  });

  test('shows both links on the ground of the program even in its smallest picture', () => {
    const smallest = pictures()[0]?.data;
    const bytes = Buffer.from(smallest?.isIcon() ? smallest.pixels : new ArrayBuffer());
    const colours = Array.from({ length: 16 * 16 }, (_, at) => bytes.readUInt32LE(at * 4));
    const count = (...looked: readonly number[]) => colours.filter((one) => looked.includes(one)).length;
    // Opaque blue, red-green-blue below the byte of opacity.
    expect(count(0xff1d4f91)).toBeGreaterThan(ground);
    expect(
      colours.filter((one) => (one & 0xff) > 0xe0 && ((one >>> 16) & 0xff) > 0xd0).length,
    ).toBeGreaterThan(4);
    expect(count(0)).toBeGreaterThan(0);
  });
});
