import { BrowserWindow, type Session, screen } from 'electron';
import { keepPlacement, keptPlacement } from './placement.ts';

interface WindowOptions {
  readonly preload: string;
  readonly session: Session;
  /** Where the window's place is kept. */
  readonly placementFile: string;
  /** Whether the developer tools can be opened. */
  readonly devTools: boolean;
}

/**
 * Opens the window where it stood last time; it shows itself with its first picture, so that nobody sees it
 * empty. Only after the app is ready: displays are unknown before.
 */
export function openWindow(options: WindowOptions): BrowserWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const { maximised, ...bounds } = keptPlacement(options.placementFile, workAreas) ?? {
    width: 1366,
    height: 768,
    maximised: false,
  };
  const window = new BrowserWindow({
    title: 'Chung Tay',
    ...bounds,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      devTools: options.devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // A click with the wheel would ask for a new window.
      disableBlinkFeatures: 'Auxclick',
      // The spelling checker would download its dictionaries.
      spellcheck: false,
    },
  });
  keepPlacement(window, options.placementFile);
  storeLastWords(window);
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  return window;
}

/** How long a hidden page has for storing what was typed last, ms. */
const LAST_WORDS = 250;

/**
 * Hides a window that is closed before it goes: a hidden page stores what still waits, while calls that came from a page
 * that is gone would be refused. Nothing is asked.
 */
function storeLastWords(window: BrowserWindow): void {
  window.once('close', (event) => {
    event.preventDefault();
    window.hide();
    // Whoever closes it once more in between has closed it.
    setTimeout(() => window.isDestroyed() || window.destroy(), LAST_WORDS);
  });
}
