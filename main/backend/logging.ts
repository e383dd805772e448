import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { partOf } from './files/data-folder.ts';
import type { Logger } from './ports.ts';

/** Days whose logs are kept; older ones go when a day begins. */
const KEPT_DAYS = 30;

const fileOf = (day: string): string => `chung-tay-${day}.log`;

/** An error loses its text in JSON, and the stack is what the log is for. */
function plain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { stack: value.stack, ...('code' in value && { code: value.code }), cause: value.cause };
}

/**
 * Writes JSON lines to `logs/chung-tay-YYYY-MM-DD.log` of the data folder (UTC days). It never makes the data
 * folder and never throws: a program that cannot write its log must still say so on the screen.
 */
export function fileLogger(dataDir: string, now: () => Date = () => new Date()): Logger {
  const folder = partOf(dataDir, 'logs');
  let today = '';

  const begin = (day: string): void => {
    mkdirSync(folder, { recursive: true });
    const logs = readdirSync(folder).filter((name) => /^chung-tay-[\d-]{10}\.log$/.test(name));
    const others = logs.filter((name) => name !== fileOf(day)).sort();
    for (const name of others.slice(0, Math.max(0, others.length - KEPT_DAYS + 1))) {
      rmSync(join(folder, name));
    }
    today = day;
  };

  const write = (level: 'info' | 'error', message: string, details?: Readonly<Record<string, unknown>>) => {
    const at = now().toISOString();
    const day = at.slice(0, 10);
    try {
      if (!existsSync(dataDir)) return;
      // The folder may be a new one since: a rehearsal is set aside with its logs.
      if (day !== today || !existsSync(folder)) begin(day);
      appendFileSync(
        join(folder, fileOf(day)),
        `${JSON.stringify({ at, level, message, ...details }, plain)}\n`,
      );
    } catch {
      // Nobody is left to tell.
    }
  };

  return {
    info: (message, details) => write('info', message, details),
    error: (message, details) => write('error', message, details),
  };
}
