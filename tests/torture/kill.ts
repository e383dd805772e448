import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { restoreAsFolder } from '../../main/backend/backups/restore.ts';
import { DEED_NAMES } from '../office/deeds.ts';
import { type Random, randomly } from '../office/random.ts';
import { type Expected, judge, nothingYet } from './judge.ts';

const OFFICE = path.join(import.meta.dirname, 'office.ts');
const OLDEST = path.join(import.meta.dirname, '../../db/fixtures/0010.ctbackup');

/** A folder lives through so many kills before a new one begins. */
const LIVES = 10;
/** So long a start takes at most, milliseconds. */
const START = 1_500;
/** So long a deed takes that nobody has seen yet, milliseconds. */
const UNKNOWN = 600;
/** Folders that are tortured at the same time. */
const LANES = 2;

/** What is under way at the kills beside the deeds of an office: a folder begins with one of these, and may end salvaged. */
const BEGINNINGS = ['make a folder', 'migrate an old folder'] as const;
const START_UP = 'start';
const SALVAGE = 'salvage';

export interface TortureReport {
  readonly kills: number;
  /** Deeds that were answered before their process died. */
  readonly answered: number;
  readonly backups: number;
  /** How often each was under way at a kill. */
  readonly underWay: ReadonlyMap<string, number>;
  /** What was not as it must be, with the seed that leads there. */
  readonly losses: readonly string[];
}

/** What the lanes share. */
interface Torture {
  readonly random: Random;
  readonly seed: number;
  /** Deeds that wait for their kill. */
  readonly waiting: string[];
  /** How long each deed took at most so far, milliseconds. */
  readonly lasts: Map<string, number>;
  readonly underWay: Map<string, number>;
  readonly losses: string[];
  readonly progress: (done: number) => void;
  answered: number;
  backups: number;
  begun: number;
  done: number;
}

/** Starts an office on a deed and kills it at a random moment of it; answers everything that the office said. */
async function killDuring(dataDir: string, seed: number, deed: string, torture: Torture): Promise<string[]> {
  const child = spawn(process.execPath, [OFFICE, dataDir, `${seed}`, deed], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  const dieWithin = (milliseconds: number) => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), torture.random.below(milliseconds));
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (began === 0 && said.includes(`begin ${deed}`)) {
      began = performance.now();
      dieWithin((torture.lasts.get(deed) ?? UNKNOWN) * 1.2);
    }
    if (began > 0 && said.includes(`done ${deed}`)) {
      const took = performance.now() - began;
      torture.lasts.set(deed, Math.max(20, took, torture.lasts.get(deed) ?? 0));
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  if (deed === START_UP || deed === 'migrate an old folder') dieWithin(START);
  const ended = new Promise<NodeJS.Signals | null>((settle) => {
    child.on('close', (_code, signal) => settle(signal));
  });
  const signal = await ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`the office ended by itself during “${deed}”: ${complained}`);
  return said.split('\n').slice(0, -1);
}

/** Takes down what was answered, and tells what was under way. */
function takeDown(lines: readonly string[], expected: Expected, torture: Torture): string {
  let underWay = START_UP;
  let isWaiting = false;
  for (const line of lines) {
    const [, word, rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
    if (word === 'row') {
      const [, sequence, command] = /^(\d+) (\S+)$/.exec(rest) ?? [];
      if (sequence && command) expected.rows.set(Number(sequence), command);
    } else if (word === 'backup') {
      expected.backups.add(rest);
      torture.backups += 1;
    } else if (word === 'restoring') expected.restoring = rest;
    else if (word === 'restored') {
      expected.restoring = null;
      expected.rows.clear();
    } else if (word === 'begin') [underWay, isWaiting] = [rest, true];
    else if (word === 'done') {
      torture.answered += 1;
      isWaiting = false;
    }
  }
  return isWaiting || lines.length === 0 ? underWay : `just after: ${underWay}`;
}

/** Overwrites pages in the midst of a closed database. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const pages = Math.floor((await handle.stat()).size / 4096);
    for (const part of [0.3, 0.5, 0.7])
      await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(pages * part) * 4096);
  } finally {
    await handle.close();
  }
}

/** One folder from its making to its last kill. */
async function liveAndDie(number: number, kills: number, torture: Torture): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-'));
  const dataDir = path.join(folder, 'Chung Tay');
  const database = path.join(dataDir, 'chung-tay.sqlite');
  const expected = nothingYet();
  const beginning = BEGINNINGS[number % BEGINNINGS.length] ?? BEGINNINGS[0];
  if (beginning === 'migrate an old folder') await restoreAsFolder(OLDEST, dataDir);
  try {
    for (let life = 0; life < kills; life += 1) {
      const isLast = life === kills - 1 && existsSync(database) && expected.rows.size > 0;
      if (isLast && number % 2 === 0) {
        await damage(database);
        expected.damaged = true;
      }
      const deed =
        life === 0 ? beginning : expected.damaged ? SALVAGE : (torture.waiting.shift() ?? START_UP);
      const own = torture.seed * 100_000 + number * LIVES + life;
      const said = await killDuring(dataDir, own, deed, torture).catch((error: unknown) => {
        torture.losses.push(`seed ${own}: ${error}`);
        return [];
      });
      const underWay = takeDown(said, expected, torture);
      torture.underWay.set(underWay, (torture.underWay.get(underWay) ?? 0) + 1);
      const lost = await judge(dataDir, expected).catch((error: unknown) => [`not opened: ${error}`]);
      torture.losses.push(...lost.map((loss) => `seed ${own}, during “${underWay}”: ${loss}`));
      expected.restoring = null;
      expected.backups.clear();
      torture.done += 1;
      torture.progress(torture.done);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every deed in turn, each round in another order. */
function deedsFor(kills: number, random: Random): string[] {
  const all = [...DEED_NAMES, START_UP];
  const deeds: string[] = [];
  while (deeds.length < kills)
    deeds.push(
      ...all
        .map((deed) => ({ deed, place: random.below(1_000_000) }))
        .sort((left, right) => left.place - right.place)
        .map(({ deed }) => deed),
    );
  return deeds;
}

/** Kills an office many times, each kind of deed in its turn, and looks each time whether anything was lost. */
export async function torture(
  kills: number,
  {
    seed = 1,
    progress = () => {},
  }: { readonly seed?: number; readonly progress?: (done: number) => void } = {},
): Promise<TortureReport> {
  const random = randomly(seed);
  const shared: Torture = {
    random,
    seed,
    waiting: deedsFor(kills, random),
    lasts: new Map(),
    underWay: new Map(),
    losses: [],
    progress,
    answered: 0,
    backups: 0,
    begun: 0,
    done: 0,
  };
  let folders = 0;
  const lane = async () => {
    while (shared.begun < kills) {
      const lives = Math.min(LIVES, kills - shared.begun);
      shared.begun += lives;
      await liveAndDie(folders++, lives, shared);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { answered, backups, underWay, losses } = shared;
  return { kills, answered, backups, underWay, losses };
}
