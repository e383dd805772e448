import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBackend } from '../../main/backend/index.ts';
import type { Envelope } from '../../preload/contract/errors.ts';
import { stateOf } from '../folder-state.ts';
import type { HostileFile } from './book.ts';
import { type Door, LIST_DOORS, OTHER_DOORS } from './doors.ts';
import { HOSTILE_FILES } from './files.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');
const MIB = 1024 * 1024;

/** What one door said of one file. */
export interface Outcome {
  readonly file: string;
  readonly bytes: number;
  readonly door: string;
  /** A code, or `read`. */
  readonly answer: string;
  readonly ms: number;
  /** Most memory of the whole process meanwhile, in MiB; null where the system can't say. */
  readonly peak: number | null;
  /** What is wrong with it, if anything. */
  readonly fault: string | null;
}

/** Lets the system forget how much memory the process has had (proc_pid_clear_refs(5)). */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Only Linux knows this; the peak is not told elsewhere.
  }
}
function peakMemory(): number | null {
  try {
    const peak = /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return peak === undefined ? null : Math.round(Number(peak) / 1024);
  } catch {
    return null;
  }
}

/** At one door of each kind, and at another one in turn: all lists are read by the same reader. */
function someDoors({ heavy }: HostileFile, turn: number): readonly Door[] {
  const [list, ...lists] = LIST_DOORS;
  const [form, ...others] = OTHER_DOORS;
  if (!list || !form) return [];
  const rest = [...lists, ...others];
  return [list, form, ...(heavy ? [] : rest.slice(turn % rest.length).slice(0, 1))];
}

/** What is wrong with an answer; only lists are held to the answers that a file names. */
function faultOf(
  { answers }: HostileFile,
  door: Door,
  answer: Envelope<unknown>,
  cause: unknown,
): string | null {
  const isList = LIST_DOORS.includes(door);
  if (answer.ok) return !isList || door.shows || answers.includes('read') ? null : 'was read';
  const { code, message } = answer.error;
  if (code === 'INTERNAL')
    return `INTERNAL: ${cause instanceof Error ? cause.stack?.split('\n').slice(0, 4).join(' ') : cause}`;
  if (message.trim() === '') return 'says nothing';
  return !isList || answers.includes(code) ? null : `answers ${code}`;
}

/** Hands every hostile file in to the real program; heavy ones never at all doors. */
export async function hostile({
  only = '',
  allDoors = false,
  told = () => {},
}: {
  readonly only?: string;
  readonly allDoors?: boolean;
  readonly told?: (outcome: Outcome) => void;
} = {}): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  const dataDir = path.join(folder, 'Chung Tay');
  const causes: unknown[] = [];
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'van-thu',
    logger: { info() {}, error: (_message, details) => causes.push(details?.error) },
  });
  const outcomes: Outcome[] = [];
  try {
    await backend.dispatch('app.initialise', { sample: true });
    for (const [turn, file] of HOSTILE_FILES.entries()) {
      if (!file.what.includes(only)) continue;
      const doors = allDoors && !file.heavy ? [...LIST_DOORS, ...OTHER_DOORS] : someDoors(file, turn);
      const place = path.join(folder, 'hostile');
      execFileSync(process.execPath, [path.join(import.meta.dirname, 'make.ts'), file.what, place]);
      const size = statSync(place).size;
      const { fileId } = await backend.receiveFile(file.fileName, readFileSync(place));
      globalThis.gc?.();
      for (const door of doors) {
        forgetPeak();
        const before = stateOf(dataDir);
        const start = performance.now();
        const answer = await door.send(backend, fileId);
        const ms = Math.round(performance.now() - start);
        const outcome: Outcome = {
          file: file.what,
          bytes: size,
          door: door.name,
          answer: answer.ok ? 'read' : answer.error.code,
          ms,
          peak: peakMemory(),
          fault:
            !answer.ok && stateOf(dataDir) !== before
              ? 'changed after a refusal'
              : faultOf(file, door, answer, causes.at(-1)),
        };
        outcomes.push(outcome);
        told(outcome);
      }
    }
    const check = await backend.dispatch('check.run', {});
    if (!check.ok || JSON.stringify(check.value) !== '{"problems":[]}')
      throw new Error(`check: ${JSON.stringify(check)}`);
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return outcomes;
}

/** "12,3 MB" has no place in a table of figures: one decimal, with a point. */
const mib = (bytes: number): string => (bytes / MIB).toFixed(bytes < MIB ? 3 : 1);

/** One row of the table. */
export const rowOf = ({ file, bytes, door, answer, ms, peak, fault }: Outcome): string =>
  `| ${file} | ${mib(bytes)} | ${door} | ${answer} | ${ms} | ${peak ?? '–'} |${fault ? ` **${fault}**` : ''}`;
