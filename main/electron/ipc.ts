import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '../../preload/contract/channels.ts';
import type { Envelope } from '../../preload/contract/errors.ts';
import { AppError, toErrorBody } from '../backend/errors.ts';
import type { Backend } from '../backend/index.ts';
import { APP_URL } from './protocol.ts';

type Window = Pick<BrowserWindow, 'isDestroyed' | 'webContents'>;

/** Only the top frame of our own window, showing our own page, may call. */
const isOurs = (event: IpcMainInvokeEvent, window: Window): boolean =>
  event.sender === window.webContents &&
  event.senderFrame?.parent === null &&
  event.senderFrame.url.startsWith(APP_URL);

/** Carries the window's calls to the backend and the backend's events to the window. */
export function connectWindow(
  ipcMain: Pick<IpcMain, 'handle'>,
  window: Window,
  backend: Pick<Backend, 'dispatch' | 'subscribe'>,
): void {
  ipcMain.handle(
    CHANNELS.invoke,
    async (event, name: unknown, input: unknown): Promise<Envelope<unknown>> =>
      // A stranger gets an error and not silence, which would look like success.
      isOurs(event, window)
        ? backend.dispatch(String(name), input)
        : { ok: false, error: toErrorBody(new AppError('FORBIDDEN')) },
  );
  backend.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
  });
}
