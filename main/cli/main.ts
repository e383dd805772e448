import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { ErrorBody, ErrorCode } from '../../preload/contract/errors.ts';
import { toErrorBody } from '../backend/errors.ts';
import { defaultDataDir } from '../backend/files/data-folder.ts';
import { AppError, createBackend } from '../backend/index.ts';
import { fileLogger } from '../backend/logging.ts';
import { fontsFolder } from '../backend/memoranda/generate.ts';
import { systemUser } from '../backend/system-user.ts';
import { startWorkers } from '../backend/workers/workers.ts';
import { type Call, parseCommandLine, type Signature, wholeNumber } from './arguments.ts';
import type { Command, FileCommand, Result } from './command.ts';
import { COMMANDS } from './commands.ts';
import { openSession } from './session.ts';
import { faultLines, table } from './text.ts';

const ROOT_DIR = path.join(import.meta.dirname, '../..');
const RESOURCES_DIR = path.join(ROOT_DIR, 'resources');

const SERVE = {
  words: ['serve'],
  positionals: [],
  options: { port: { value: 'N' }, 'no-open': {} },
  help: 'Mở cửa sổ chương trình trong trình duyệt',
} as const satisfies Signature & { help: string };

type AnyCommand = Command | FileCommand | typeof SERVE;

/** 1 internal · 2 wrong call · 4 data folder; everything else is content that can't be used: 3. */
const EXIT_CODES: Partial<Record<ErrorCode, number>> = {
  INTERNAL: 1,
  UNKNOWN_COMMAND: 2,
  UNKNOWN_OPTION: 2,
  MISSING_ARGUMENT: 2,
  DATA_FOLDER_MISSING: 4,
  DATA_FOLDER_NOT_INITIALISED: 4,
  DATA_FOLDER_LOCKED: 4,
  DATA_FOLDER_READ_ONLY: 4,
  DATA_FOLDER_NEWER: 4,
  DATA_FOLDER_DAMAGED: 4,
  MIGRATION_FAILED: 4,
};

/** Where the data lie: `--data`, else the environment, else the usual place of this system. */
function dataDirOf(call: Call<Signature>): string {
  const chosen = call.values.get('data');
  return chosen
    ? path.resolve(chosen)
    : defaultDataDir({ platform: process.platform, env: process.env, homedir: homedir() });
}

const HELP = [
  'Chung Tay: dùng npm run -s cli -- LỆNH [--data DIR] [--json]',
  '',
  table(
    ['Lệnh', 'Việc'],
    [...COMMANDS, SERVE].map(({ words, positionals, options, help }) => {
      const shown = Object.entries<{ value?: string; required?: boolean }>(options).map(
        ([name, { value, required }]) => {
          const text = value ? `--${name} ${value}` : `--${name}`;
          return required ? text : `[${text}]`;
        },
      );
      return [[...words, ...positionals, ...shown].join(' '), help];
    }),
  ),
].join('\n');

const print = (text: string) => process.stdout.write(`${text}\n`);

function printError({ code, message, details }: ErrorBody): void {
  process.stderr.write(`${message} [${code}]\n`);
  const { errors, findings } = details;
  if (Array.isArray(errors)) process.stderr.write(`${faultLines(errors)}\n`);
  if (Array.isArray(findings)) {
    for (const finding of findings) process.stderr.write(`  ${finding.message}\n`);
  }
}

/** A bar on a terminal; elsewhere silence, so that logs stay readable. */
function showProgress(label: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const filled = total > 0 ? Math.round((done / total) * 20) : 0;
  const bar = total > 0 ? ` [${'█'.repeat(filled)}${'·'.repeat(20 - filled)}] ${done}/${total}` : ' …';
  process.stderr.write(`\r\u001b[2K${label}${bar}`);
  if (total > 0 && done === total) process.stderr.write('\r\u001b[2K');
}

async function runCommand(command: Command, call: Call<Signature>): Promise<Result> {
  const dataDir = dataDirOf(call);
  const isInit = command.words[0] === 'init';
  const exists = await stat(dataDir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isInit && !exists) throw new AppError('DATA_FOLDER_MISSING', { dataDir });
  const { version } = JSON.parse(await readFile(path.join(ROOT_DIR, 'package.json'), 'utf8'));
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version,
    actor: systemUser(),
    logger: fileLogger(dataDir),
  });
  try {
    backend.subscribe((event) => {
      if (event.name !== 'job.progress') return;
      const { label, done, total } = event.payload;
      showProgress(label, done, total);
    });
    return await command.run(openSession(backend, dataDir), call);
  } finally {
    await backend.close();
  }
}

async function runOnFiles(command: FileCommand, call: Call<Signature>): Promise<Result> {
  const workers = startWorkers();
  try {
    return await command.judge({ workers, fontsFolder: fontsFolder(RESOURCES_DIR) }, call);
  } finally {
    await workers.close();
  }
}

async function runServe(call: Call<Signature>, json: boolean): Promise<void> {
  const { interrupted, serve } = await import('../loopback/serve.ts');
  const port = wholeNumber(call, 'port', { min: 1, max: 65_535 });
  const served = await serve({
    dataDir: dataDirOf(call),
    open: !call.flags.has('no-open'),
    progress: (text) => process.stderr.write(`${text}\n`),
    ...(port !== undefined && { port }),
  });
  print(json ? JSON.stringify({ ok: true, address: served.address }) : served.address);
  await interrupted();
  await served.close();
}

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  if (args.length === 0 || args.includes('--help')) {
    print(HELP);
    return args.length === 0 ? 2 : 0;
  }
  let call: Call<AnyCommand> | undefined;
  try {
    call = parseCommandLine<AnyCommand>(args, [...COMMANDS, SERVE]);
    const { command } = call;
    if (!('run' in command || 'judge' in command)) {
      await runServe(call, json);
      return 0;
    }
    const result = await ('run' in command ? runCommand(command, call) : runOnFiles(command, call));
    print(json ? JSON.stringify({ ok: true, ...result.json }) : result.text);
    return 0;
  } catch (error) {
    const body = toErrorBody(error);
    // What the backend answered it has logged itself; a stranger was thrown by this shell or at the start.
    if (call && !(error instanceof AppError))
      fileLogger(dataDirOf(call)).error('internal error', { code: body.code, error });
    if (json) print(JSON.stringify({ ok: false, error: body }));
    else printError(body);
    return EXIT_CODES[body.code] ?? 3;
  }
}

// A reader that has seen enough ("… | head") closes the pipe; what is still to be said is for nobody then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// npm runs its scripts in the package's folder; a caller's paths mean the folder where npm was called.
const { INIT_CWD: calledIn, npm_lifecycle_event: script } = process.env;
if (script === 'cli' && calledIn) process.chdir(calledIn);
process.exitCode = await main(process.argv.slice(2));
