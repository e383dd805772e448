import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { buildAll } from './build.ts';
import { ICO_SIZES } from './icons.ts';
import { canCompileInstallers, standInNsis } from './nsis-stand-in.ts';
import {
  beginningOf,
  filesBelow,
  installerTexts,
  type Packed,
  type PackedSystem,
  pack,
  sizeOf,
} from './pack.ts';
import { type ShippedPackage, shippedPackages } from './shipped.ts';
import { tryProgram } from './try-program.ts';

const run = promisify(execFile);
const ROOT_DIR = join(import.meta.dirname, '..');
const MB = 1_000_000;

const SYSTEMS = ['linux', 'win32'] as const;
const folder = mkdtempSync(join(tmpdir(), 'chung-tay-packed-'));
const packed = new Map<PackedSystem, Packed>();
const of = (system: PackedSystem): Packed => {
  const one = packed.get(system);
  if (!one) throw new Error(`Nothing was packed for ${system}.`);
  return one;
};

const sizesBelow = (place: string): number[] =>
  filesBelow(place).map((name) => statSync(join(place, name)).size);

let shipped: readonly ShippedPackage[];
beforeAll(async () => {
  shipped = await shippedPackages();
  await buildAll();
  packed.set('linux', await pack('linux', folder, ['dir']));
  if (canCompileInstallers)
    for (const [name, value] of Object.entries(standInNsis(folder))) vi.stubEnv(name, value);
  packed.set('win32', await pack('win32', folder, canCompileInstallers ? ['nsis', 'portable'] : ['dir']));
});

