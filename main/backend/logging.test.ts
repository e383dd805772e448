import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { fileLogger } from './logging.ts';
import { temporaryFolder } from './testing.ts';

const linesOf = (folder: string, day: string) =>
  readFileSync(join(folder, 'logs', `chung-tay-${day}.log`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('each day has its file, a line for each message', () => {
  const folder = temporaryFolder();
  let now = new Date('2024-05-15T23:59:59Z');
  const logger = fileLogger(folder, () => now);

  logger.info('started', { ms: 812 });
  now = new Date('2024-05-16T00:00:01Z');
  logger.error('stopped');

  expect(linesOf(folder, '2024-05-15')).toEqual([
    { at: '2024-05-15T23:59:59.000Z', level: 'info', message: 'started', ms: 812 },
  ]);
  expect(linesOf(folder, '2024-05-16')).toMatchObject([{ level: 'error', message: 'stopped' }]);
});

test('an error is written with its code, its stack and what caused it', () => {
  const folder = temporaryFolder();
  const cause = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  const error = new AppError('INTERNAL', {}, { cause });
  fileLogger(folder, () => new Date('2024-05-15T01:00:00Z')).error('schools.create', { error });

  const [line] = linesOf(folder, '2024-05-15');
  expect(line.error.code).toBe('INTERNAL');
  expect(line.error.at[0]).toMatch(/^main\/backend\/logging\.test\.ts:\d+:\d+$/);
  expect(line.error.cause).toMatchObject({ name: 'Error', code: 'SQLITE_BUSY' });
});

test('thirty days are kept, and nothing that is not a log is touched', () => {
  const folder = temporaryFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  writeFileSync(join(logs, 'notes.txt'), '');
  for (let day = 1; day <= 40; day += 1) {
    const name = new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);
    writeFileSync(join(logs, `chung-tay-${name}.log`), '');
  }
  fileLogger(folder, () => new Date('2024-02-10T00:00:00Z')).info('started');

  const left = readdirSync(logs).sort();
  expect(left).toHaveLength(31);
  expect(left.at(0)).toBe('chung-tay-2024-01-12.log');
  expect(left.at(-2)).toBe('chung-tay-2024-02-10.log');
  expect(left.at(-1)).toBe('notes.txt');
});

test('a data folder that is not there is not made, and one that cannot be written is borne', () => {
  const missing = join(temporaryFolder(), 'nowhere');
  fileLogger(missing).error('failed');
  expect(existsSync(missing)).toBe(false);

  const blocked = temporaryFolder();
  writeFileSync(join(blocked, 'logs'), 'a file where the folder should be');
  expect(() => fileLogger(blocked).error('failed')).not.toThrow();
});
