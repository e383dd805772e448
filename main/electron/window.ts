import { BrowserWindow, type Session } from 'electron';
import { secureContents } from './security.ts';

/** Opens the window; it shows itself with its first picture, so that nobody sees it empty. */
export function openWindow(options: { readonly preload: string; readonly session: Session }): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Chung Tay',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spelling checker would download its dictionaries.
      spellcheck: false,
    },
  });
  secureContents(window.webContents);
  window.once('ready-to-show', () => window.show());
  return window;
}
