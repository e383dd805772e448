import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';

/** Calls to the disk that can be made to fail, by the bits of `shim.c`. */
export const CALLS = {
  write: 1,
  sync: 2,
  truncate: 4,
  rename: 8,
  unlink: 16,
  create: 32,
  mkdir: 64,
  read: 128,
};
/** All that change something. */
export const CHANGING = 127;

/** What fails, and how. */
export interface Faults {
  /** Number of the first call that fails; 0: none, they are only counted. */
  readonly first: number;
  /** So many fail from there on. */
  readonly times: number;
  /** Null: only half of the bytes are written, and nobody says so. */
  readonly error: keyof typeof constants.errno | null;
  /** Bits of `CALLS`. */
  readonly kinds?: number;
  /** So many of a million fail beside, at random. */
  readonly perMillion?: number;
}

const INTS = 8;

/**
 * Builds the library that stands between a program and the disk.
 * @returns its path, or null where there is no Linux with a C compiler
 */
export function buildShim(folder: string): string | null {
  const library = path.join(folder, 'shim.so');
  try {
    const source = path.join(import.meta.dirname, 'shim.c');
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return process.platform === 'linux' ? library : null;
}

/** Makes the file by which the faults are switched, with all of them off. */
export function makeControl(file: string): void {
  writeFileSync(file, Buffer.alloc(INTS * 4));
}

/** What a process needs to run with the library. */
export const shimmed = (library: string, control: string, under: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: library,
  FAULT_CONTROL: control,
  FAULT_UNDER: under,
  // Else libuv may hand files to the kernel past the C library.
  UV_USE_IO_URING: '0',
});

/** The switch of the faults, from inside the process or from beside it. */
export function faultSwitch(control: string) {
  const fd = openSync(control, 'r+');
  const write = (numbers: readonly number[]) => writeSync(fd, Int32Array.from(numbers), 0, INTS * 4, 0);
  return {
    on({ first, times, error, kinds = CHANGING, perMillion = 0 }: Faults): void {
      write([1, 0, first, times, error === null ? 0 : constants.errno[error], 0, kinds, perMillion]);
    },
    /** Switches them off; answers how many calls were seen and how many of them failed. */
    off(): { readonly seen: number; readonly failed: number } {
      const numbers = new Int32Array(INTS);
      readSync(fd, numbers, 0, INTS * 4, 0);
      write(Array.from({ length: INTS }, () => 0));
      return { seen: numbers[1] ?? 0, failed: numbers[5] ?? 0 };
    },
    close: () => closeSync(fd),
  };
}
