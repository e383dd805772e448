import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { partOf } from './files/data-folder.ts';
import type { Logger } from './ports.ts';

/** Days whose logs are kept; older ones go when a day begins. */
const KEPT_DAYS = 30;

const fileOf = (day: string): string => `chung-tay-${day}.log`;

/** Up to the program's own folders: what stands before them is the computer's, and may say a person's name. */
const BEFORE_OWN = /^.*[\\/](?=(?:node_modules|dist|main|db|preload|renderer|tests)[\\/])/u;
/** Of any other file only its name. */
const FOLDERS = /^.*[\\/]/u;

const placeOf = (place: string): string => {
  if (place.startsWith('node:')) return place;
  return BEFORE_OWN.test(place) ? place.replace(BEFORE_OWN, '') : place.replace(FOLDERS, '');
};

/** Where an error came from: the frames of its stack, without the text above them, which may say anything. */
export const locationsOf = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && /:\d+:\d+\)?$/.test(line))
    .map((line) => {
      const [, name = '', place = ''] = /^\s+at (?:(.*) \()?(.*?)\)?$/.exec(line) ?? [];
      return `${name ? `${name} ` : ''}${placeOf(place)}`;
    });

/** What is a code and no sentence: a name of a procedure, an event or a failure, a version. */
const CODE = /^[\w.:+-]{1,100}$/;

/**
 * What of a value may stand in the log: codes, numbers and places in the program. Texts of errors are left out: they
 * quote what was typed, and paths of files.
 */
export function withoutContent(value: unknown): unknown {
  if (value instanceof Error) {
    return withoutContent({
      name: value.name,
      code: 'code' in value ? value.code : undefined,
      stack: value.stack,
      cause: value.cause,
    });
  }
  if (typeof value === 'string') return CODE.test(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(withoutContent);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) =>
      key === 'stack' && typeof each === 'string' ? ['at', locationsOf(each)] : [key, withoutContent(each)],
    ),
  );
}

/**
 * Writes what may stand in the log as JSON lines to `logs/chung-tay-YYYY-MM-DD.log` of the data folder (UTC days). It never makes the data
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
    const cleaned = Object.fromEntries(
      Object.entries(details ?? {}).map(([key, value]) => [key, withoutContent(value)]),
    );
    const day = at.slice(0, 10);
    try {
      if (!existsSync(dataDir)) return;
      // The folder may be a new one since: a rehearsal is set aside with its logs.
      if (day !== today || !existsSync(folder)) begin(day);
      appendFileSync(join(folder, fileOf(day)), `${JSON.stringify({ at, level, message, ...cleaned })}\n`);
    } catch {
      // Nobody is left to tell.
    }
  };

  return {
    info: (message, details) => write('info', message, details),
    error: (message, details) => write('error', message, details),
  };
}
