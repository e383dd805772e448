import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Cost of scrypt as OWASP asks for it: N = 2^17, r = 8, p = 1, which takes 128 MiB for a moment.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
const COST = { ln: 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** `$scrypt$ln=17,r=8,p=1$salt$hash`, in base64 without padding. */
const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([\w+/]{11,86})\$([\w+/]{43})$/;
/** A hash from a foreign backup may ask for no more memory than this: 512 MiB. */
const MOST_MEMORY = 2 ** 29;

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** Threads of Node's own pool do the work, so calls go on meanwhile. */
const derive = (password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> => {
  const N = 2 ** ln;
  // Node refuses what comes to its limit, and 128·N·r is not quite all that scrypt takes.
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 };
  return new Promise((resolve, reject) => {
    // One letter can be typed in several ways (NIST SP 800-63B, 3.1.1.2: normalise before hashing).
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
};

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** A password as it is stored: a PHC string with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { ln, r, p } = COST;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(await derive(password, salt, COST))}`;
}

/** Whether a password is the one that was stored; what is no hash of ours fits none. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, ln, r, p, salt, hash] = PHC.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (cost.r < 1 || cost.p < 1 || 128 * 2 ** cost.ln * cost.r > MOST_MEMORY) return false;
  const expected = Buffer.from(hash, 'base64');
  const key = await derive(password, Buffer.from(salt, 'base64'), cost);
  return key.length === expected.length && timingSafeEqual(key, expected);
}
