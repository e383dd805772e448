import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  Menu,
  Protocol,
  Screen,
  Session,
  WebContents,
  WebRequest,
} from 'electron';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type BackendOptions, createBackend } from '../backend/index.ts';
import { temporaryFolder } from '../backend/testing.ts';
import { type EchoBackend, echoBackend } from '../web/testing.ts';
import { Listeners, only, stoppable } from './testing.ts';

// The program behind the shell has its own tests; here it only answers or fails.
vi.mock('../backend/index.ts', () => ({ createBackend: vi.fn() }));

/** Everything that the shell asks of Electron, in the order in which it asks. */
const fake = vi.hoisted(() => ({
  steps: [] as string[],
  app: undefined as unknown as Listeners,
  window: undefined as unknown as Listeners,
  windowOptions: undefined as BrowserWindowConstructorOptions | undefined,
  handler: undefined as ((request: Request) => Response | Promise<Response>) | undefined,
  shown: [] as string[],
  shut: [] as string[],
  switches: [] as string[],
  refusal: '',
  isPackaged: true,
  menus: [] as string[][],
  contents: undefined as unknown as Listeners,
  isFirstInstance: true,
  minimized: false,
  destroyed: false,
  savePath: '' as string,
  folder: [] as string[],
  openFailure: '' as string,
  saveOptions: undefined as unknown,
}));

vi.mock('electron', () => {
  const step = (name: string) => () => {
    fake.steps.push(name);
  };
  /** A session that remembers that each of its doors was shut. */
  const guarded = (name: string, more: Partial<Session> = {}): Session => {
    const shut = (door: string) => () => {
      fake.shut.push(`${name} ${door}`);
    };
    const one: Session = only<Session>(name, {
      setPermissionRequestHandler: shut('permissions'),
      setPermissionCheckHandler: shut('checks'),
      setDevicePermissionHandler: shut('devices'),
      webRequest: only<WebRequest>('webRequest', { onBeforeRequest: shut('requests') }),
      on(event: string) {
        fake.shut.push(`${name} ${event}`);
        return one;
      },
      ...more,
    });
    return one;
  };
  const memory = guarded('memory', {
    protocol: only<Protocol>('session.protocol', {
      handle: (_scheme, handler) => {
        fake.handler = handler as typeof fake.handler;
      },
    }),
  });
  const contents: WebContents = only<WebContents>('contents', {
    setWindowOpenHandler: () => {},
    on(event: string, listener: (...given: never[]) => unknown) {
      fake.contents.add(event, listener);
      return contents;
    },
    send: () => {},
  });
  class FakeWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      fake.steps.push('window');
      fake.windowOptions = options;
      fake.app.fire('web-contents-created', {}, contents);
      const window: BrowserWindow = only<BrowserWindow>('window', {
        webContents: contents,
        on(event: string, listener: (...given: never[]) => unknown) {
          fake.window.add(event, listener);
          return window;
        },
        once(event: string, listener: (...given: never[]) => unknown) {
          fake.window.add(event, listener);
          return window;
        },
        getNormalBounds: () => ({ x: 40, y: 20, width: 1200, height: 680 }),
        isMaximized: () => true,
        maximize: step('maximize'),
        hide: step('hide'),
        destroy: step('destroy'),
        show: step('show'),
        focus: step('focus'),
        restore: step('restore'),
        isMinimized: () => fake.minimized,
        isDestroyed: () => fake.destroyed,
        async loadURL(url) {
          fake.steps.push(`load ${url}`);
          fake.shown.push((await (await fake.handler?.(new Request(url)))?.text()) ?? '');
        },
      });
      // biome-ignore lint/correctness/noConstructorReturn: only the listed members may be there
      return window;
    }
  }
  return {
    BrowserWindow: FakeWindow,
    Menu: only('Menu', {
      setApplicationMenu: step('menu'),
      buildFromTemplate(items: readonly { label?: string }[]) {
        fake.menus.push(items.flatMap(({ label }) => label ?? []));
        return only<Menu>('menu', { popup: step('popup') });
      },
    }),
    shell: only('shell', {
      async openPath(path: string) {
        fake.steps.push(`open ${path}`);
        return fake.openFailure;
      },
      showItemInFolder(path: string) {
        fake.steps.push(`show ${path}`);
      },
    }),
    dialog: only('dialog', {
      showErrorBox(title: string, content: string) {
        fake.refusal = `${title}: ${content}`;
      },
      async showSaveDialog(_window: unknown, options: unknown) {
        fake.saveOptions = options;
        return { canceled: fake.savePath === '', filePath: fake.savePath };
      },
      async showOpenDialog(_window: unknown, options: { properties: readonly string[] }) {
        fake.steps.push(`choose ${options.properties.join(' ')}`);
        return { canceled: fake.folder.length === 0, filePaths: fake.folder };
      },
    }),
    screen: only<Screen>('screen', {
      getAllDisplays: () => [
        only<Display>('display', { workArea: { x: 0, y: 0, width: 1366, height: 728 } }),
      ],
    }),
    ipcMain: only('ipcMain', { handle: step('ipc') }),
    protocol: only('protocol', { registerSchemesAsPrivileged: step('scheme') }),
    session: only('session', {
      fromPartition(name: string) {
        fake.steps.push(`session ${name}`);
        return memory;
      },
      defaultSession: guarded('default'),
    }),
    app: only('app', {
      commandLine: only('commandLine', {
        appendSwitch: () => {},
        hasSwitch: (name: string) => fake.switches.includes(name),
      }),
      exit: (code: number) => fake.steps.push(`exit ${code}`),
      enableSandbox: step('sandbox'),
      requestSingleInstanceLock: () => fake.isFirstInstance,
      async whenReady() {
        fake.steps.push('ready');
      },
      on: (event: string, listener: () => void) => fake.app.add(event, listener),
      once: (event: string, listener: () => void) => fake.app.add(event, listener),
      quit: step('quit'),
      get isPackaged() {
        return fake.isPackaged;
      },
      getAppPath: () => '/home/van-phong/chung-tay',
      getVersion: () => '0.1.0',
      addRecentDocument: (path: string) => fake.steps.push(`recent ${path}`),
      getPath: (name: string) => `/home/van-phong/${name}`,
    }),
  };
});

