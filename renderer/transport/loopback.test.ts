import { afterEach, expect, test, vi } from 'vitest';
import { loopbackTransport } from './loopback.ts';

afterEach(() => vi.unstubAllGlobals());

test('more calls of one turn than travel together go in several requests, and each has its own answer', async () => {
  const sizes: number[] = [];
  vi.stubGlobal('EventSource', class {});
  vi.stubGlobal('fetch', async (_: string, { body }: { readonly body: string }) => {
    const calls: readonly (readonly [string, { readonly key: string }])[] = JSON.parse(body);
    sizes.push(calls.length);
    const answers = calls.map(([, { key }], place) =>
      JSON.stringify([place, { ok: true, value: { value: key } }]),
    );
    return new Response(answers.map((line) => `${line}\n`).join(''));
  });
  const { invoke } = loopbackTransport();
  const keys = Array.from({ length: 150 }, (_, index) => `k${index}`);
  const answers = await Promise.all(keys.map((key) => invoke('settings.get', { key })));
  expect(answers).toEqual(keys.map((key) => ({ ok: true, value: { value: key } })));
  expect(sizes).toEqual([64, 64, 22]);
});
