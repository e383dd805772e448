import type { BrowserWindow, IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { CHANNELS } from '../../preload/contract/channels.ts';
import { type EchoBackend, echoBackend } from '../web/testing.ts';
import { connectWindow } from './ipc.ts';
import { only } from './testing.ts';

const frame = (url: string, parent: WebFrameMain | null = null) =>
  only<WebFrameMain>('frame', { url, parent });

const send = vi.fn<WebContents['send']>();
const webContents = only<WebContents>('contents', { send });

let backend: EchoBackend;
let destroyed: boolean;
let progress: number[];
let call: (event: Partial<IpcMainInvokeEvent>, name: unknown, input: unknown) => Promise<unknown>;

beforeEach(async () => {
  send.mockClear();
  destroyed = false;
  progress = [];
  backend = await echoBackend();
  const ipcMain = only<IpcMain>('ipcMain', {
    handle(channel, listener) {
      expect(channel).toBe(CHANNELS.invoke);
      call = (event, ...given) => listener(only<IpcMainInvokeEvent>('event', event), ...given);
    },
  });
  const window = only<BrowserWindow>('window', {
    webContents,
    isDestroyed: () => destroyed,
    setProgressBar: (fraction) => progress.push(fraction),
  });
  connectWindow(ipcMain, window, backend);
});

test('a call of our own page reaches the backend, and its envelope goes back', async () => {
  const own = { sender: webContents, senderFrame: frame('app://chung-tay/') };
  await expect(call(own, 'schools.list', { search: 'hoa' })).resolves.toEqual({
    ok: true,
    value: { name: 'schools.list', input: { search: 'hoa' } },
  });
});

test.each([
  ['a page from elsewhere', { sender: webContents, senderFrame: frame('https://example.com/') }],
  ['a look-alike', { sender: webContents, senderFrame: frame('app://chung-tay.example/') }],
  [
    'a frame within our page',
    { sender: webContents, senderFrame: frame('app://chung-tay/', frame('app://chung-tay/')) },
  ],
  ['a frame that is gone', { sender: webContents, senderFrame: null }],
  ['another window', { sender: only<WebContents>('other', {}), senderFrame: frame('app://chung-tay/') }],
])('%s is told that it may not call', async (_, event) => {
  await expect(call(event, 'schools.list', {})).resolves.toMatchObject({
    ok: false,
    error: { code: 'FORBIDDEN', message: expect.stringContaining('từ chối') },
  });
  expect(backend.calls).toEqual([]);
});

test('events go to the window for as long as it stands', () => {
  const event = { name: 'data.changed', payload: { procedure: 'schools.create' } } as const;
  backend.emit(event);
  expect(send).toHaveBeenCalledExactlyOnceWith(CHANNELS.event, event);

  destroyed = true;
  backend.emit(event);
  expect(send).toHaveBeenCalledOnce();
});

test('a job shows in the taskbar until its answer is there', async () => {
  const own = { sender: webContents, senderFrame: frame('app://chung-tay/') };
  const payload = { jobId: 'j1', label: 'Đang tạo biên bản', done: 3, total: 4 };
  backend.emit({ name: 'job.progress', payload });
  await call(own, 'memoranda.generate', { jobId: 'j1' });
  expect(progress).toEqual([0.75, -1]);
});
