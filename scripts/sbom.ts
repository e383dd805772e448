import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { licencesOf } from './licences.ts';
import { type ShippedPackage, shippedPackages } from './shipped.ts';

const OUT_DIR = join(import.meta.dirname, '../out');

/** Where npm has a package: `pkg:npm/%40scope/name@1.0.0` (purl-spec). */
export const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** What ships that is no package of npm lies in one, or beside the program. */
const OTHERS = 'chung-tay:part';

/** `MIT` is a licence of the SPDX list, `MIT AND Zlib` an expression, anything else just a name. */
const licenseOf = (licence: string) => {
  if (licence.includes(' AND ')) return { expression: licence };
  return { license: licence.includes(' ') ? { name: licence } : { id: licence } };
};

/**
 * The list of what ships, in CycloneDX 1.6. The same lock file gives the same bytes: it carries neither a time nor a
 * number of its own.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbomOf(packages: readonly ShippedPackage[]) {
  const places = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const components = licencesOf(packages).parts.map(({ name, version, licence }) => {
    const place = places.get(`${name} ${version}`);
    const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
    const ref = place ? purlOf(name, version) : `${OTHERS}/${name}`;
    return {
      type: 'library',
      'bom-ref': ref,
      ...(group && { group }),
      name: bare ?? name,
      version,
      scope: 'required',
      licenses: [licenseOf(licence)],
      ...(place && {
        hashes: [
          {
            alg: 'SHA-512',
            content: Buffer.from(place.integrity.slice('sha512-'.length), 'base64').toString('hex'),
          },
        ],
        purl: ref,
        properties: [{ name: 'chung-tay:ships', value: place.packed ? 'package' : 'bundled' }],
      }),
    };
  });
  const { name, version } = packageJson;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
    components,
  };
}

if (import.meta.main) {
  mkdirSync(OUT_DIR, { recursive: true });
  const file = join(OUT_DIR, 'sbom.cdx.json');
  const sbom = sbomOf(await shippedPackages());
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  process.stdout.write(`${file}: ${sbom.components.length}\n`);
}
