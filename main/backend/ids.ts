import { randomBytes } from 'node:crypto';

/** Random digits for so many keys are asked for at once: asking takes longer than all the rest of making one. */
const KEYS_AT_ONCE = 256;
/** The last group of a key. */
const TAIL = 12;
let random = '';
let used = 0;
let lastMs = 0;
/** 26 bits: 12 before the variant of a key and 14 behind it. */
let counter = 0;
let head = '';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * A new row's key: UUIDv7 text, in order of its making, also within a millisecond or when the clock goes back
 * (RFC 9562, 5.7 and 6.2, method 1).
 */
export function newId(): string {
  if (used === random.length) {
    random = randomBytes((KEYS_AT_ONCE * TAIL) / 2).toString('hex');
    used = 0;
  }
  const now = Date.now();
  counter += 1;
  // More keys than a millisecond has room for borrow the next one.
  if (now > lastMs || counter >= 2 ** 26) {
    lastMs = Math.max(now, lastMs + 1);
    const ms = hex(lastMs, 12);
    head = `${ms.slice(0, 8)}-${ms.slice(8)}-7`;
    // Half of the bits, so that there is room to count up.
    counter = randomBytes(4).readUInt32BE(0) >>> 7;
  }
  used += TAIL;
  const tail = random.slice(used - TAIL, used);
  return `${head}${hex(counter >>> 14, 3)}-${hex(0x8000 | (counter & 0x3fff), 4)}-${tail}`;
}

/** The stamps of a new row. */
export const created = (at: string) => ({ created_at: at, updated_at: at, deleted_at: null });