let backend: EchoBackend;

beforeEach(async () => {
  vi.resetModules();
  vi.stubEnv('CHUNG_TAY_DATA', '/nowhere/chung-tay');
  Object.assign(fake, {
    steps: [],
    shown: [],
    shut: [],
    switches: [],
    refusal: '',
    isPackaged: true,
    menus: [],
    contents: new Listeners(),
    app: new Listeners(),
    window: new Listeners(),
    handler: undefined,
    isFirstInstance: true,
    minimized: false,
    savePath: '',
    destroyed: false,
    folder: [],
    openFailure: '',
  });
  Object.defineProperty(process, 'resourcesPath', { value: '/opt/chung-tay/resources', configurable: true });
  backend = await echoBackend();
  vi.mocked(createBackend).mockReset().mockResolvedValue(backend);
});

/** Starts the shell and waits until the window shows what it will show. */
async function start(): Promise<BackendOptions | undefined> {
  await import('./index.ts');
  await vi.waitFor(() => expect(fake.shown).toHaveLength(2));
  return vi.mocked(createBackend).mock.calls[0]?.[0];
}

describe('menus', () => {
  test('stand over the window, and under the pointer where words can be edited', async () => {
    await start();
    expect(fake.menus).toEqual([['&Tệp', '&Sửa', '&Xem', 'T&rợ giúp']]);
    fake.contents.fire('context-menu', {}, { isEditable: false, selectionText: '' });
    expect(fake.steps).not.toContain('popup');
    fake.contents.fire('context-menu', {}, { isEditable: true, selectionText: '' });
    expect(fake.steps).toContain('popup');
  });
});

