import { spawn } from 'node:child_process';

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

/** The same work at growing sizes: what one unit of it costs, in microseconds. */
export interface Growth {
  readonly work: string;
  /** What is counted, such as schools. */
  readonly of: string;
  readonly points: readonly { readonly size: number; readonly microseconds: number }[];
}

/** What one suite has measured. */
export interface Measured {
  readonly comparisons?: readonly Comparison[];
  readonly measures?: readonly Measure[];
  readonly growth?: readonly Growth[];
}

/** What a whole process took. */
export interface ProcessRun {
  /** From its start to its end, in ms. */
  readonly wall: number;
  /** Of all its threads, in ms: fair where others use the machine, too. */
  readonly cpu: number;
  /** Memory at its highest, in MB. */
  readonly peak: number;
}

const TIME = '/usr/bin/time';

/**
 * Runs a program to its end and says what it took.
 * @throws when it can't be started, or fails
 */
export async function runProcess(command: string, args: readonly string[]): Promise<ProcessRun> {
  const begin = performance.now();
  const child = spawn(TIME, ['-f', '%U %S %M', command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wall = performance.now() - begin;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${said}`);
  const [user = 0, system = 0, kilobytes = 0] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wall, cpu: (user + system) * 1000, peak: kilobytes / 1024 };
}

/** Whether a program can do what is asked of it. */
export const canRun = (command: string, args: readonly string[]): Promise<boolean> =>
  runProcess(command, args).then(
    () => true,
    () => false,
  );

/** Milliseconds that some work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Milliseconds that this process computes for some work: fair where others use the machine, too. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Runs works by turns, so that a busy moment of the machine strikes them alike; the first turn only warms. */
export async function byTurns<T>(
  runs: number,
  works: readonly (() => Promise<T>)[],
): Promise<readonly (readonly T[])[]> {
  const found: T[][] = works.map(() => []);
  for (let run = -1; run < runs; run++) {
    for (const [index, work] of works.entries()) {
      const value = await work();
      if (run >= 0) found[index]?.push(value);
    }
  }
  return found;
}
