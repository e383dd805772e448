import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** Random bytes for so many keys are asked for at once: asking takes longer than all the rest of making one. */
const random = Buffer.alloc(256 * 16);
let used = random.length;
let lastMs = 0;
let counter = 0;

/** A new row's key: UUIDv7 text, in order of its making, also within a millisecond or when the clock goes back. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, used + 16);
  used += 16;
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Half of the 32 bits, so that there is room to count up.
    counter = bytes.readUInt32BE(0) >>> 1;
  } else counter += 1;
  return uuidv7({ random: bytes, msecs: lastMs, seq: counter });
}

/** The stamps of a new row. */
export const created = (at: string) => ({ created_at: at, updated_at: at, deleted_at: null });
