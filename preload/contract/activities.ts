import { z } from 'zod';
import { importPreview, importResult, listFile } from './imports.ts';
import {
  command,
  count,
  day,
  fileRef,
  id,
  job,
  money,
  nothing,
  optionalLine,
  query,
  requiredLine,
} from './procedure.ts';
import { level } from './schools.ts';

const turns = z.number().int().min(0).max(100_000);

/** What a person fills in for an activity. Participation is counted in turns (lượt), never in people. */
export const activityForm = z.strictObject({
  kind: z.string(),
  status: z.enum(['planned', 'done']),
  heldOn: day,
  topic: requiredLine(500),
  subject: optionalLine(50),
  grade: optionalLine(20),
  form: z.enum(['truc_tiep', 'truc_tuyen']),
  venue: optionalLine(200),
  host: optionalLine(200),
  managerTurns: turns,
  teacherTurns: turns,
  pupilTurns: turns,
  demoLessons: turns,
  materials: turns,
  cost: money.nullable(),
  /** Reporters and core teachers who helped, one a text: "Nguyễn Văn A, Trường THCS Hoa Sen". */
  speakers: z.array(requiredLine(200)).max(50),
  /** What proves it, in words; files and links are kept by the evidence procedures. */
  evidence: optionalLine(500),
  pairIds: z.array(id).min(1),
});
export type ActivityForm = z.infer<typeof activityForm>;

export const activity = z.object({
  ...activityForm.shape,
  subject: z.string().nullable(),
  grade: z.string().nullable(),
  venue: z.string().nullable(),
  host: z.string().nullable(),
  evidence: z.string().nullable(),
  topic: z.string(),
  id,
  kindName: z.string(),
  /** The pairs as a person names them. */
  pairs: z.array(z.object({ id, name: z.string(), level })),
  /** How many files and links show it. */
  shownBy: z.object({ photos: z.number().int(), files: z.number().int(), links: z.number().int() }),
});
export type Activity = z.infer<typeof activity>;

/** What a kind of activity may ask for. */
export const REQUIRABLE_FIELDS = ['subject', 'demoLessons', 'materials', 'cost'] as const;

export const activityKind = z.object({
  code: z.string(),
  name: z.string(),
  /** The indicator that its activities count for, one each. */
  indicator: z.string(),
  /** Comes with the program: keeps its indicator. */
  isShipped: z.boolean(),
  requires: z.array(z.string()),
  levels: z.array(level).nullable(),
});
export type ActivityKind = z.infer<typeof activityKind>;

/** A row of a list as it would be stored. */
const importedRow = z.object({
  row: z.number().int(),
  change: z.enum(['new', 'changed', 'known']),
  heldOn: day,
  pairs: z.array(z.string()),
  kind: z.string(),
  topic: z.string(),
});

export const activityProcedures = {
  'activities.list': query(
    z.strictObject({ pairId: id.optional(), from: day.optional(), to: day.optional() }),
    z.object({ activities: z.array(activity) }),
  ),
  'activities.kinds': query(
    nothing,
    z.object({
      kinds: z.array(activityKind),
      subjects: z.array(z.string()),
      /** Those that a kind of the office's own can count for. */
      indicators: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
  /** `confirmed`: counts that look like a slip of the keyboard (5,000 teachers) are meant. */
  'activities.create': command(activityForm.extend({ confirmed: z.boolean().optional() }), z.object({ id })),
  'activities.update': command(activityForm.extend({ id, confirmed: z.boolean().optional() }), nothing),
  /** Judges a list without writing: every row, and every fault with its cell. */
  'activities.previewImport': job(
    listFile,
    importPreview.extend({
      rows: z.array(importedRow),
      unknownColumns: z.array(z.string()),
    }),
  ),
  /** Takes a list in: all or nothing. */
  'activities.import': job({ ...listFile, dryRun: z.boolean().default(false) }, importResult),
  /** A kind of the office's own, or a shipped one under another name. */
  'activities.saveKind': command(
    z.strictObject({
      code: z.string().nullable(),
      name: requiredLine(100),
      indicator: z.string(),
      requires: z.array(z.enum(REQUIRABLE_FIELDS)),
      levels: z.array(level).min(1).nullable(),
    }),
    z.object({ code: z.string() }),
  ),
  'activities.removeKind': command(z.strictObject({ code: z.string() }), nothing),
  /** Attendance sheets or certificates of participation of one activity, as a PDF to print. */
  'activities.print': job(
    {
      id,
      paper: z.enum(['attendance', 'certificates']),
      /** Printed on the sheets; certificates need at least one, attendance sheets get empty rows. */
      names: z.array(requiredLine(100)).max(500),
    },
    fileRef.extend({ pages: count }),
  ),
  'activities.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
};