describe('starting', () => {
  test('the scheme and the sandbox come before ready, the window before the backend', async () => {
    vi.mocked(createBackend).mockImplementation(async () => {
      fake.steps.push('backend');
      return backend;
    });
    await start();

    expect(fake.steps).toEqual([
      'scheme',
      'sandbox',
      'ready',
      'session chung-tay',
      'window',
      'menu',
      'load app://chung-tay/',
      'backend',
      'ipc',
      'load app://chung-tay/',
    ]);
    expect(fake.shown[0]).toContain('Đang mở dữ liệu…');
  });

  test('the backend gets the packed resources and its own worker file', async () => {
    expect(await start()).toMatchObject({
      dataDir: '/nowhere/chung-tay',
      resourcesDir: '/opt/chung-tay/resources/resources',
      version: '0.1.0',
      workerUrl: expect.objectContaining({ pathname: expect.stringMatching(/\/worker\.js$/) }),
    });
  });

  test('the window is closed off from Node and from other pages, and shows itself when there is a picture', async () => {
    await start();

    expect(fake.windowOptions).toMatchObject({
      width: 1366,
      height: 768,
      minWidth: 1024,
      minHeight: 640,
      show: false,
    });
    // Each of them and no more: experimental features, insecure content or Node in workers would stand out here.
    expect(fake.windowOptions?.webPreferences).toEqual({
      session: expect.anything(),
      preload: expect.stringMatching(/preload[\\/]index\.cjs$/),
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
    });
    expect(fake.steps).not.toContain('show');
    fake.window.fire('ready-to-show');
    expect(fake.steps).toContain('show');
  });

  test('both sessions are shut before there is a window, and its page is secured with it', async () => {
    await start();
    const doors = ['permissions', 'checks', 'devices', 'requests', 'will-download'];
    expect(fake.shut).toEqual(
      ['memory', 'default'].flatMap((name) => doors.map((door) => `${name} ${door}`)),
    );
    expect(fake.contents.names()).toEqual(
      expect.arrayContaining([
        'will-attach-webview',
        'will-frame-navigate',
        'will-navigate',
        'will-redirect',
      ]),
    );
  });

  test('the packed program does not start with a switch that lets others look in, and says so', async () => {
    fake.switches = ['remote-debugging-port'];
    await import('./index.ts');
    expect(fake.steps).toEqual(['scheme', 'sandbox', 'exit 1']);
    expect(fake.refusal).toContain('“--remote-debugging-port”');
  });

  test('whoever develops it may look in', async () => {
    Object.assign(fake, { switches: ['remote-debugging-port'], isPackaged: false });
    await start();
    expect(fake.windowOptions?.webPreferences).toMatchObject({ devTools: true });
    expect(fake.refusal).toBe('');
  });

  test('the window opens where it was closed, as large as it was', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chung-tay-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    vi.stubEnv('CHUNG_TAY_DATA', dataDir);
    await start();
    expect(fake.windowOptions).toMatchObject({ width: 1366, height: 768 });
    fake.window.fire('close', stoppable());
    await vi.waitFor(() => expect(fake.steps).toContain('destroy'));

    vi.resetModules();
    Object.assign(fake, { shown: [], window: new Listeners() });
    await start();
    expect(fake.windowOptions).toMatchObject({ x: 40, y: 20, width: 1200, height: 680 });
    fake.window.fire('ready-to-show');
    expect(fake.steps.slice(-2)).toEqual(['maximize', 'show']);
  });

  test('a second start brings the first window to the front and ends', async () => {
    await start();
    fake.minimized = true;
    fake.app.fire('second-instance', {}, ['Chung Tay.exe'], '/');
    expect(fake.steps.slice(-2)).toEqual(['restore', 'focus']);

    // A backup that was double-clicked meanwhile is handed to it.
    const given = join(temporaryFolder(), 'Chung Tay.ctbackup');
    writeFileSync(given, 'PK');
    fake.app.fire('second-instance', {}, ['Chung Tay.exe', given], '/');
    await vi.waitFor(() => expect(fake.shown).toHaveLength(3));
    expect(fake.steps.at(-1)).toBe('load app://chung-tay/#/settings?section=backups&file=file-1');

    // Closed already, and the last backup still on its way: nothing is left to bring to the front.
    Object.assign(fake, { steps: [], destroyed: true });
    fake.app.fire('second-instance', {}, ['Chung Tay.exe'], '/');
    expect(fake.steps).toEqual([]);

    vi.resetModules();
    Object.assign(fake, { steps: [], isFirstInstance: false });
    await import('./index.ts');
    expect(fake.steps).toEqual(['scheme', 'sandbox', 'quit']);
  });
});

