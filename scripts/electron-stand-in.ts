import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/**
 * Where Electron's executable keeps its fuses, all as they come from its makers: a mark, the version, how many there
 * are, and a digit for each in the order of `FuseV1Options`.
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const FUSES = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810110001`;

/** American English in UTF-16, as Electron describes itself. */
const ENGLISH = { lang: 0x409, codepage: 1200 };

/** A program for Windows that does nothing, with what the packer looks for in Electron's: who it is, and its fuses. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const about = Resource.VersionInfo.createEmpty();
  about.setStringValues(ENGLISH, { CompanyName: 'GitHub, Inc.', ProductName: 'Electron' });
  about.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(Buffer.from(FUSES, 'latin1'));
  return Buffer.from(program.generate());
}

/**
 * Writes a folder that stands for Electron's distribution, so that packing needs no download. What is packed can't be
 * started; everything that we add to Electron can be judged.
 * @returns its path, for electron-builder's `electronDist`
 */
export function standInElectron(folder: string, platform: 'linux' | 'win32'): string {
  const electron = join(folder, `electron-${platform}`);
  mkdirSync(join(electron, 'locales'), { recursive: true });
  mkdirSync(join(electron, 'resources'));
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(electron, file), '');
  for (const language of ['de', 'en-GB', 'en-US', 'ja', 'vi'])
    writeFileSync(join(electron, 'locales', `${language}.pak`), '');
  if (platform === 'win32') writeFileSync(join(electron, 'electron.exe'), windowsProgram());
  else writeFileSync(join(electron, 'electron'), Buffer.from(`\x7fELF…${FUSES}…`, 'latin1'));
  return electron;
}
