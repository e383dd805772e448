import { beforeAll, expect, test, vi } from 'vitest';
import { CHANNELS } from './contract/channels.ts';

type Forward = (event: unknown, message: { name: string; payload: unknown }) => void;

const { exposed, forwards, invoke } = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  forwards: new Map<string, Set<unknown>>(),
  invoke: vi.fn(async (..._arguments: unknown[]) => ({ ok: true, value: {} })),
}));

// Only what the script uses: anything more fails here.
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  ipcRenderer: {
    invoke,
    on: (channel: string, listener: unknown) =>
      forwards.set(channel, (forwards.get(channel) ?? new Set()).add(listener)),
    off: (channel: string, listener: unknown) => forwards.get(channel)?.delete(listener),
  },
}));

interface Bridge {
  invoke(name: string, input: unknown): Promise<unknown>;
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

let bridge: Bridge;

beforeAll(async () => {
  await import('./index.ts');
  bridge = exposed.get('chungTay') as Bridge;
});

const tell = (message: { name: string; payload: unknown }) => {
  for (const forward of forwards.get(CHANNELS.event) ?? [])
    (forward as Forward)({ sender: 'secret' }, message);
};

test('the window gets two functions and nothing else', () => {
  expect([...exposed.keys()]).toEqual(['chungTay']);
  expect(Object.keys(bridge)).toEqual(['invoke', 'subscribe']);
});

test('a call goes out on the one channel, and its envelope comes back', async () => {
  await expect(bridge.invoke('schools.search', { text: 'hoa sen' })).resolves.toEqual({
    ok: true,
    value: {},
  });
  expect(invoke).toHaveBeenCalledExactlyOnceWith(CHANNELS.invoke, 'schools.search', { text: 'hoa sen' });
});

test('a listener hears the payloads of its own event until it stops', () => {
  const heard: unknown[][] = [];
  const stop = bridge.subscribe('data.changed', (...given) => heard.push(given));

  tell({ name: 'data.changed', payload: { procedure: 'schools.create' } });
  tell({ name: 'job.progress', payload: { done: 1 } });
  expect(heard).toEqual([[{ procedure: 'schools.create' }]]);

  stop();
  tell({ name: 'data.changed', payload: { procedure: 'schools.update' } });
  expect(heard).toHaveLength(1);
  expect(forwards.get(CHANNELS.event)?.size).toBe(0);
});
