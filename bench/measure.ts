/** One figure of a run, with what it counts. */
export interface Measure {
  readonly name: string;
  readonly unit: 'ms' | 'kB' | 'count';
  readonly value: number;
}

/** The value below which the given share (0 to 1) of the others lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
