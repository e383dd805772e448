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
  const stored = { data: picture, method: STORED, size: picture.length, crc: crc32(picture) };
  const zip = zipOf([
    deflated(newEntry('xl/text.xml'), Buffer.from('Trường Tiểu học 😀')),
    deflated(newEntry('xl/picture.png'), picture),
    deflated(newEntry('empty.xml'), Buffer.alloc(0)),
    { entry: newEntry('as it is.png'), ...stored },
  ]);
  expect(await filesOf(zip)).toEqual({
    'xl/text.xml': Buffer.from('Trường Tiểu học 😀'),
    'xl/picture.png': picture,
    'empty.xml': Buffer.alloc(0),
    'as it is.png': picture,
  });
});

test('the same content is the same zip, whenever it is made', () => {
  const zipOn = (day: string) => {
    vi.setSystemTime(day);
    return zipOf([deflated(newEntry('a.xml'), Buffer.from('<a/>'))]);
  };
  expect(zipOn('2024-06-05').equals(zipOn('2026-01-31'))).toBe(true);
});
