import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '../../preload/contract/channels.ts';
import type { Envelope } from '../../preload/contract/errors.ts';
import { AppError, toErrorBody } from '../backend/errors.ts';
import type { Backend } from '../backend/index.ts';
import { APP_URL } from './protocol.ts';
import { taskbarProgress } from './taskbar.ts';

type Window = Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar' | 'webContents'>;

/** Only the top frame of our own window, showing our own page, may call. */
const isOurs = (event: IpcMainInvokeEvent, window: Window): boolean =>
  event.sender === window.webContents &&
  event.senderFrame?.parent === null &&
  event.senderFrame.url.startsWith(APP_URL);

/** The caller's name of a job that it starts; nothing of a call is trusted before the backend has parsed it. */
function jobOf(input: unknown): string | null {
  const jobId = typeof input === 'object' && input !== null ? Reflect.get(input, 'jobId') : null;
  return typeof jobId === 'string' ? jobId : null;
}

/** Carries the window's calls to the backend and the backend's events to the window. */
export function connectWindow(
  ipcMain: Pick<IpcMain, 'handle'>,
  window: Window,
  backend: Pick<Backend, 'dispatch' | 'subscribe'>,
): void {
  const taskbar = taskbarProgress(window);
  ipcMain.handle(
    CHANNELS.invoke,
    async (event, name: unknown, input: unknown): Promise<Envelope<unknown>> => {
      // A stranger gets an error and not silence, which would look like success.
      if (!isOurs(event, window)) return { ok: false, error: toErrorBody(new AppError('FORBIDDEN')) };
      const answer = await backend.dispatch(String(name), input);
      const jobId = jobOf(input);
      if (jobId !== null) taskbar.ended(jobId);
      return answer;
    },
  );
  backend.subscribe((event) => {
    if (event.name === 'job.progress') taskbar.moved(event.payload);
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
  });
}
