import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const ROOT_DIR = join(import.meta.dirname, '..');

// electron-builder's own reader and judge of its configuration; they lie in the package that it stands on.
const require = createRequire(join(ROOT_DIR, 'node_modules/electron-builder/package.json'));
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
const { DebugLogger } = require('builder-util');

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

  test('leaves out the Node of developers', async () => {
    const { files } = await read();
    for (const name of Object.keys(packageJson.optionalDependencies)) {
      expect(JSON.stringify(files)).toContain(`!node_modules/${name}/**`);
    }
  });
});
