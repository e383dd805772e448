import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { extractAll } from '@electron/asar';
import { defaultDataDir } from '../main/backend/files/data-folder.ts';
import { tryProgram } from './try-program.ts';

const run = promisify(execFile);
const ROOT_DIR = join(import.meta.dirname, '..');
/** How long Windows may take for each step, milliseconds. */
const PATIENCE = 120_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Waits until something holds. @throws Error with its name when it doesn't in time */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (const began = Date.now(); !holds(); await setTimeout(250))
    if (Date.now() - began > PATIENCE) throw new Error(`Not in time: ${what}`);
  say(`✓ ${what}`);
}

/** Everything that a program wrote into the log of its data folder. */
function logOf(dataDir: string): string {
  const folder = join(dataDir, 'logs');
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

/** What the registry of this account says of a kind of file. */
const kindOf = async (ending: string): Promise<string> =>
  (await run('reg', ['query', `HKCU\\Software\\Classes\\${ending}`, '/ve'])).stdout;

/**
 * Installs what `npm run pack` made on this Windows, without a question, starts and closes it, lets its archive make
 * memoranda, and uninstalls it: the program must be gone then, and the data there. They lie where an office has its own,
 * which is the only place where the uninstaller could take them; an account that has some is left alone.
 */
async function tryInstaller(): Promise<void> {
  const made = join(ROOT_DIR, 'out/installer');
  const installer = readdirSync(made).find((name) => name.endsWith('-cai-dat.exe'));
  if (!installer) throw new Error(`No installer in ${made}: npm run pack`);
  const programs = join(process.env.LOCALAPPDATA ?? '', 'Programs');
  const installed = (): string | undefined =>
    existsSync(programs)
      ? readdirSync(programs)
          .map((name) => join(programs, name))
          .find((folder) => existsSync(join(folder, 'Chung Tay.exe')))
      : undefined;
  const dataDir = defaultDataDir({
    platform: 'win32',
    env: { LOCALAPPDATA: process.env.LOCALAPPDATA },
    homedir: homedir(),
  });
  for (const there of [installed(), existsSync(dataDir) ? dataDir : undefined])
    if (there) throw new Error(`There is one already: ${there}`);

  await run(join(made, installer), ['/S'], { timeout: PATIENCE });
  await until('installed without a question, for this account', () => installed() !== undefined);
  const folder = installed() ?? '';
  for (const [ending, kind] of [
    ['.ctbackup', 'ChungTay.Backup'],
    ['.cttemplate', 'ChungTay.Template'],
  ] as const)
    if (!(await kindOf(ending)).includes(kind)) throw new Error(`Windows does not know ${ending}`);
  say('✓ known by the kinds of its files');

  const { CHUNG_TAY_DATA: _, ...env } = process.env;
  const program = spawn(join(folder, 'Chung Tay.exe'), [], { env });
  await until('started', () => /\bstarted\b/.test(logOf(dataDir)));
  // Without /F Windows asks its window to close, as a person does; there may be none yet.
  const asking = setInterval(() => void run('taskkill', ['/PID', `${program.pid}`]).catch(() => {}), 2000);
  await until('closed', () => program.exitCode !== null).finally(() => clearInterval(asking));

  const archive = mkdtempSync(join(tmpdir(), 'chung-tay-'));
  extractAll(join(folder, 'resources/app.asar'), archive);
  const { papers, report } = await tryProgram(
    archive,
    join(folder, 'resources/resources'),
    join(archive, 'data'),
  );
  if (papers.length === 0 || papers.some((paper) => paper !== '%PDF') || report !== 'PK\u0003\u0004')
    throw new Error('Its archive makes no papers');
  say(`✓ made ${papers.length} memoranda and a report`);

  await run(join(folder, 'Uninstall Chung Tay.exe'), ['/S'], { timeout: PATIENCE });
  await until('uninstalled', () => installed() === undefined);
  if (!existsSync(dataDir)) throw new Error('The data went with the program');
  say('✓ the data are still there');
  rmSync(dataDir, { recursive: true });
}

if (process.platform === 'win32') await tryInstaller();
else {
  process.stderr.write('This tries an installer of Windows, on Windows.\n');
  process.exitCode = 2;
}
