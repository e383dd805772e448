import { z } from 'zod';
import { control, count, fileRef, instant, job, nothing } from './procedure.ts';

/** What is wrong with a backup, by code and in words. */
const problem = z.object({ code: z.string(), message: z.string() });
export type BackupProblem = z.infer<typeof problem>;

/** What came out when a backup was really restored into a temporary folder. */
const rehearsal = z.object({
  /** Tables of the database; those of the file when nothing is wrong. */
  tables: count,
  /** Kept files beside the database. */
  attachments: count,
  /** Of the whole backup file, hex. */
  sha256: z.string(),
  problems: z.array(problem),
});
export type BackupRehearsal = z.infer<typeof rehearsal>;

/** Where the program keeps backups: in its own folder, and in a second place such as a USB stick. */
export const backupPlace = z.enum(['own', 'second']);
export type BackupPlace = z.infer<typeof backupPlace>;

/** `upgrade`: the database alone, as it was before a newer program changed its form. */
const backupKind = z.enum(['whole', 'upgrade']);
export type BackupKind = z.infer<typeof backupKind>;

/** A backup that lies in one of the places, or one that a person handed over. */
const source = z.union([
  z.strictObject({ place: backupPlace, name: z.string().max(200) }),
  z.strictObject({ fileId: z.string() }),
]);
export type BackupSource = z.infer<typeof source>;

/** The password of a backup file, which is used once and kept nowhere. */
const password = z.string().min(1).max(200);

/** So short a password is guessed by trying: whoever finds the file has all the time. */
export const SHORTEST_BACKUP_PASSWORD = 12;

/** The last backup that this program made by itself or when asked. */
const lastBackup = z.object({
  name: z.string(),
  createdAt: instant,
  problems: z.array(problem),
  /** When it came to the second place, too; null: there is none, or it was not there. */
  copiedAt: instant.nullable(),
});
export type LastBackup = z.infer<typeof lastBackup>;

/** What the office counts. */
const figure = z.enum(['schools', 'pairs', 'memoranda', 'activities']);

export const backupProcedures = {
  /** Backs up into the program's own folder and the second place, then tries the restoring. */
  'backups.create': job({}, lastBackup),
  /** The same as a file to keep elsewhere. */
  'backups.export': job(
    /** Default: that of the folder, if one is set. */
    { password: password.optional() },
    fileRef.extend(rehearsal.shape).extend({ locked: z.boolean() }),
  ),
  /** All that lie in the two places, the newest first. */
  'backups.list': control(
    nothing,
    z.object({
      last: lastBackup.nullable(),
      /** Whether anything has changed since. */
      changed: z.boolean(),
      second: z.object({ path: z.string(), reachable: z.boolean() }).nullable(),
      /** Since when new backups have a password; null: they have none. */
      lockedSince: instant.nullable(),
      backups: z.array(
        z.object({
          place: backupPlace,
          name: z.string(),
          createdAt: instant,
          byteSize: z.number().int(),
          kind: backupKind,
          locked: z.boolean(),
        }),
      ),
      /** What the program has put aside instead of deleting it; only what is there. */
      aside: z.array(
        z.object({
          part: z.enum(['damaged', 'unclaimed']),
          path: z.string(),
          files: count,
          byteSize: z.number().int(),
        }),
      ),
    }),
  ),
  /** Gives new backups a password, or another one; those that are there keep theirs. */
  'backups.setPassword': control(
    z.strictObject({ password: z.string().min(SHORTEST_BACKUP_PASSWORD).max(200) }),
    nothing,
  ),
  'backups.removePassword': control(nothing, nothing),
  /** Opens the folder of what was put aside. @throws FOLDER_NOT_OPENED */
  'backups.openAside': control(z.strictObject({ part: z.enum(['damaged', 'unclaimed']) }), nothing),
  /**
   * Looks into a backup by restoring it into a temporary folder.
   * @throws NOT_FOUND, BACKUP_UNREADABLE, BACKUP_PASSWORD_NEEDED where the key of this folder does not open it, and
   *   BACKUP_PASSWORD_WRONG
   */
  'backups.inspect': control(
    z.strictObject({ source, password: password.optional() }),
    rehearsal.extend({
      createdAt: instant,
      version: z.string(),
      rehearsal: z.boolean(),
      /** What it holds beside what is there now; null where nothing is open. */
      figures: z.array(
        z.object({
          what: figure,
          inBackup: count,
          now: count.nullable(),
        }),
      ),
    }),
  ),
  /**
   * Puts a backup in the place of the data. What is replaced is backed up first, and named in the answer.
   * @throws NOT_FOUND, BACKUP_UNREADABLE, BACKUP_DAMAGED, BACKUP_PASSWORD_NEEDED or _WRONG with everything as it was
   */
  'backups.restore': control(
    z.strictObject({ source, password: password.optional() }),
    z.object({ keptAs: z.string().nullable() }),
  ),
  /**
   * Reads every row that a damaged database still gives into a new one in its place; the damaged one is kept.
   * @throws DATA_FOLDER_DAMAGED where nothing can be read, NOT_DAMAGED
   */
  'backups.salvage': job(
    {},
    z.object({
      /** Rows that were read. */
      rows: count,
      /** What a part of could not be read, in words. */
      torn: z.array(z.string()),
      /** Rows that others belong to, taken from the newest backup because they are lost. */
      fromBackup: count,
      /** Rows left out because what they belong to is lost. */
      orphans: count,
      figures: z.array(z.object({ what: figure, count })),
      /** Where the same is kept as a text, beside the damaged file. */
      report: z.string(),
    }),
  ),
  /** Asks for the folder that gets a copy of each backup; null when the person changed his mind. */
  'backups.choosePlace': control(nothing, z.object({ path: z.string().nullable() })),
  'backups.forgetPlace': control(nothing, nothing),
};