describe('a data folder that cannot be used', () => {
  test.each([
    'DATA_FOLDER_LOCKED',
    'DATA_FOLDER_READ_ONLY',
    'DATA_FOLDER_NEWER',
    'DATA_FOLDER_DAMAGED',
    'MIGRATION_FAILED',
  ] as const)('%s is explained in the window, with its code', async (code) => {
    // The shell's own copy of the class: modules are loaded afresh for every test.
    const { AppError } = await import('../backend/errors.ts');
    const error = new AppError(code, { dataDir: '/du-lieu/<b>', backup: '/du-lieu/backups' });
    vi.mocked(createBackend).mockRejectedValue(error);
    await start();

    const page = fake.shown[1] ?? '';
    expect(page).toContain('Chung Tay chưa mở được dữ liệu');
    expect(page).toContain(error.message.split('“')[0]);
    expect(page).toContain(`<small>${code}</small>`);
    expect(page).not.toContain('<b>');
    expect(fake.steps).not.toContain('ipc');
  });

  test('any other fault is explained too, and its stack stays in the log', async () => {
    vi.mocked(createBackend).mockRejectedValue(new Error('secret detail'));
    await start();

    expect(fake.shown[1]).toContain('<small>INTERNAL</small>');
    expect(fake.shown[1]).not.toContain('secret detail');
  });

  test('can be tried again by loading the page again', async () => {
    const { AppError } = await import('../backend/errors.ts');
    vi.mocked(createBackend).mockRejectedValueOnce(
      new AppError('DATA_FOLDER_LOCKED', { dataDir: '/du-lieu' }),
    );
    await start();
    expect(fake.shown[1]).toContain('<a href="/">Thử lại</a>');

    const again = await fake.handler?.(new Request('app://chung-tay/'));
    expect(await again?.text()).toContain('Đang mở dữ liệu…');
    await vi.waitFor(() => expect(fake.steps).toContain('ipc'));
  });
});

describe('ending', () => {
  test('a closed window asks nothing, and hides until its page has stored what was typed last', async () => {
    await start();
    const event = stoppable();
    fake.window.fire('close', event);
    expect(event.stopped).toBe(true);
    expect(fake.steps.at(-1)).toBe('hide');
    await vi.waitFor(() => expect(fake.steps.at(-1)).toBe('destroy'));
  });

  test('the last window ends the program, which waits for the backend', async () => {
    await start();
    fake.app.fire('window-all-closed');
    expect(fake.steps.at(-1)).toBe('quit');

    const event = stoppable();
    fake.app.fire('will-quit', event);
    expect(event.stopped).toBe(true);
    await vi.waitFor(() => expect(fake.steps.filter((step) => step === 'quit')).toHaveLength(2));
    expect(backend.closed()).toBe(true);
  });
});

describe('saving a file', () => {
  test('starts in the documents with the proposed name', async () => {
    const options = await start();
    fake.savePath = '/home/van-phong/documents/Báo cáo.xlsx';

    await expect(options?.native?.chooseSavePath('Báo cáo.xlsx')).resolves.toBe(fake.savePath);
    expect(fake.saveOptions).toMatchObject({
      defaultPath: '/home/van-phong/documents/Báo cáo.xlsx',
      filters: [{ name: 'Sổ tính Excel', extensions: ['xlsx'] }],
    });
  });

  test('can be given up', async () => {
    const options = await start();
    await expect(options?.native?.chooseSavePath('Báo cáo.xlsx')).resolves.toBeNull();
  });
});

describe('choosing a folder', () => {
  test('is asked of the system, which may make a new one', async () => {
    const options = await start();
    fake.folder = ['/media/usb/Sao lưu'];
    await expect(options?.native?.chooseFolder()).resolves.toBe('/media/usb/Sao lưu');
    expect(fake.steps.at(-1)).toBe('choose openDirectory createDirectory');
  });

  test('can be given up', async () => {
    const options = await start();
    await expect(options?.native?.chooseFolder()).resolves.toBeNull();
  });
});

describe('opening a file', () => {
  test('is left to the program that the system has for it', async () => {
    const options = await start();
    await expect(options?.native?.openFile('/tmp/chung-tay-1/In cả bộ.pdf')).resolves.toBe(true);
    expect(fake.steps).toContain('open /tmp/chung-tay-1/In cả bộ.pdf');
  });

  test('may fail, where there is none', async () => {
    const options = await start();
    fake.openFailure = 'No application found';
    await expect(options?.native?.openFile('/tmp/chung-tay-1/In cả bộ.pdf')).resolves.toBe(false);
  });
});

test('a saved file is listed by the system and shown in its folder', async () => {
  const options = await start();
  options?.native?.noteSaved('/home/van-phong/documents/Báo cáo.xlsx');
  expect(fake.steps.at(-1)).toBe('recent /home/van-phong/documents/Báo cáo.xlsx');
  options?.native?.showInFolder('/home/van-phong/documents/Báo cáo.xlsx');
  expect(fake.steps.at(-1)).toBe('show /home/van-phong/documents/Báo cáo.xlsx');
});