afterAll(() => {
  const lines = SYSTEMS.flatMap((system) => {
    const { files, resources } = of(system);
    const beside = sizeOf(sizesBelow(join(resources, 'resources')));
    return [
      `${system}: ${files.size} files, ${(sizeOf(files.values()) / MB).toFixed(1)} MB in the archive, ${(beside / MB).toFixed(1)} MB of resources`,
    ];
  });
  const made = readdirSync(join(folder, 'win32')).filter((name) => name.endsWith('.exe'));
  for (const name of made)
    lines.push(
      `${name}: ${(statSync(join(folder, 'win32', name)).size / MB).toFixed(1)} MB without Electron`,
    );
  process.stdout.write(`${lines.join('\n')}\n`);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(SYSTEMS)('packed for %s', (system) => {
  const files = () => [...of(system).files.keys()];
  const ofPackages = () => files().filter((name) => name.startsWith('node_modules/'));

  test('the archive holds what was built and packages, nothing of the checkout', () => {
    const parts = new Set(
      files().map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('dist/') ? 2 : 1)
          .join('/'),
      ),
    );
    expect([...parts].sort()).toEqual([
      'dist/main',
      'dist/picture',
      'dist/preload',
      'dist/renderer',
      'node_modules',
      'package.json',
    ]);
    expect(
      files().filter((name) => name.startsWith('dist/') && !/\.(?:[cm]?js|css|html|woff2?)$/.test(name)),
    ).toEqual([]);
  });

  test('its packages are those that the list of licences names as packed, all of them and no other', () => {
    const names = new Set(
      ofPackages().map((name) => /.*node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(name)?.[1] ?? ''),
    );
    const listed = new Set(shipped.flatMap(({ name, packed }) => (packed ? [name] : [])));
    expect([...names].sort()).toEqual([...listed].sort());
  });

  test('of packages only code that Node runs, what it reads, and the words of licences are there', () => {
    const strange = ofPackages().filter(
      (name) =>
        !/\.(?:[cm]?js|json|wasm|node|afm|icc|xml|rels)$/.test(name) &&
        !/(?:licen[cs]e|notice|copyright)[^/]*$/i.test(name),
    );
    expect(strange).toEqual([]);
    expect(ofPackages().filter((name) => /\/(?:tests?|benchmark)(?:\/|\.js$)/.test(name))).toEqual([]);
  });

  test('the database driver’s binary of this system lies beside the archive, and no other native file anywhere', () => {
    const driver = `node_modules/better-sqlite3/prebuilds/${system}-x64.node`;
    const beside = join(of(system).resources, 'app.asar.unpacked');
    expect(files().filter((name) => name.endsWith('.node'))).toEqual([driver]);
    expect(filesBelow(beside).filter((name) => /\.(?:node|dll|so|dylib|exe)$/.test(name))).toEqual([driver]);
    expect(beginningOf(join(beside, driver), 2)).toBe(system === 'win32' ? 'MZ' : '\x7fE');
  });

  test('wording, fonts, guide, samples and licences lie beside it as they are here, drawings and installer don’t', () => {
    const here = filesBelow(join(ROOT_DIR, 'resources')).filter(
      (name) => !/^(?:icons|installer)\/|\.test\.ts$|README\.md$/.test(name),
    );
    expect(here.length).toBeGreaterThan(40);
    expect(filesBelow(join(of(system).resources, 'resources'))).toEqual(here);
  });

  test('nothing else lies there: no program of Electron’s own, none that asks for rights or looks for updates', () => {
    expect(readdirSync(of(system).resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'resources']);
    expect(ofPackages().filter((name) => name.includes('updater'))).toEqual([]);
  });

  test('of Chromium’s languages Vietnamese and the one that it can’t do without are left', () => {
    expect(readdirSync(join(of(system).unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'vi.pak']);
  });

  test('the fuses of its executable are set before it would be signed', async () => {
    const fuses = await getCurrentFuseWire(of(system).executable);
    const stateOf = (fuse: FuseV1Options) => (fuses[fuse] === '1'.charCodeAt(0) ? 'on' : 'off');
    expect(fuses.version).toBe(FuseVersion.V1);
    expect({
      runAsNode: stateOf(FuseV1Options.RunAsNode),
      nodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
      checksArchive: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      archiveOnly: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
      powersForFiles: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: 'off',
      nodeOptions: 'off',
      inspect: 'off',
      checksArchive: 'on',
      archiveOnly: 'on',
      powersForFiles: 'off',
    });
  });

  test('what we add to Electron is small', () => {
    expect(sizeOf(of(system).files.values()) / MB).toBeLessThan(42);
    expect(sizeOf(sizesBelow(join(of(system).resources, 'resources'))) / MB).toBeLessThan(6);
  });
});

test('both systems get the same program but for the driver’s binary', () => {
  const ofBoth = SYSTEMS.map((system) =>
    [...of(system).files.keys()].filter((name) => !name.endsWith('.node')),
  );
  expect(ofBoth[0]?.sort()).toEqual(ofBoth[1]?.sort());
});

describe('the program for Windows', () => {
  const about = () => {
    const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(of('win32').executable)));
    return { entries, version: Resource.VersionInfo.fromEntries(entries)[0] };
  };

  test('says what it is, who made it and which version it is', () => {
    const { version } = about();
    const [language] = version?.getAllLanguagesForStringValues() ?? [];
    expect(language && version?.getStringValues(language)).toMatchObject({
      ProductName: 'Chung Tay',
      CompanyName: 'Chung Tay',
      FileVersion: packageJson.version,
    });
  });

  test('carries its icon in every size', () => {
    const [group] = Resource.IconGroupEntry.fromEntries(about().entries);
    expect(group?.icons.map(({ width }) => width || 256)).toEqual([...ICO_SIZES]);
  });

  test('knows its archive by the hash of the table of contents', () => {
    const integrity = about().entries.find(({ type }) => type === 'INTEGRITY');
    expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: of('win32').headerHash },
    ]);
  });
});

