import { readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { rehearseBackup } from '../../main/backend/backups/rehearse.ts';
import { createBackend } from '../../main/backend/index.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');

/** What a folder must hold: everything that an office was answered in it, over all its lives. */
export interface Expected {
  /** Commands by the journal's sequence. */
  readonly rows: Map<number, string>;
  /** Names of backups. */
  readonly backups: Set<string>;
  /** A backup whose restoring was begun and never answered: the folder is as before, or as that backup. */
  restoring: string | null;
  /** Damaged on purpose: it opens once it has been salvaged, and may have lost rows. */
  damaged: boolean;
}

export const nothingYet = (): Expected => ({
  rows: new Map(),
  backups: new Set(),
  restoring: null,
  damaged: false,
});

const isIn = (dataDir: string, name: string): boolean =>
  readdirSync(path.join(dataDir, 'backups')).includes(name);

/** Opens the folder as the next morning does, and names everything that is not as it must be. */
export async function judge(dataDir: string, expected: Expected): Promise<string[]> {
  const losses: string[] = [];
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'van-thu',
    staysUp: true,
  });
  try {
    const answer = await backend.dispatch('app.status', {});
    if (!answer.ok) return [`status: ${answer.error.code}`];
    const status = answer.value as { initialised: boolean; failure: { code: string } | null };
    if (status.failure)
      return expected.damaged && status.failure.code === 'DATA_FOLDER_DAMAGED'
        ? []
        : [`not opened: ${status.failure.code}`];
    if (!status.initialised) return expected.rows.size > 0 ? ['the folder is empty'] : [];
    const check = await backend.dispatch('check.run', {});
    if (!check.ok) losses.push(`check: ${check.error.code}`);
    // A damage may have taken a part of the journal with it; the folder itself must be usable.
    else if (!expected.damaged)
      losses.push(
        ...(check.value as { problems: { message: string }[] }).problems.map(({ message }) => message),
      );
  } finally {
    await backend.close();
  }
  if (!expected.damaged) losses.push(...(await compare(dataDir, expected)));
  return [...losses, ...halfFiles(dataDir)];
}

/** Whether each answered command and each answered backup is there. */
async function compare(dataDir: string, expected: Expected): Promise<string[]> {
  const losses: string[] = [];
  const sqlite = new Sqlite(path.join(dataDir, 'chung-tay.sqlite'), { readonly: true });
  const journal = sqlite
    .prepare<[], { sequence: number; command: string; hash: string; payload: string }>(
      'SELECT sequence, command, hash, payload FROM journal ORDER BY sequence',
    )
    .all();
  const kept = new Set(sqlite.prepare<[], string>('SELECT sha256 FROM attachment').pluck().all());
  sqlite.close();
  const stored = new Map(journal.map(({ sequence, command }) => [sequence, command]));
  const lost = [...expected.rows].filter(([sequence, command]) => stored.get(sequence) !== command);
  if (lost.length > 0 && expected.restoring !== null) {
    const { manifest } = await rehearseBackup(path.join(dataDir, 'backups', expected.restoring));
    const isRestored = journal.some(({ hash }) => hash === manifest?.journal);
    if (isRestored) expected.rows.clear();
  }
  for (const [sequence, command] of lost)
    if (expected.rows.has(sequence))
      losses.push(`row ${sequence} (${command}) was answered and is not there`);
  for (const file of attachmentsOf(dataDir)) {
    // What was taken back may be done again.
    if (kept.has(file) || journal.some(({ payload }) => payload.includes(file))) continue;
    losses.push(`an attachment without a row: ${file}`);
  }
  // Those that rotated away are not missed.
  for (const name of [...expected.backups].filter((each) => isIn(dataDir, each))) {
    const { problems } = await rehearseBackup(path.join(dataDir, 'backups', name));
    losses.push(...problems.map(({ message }) => `backup ${name}: ${message}`));
  }
  return losses;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function attachmentsOf(dataDir: string): string[] {
  const folder = path.join(dataDir, 'attachments');
  return readdirSync(dataDir).includes('attachments')
    ? filesIn(folder).map(({ parentPath, name }) => path.basename(parentPath) + name)
    : [];
}

/** What a process left that died while it wrote. */
export const halfFiles = (dataDir: string): string[] =>
  filesIn(dataDir)
    .filter(({ name }) => /\.tmp$/.test(name))
    .map(({ name }) => `half a file: ${name}`);
