import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { deflated, newEntry, STORED, zipOf } from './zip.ts';

afterEach(() => vi.useRealTimers());

/** The files of a zip as another reader finds them, which holds sums and sizes against the bytes. */
async function filesOf(zip: Buffer): Promise<Record<string, Buffer>> {
  const file = await fromBufferPromise(zip, { lazyEntries: true });
  const found: Record<string, Buffer> = {};
  for await (const entry of file.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    expect(crc32(bytes)).toBe(entry.crc32);
    found[entry.fileName] = bytes;
  }
  return found;
}

test('what goes into a zip comes out of it: texts, bytes and nothing at all', async () => {
  const picture = randomBytes(5000);
  const stored = { data: [picture], method: STORED, size: picture.length, crc: crc32(picture) };
  const zip = zipOf([
    deflated(newEntry('xl/text.xml'), ['Trường ', '', 'Tiểu học 😀']),
    deflated(newEntry('xl/picture.png'), picture),
    deflated(newEntry('empty.xml'), []),
    { entry: newEntry('as it is.png'), ...stored },
  ]);
  expect(await filesOf(zip)).toEqual({
    'xl/text.xml': Buffer.from('Trường Tiểu học 😀'),
    'xl/picture.png': picture,
    'empty.xml': Buffer.alloc(0),
    'as it is.png': picture,
  });
});

test('a long text is made while it is packed, and comes out whole', async () => {
  let made = 0;
  function* lines() {
    for (; made < 40_000; made += 1) yield `Dòng ${made} của một danh sách dài\n`;
  }
  const packed = deflated(newEntry('long.txt'), lines());
  const { 'long.txt': text = Buffer.alloc(0) } = await filesOf(zipOf([packed]));
  expect(made).toBe(40_000);
  expect(text.toString('utf8').split('\n')[39_999]).toBe('Dòng 39999 của một danh sách dài');
  expect(text.length).toBe(packed.size);
  expect(packed.data.length).toBeGreaterThan(1);
});

test('the same content is the same zip, whenever it is made', () => {
  const zipOn = (day: string) => {
    vi.setSystemTime(day);
    return zipOf([deflated(newEntry('a.xml'), ['<a/>'])]);
  };
  expect(zipOn('2024-06-05').equals(zipOn('2026-01-31'))).toBe(true);
});
