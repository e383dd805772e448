import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CHANNELS } from './contract/channels.ts';

interface EventMessage {
  readonly name: string;
  readonly payload: unknown;
}

/**
 * All that the window gets: one way to call and one way to listen, without a word of the business. What is
 * exposed here can never be taken back; names and inputs are judged by the backend.
 */
contextBridge.exposeInMainWorld('chungTay', {
  invoke: (name: string, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke(CHANNELS.invoke, name, input),

  /** Hands over payloads only: Electron's own event would give the window its sender. */
  subscribe(name: string, listener: (payload: unknown) => void): () => void {
    const forward = (_event: IpcRendererEvent, message: EventMessage): void => {
      if (message.name === name) listener(message.payload);
    };
    ipcRenderer.on(CHANNELS.event, forward);
    return () => {
      ipcRenderer.off(CHANNELS.event, forward);
    };
  },
});
