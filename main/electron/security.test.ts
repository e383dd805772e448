import type { App, CommandLine, Session, WebContents, WebRequest } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { pryingSwitch, refuseNetwork, secureApp, secureSession } from './security.ts';
import { Listeners, only, stoppable } from './testing.ts';

test('no name resolves and no proxy is asked for', () => {
  const switches: string[] = [];
  refuseNetwork(
    only<CommandLine>('commandLine', {
      appendSwitch: (name, value) => switches.push(value ? `${name}=${value}` : name),
    }),
  );
  expect(switches).toContain('host-resolver-rules=MAP * ~NOTFOUND');
  expect(switches).toContain('no-proxy-server');
});

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'renderer-cmd-prefix',
])('--%s pries the program open', (name) => {
  const commandLine = only<CommandLine>('commandLine', { hasSwitch: (asked) => asked === name });
  expect(pryingSwitch(commandLine)).toBe(name);
});

test('what systems and shortcuts add does not', () => {
  const usual = ['no-sandbox', 'force-device-scale-factor', 'lang', 'ozone-platform', 'host-resolver-rules'];
  const commandLine = only<CommandLine>('commandLine', { hasSwitch: (asked) => usual.includes(asked) });
  expect(pryingSwitch(commandLine)).toBeNull();
});

/** The application with its listeners. */
function securedApp(): Listeners {
  const listeners = new Listeners();
  const app: App = only<App>('app', {
    on(event: string, listener: (...given: never[]) => unknown) {
      listeners.add(event, listener);
      return app;
    },
  });
  secureApp(app);
  return listeners;
}

describe('what a server asks', () => {
  const asked = { url: 'https://example.com/', certificates: [{ subjectName: 'Nguyễn Văn A' }] };

  test('a broken certificate is not trusted', () => {
    const [event, answer] = [stoppable(), vi.fn()];
    securedApp().fire('certificate-error', event, {}, asked.url, 'net::ERR_CERT_INVALID', {}, answer);
    expect(event.stopped).toBe(true);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  });

  test('no certificate of the person is shown', () => {
    const [event, answer] = [stoppable(), vi.fn()];
    securedApp().fire('select-client-certificate', event, {}, asked.url, asked.certificates, answer);
    expect(event.stopped).toBe(true);
    expect(answer).toHaveBeenCalledExactlyOnceWith();
  });

  test('nobody logs in', () => {
    const [event, answer] = [stoppable(), vi.fn()];
    securedApp().fire('login', event, {}, { url: asked.url }, {}, answer);
    expect(event.stopped).toBe(true);
    expect(answer).toHaveBeenCalledExactlyOnceWith();
  });
});

describe('a session', () => {
  function secured(developing: boolean) {
    const listeners = new Listeners();
    const handlers = {
      setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    };
    const onBeforeRequest = vi.fn();
    const session: Session = only<Session>('session', {
      ...handlers,
      webRequest: only<WebRequest>('webRequest', { onBeforeRequest }),
      on(event: string, listener: (...given: never[]) => unknown) {
        listeners.add(event, listener);
        return session;
      },
    });
    secureSession(session, developing);
    const isCancelled = (url: string): boolean => {
      const answer = vi.fn();
      onBeforeRequest.mock.calls[0]?.[0]({ url }, answer);
      return answer.mock.calls[0]?.[0].cancel;
    };
    return { handlers, isCancelled, listeners };
  }

  test('is denied every permission and device', () => {
    const { handlers } = secured(false);
    const answer = vi.fn();
    const [request] = handlers.setPermissionRequestHandler.mock.calls[0] ?? [];
    request?.(only<WebContents>('contents', {}), 'media', answer, { requestingUrl: '', isMainFrame: true });

    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    expect(
      handlers.setPermissionCheckHandler.mock.calls[0]?.[0]?.(null, 'clipboard-read', '', {} as never),
    ).toBe(false);
    expect(handlers.setDevicePermissionHandler.mock.calls[0]?.[0]?.({} as never)).toBe(false);
  });

  test.each([
    'https://example.com/',
    'http://127.0.0.1:80/',
    'ws://127.0.0.1/',
    'file:///C:/Windows/win.ini',
    'ftp://example.com/',
    'app://other/',
    'app://chung-tay.example/',
    'devtools://devtools/bundled/inspector.html',
  ])('gets nothing from %s', (url) => {
    expect(secured(false).isCancelled(url)).toBe(true);
  });

  test.each([
    'app://chung-tay/',
    'app://chung-tay/files/1',
    'blob:app://chung-tay/1',
    'data:image/png;base64,',
  ])('gets %s', (url) => {
    expect(secured(false).isCancelled(url)).toBe(false);
  });

  test('shows the developer tools only while developing', () => {
    expect(secured(true).isCancelled('devtools://devtools/bundled/inspector.html')).toBe(false);
  });

  test('downloads nothing', () => {
    const event = stoppable();
    secured(false).listeners.fire('will-download', event);
    expect(event.stopped).toBe(true);
  });
});

describe('any page that is ever made', () => {
  const listeners = new Listeners();
  let answerToNewWindow: unknown;
  const contents: WebContents = only<WebContents>('contents', {
    setWindowOpenHandler: (handler) => {
      answerToNewWindow = handler({} as never);
    },
    on(event: string, listener: (...given: never[]) => unknown) {
      listeners.add(event, listener);
      return contents;
    },
  });
  securedApp().fire('web-contents-created', {}, contents);

  test('opens no other window', () => {
    expect(answerToNewWindow).toEqual({ action: 'deny' });
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays where it is: %s', (name) => {
    for (const url of [
      'https://example.com/',
      'app://chung-tay/files/1',
      'file:///etc/passwd',
      'app://chung-tay.',
    ]) {
      const event = stoppable(url);
      listeners.fire(name, event);
      expect(event.stopped, url).toBe(true);
    }
  });

  test('may be loaded again', () => {
    for (const url of ['app://chung-tay/', 'app://chung-tay/#/schools']) {
      const event = stoppable(url);
      listeners.fire('will-navigate', event);
      expect(event.stopped, url).toBe(false);
    }
  });

  test('holds no page within', () => {
    const event = stoppable('app://chung-tay/');
    listeners.fire('will-attach-webview', event);
    expect(event.stopped).toBe(true);
  });
});
