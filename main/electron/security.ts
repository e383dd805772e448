import type { CommandLine, Session, WebContents } from 'electron';
import { APP_URL } from './protocol.ts';

/**
 * Closes the net below everything else: no name resolves and no proxy is asked for, so that not even a part of
 * Chromium that sends no request through a session gets out. Must run before the application is ready.
 */
export function refuseNetwork(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('no-proxy-server');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
}

/** Requests that leave neither the program nor the page. */
const isInside = (url: string, developing: boolean): boolean =>
  url.startsWith(APP_URL) ||
  url.startsWith(`blob:${APP_URL}`) ||
  url.startsWith('data:') ||
  (developing && url.startsWith('devtools:'));

/**
 * Denies a session every permission, device, request to the outside and download: files are kept by
 * `files.saveAs`, which asks where.
 * @see https://www.electronjs.org/docs/latest/tutorial/security
 */
export function secureSession(session: Session, developing: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isInside(details.url, developing) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a page where it is, reloading apart: no other address, no other window, no page within the page. */
export function secureContents(contents: WebContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (event.url.split('#')[0] !== APP_URL) event.preventDefault();
  };
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
