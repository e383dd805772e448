import { extname, join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { NativePort } from '../backend/ports.ts';

const KINDS: Readonly<Record<string, string>> = {
  '.docx': 'Văn bản Word',
  '.pdf': 'Tài liệu PDF',
  '.xlsx': 'Sổ tính Excel',
};

/** Asks with the system's own dialogs, which stay above the window that asks. */
export const nativePort = (window: BrowserWindow): NativePort => ({
  async chooseSavePath(fileName) {
    const ending = extname(fileName).toLowerCase();
    const kind = KINDS[ending];
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'Lưu tệp',
      buttonLabel: 'Lưu',
      defaultPath: join(app.getPath('documents'), fileName),
      filters: kind ? [{ name: kind, extensions: [ending.slice(1)] }] : [],
    });
    return canceled ? null : filePath;
  },
  async chooseFolder() {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Chọn thư mục',
      buttonLabel: 'Chọn',
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  },
  async openFile(path) {
    // Electron answers with what went wrong, in the system's language, or with nothing.
    return (await shell.openPath(path)) === '';
  },
  noteSaved(path) {
    app.addRecentDocument(path);
  },
  showInFolder(path) {
    shell.showItemInFolder(path);
  },
});
