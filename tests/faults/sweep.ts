import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeedName } from '../office/deeds.ts';
import { halfFiles } from '../torture/judge.ts';
import { buildShim, CALLS, type Faults, makeControl, shimmed } from './shim.ts';

/** A way in which a disk fails, by its name. */
export interface Fault extends Omit<Faults, 'first'> {
  readonly name: string;
}

const ALL = 2 ** 31 - 1;

export const FAULTS: readonly Fault[] = [
  { name: 'bad sector once', error: 'EIO', times: 1 },
  { name: 'disk full for a while', error: 'ENOSPC', times: 3 },
  { name: 'disk full from now on', error: 'ENOSPC', times: ALL },
  { name: 'read-only from now on', error: 'EROFS', times: ALL },
  { name: 'not permitted once', error: 'EPERM', times: 1 },
  { name: 'half a write, then full', error: null, times: 1, kinds: CALLS.write },
  { name: 'bad sector when reading', error: 'EIO', times: 1, kinds: CALLS.read },
];
/** A virus scanner holds what is renamed or removed for a moment; the program waits for it, and nobody hears of it. */
export const HELD: readonly Fault[] = [
  { name: 'held for a moment', error: 'EBUSY', times: 2, kinds: CALLS.rename },
  { name: 'held for a moment (EACCES)', error: 'EACCES', times: 2, kinds: CALLS.rename },
];

/** What is done while the disk fails: everything that writes in another way. */
export const JOURNEY: readonly (DeedName | 'close and open')[] = [
  'create a school',
  'import a list',
  'keep a setting',
  'add evidence',
  'finalise memoranda',
  'file a scanned stack',
  'hand equipment over',
  'take back',
  'export a report',
  'back up',
  'restore a backup',
  'close and open',
];

/** What came of one fault. */
export interface Told {
  readonly deed: string;
  readonly fault: string;
  /** Number of the call that failed first. */
  readonly first: number;
  /** Of the refusal; null: it was answered all the same. */
  readonly code: string | null;
  readonly problems: readonly string[];
}

const OFFICE = path.join(import.meta.dirname, 'office.ts');

/** Does one deed under each fault, with each of its calls to the disk failing once. */
async function sweepDeed(
  library: string,
  deed: string,
  { faults, most }: { readonly faults: readonly Fault[]; readonly most: number },
): Promise<Told[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  const dataDir = path.join(folder, 'Chung Tay');
  const control = path.join(folder, 'control');
  makeControl(control);
  try {
    const child = spawn(
      process.execPath,
      [OFFICE, dataDir, control, deed, JSON.stringify(faults), `${most}`],
      { stdio: ['ignore', 'pipe', 'pipe'], env: shimmed(library, control, dataDir) },
    );
    let [said, complained] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complained += text;
    });
    await new Promise((settle) => child.on('close', settle));
    const told = said
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Told);
    const isWhole = told.at(-1)?.fault === 'end';
    const left = isWhole ? halfFiles(dataDir) : [`the office died: ${complained.slice(0, 2_000)}`];
    return [
      ...told.filter(({ fault }) => fault !== 'end'),
      ...(left.length > 0 ? [{ deed, fault: 'end', first: 0, code: null, problems: left }] : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Lets the calls of a whole journey fail one after the other.
 * @param most so many calls of each deed fail under each fault, evenly spread; Infinity: every one
 * @returns null where the library can't be built here
 */
export async function sweep({
  deeds = JOURNEY,
  faults = [...FAULTS, ...HELD],
  most = Number.POSITIVE_INFINITY,
  progress = () => {},
}: {
  readonly deeds?: readonly string[];
  readonly faults?: readonly Fault[];
  readonly most?: number;
  readonly progress?: (deed: string) => void;
} = {}): Promise<Told[] | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  try {
    const library = buildShim(folder);
    if (library === null) return null;
    const told: Told[] = [];
    const waiting = [...deeds];
    const lane = async () => {
      for (let deed = waiting.shift(); deed !== undefined; deed = waiting.shift()) {
        progress(deed);
        told.push(...(await sweepDeed(library, deed, { faults, most })));
      }
    };
    await Promise.all([lane(), lane()]);
    return told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
