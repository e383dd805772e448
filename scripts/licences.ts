import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Licences } from '../preload/contract/app.ts';
import { type ShippedPackage, shippedPackages } from './shipped.ts';

const ROOT_DIR = join(import.meta.dirname, '..');

/** The resource that “Giới thiệu” shows: `npm run licences` writes it anew. */
export const LICENCES_FILE = join(ROOT_DIR, 'resources/licences.json');

/** Licences under which something may ship, by their SPDX names. None asks for our own source. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** Packages whose package.json says nothing: what the licence file that they carry says. */
const SAID_IN_FILE: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Where the words of a licence are found, and how they begin, for packages that only name it. */
const WORDS: Readonly<Record<string, { readonly folder: string; readonly from: string }>> = {
  'Apache-2.0': { folder: 'node_modules/@swc/helpers', from: 'Apache License' },
  'BSD-3-Clause': { folder: 'node_modules/node-forge', from: 'Redistribution and use' },
  ISC: { folder: 'node_modules/once', from: 'Permission to use' },
  MIT: { folder: 'node_modules/react', from: 'Permission is hereby granted' },
  'MPL-2.0': { folder: 'node_modules/axe-core', from: 'Mozilla Public License' },
};

/**
 * The licence under which we take a package: of several offered the first that is allowed, of several that hold
 * together all. Null when none may ship.
 * @param declared an SPDX expression of one level, as package.json has it: `(MIT OR GPL-3.0)`
 */
export function chosenLicence(declared: string): string | null {
  const plain = declared.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').find((each) => ALLOWED.has(each)) ?? null;
  return plain.split(' AND ').every((each) => ALLOWED.has(each)) ? plain : null;
}

const readPackage = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT_DIR, folder, 'package.json'), 'utf8'));

/** What a package declares, in package.json or for want of it in its licence file. */
export function declaredLicence(folder: string, name: string): string {
  const { license } = readPackage(folder);
  return typeof license === 'string' ? license : (SAID_IN_FILE[name] ?? 'none');
}

/** The licence and notice files of a package as they are. */
function carriedText(folder: string): string {
  const files = readdirSync(join(ROOT_DIR, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|unlicense|notice)/i.test(entry.name))
    .map(({ name }) =>
      readFileSync(join(ROOT_DIR, folder, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  return files.join('\n\n');
}

/** The words of a licence without the name of the package that they are taken from. */
function words(licence: string): string {
  const { folder, from } = WORDS[licence] ?? { folder: '', from: '' };
  const text = folder && carriedText(folder);
  if (!text.includes(from) || !text) throw new Error(`Nothing carries the words of ${licence}.`);
  return text.slice(text.indexOf(from));
}

/** For a package that names its licence and carries no text: whose it is, where it comes from, and the words. */
function namedOnly(folder: string, licence: string): string {
  const { author, homepage, repository } = readPackage(folder);
  const of = (value: unknown, key: string) =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : value;
  const holder = of(author, 'name');
  const facts = [
    `Licensed under ${licence}.`,
    typeof holder === 'string' && `Copyright (c) ${holder}`,
    of(repository, 'url') ?? homepage,
  ].filter((fact) => typeof fact === 'string');
  return `${facts.join('\n')}\n\n${words(licence)}`;
}

/** What is part of a package as compiled code of others: its maker's licence and the package that it lies in. */
const WITHIN = [
  { name: 'PDFium', within: '@hyzyla/pdfium', licence: 'BSD-3-Clause', holder: 'The PDFium Authors' },
  { name: 'ZXing-C++', within: 'zxing-wasm', licence: 'Apache-2.0', holder: 'The ZXing authors' },
] as const;

/** SQLite lies in better-sqlite3; its authors have given up every right. */
const SQLITE =
  'The authors of SQLite have dedicated it to the public domain: https://www.sqlite.org/copyright.html';

/** The faces of the papers are no package of npm. */
const TINOS = { name: 'Tinos', version: '1.340', licence: 'OFL-1.1', folder: 'resources/fonts/tinos' };

/** @throws Error with the name of whatever ships without an allowed licence */
export function licencesOf(packages: readonly ShippedPackage[]): Licences {
  const texts: string[] = [];
  const place = (text: string): number => {
    const known = texts.indexOf(text);
    return known >= 0 ? known : texts.push(text) - 1;
  };
  const parts = new Map<string, Licences['parts'][number]>();
  for (const { name, version, folder } of packages) {
    const declared = declaredLicence(folder, name);
    const licence = chosenLicence(declared);
    if (licence === null) throw new Error(`${name} ${version} may not ship: its licence is ${declared}.`);
    const text = place(carriedText(folder) || namedOnly(folder, licence));
    parts.set(`${name} ${version}`, { name, version, licence, text });
  }
  const versionOf = (name: string) => packages.find((each) => each.name === name)?.version ?? '';
  const within = WITHIN.map(({ name, within: carrier, licence, holder }) => ({
    name,
    version: `${carrier} ${versionOf(carrier)}`,
    licence,
    text: place(`Copyright ${holder}\n\n${words(licence)}`),
  }));
  const sqlite = {
    name: 'SQLite',
    version: `better-sqlite3 ${versionOf('better-sqlite3')}`,
    licence: 'Public domain',
    text: place(SQLITE),
  };
  const { folder, ...face } = TINOS;
  const tinos = { ...face, text: place(carriedText(folder)) };
  return { parts: [...parts.values(), ...within, sqlite, tinos], texts };
}

if (import.meta.main) {
  const licences = licencesOf(await shippedPackages());
  writeFileSync(LICENCES_FILE, `${JSON.stringify(licences, null, 2)}\n`);
}
