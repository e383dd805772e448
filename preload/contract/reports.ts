import { z } from 'zod';
import { count, fileRef, id, job, nothing, query } from './procedure.ts';
import { reportFigures, reportPeriod, schoolYear } from './report-figures.ts';

/** A report as it was exported; the file is kept exactly as sent. */
export const report = z.object({
  id,
  period: z.string(),
  label: z.string(),
  fileId: z.string(),
  fileName: z.string(),
  rows: count,
  exportedAt: z.string(),
});
export type Report = z.infer<typeof report>;

const periodInput = { period: z.string().max(50), withPhones: z.boolean().default(false) };

export const reportProcedures = {
  'calendar.list': query(nothing, z.object({ schoolYears: z.array(schoolYear) })),
  /** Periods that a person is likely to want today, the likeliest first. */
  'reports.periods': query(nothing, z.object({ periods: z.array(reportPeriod) })),
  'reports.figures': query(z.strictObject(periodInput), reportFigures),
  'reports.export': job(
    periodInput,
    fileRef.extend({ reportId: id, sheets: z.array(z.string()), rows: count }),
  ),
  'reports.list': query(nothing, z.object({ reports: z.array(report) })),
};
