import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './passwords.ts';

test('a stored password fits itself alone, however its letters were typed', async () => {
  const stored = await hashPassword('Mật khẩu của phòng'.normalize('NFC'));
  expect(stored).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await isPassword('Mật khẩu của phòng'.normalize('NFD'), stored)).toBe(true);
  expect(await isPassword('mật khẩu của phòng', stored)).toBe(false);
  expect(await isPassword('', stored)).toBe(false);
});

test('the same password is never stored alike', async () => {
  expect(await hashPassword('chung tay')).not.toBe(await hashPassword('chung tay'));
});

test('a hash that another program with the same format made is read with its own cost', async () => {
  // RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1), its first 32 bytes.
  const salt = Buffer.from('SodiumChloride').toString('base64').replace(/=+$/, '');
  const hash = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex')
    .toString('base64')
    .replace(/=+$/, '');
  expect(await isPassword('pleaseletmein', `$scrypt$ln=14,r=8,p=1$${salt}$${hash}`)).toBe(true);
});

test.each([
  '',
  'plain text',
  '$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=17,r=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('what is no hash of ours, or would eat the memory, fits nothing: %s', async (stored) => {
  expect(await isPassword('chung tay', stored)).toBe(false);
});