describe('taken out of the archive', () => {
  const program = join(folder, 'program');
  beforeAll(() => of('linux').extract(program));

  test('every package and every file that the program asks for by name is found by Node', async () => {
    const code = filesBelow(join(program, 'dist/main')).map((name) =>
      readFileSync(join(program, 'dist/main', name), 'utf8'),
    );
    // Bundled code has its imports at the beginning of lines, and asks for files by `createRequire`.
    const asked = code.flatMap((text) =>
      [
        ...text.matchAll(
          /(?:^import .*?|\bimport\(|createRequire\(import\.meta\.url\)(?:\.resolve)?\()"([@\w][\w@/.-]*)"/gm,
        ),
      ].map(([, name]) => name ?? ''),
    );
    const names = [...new Set(asked)].filter((name) => !isBuiltin(name) && name !== 'electron');
    expect(names).toContain('@resvg/resvg-wasm/index_bg.wasm');
    const packages = new Set(names.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]));
    // What no file asks for is dead weight, or bundled, and then no dependency.
    expect([...packages].sort()).toEqual(Object.keys(packageJson.dependencies).sort());
    const script = `
      import { readFileSync } from 'node:fs';
      import { createRequire } from 'node:module';
      const require = createRequire(${JSON.stringify(pathToFileURL(join(program, 'dist/main/index.js')).href)});
      for (const name of ${JSON.stringify(names)}) {
        if (name.endsWith('.wasm')) readFileSync(require.resolve(name));
        else if (name === 'fontkit') require(name);
        else await import(name);
      }
      console.log('all');`;
    // Below the program, so that packages are looked for there.
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: program,
    });
    expect(stdout).toBe('all\n');
  });

  test('the backend makes memoranda, a report with charts and the first picture in an empty folder, with the packed resources', async () => {
    const { papers, report, pages, picture } = await tryProgram(
      program,
      join(of('linux').resources, 'resources'),
      join(folder, 'du-lieu'),
    );
    expect(papers.length).toBeGreaterThan(0);
    expect(new Set(papers)).toEqual(new Set(['%PDF']));
    expect(report).toBe('PK\x03\x04');
    expect(pages).toBeGreaterThan(10);
    expect(picture).toContain('Trường tham gia');
  });
});

// With Debian's nsis and p7zip-full; what the plug-ins do and what Windows makes of it is not seen here.
describe.skipIf(!canCompileInstallers)('the installers', () => {
  const NAMES = ['Chung-Tay-$-cai-dat.exe', 'Chung-Tay-$-chay-ngay.exe'].map((name) =>
    name.replace('$', packageJson.version),
  );
  const texts = () => installerTexts(readFileSync(join(folder, 'win32', NAMES[0] ?? '')));

  test('are two: one that installs, and one that runs at once', () => {
    expect(
      readdirSync(join(folder, 'win32'))
        .filter((name) => name.endsWith('.exe'))
        .sort(),
    ).toEqual(NAMES);
  });

  test('say in Vietnamese what they are, and who made them', () => {
    for (const name of NAMES) {
      const { entries } = NtExecutableResource.from(
        NtExecutable.from(readFileSync(join(folder, 'win32', name))),
      );
      const [version] = Resource.VersionInfo.fromEntries(entries);
      const [language] = version?.getAllLanguagesForStringValues() ?? [];
      expect(language && version?.getStringValues(language)).toMatchObject({
        ProductName: 'Chung Tay',
        CompanyName: 'Chung Tay',
        FileDescription: 'Kết nghĩa giữa các trường - từ biên bản đến báo cáo',
      });
    }
  });

  test('speak Vietnamese, show the terms and know the program’s own files by their endings', () => {
    const kinds = ['Bản sao lưu Chung Tay', '.ctbackup', 'Mẫu văn bản Chung Tay', '.cttemplate'];
    for (const said of ['Đang cài Chung Tay', 'ĐIỀU KHOẢN SỬ DỤNG', ...kinds])
      expect(texts(), said).toContain(said);
    for (const english of ['Installing, please wait', 'is running', 'Are you sure'])
      expect(texts(), english).not.toContain(english);
  });

  test('keep the office’s data when the program is uninstalled, unless the person says otherwise twice', () => {
    expect(texts()).toContain('Bạn có muốn xóa luôn dữ liệu này?');
    expect(texts()).toContain('Vẫn xóa dữ liệu của văn phòng?');
  });

  test('are small without Electron', () => {
    for (const name of NAMES) expect(statSync(join(folder, 'win32', name)).size / MB).toBeLessThan(13);
  });
});
