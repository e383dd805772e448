import type { App, CommandLine, Session, WebContents } from 'electron';
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

/**
 * Switches by which whoever starts the program would look into the window, change what it runs or take its walls
 * down. Node's own are dead by the fuses, and `no-sandbox`, which packed Linux programs are started with where the
 * kernel allows no other, is taken off by `app.enableSandbox()`.
 */
const PRYING = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'ignore-certificate-errors',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'log-net-log',
] as const;

/** The first switch on the command line that a packed program doesn't start with, or null. */
export const pryingSwitch = (commandLine: Pick<CommandLine, 'hasSwitch'>): string | null =>
  PRYING.find((name) => commandLine.hasSwitch(name)) ?? null;

/**
 * Secures every page that will ever be made, not only ours, and answers for the person what a server could ask:
 * no certificate is accepted or shown, nobody logs in. Nothing should ask, since nothing is asked for.
 */
export function secureApp(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  // Without this Chromium would show the first certificate of the store, which may be the signer's.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('login', (event, _contents, _details, _authInfo, answer) => {
    event.preventDefault();
    answer();
  });
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
function secureContents(contents: WebContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (event.url.split('#')[0] !== APP_URL) event.preventDefault();
  };
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
