import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DESCRIPTION_ENDING, type UpdateDescription } from '../main/backend/program/update-file.ts';
import packageJson from '../package.json' with { type: 'json' };

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * Makes the pair of keys by which the program knows its maker, and keeps the private one in a file that must not be
 * there yet.
 * @returns the public one as `update-key.ts` has it
 */
export function newKey(file: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}

/** Writes the signed description of an installer beside it. @returns the public half of the key that signed */
export function signUpdate(installer: string, keyFile: string, version: string): string {
  const bytes = readFileSync(installer);
  const description = JSON.stringify({
    product: 'chung-tay',
    system: 'win32-x64',
    version,
    byteSize: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  } satisfies UpdateDescription);
  const key = createPrivateKey(readFileSync(keyFile));
  const signature = sign(null, Buffer.from(description), key).toString('base64');
  writeFileSync(
    `${installer}${DESCRIPTION_ENDING}`,
    `${JSON.stringify({ description, signature }, null, 2)}\n`,
  );
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { 'new-key': { type: 'string' }, key: { type: 'string' } },
    allowPositionals: true,
  });
  const [installer] = positionals;
  if (values['new-key'] !== undefined) {
    say(`The public key, for main/backend/program/update-key.ts:\n${newKey(values['new-key'])}`);
  } else if (values.key !== undefined && installer !== undefined) {
    say(
      `Signed as ${packageJson.version}, to be known by\n${signUpdate(installer, values.key, packageJson.version)}`,
    );
  } else {
    say('npm run sign-update -- --new-key FILE\nnpm run sign-update -- --key FILE INSTALLER.exe');
    process.exitCode = 2;
  }
}
