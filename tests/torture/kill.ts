import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { rehearseBackup } from '../../main/backend/backups/rehearse.ts';
import { restoreAsFolder } from '../../main/backend/backups/restore.ts';
import { createBackend } from '../../main/backend/index.ts';
import { type Random, randomly } from './random.ts';

const OFFICE = path.join(import.meta.dirname, 'office.ts');
const OLDEST = path.join(import.meta.dirname, '../../db/fixtures/0010.ctbackup');
const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');

/** A folder lives through so many kills before a new one begins: the making of a folder is killed, too. */
const LIVES = 10;
/** So many milliseconds pass at most before a kill. */
const LONGEST = 1_500;

/** What the dead process had been answered. */
interface Answered {
  readonly rows: readonly { readonly sequence: number; readonly command: string }[];
  readonly backups: readonly string[];
}

export interface TortureReport {
  readonly kills: number;
  /** Deeds that were answered before their process died. */
  readonly answered: number;
  readonly backups: number;
  /** Kills that struck before the program was ready. */
  readonly atStart: number;
  /** What was not as it must be, with the seed that leads there. */
  readonly losses: readonly string[];
}

/** Starts an office and kills it at a random moment. */
async function killOne(
  dataDir: string,
  seed: number,
  random: Random,
): Promise<Answered & { readonly ready: boolean }> {
  const child = spawn(process.execPath, [OFFICE, dataDir, `${seed}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((settle) => {
    child.on('close', (_code, signal) => settle(signal));
  });
  // One in four dies while it starts, the others at work.
  const atStart = random.below(4) === 0;
  const wait = random.below(LONGEST);
  let timer: NodeJS.Timeout | undefined;
  const dieSoon = () => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), wait);
  };
  if (atStart) dieSoon();
  else child.stdout.once('data', dieSoon);
  const signal = await ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`the office ended by itself: ${complained}`);
  const lines = said.split('\n').slice(0, -1);
  return {
    ready: lines.includes('ready'),
    rows: lines.flatMap((line) => {
      const [, sequence, command] = /^row (\d+) (\S+)$/.exec(line) ?? [];
      return sequence && command ? [{ sequence: Number(sequence), command }] : [];
    }),
    backups: lines.flatMap((line) => /^backup (.+)$/.exec(line)?.[1] ?? []),
  };
}

/** Opens the folder as the next morning does, and names everything that is not as it must be. */
async function judge(dataDir: string, { rows, backups }: Answered): Promise<string[]> {
  const losses: string[] = [];
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'van-thu',
  });
  try {
    const status = await backend.dispatch('app.status', {});
    const isOpen = status.ok && (status.value as { initialised: boolean }).initialised;
    if (!isOpen) return rows.length > 0 ? ['the folder is empty'] : [];
    const check = await backend.dispatch('check.run', {});
    if (!check.ok) losses.push(`check: ${check.error.code}`);
    else
      losses.push(
        ...(check.value as { problems: { message: string }[] }).problems.map(({ message }) => message),
      );
  } finally {
    await backend.close();
  }
  const sqlite = new Sqlite(path.join(dataDir, 'chung-tay.sqlite'), { readonly: true });
  const stored = new Map(
    sqlite
      .prepare<[], { sequence: number; command: string }>('SELECT sequence, command FROM journal')
      .all()
      .map(({ sequence, command }) => [sequence, command]),
  );
  const kept = new Set(sqlite.prepare<[], string>('SELECT sha256 FROM attachment').pluck().all());
  sqlite.close();
  for (const { sequence, command } of rows)
    if (stored.get(sequence) !== command)
      losses.push(`row ${sequence} (${command}) was answered and is not there`);
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const shelf = path.basename(entry.parentPath);
    if (/\.tmp$/.test(entry.name)) losses.push(`half a file: ${entry.name}`);
    if (path.basename(path.dirname(entry.parentPath)) === 'attachments' && !kept.has(shelf + entry.name))
      losses.push(`an attachment without a row: ${shelf}${entry.name}`);
  }
  for (const name of backups) {
    // Those that rotated away are not missed.
    const file = path.join(dataDir, 'backups', name);
    if (!readdirSync(path.dirname(file)).includes(name)) continue;
    const { problems } = await rehearseBackup(file);
    losses.push(...problems.map(({ message }) => `backup ${name}: ${message}`));
  }
  return losses;
}

/** Kills an office many times, and looks each time whether anything was lost. */
export async function torture(
  kills: number,
  {
    seed = 1,
    progress = () => {},
  }: { readonly seed?: number; readonly progress?: (done: number) => void } = {},
): Promise<TortureReport> {
  const random = randomly(seed);
  const losses: string[] = [];
  let [answered, backups, atStart] = [0, 0, 0];
  let folder = '';
  for (let number = 0; number < kills; number += 1) {
    if (number % LIVES === 0) {
      if (folder) await rm(folder, { recursive: true, force: true });
      folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-'));
      // Every second life begins with data of the oldest program: their migration is killed, too.
      if ((number / LIVES) % 2 === 1) await restoreAsFolder(OLDEST, path.join(folder, 'Chung Tay'));
    }
    const dataDir = path.join(folder, 'Chung Tay');
    const own = seed * 10_000 + number;
    const office = await killOne(dataDir, own, random);
    const lost = await judge(dataDir, office).catch((error: unknown) => [`not opened: ${error}`]);
    losses.push(...lost.map((loss) => `seed ${own}: ${loss}`));
    answered += office.rows.length;
    backups += office.backups.length;
    if (!office.ready) atStart += 1;
    progress(number + 1);
  }
  if (folder) await rm(folder, { recursive: true, force: true });
  return { kills, answered, backups, atStart, losses };
}
