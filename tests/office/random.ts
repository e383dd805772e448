/** Numbers that look random and are the same for the same seed, so that a failure can be seen again. */
export interface Random {
  /** A whole number from 0 up to, but without, the limit. */
  below(limit: number): number;
  /** @throws Error when there is nothing to pick from */
  pick<T>(from: readonly T[]): T;
}

/** Marsaglia's xorshift with 32 bits (Journal of Statistical Software 8, 2003). */
export function randomly(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
