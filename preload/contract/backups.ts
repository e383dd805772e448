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

/** A backup that lies in one of the places, or one that a person handed over. */
const source = z.union([
  z.strictObject({ place: backupPlace, name: z.string().max(200) }),
  z.strictObject({ fileId: z.string() }),
]);
export type BackupSource = z.infer<typeof source>;

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
  'backups.export': job({}, fileRef.extend(rehearsal.shape)),
  /** All that lie in the two places, the newest first. */
  'backups.list': control(
    nothing,
    z.object({
      last: lastBackup.nullable(),
      /** Whether anything has changed since. */
      changed: z.boolean(),
      second: z.object({ path: z.string(), reachable: z.boolean() }).nullable(),
      backups: z.array(
        z.object({
          place: backupPlace,
          name: z.string(),
          createdAt: instant,
          byteSize: z.number().int(),
        }),
      ),
    }),
  ),
  /**
   * Looks into a backup by restoring it into a temporary folder.
   * @throws NOT_FOUND, BACKUP_UNREADABLE
   */
  'backups.inspect': control(
    z.strictObject({ source }),
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
   * @throws NOT_FOUND, BACKUP_UNREADABLE, BACKUP_DAMAGED with everything as it was
   */
  'backups.restore': control(z.strictObject({ source }), z.object({ keptAs: z.string().nullable() })),
  /**
   * Reads every row that a damaged database still gives into a new one in its place; the damaged one is kept.
   * @throws DATA_FOLDER_DAMAGED where nothing can be read, NOT_DAMAGED
   */
  'backups.salvage': control(
    nothing,
    z.object({
      /** Rows that were read. */
      rows: count,
      /** Tables of which a part could not be read. */
      torn: z.array(z.string()),
      /** Rows that others belong to, taken from the newest backup because they are lost. */
      fromBackup: count,
      /** Rows left out because what they belong to is lost. */
      orphans: count,
      figures: z.array(z.object({ what: figure, count })),
    }),
  ),
  /** Asks for the folder that gets a copy of each backup; null when the person changed his mind. */
  'backups.choosePlace': control(nothing, z.object({ path: z.string().nullable() })),
  'backups.forgetPlace': control(nothing, nothing),
};
