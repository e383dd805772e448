import { z } from 'zod';
import { errorBody } from './errors.ts';
import { control, count, fileRef, instant, nothing, query, requiredLine } from './procedure.ts';
import { userName } from './users.ts';

/** The unit that the person at this computer works for, before and after it is in the register. */
export const ownUnit = z.strictObject({ kind: z.string(), name: requiredLine(100) });
export type OwnUnit = z.infer<typeof ownUnit>;

/** The program keeps what it trusts, and what belongs to somebody, under keys of its own that no window can name. */
const settingKey = z
  .string()
  .max(100)
  .regex(/^(?!program:|user:)/);

/** `resources/licences.json`, which `npm run licences` writes. */
export const licences = z.object({
  parts: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      /** SPDX name or expression. */
      licence: z.string(),
      /** Place of the full text among `texts`. */
      text: z.number().int(),
    }),
  ),
  texts: z.array(z.string()),
});
export type Licences = z.infer<typeof licences>;

/** `resources/changes.json`: what users notice in each version, the newest first. */
export const releases = z
  .array(z.object({ version: z.string(), changes: z.array(z.string()).min(1) }))
  .min(1);
export type Releases = z.infer<typeof releases>;

export const appProcedures = {
  /** Works before the folder is initialised, so that the window can offer to do it. */
  'app.status': control(
    nothing,
    z.object({
      version: z.string(),
      dataDir: z.string(),
      initialised: z.boolean(),
      rehearsal: z.boolean(),
      actor: z.string(),
      canSaveAs: z.boolean(),
      /** Why the data folder could not be opened; null where it is open or yet to be made. */
      failure: errorBody.nullable(),
    }),
  ),
  /** Looks whether a folder that could not be opened can be opened now. */
  'app.tryAgain': control(nothing, nothing),
  /** What the program runs on here, for whoever is asked for help; null where there is no desktop shell. */
  'app.about': control(
    nothing,
    z.object({
      system: z.string(),
      sqlite: z.string(),
      node: z.string(),
      electron: z.string().nullable(),
      chromium: z.string().nullable(),
    }),
  ),
  /** Everything of others in the program, each with its licence and the words of it. */
  'app.licences': control(nothing, licences),
  /** What each version brought. */
  'app.changes': control(nothing, z.object({ releases })),
  /** What went wrong lately, as a text for whoever is asked for help: codes and places in the program, no names. */
  'app.errorLog': control(nothing, fileRef),
  /** What a new folder can be begun with: every kind of unit, and the units of the first programme. */
  'app.firstChoices': control(
    nothing,
    z.object({
      kinds: z.array(z.object({ kind: z.string(), word: z.string() })),
      units: z.array(ownUnit),
    }),
  ),
  /** Makes the data folder. With the sample it is a rehearsal folder in any case. */
  'app.initialise': control(
    z.strictObject({
      sample: z.boolean(),
      rehearsal: z.boolean().default(false),
      ownUnit: ownUnit.nullable().default(null),
      /** Who begins: the first user, with all rights; null: the system's user goes on without a name. */
      person: userName.nullable().default(null),
    }),
    z.object({ dataDir: z.string(), schools: count, pairs: count }),
  ),
  /**
   * Ends the rehearsal: its folder is kept beside under a dated name, and a real and empty one takes its place.
   * @throws NOT_A_REHEARSAL, DATA_FOLDER_NOT_MOVED with everything as it was
   */
  'app.startReal': control(nothing, z.object({ dataDir: z.string(), keptIn: z.string() })),
  'check.run': query(
    nothing,
    z.object({ problems: z.array(z.object({ code: z.string(), message: z.string() })) }),
  ),
  /** How a screen was left: columns, filters, sizes. Each user has his own, and at first those of before. */
  'settings.get': control(z.strictObject({ key: settingKey }), z.object({ value: z.json() })),
  'settings.set': control(z.strictObject({ key: settingKey, value: z.json() }), nothing),
  'jobs.cancel': control(z.strictObject({ jobId: z.string().max(64) }), nothing),
  'files.get': query(z.strictObject({ fileId: z.string() }), fileRef),
  /** Opens a copy of a file with the program that this system has for it. @throws FILE_NOT_OPENED */
  'files.open': control(z.strictObject({ fileId: z.string() }), nothing),
  /**
   * Asks where to keep a file and writes it there; null when the person changed his mind. `again` writes to the place
   * that was chosen for it last, without asking.
   * @throws FILE_LOCKED, FILE_WRITE_FAILED, PATH_TOO_LONG, DISK_FULL
   */
  'files.saveAs': control(
    z.strictObject({ fileId: z.string(), again: z.boolean().default(false) }),
    z.object({ path: z.string().nullable() }),
  ),
  /** The files that were kept last by `files.saveAs`, newest first. */
  'files.recent': control(
    nothing,
    z.object({
      files: z.array(z.object({ path: z.string(), name: z.string(), folder: z.string(), savedAt: instant })),
    }),
  ),
  /** Opens one of them with the program that this system has for it. @throws FILE_MOVED, FILE_NOT_OPENED */
  'files.openRecent': control(z.strictObject({ path: z.string() }), nothing),
  /** Opens the folder of a file that was lately kept by `files.saveAs`, and of no other. @throws FILE_MOVED */
  'files.showInFolder': control(z.strictObject({ path: z.string() }), nothing),
  /** Opens the data folder in the system's own window. @throws FOLDER_NOT_OPENED */
  'app.openDataFolder': control(nothing, nothing),
};
