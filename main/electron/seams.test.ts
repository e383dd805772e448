import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (...parts: readonly string[]): string => readFileSync(path.join(ROOT, ...parts), 'utf8');

/** Electron's objects by the names that the code gives them, with the class or interface that defines each. */
const OBJECTS: Readonly<Record<string, string>> = {
  app: 'App',
  contents: 'WebContents',
  contextBridge: 'ContextBridge',
  dialog: 'Dialog',
  event: 'IpcMainInvokeEvent',
  ipcMain: 'IpcMain',
  ipcRenderer: 'IpcRenderer',
  menu: 'Menu',
  Menu: 'Menu',
  process: 'Process',
  protocol: 'Protocol',
  screen: 'Screen',
  session: 'Session',
  shell: 'Shell',
  webContents: 'WebContents',
  window: 'BrowserWindow',
};

/** What is an object of ours, or Node's, under one of these names. */
const NOT_ELECTRON: ReadonlySet<string> = new Set([
  'event.name',
  'event.payload',
  'event.preventDefault',
  'event.url',
  'process.argv',
  'process.cwd',
  'process.env',
  'process.platform',
]);

/** Members of Electron's objects in the code that runs under Electron, with the event where one is listened for. */
function used(): Set<string> {
  const files = readdirSync(path.join(ROOT, 'main/electron'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'testing.ts')
    .map((name) => read('main/electron', name));
  const found = new Set<string>();
  for (const code of [...files, read('preload/index.ts')]) {
    const words = code
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*\.[^'\n]*'/g, '')
      .replaceAll('window.webContents', 'webContents');
    const names = Object.keys(OBJECTS).join('|');
    for (const [, object, member, listened] of words.matchAll(
      new RegExp(`(?<![\\w'/])(${names})\\??\\.(\\w+)(?:\\('([\\w-]+)')?`, 'g'),
    )) {
      const isEvent = object !== 'ipcRenderer' && ['on', 'once'].includes(`${member}`) && listened;
      const name = `${object}.${member}`;
      if (!NOT_ELECTRON.has(name)) found.add(isEvent ? `${name} ${listened}` : name);
    }
    if (/\bnew BrowserWindow\(/.test(words)) found.add('BrowserWindow');
    if (/\)\.popup\(/.test(words)) found.add('menu.popup');
  }
  return found;
}

const rows = [...read('docs/electron.md').matchAll(/^\| `([\w.]+)`(?: `([\w-]+)`)? \|/gm)].map(
  ([, member, event]) => (event ? `${member} ${event}` : `${member}`),
);

test('each thing that the code takes from Electron has its row in the table, and no row is left over', () => {
  expect(rows.toSorted()).toEqual([...used()].toSorted());
});

const types = read('node_modules/electron/electron.d.ts');

/** The body of a class or interface, with those of what it extends. */
function bodyOf(name: string): string {
  const head = new RegExp(`^  (?:class|interface) ${name}(?: extends ([\\w.]+))?[^\\n]*\\{$`, 'm').exec(
    types,
  );
  if (!head) return '';
  const body = types.slice(head.index, types.indexOf('\n  }\n', head.index));
  const parent = head[1]?.replace(/^Electron\./, '');
  return parent && parent !== name ? body + bodyOf(parent) : body;
}

test.each(rows.filter((row) => row !== 'BrowserWindow' && !row.startsWith('process.')))(
  'Electron’s definitions know %s',
  (row) => {
    const [member = '', event] = row.split(' ');
    const [object = '', name] = member.split('.');
    const body = bodyOf(OBJECTS[object] ?? '');
    if (event) expect(body).toContain(`${name}(event: '${event}'`);
    else expect(body).toMatch(new RegExp(`^    (?:static )?(?:readonly )?${name}\\??[(:<]`, 'm'));
  },
);

test('the table is about the version that is packed', () => {
  const { version } = JSON.parse(read('node_modules/electron/package.json'));
  expect(types).toContain(`// Type definitions for Electron ${version}`);
  expect(read('docs/electron.md')).toContain(`Electron ${version}`);
});
