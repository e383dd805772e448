import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NtExecutable } from 'resedit';

/** Where Debian's packages `nsis` and `p7zip-full` put the compiler of installers and the packer. */
const MAKENSIS = '/usr/bin/makensis';
const NSIS_DIR = '/usr/share/nsis';
const PACKER = '/usr/bin/7za';

/** Whether the script of the installer can be compiled on this machine. */
export const canCompileInstallers = [MAKENSIS, NSIS_DIR, PACKER].every((file) => existsSync(file));

/** What electron-builder's script calls of plug-ins that Debian's package does not have. */
const PLUGINS: Readonly<Record<string, readonly string[]>> = {
  Nsis7z: ['Extract'],
  SpiderBanner: ['Show'],
  StdUtils: ['ExecShellAsUser', 'GetAllParameters', 'GetParameter', 'GetParentPath', 'TestParameter'],
  WinShell: ['SetLnkAUMI', 'UninstAppUserModelId', 'UninstShortcut'],
  nsProcess: ['_CloseProcess', '_FindProcess', '_KillProcess', '_Unload'],
};

/** The table of exports, by its number among the tables of a program. */
const EXPORTS = 0;
/** Where the first part of a program lies in memory. */
const FIRST_PART = 0x1000;
/** Readable data. */
const DATA = 0x40000040;

/**
 * A 32-bit library that names functions and has none: enough for a compiler that looks up what it may call.
 * @see https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#the-edata-section-image-only
 */
function libraryNaming(functions: readonly string[]): Buffer {
  const sorted = [...functions].sort();
  const tables = 40;
  const names = tables + sorted.length * 10;
  const texts = Buffer.from(`plugin.dll\0${sorted.join('\0')}\0`, 'latin1');
  const data = Buffer.alloc(names + texts.length);
  const at = (offset: number) => FIRST_PART + offset;
  data.writeUInt32LE(at(names), 12);
  data.writeUInt32LE(1, 16);
  data.writeUInt32LE(sorted.length, 20);
  data.writeUInt32LE(sorted.length, 24);
  data.writeUInt32LE(at(tables), 28);
  data.writeUInt32LE(at(tables + sorted.length * 4), 32);
  data.writeUInt32LE(at(tables + sorted.length * 8), 36);
  texts.copy(data, names);
  for (const [index, name] of sorted.entries()) {
    const text = names + texts.indexOf(`\0${name}\0`) + 1;
    data.writeUInt32LE(at(names), tables + index * 4);
    data.writeUInt32LE(at(text), tables + (sorted.length + index) * 4);
    data.writeUInt16LE(index, tables + sorted.length * 8 + index * 2);
  }
  const library = NtExecutable.createEmpty(true, true);
  library.setSectionByEntry(EXPORTS, {
    info: {
      name: '.edata',
      virtualSize: data.length,
      virtualAddress: 0,
      sizeOfRawData: data.length,
      pointerToRawData: 0,
      pointerToRelocations: 0,
      pointerToLineNumbers: 0,
      numberOfRelocations: 0,
      numberOfLineNumbers: 0,
      characteristics: DATA,
    },
    data: new Uint8Array(data).buffer,
  });
  return Buffer.from(library.generate());
}

/**
 * Writes what electron-builder would download for an installer: Debian's compiler and packer under the names that it
 * knows, libraries that stand for the plug-ins, and in place of Wine, which would run a first installer because it
 * writes the uninstaller, a copy of that first installer.
 * @returns the environment in which electron-builder finds them
 */
export function standInNsis(folder: string): Readonly<Record<string, string>> {
  const nsis = join(folder, 'nsis');
  mkdirSync(join(nsis, 'linux'), { recursive: true });
  symlinkSync(MAKENSIS, join(nsis, 'linux', 'makensis'));
  for (const part of ['Contrib', 'Include', 'Plugins', 'Stubs'])
    symlinkSync(join(NSIS_DIR, part), join(nsis, part));

  const plugins = join(folder, 'nsis-resources', 'plugins', 'x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const [name, functions] of Object.entries(PLUGINS))
    writeFileSync(join(plugins, `${name}.dll`), libraryNaming(functions));

  const tools = join(folder, 'tools');
  mkdirSync(tools);
  writeFileSync(
    join(tools, 'wine'),
    '#!/bin/sh\ncp "$1" "$(dirname "$1")/$(basename "$1" exe)__uninstaller.exe"\n',
    { mode: 0o755 },
  );
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(folder, 'nsis-resources'),
    ELECTRON_BUILDER_7ZIP_PATH: PACKER,
    PATH: `${tools}${delimiter}${process.env.PATH}`,
  };
}
