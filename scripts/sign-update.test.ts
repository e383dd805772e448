import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeUpdate } from '../main/backend/program/update-file.ts';
import { temporaryFolder } from '../main/backend/testing.ts';
import { newKey, signUpdate } from './sign-update.ts';

test('what is signed with a new key is taken in by a program that knows its public half, and by no other', async () => {
  const folder = temporaryFolder();
  const keyFile = join(folder, 'khoa.pem');
  const publicKey = newKey(keyFile);
  const installer = join(folder, 'Chung-Tay-0.2.0-cai-dat.exe');
  writeFileSync(installer, 'MZ');

  expect(signUpdate(installer, keyFile, '0.2.0')).toBe(publicKey);
  const taken = { installer, current: '0.1.0', publicKey, folder: temporaryFolder() };
  await expect(takeUpdate(taken)).resolves.toMatchObject({ version: '0.2.0' });
  const stranger = newKey(join(folder, 'khoa-khac.pem'));
  await expect(
    takeUpdate({ ...taken, publicKey: stranger, folder: temporaryFolder() }),
  ).rejects.toMatchObject({ code: 'UPDATE_FORGED' });
});

test('a key is never written over another one, and is its owner’s alone', () => {
  const file = join(temporaryFolder(), 'khoa.pem');
  newKey(file);
  const kept = readFileSync(file, 'utf8');
  expect(() => newKey(file)).toThrow('EEXIST');
  expect(readFileSync(file, 'utf8')).toBe(kept);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
});
