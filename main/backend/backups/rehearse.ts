import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { damagesOf, type Figures, figuresOf } from '../../../db/damages.ts';
import { verifyJournal } from '../../../db/journal.ts';
import type { BackupKind, BackupRehearsal } from '../../../preload/contract/backups.ts';
import { attachmentPlace, partOf } from '../files/data-folder.ts';
import { chainProblems, damageProblems } from '../program/check.ts';
import { attachmentsIn, countRows, type Manifest } from './backup-file.ts';
import type { Opener } from './password.ts';
import { unpackBackup } from './unpack.ts';

/** What a rehearsal saw. */
export interface Rehearsed extends BackupRehearsal {
  readonly manifest: Manifest | null;
  /** Null where nothing could be read. */
  readonly figures: Figures | null;
}

/**
 * Restores a backup into a folder and reads everything back: SQLite's own checks, the rows that were counted when it
 * was made, the journal's chain, and each attachment by its hash.
 * @throws AppError as `unpackBackup`
 */
export async function restoreInto(file: string, folder: string, opener: Opener = {}): Promise<Rehearsed> {
  const { kind, sha256, manifest, problems } = await unpackBackup(file, folder, opener);
  if (!manifest)
    return { manifest, figures: null, sha256, tables: 0, attachments: 0, problems: [...problems] };
  const found = judge(folder, manifest, kind);
  return { manifest, sha256, ...found, problems: [...problems, ...found.problems] };
}

/** The same in a temporary folder that goes again. */
export async function rehearseBackup(file: string, opener: Opener = {}): Promise<Rehearsed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-'));
  try {
    return await restoreInto(file, folder, opener);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function judge(folder: string, manifest: Manifest, kind: BackupKind): Omit<Rehearsed, 'sha256' | 'manifest'> {
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(partOf(folder, 'database'), { readonly: true });
    const damages = damageProblems(damagesOf(sqlite));
    const { tables } = countRows(sqlite);
    const names = new Set([...Object.keys(tables), ...Object.keys(manifest.tables)]);
    const counts = [...names]
      .filter((name) => tables[name] !== manifest.tables[name])
      .map((name) => ({
        code: 'ROWS_DIFFER',
        message: `Bảng “${name}” có ${tables[name] ?? 0} dòng, lúc lưu có ${manifest.tables[name] ?? 0} dòng.`,
      }));
    const chain = chainProblems(verifyJournal(sqlite));
    const attachments = kind === 'whole' ? attachmentsIn(sqlite) : [];
    const missing = attachments
      .filter(({ sha256 }) => !existsSync(attachmentPlace(folder, sha256)))
      .map(({ sha256 }) => ({
        code: 'ATTACHMENT_MISSING',
        message: `Thiếu tệp lưu ${sha256.slice(0, 12)}….`,
      }));
    return {
      figures: figuresOf(sqlite),
      tables: Object.keys(tables).length,
      attachments: attachments.length - missing.length,
      problems: [...damages, ...counts, ...chain, ...missing],
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return {
      figures: null,
      tables: 0,
      attachments: 0,
      problems: damageProblems([`không mở được (${reason})`]),
    };
  } finally {
    sqlite?.close();
  }
}
