import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { isNewer, takeUpdate, type UpdateDescription } from './update-file.ts';

const maker = generateKeyPairSync('ed25519');
const publicKey = maker.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

const INSTALLER = Buffer.from('MZ bản cài đặt');

/** A USB stick with an installer and its description; what is changed is signed as it is then. */
function stick(changed: Partial<Record<keyof UpdateDescription, unknown>> = {}, key = maker.privateKey) {
  const installer = join(temporaryFolder(), 'Chung-Tay-0.2.0-cai-dat.exe');
  const description = JSON.stringify({
    product: 'chung-tay',
    system: 'win32-x64',
    version: '0.2.0',
    byteSize: INSTALLER.length,
    sha256: createHash('sha256').update(INSTALLER).digest('hex'),
    ...changed,
  });
  const signature = sign(null, Buffer.from(description), key).toString('base64');
  writeFileSync(installer, INSTALLER);
  writeFileSync(`${installer}.json`, JSON.stringify({ description, signature }));
  return installer;
}

/** What comes out when a person chooses the installer in version 0.1.9; refused, nothing may be left. */
async function taken(installer: string) {
  const folder = temporaryFolder();
  try {
    return await takeUpdate({ installer, folder, publicKey, current: '0.1.9' });
  } catch (error) {
    expect(readdirSync(folder)).toEqual([]);
    throw error;
  }
}

test('an installer that its maker signed is taken in as a copy, which a changed stick can’t reach', async () => {
  const installer = stick();
  const { version, path } = await taken(installer);
  writeFileSync(installer, 'MZ một tệp khác');
  expect(version).toBe('0.2.0');
  expect(readFileSync(path).equals(INSTALLER)).toBe(true);
});

test('one without a description, or with something else in its place, is refused', async () => {
  const installer = stick();
  for (const text of ['', 'không phải mô tả', '{}', '{"description":"{}"}', `${' '.repeat(20_000)}{}`]) {
    writeFileSync(`${installer}.json`, text);
    await expect(taken(installer)).rejects.toMatchObject({ code: 'UPDATE_UNSIGNED' });
  }
  await expect(taken(join(temporaryFolder(), 'khong-co.exe'))).rejects.toMatchObject({
    code: 'UPDATE_UNSIGNED',
  });
});

test('one that somebody else signed, or whose description was changed afterwards, is refused', async () => {
  await expect(taken(stick({}, generateKeyPairSync('ed25519').privateKey))).rejects.toMatchObject({
    code: 'UPDATE_FORGED',
  });
  const installer = stick();
  const beside = readFileSync(`${installer}.json`, 'utf8');
  writeFileSync(`${installer}.json`, beside.replace('0.2.0', '0.3.0'));
  await expect(taken(installer)).rejects.toMatchObject({ code: 'UPDATE_FORGED' });
});

test('a description of another product or system is none of ours, though its maker signed it', async () => {
  for (const changed of [
    { product: 'khac' },
    { system: 'linux-x64' },
    { version: '0.2.0-beta' },
    { byteSize: 0 },
  ])
    await expect(taken(stick(changed))).rejects.toMatchObject({ code: 'UPDATE_FORGED' });
});

test('an installer with one byte changed, missing or too many is refused', async () => {
  const changed = Buffer.from(INSTALLER);
  changed[3] = (changed[3] ?? 0) ^ 1;
  for (const bytes of [changed, INSTALLER.subarray(1), Buffer.concat([INSTALLER, Buffer.from(' ')])]) {
    const installer = stick();
    writeFileSync(installer, bytes);
    await expect(taken(installer)).rejects.toMatchObject({ code: 'UPDATE_DAMAGED' });
  }
});

test('the same version and older ones are refused: they could not open what this one has written', async () => {
  for (const version of ['0.1.9', '0.1.8', '0.0.20'])
    await expect(taken(stick({ version }))).rejects.toMatchObject({ code: 'UPDATE_NOT_NEWER' });
});

test.each([
  ['0.2.0', '0.1.9', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.99.99', true],
  ['0.9.9', '0.10.0', false],
  ['1.2.3', '1.2.3', false],
])('%s is newer than %s: %s', (version, current, expected) => {
  expect(isNewer(version, current)).toBe(expected);
});
