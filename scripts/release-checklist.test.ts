import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const ROOT_DIR = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT_DIR, path), 'utf8');
const readAll = (folder: string): string =>
  readdirSync(join(ROOT_DIR, folder))
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

const checklist = read('docs/release-checklist.md').replaceAll(/\s+/g, ' ');

// What window, menus and dialogs say; & marks the key of a menu.
const said = [
  readAll('renderer/i18n'),
  readAll('main/electron'),
  read('main/backend/errors.ts'),
  read('resources/installer/installer.nsh'),
]
  .join('\n')
  .replaceAll('&', '');

/** NSIS says this one itself, in the language of the installer. */
const OF_NSIS = new Set(['Tôi đồng ý']);

test('the release checklist names everything as window and installer do', () => {
  const names = [...checklist.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !said.includes(name) && !OF_NSIS.has(name) && name !== 'in italics')).toEqual(
    [],
  );
});

test('its commands are those of the project', () => {
  for (const [, script = ''] of checklist.matchAll(/npm run ([\w:-]+)/g))
    expect(Object.keys(packageJson.scripts)).toContain(script);
});
