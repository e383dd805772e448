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

/** One line of the comparison: the same work done by us and by what an office or an engineer would use instead. */
export interface Comparison {
  readonly work: string;
  /** Null: the goal is a figure of ours alone. */
  readonly against: string | null;
  /** The ratio ours / peer, or our own figure in `unit`, that is aimed at. */
  readonly goal: number;
  /** Of ours and of the peer. */
  readonly unit: 'ms' | 'MB';
  /** Each run of ours. */
  readonly ours: readonly number[];
  /** Each run of the peer; null where it is not installed. */
  readonly peer: readonly number[] | null;
  /** What was done, in a sentence, for the reader of the JSON. */
  readonly did: string;
}

/** Ours by the peer's, or our own figure where there is no peer; NaN where the peer is not installed. */
export const reached = ({ ours, peer, against }: Comparison): number =>
  against === null ? median(ours) : peer === null ? Number.NaN : median(ours) / median(peer);
