import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDataDir } from '../main/backend/files/data-folder.ts';
import { BACKUP_ENDING, TEMPLATE_ENDING } from '../main/backend/files/endings.ts';
import packageJson from '../package.json' with { type: 'json' };

const ROOT_DIR = join(import.meta.dirname, '..');

// electron-builder's own reader and judge of its configuration; they lie in the package that it stands on.
const require = createRequire(join(ROOT_DIR, 'node_modules/electron-builder/package.json'));
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
const { DebugLogger } = require('builder-util');
const templates = join(require.resolve('app-builder-lib/package.json'), '../templates/nsis');

const read = () => getConfig(ROOT_DIR, 'electron-builder.yml', null);

describe('the installer', () => {
  test('has a configuration that electron-builder accepts', async () => {
    await expect(validateConfiguration(await read(), new DebugLogger(false))).resolves.toBeUndefined();
  });

  test('would be refused with a word that electron-builder does not know', async () => {
    const config = { ...(await read()), onLine: true };
    await expect(validateConfiguration(config, new DebugLogger(false))).rejects.toThrow('onLine');
  });

  test('packs the Electron that is tested against, compiles nothing and publishes nothing', async () => {
    expect(await read()).toMatchObject({
      electronVersion: packageJson.devDependencies.electron,
      npmRebuild: false,
      publish: null,
      productName: packageJson.productName,
      nsis: { oneClick: true, perMachine: false },
    });
  });

  test('unpacks each start of the one that needs no installing into a folder of its own', async () => {
    // The word that its documentation has for this, false, does the opposite.
    expect(await read()).toMatchObject({ portable: { unpackDirName: true } });
  });

  test('tells the system of the program’s own kinds of file by their endings, each with its icon', async () => {
    const { fileAssociations } = await read();
    expect(fileAssociations.map(({ ext }: { ext: string }) => `.${ext}`)).toEqual([
      BACKUP_ENDING,
      TEMPLATE_ENDING,
    ]);
    for (const { icon } of fileAssociations) expect(existsSync(join(ROOT_DIR, icon)), icon).toBe(true);
  });

  test('leaves out the Node of developers', async () => {
    const { files } = await read();
    for (const name of Object.keys(packageJson.optionalDependencies)) {
      expect(JSON.stringify(files)).toContain(`!node_modules/${name}/**`);
    }
  });
});

describe('what it says', () => {
  const script = readFileSync(join(ROOT_DIR, 'resources/installer/installer.nsh'), 'utf8');

  test('is Vietnamese for every message of electron-builder, whatever language Windows has', async () => {
    const { nsis } = await read();
    expect(nsis.installerLanguages).toEqual(['vi_VN']);
    const messages = [...readFileSync(join(templates, 'messages.yml'), 'utf8').matchAll(/^(\w+):/gm)];
    expect(messages.length).toBeGreaterThan(5);
    for (const [, name] of messages) expect(script).toContain(`LangString ${name} \${LANG_VIETNAMESE} "`);
  });

  test('asks for the office’s data where they really lie', () => {
    const local = 'C:\\Users\\A\\AppData\\Local';
    const dataDir = defaultDataDir({
      platform: 'win32',
      env: { LOCALAPPDATA: local },
      homedir: 'C:\\Users\\A',
    });
    expect(script).toContain(`!define OFFICE_DATA "${dataDir.replace(local, '$LOCALAPPDATA')}"`);
  });

  test('are terms that the compiler of the installer reads as Unicode', async () => {
    const { nsis } = await read();
    const terms = readFileSync(join(ROOT_DIR, nsis.license));
    expect(terms.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(terms.toString('utf8')).toMatch(/^\ufeffCHUNG TAY - ĐIỀU KHOẢN SỬ DỤNG\r\n/);
  });
});
