import { z } from 'zod';
import { schoolYear } from './calendar.ts';
import { command, count, day, fileRef, id, instant, job, nothing, optionalLine, query } from './procedure.ts';
import { reportFigures, reportMap, reportPeriod } from './report-figures.ts';
import { difference } from './templates.ts';

const reportFile = fileRef.extend({
  kind: z.enum(['xlsx', 'pdf', 'docx']),
  /** SHA-256 of its bytes, in hexadecimal digits. */
  sha256: z.string(),
});
export type ReportFile = z.infer<typeof reportFile>;

/** A report as it was exported; its files are kept exactly as sent, the workbook or filled form first. */
export const report = z.object({
  id,
  form: z.enum(['workbook', 'narrative', 'department']),
  period: z.string(),
  label: z.string(),
  rows: count,
  exportedAt: instant,
  sentTo: z.string().nullable(),
  sentOn: day.nullable(),
  note: z.string().nullable(),
  files: z.array(reportFile),
});
export type Report = z.infer<typeof report>;

/** A cell of a form that says something else now; without column: a whole row that came or went. */
const figureChange = z.object({
  /** "Biểu số 04". */
  form: z.string(),
  row: z.string(),
  column: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FigureChange = z.infer<typeof figureChange>;

/** A row of the register that was added, changed or deleted after a report. */
/** What became of a row, in the words of the office. */
export const rowChange = z.object({
  /** "Hoạt động". */
  what: z.string(),
  name: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  fields: z.array(
    z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** The last change of the row. */
  at: instant,
  actor: z.string(),
});
export type RowChange = z.infer<typeof rowChange>;

const reportChanges = z.object({
  report,
  /** False for a report that an older version of the program stored with other figures. */
  figuresKnown: z.boolean(),
  figures: z.array(figureChange),
  /** False for a report that was exported before the program kept the state of the journal beside it. */
  reasonsKnown: z.boolean(),
  rows: z.array(rowChange),
  /** Deeds after the report whose content was redacted in the journal, so that nobody can tell what they changed. */
  redacted: count,
});
export type ReportChanges = z.infer<typeof reportChanges>;

const period = z.string().max(50);
const periodInput = {
  period,
  withPhones: z.boolean().default(false),
  map: reportMap.default('then'),
};

const paragraph = z.object({
  key: z.string(),
  /** What the figures say, a line a paragraph; null where only a person knows what to say. */
  draft: z.string().nullable(),
  /** What a person wrote in its place; null: nothing. */
  text: z.string().nullable(),
  /** How the draft differs from the one that the person's text replaced. */
  changes: z.array(difference),
});
export type NarrativeParagraph = z.infer<typeof paragraph>;

const narrative = z.object({
  period: reportPeriod,
  /** What the report is about, below its title. */
  summary: z.string(),
  sections: z.array(
    z.object({ key: z.string(), title: z.string().nullable(), paragraphs: z.array(paragraph) }),
  ),
  /** How many photos are chosen for the report. */
  photos: count,
});
export type Narrative = z.infer<typeof narrative>;

export const reportProcedures = {
  'calendar.list': query(nothing, z.object({ schoolYears: z.array(schoolYear) })),
  /** Periods that a person is likely to want today, the likeliest first. */
  'reports.periods': query(nothing, z.object({ periods: z.array(reportPeriod) })),
  'reports.figures': query(z.strictObject(periodInput), reportFigures),
  /** Makes the workbook, and the report in words as PDF and Word where asked for, and keeps them as one report. */
  'reports.export': job(
    {
      ...periodInput,
      pdf: z.boolean().default(false),
      word: z.boolean().default(false),
      /** Whether the photos that were chosen stand in the report in words. */
      photos: z.boolean().default(true),
    },
    fileRef.extend({
      reportId: id,
      sheets: z.array(z.string()),
      rows: count,
      pdf: fileRef.nullable(),
      word: fileRef.nullable(),
    }),
  ),
  'reports.list': query(nothing, z.object({ reports: z.array(report) })),
  'reports.get': query(z.strictObject({ id }), report),
  'reports.markSent': command(
    z.strictObject({ id, sentTo: optionalLine(300), sentOn: day.nullable() }),
    nothing,
  ),
  /** What of a report is no longer so, and what was done since. */
  'reports.changes': query(z.strictObject({ id }), reportChanges),
  'narrative.get': query(z.strictObject({ period }), narrative),
  /** Puts a person's text in the place of a drafted paragraph; null goes back to the draft. @throws NOT_FOUND */
  'narrative.save': command(
    z.strictObject({ period, key: z.string().max(100), text: z.string().max(10_000).nullable() }),
    nothing,
  ),
  /** The report in words as it would be exported now. */
  'narrative.preview': job({ period, photos: z.boolean().default(true) }, fileRef.extend({ pages: count })),
};
