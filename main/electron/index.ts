import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import type { DrawPicture } from '../../preload/contract/opening.ts';
import { toErrorBody } from '../backend/errors.ts';
import { defaultDataDir } from '../backend/files/data-folder.ts';
import type { Backend } from '../backend/index.ts';
import { fileLogger } from '../backend/logging.ts';
import { UPDATE_KEY } from '../backend/program/update-key.ts';
import { systemUser } from '../backend/system-user.ts';
import { createWebHandler, type WebHandler } from '../web/handler.ts';
import { type Notice, noticePage, pageResponse } from '../web/page.ts';
import { pictureOf } from '../web/picture.ts';
import { connectWindow } from './ipc.ts';
import { contextMenuOf, menuOf } from './menu.ts';
import { nativePort } from './native.ts';
import { fileOn, fileOpener } from './opened-file.ts';
import { APP_SCHEME, APP_URL, type AppProtocol, serveApp } from './protocol.ts';
import { pryingSwitch, refuseNetwork, secureApp, secureSession } from './security.ts';
import { chooseUpdate, runInstaller } from './update.ts';
import { openWindow } from './window.ts';

const dataDir = defaultDataDir({ platform: process.platform, env: process.env, homedir: homedir() });
const rendererDir = join(import.meta.dirname, '../renderer');
const logger = fileLogger(dataDir);
const logFailure = (error: unknown): void => logger.error('start.failed', { error });

const notice =
  (content: Notice): WebHandler =>
  async () =>
    pageResponse(noticePage(content));

const OPENING = notice({ title: 'Chung Tay', text: 'Đang mở dữ liệu…' });

/** What the person sees when the data folder cannot be used: what happened, what is safe, what to do. */
const failure = (error: unknown): WebHandler => {
  const { code, message } = toErrorBody(error);
  return notice({ title: 'Chung Tay chưa mở được dữ liệu', text: message, code, again: true });
};

// Loaded after the window stands: database, PDF and Excel are most of the program.
async function startBackend(window: BrowserWindow): Promise<Backend> {
  const { createBackend } = await import('../backend/index.ts');
  return createBackend({
    dataDir,
    resourcesDir: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources'),
    version: app.getVersion(),
    actor: systemUser(),
    asksWhoWorks: true,
    workerUrl: new URL('./worker.js', import.meta.url),
    native: nativePort(window),
    backsUp: true,
    staysUp: true,
    logger,
  });
}

async function start(): Promise<void> {
  await app.whenReady();

  // Without "persist:" the session lives in memory: nothing of what was on screen is left on the disk.
  const memory = session.fromPartition('chung-tay');
  // The window has no other session; Electron has one more, which nothing of ours uses.
  for (const each of [memory, session.defaultSession]) secureSession(each, !app.isPackaged);
  const pages = serveApp(memory, OPENING, logger);
  const window = openWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    session: memory,
    placementFile: join(dataDir, 'window.json'),
    devTools: !app.isPackaged,
  });
  offerMenus(window);
  app.on('second-instance', (_event, commandLine, workingDirectory) => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    showFile(fileOn(commandLine, workingDirectory));
  });
  // Loaded while the window starts, which is a process of its own.
  const drawPicture = pictureOf(rendererDir);
  await window.loadURL(APP_URL);
  await openData(window, pages, drawPicture);
}

function offerMenus(window: BrowserWindow): void {
  // The variable is that of the file that runs without installing; another such file takes its place by hand.
  const isInstalled =
    app.isPackaged && process.platform === 'win32' && process.env.PORTABLE_EXECUTABLE_FILE === undefined;
  const update = isInstalled && UPDATE_KEY !== null ? updateFrom(window, UPDATE_KEY) : null;
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(window, () => void shell.openPath(dataDir), update)));
  window.webContents.on('context-menu', (_event, params) => {
    const items = contextMenuOf(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}

/** Lets the person choose an installer, which runs once the data are closed and backed up. */
const updateFrom = (window: BrowserWindow, publicKey: string) => (): void => {
  chooseUpdate({ window, current: app.getVersion(), publicKey })
    .then((chosen) => {
      if (chosen === null) return;
      app.once('quit', () => runInstaller(chosen));
      app.quit();
    })
    .catch(logFailure);
};

/** Puts the program behind the window, or the reason why it can't; loading that page again tries again. */
async function openData(window: BrowserWindow, pages: AppProtocol, drawPicture: DrawPicture): Promise<void> {
  let tryAgain: WebHandler | null = null;
  try {
    const backend = await startBackend(window);
    closeWithProgram(backend);
    connectWindow(ipcMain, window, backend);
    openFile = fileOpener(window, backend, (text) => dialog.showErrorBox('Chung Tay chưa mở được tệp', text));
    pages.answerWith(createWebHandler({ backend, rendererDir, drawPicture }));
    logger.info('started', { version: app.getVersion(), ms: Math.round(performance.now()) });
  } catch (error) {
    logFailure(error);
    pages.answerWith(failure(error));
    tryAgain = async (request) => {
      openData(window, pages, drawPicture).catch(logFailure);
      return OPENING(request);
    };
  }
  await window.loadURL(APP_URL);
  if (tryAgain) pages.answerWith(tryAgain);
  else showFile(fileOn(process.argv, process.cwd()));
}

let openFile: ((path: string) => Promise<void>) | null = null;

/** Shows a file of our own that was double-clicked; before there is a program nothing can be shown. */
function showFile(path: string | null): void {
  if (path !== null) openFile?.(path).catch(logFailure);
}

/** Lets running work finish before the program ends. */
function closeWithProgram(backend: Backend): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    backend
      .close()
      .catch((error: unknown) => logger.error('close.failed', { error }))
      .finally(() => app.quit());
  });
}

protocol.registerSchemesAsPrivileged([APP_SCHEME]);
refuseNetwork(app.commandLine);
app.enableSandbox();
secureApp(app);
app.on('window-all-closed', () => app.quit());

const prying = app.isPackaged ? pryingSwitch(app.commandLine) : null;
if (prying !== null) {
  logger.error('start.refused', { switch: prying });
  dialog.showErrorBox(
    'Chung Tay không mở',
    `Tuỳ chọn “--${prying}” cho chương trình khác xem hoặc đổi những gì trong cửa sổ. Dữ liệu vẫn nguyên. Hãy mở Chung Tay bằng biểu tượng của nó, không kèm tuỳ chọn.`,
  );
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    logFailure(error);
    app.quit();
  });
} else {
  app.quit();
}
