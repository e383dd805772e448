import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolYears } from './calendar.ts';
import { collectFigures } from './collect.ts';
import { countRows } from './figures.ts';
import { parsePeriod, phaseOf, suggestPeriods } from './periods.ts';

/**
 * The figures of a period as a person typed it.
 * @throws AppError PERIOD_INVALID, PERIOD_UNKNOWN
 */
export async function figuresFor(
  context: QueryContext,
  periodText: string,
  withPhones: boolean,
): Promise<ReportFigures> {
  const programme = await currentProgramme(context.db);
  const calendar = await schoolYears(context.db);
  const period = parsePeriod(periodText, calendar, phaseOf(programme));
  return collectFigures(context, { programme, calendar, period, withPhones });
}

export const reportHandlers: Handlers<
  'calendar.list' | 'reports.periods' | 'reports.figures' | 'reports.export' | 'reports.list'
> = {
  async 'calendar.list'({ db }) {
    return { schoolYears: await schoolYears(db) };
  },

  async 'reports.periods'({ db, today }) {
    const programme = await currentProgramme(db);
    return { periods: suggestPeriods(await schoolYears(db), phaseOf(programme), today()) };
  },

  async 'reports.figures'(context, { period, withPhones }) {
    return figuresFor(context, period, withPhones);
  },

  /** Exports the workbook and keeps exactly what was handed out, with the figures that it shows. */
  async 'reports.export'(context, { period, withPhones }) {
    context.progress('Tổng hợp số liệu', 0, 2);
    const figures = await figuresFor(context, period, withPhones);
    context.progress('Ghi sổ tính', 1, 2);
    const { bytes, sheets } = await context.workers.run('progressWorkbook', { figures }, context.signal);
    const fileName = `Báo cáo tiến độ - ${figures.period.label}.xlsx`;
    const attachment = await context.files.attach(fileName, bytes, context.now());
    const reportId = newId();
    const rows = countRows(figures);
    await context.write(async ({ db, now }) => {
      await db.insertInto('attachment').values(attachment).execute();
      await db
        .insertInto('report')
        .values({
          id: reportId,
          programme_id: (await currentProgramme(db)).id,
          period: figures.period.code,
          label: figures.period.label,
          figures: JSON.stringify(figures),
          attachment_id: attachment.id,
          rows,
          sent_to: null,
          sent_on: null,
          ...created(now()),
        })
        .execute();
    });
    context.progress('Ghi sổ tính', 2, 2);
    const { path: _, ...file } = await context.files.locate(context.db, attachment.id);
    return { ...file, reportId, sheets, rows };
  },

  async 'reports.list'({ db }) {
    const rows = await db
      .selectFrom('report as r')
      .innerJoin('attachment as a', 'a.id', 'r.attachment_id')
      .where('r.deleted_at', 'is', null)
      .orderBy('r.id', 'desc')
      .select(['r.id', 'r.period', 'r.label', 'r.rows', 'r.created_at', 'a.id as file_id', 'a.file_name'])
      .execute();
    return {
      reports: rows.map((row) => ({
        id: row.id,
        period: row.period,
        label: row.label,
        fileId: row.file_id,
        fileName: row.file_name,
        rows: row.rows,
        exportedAt: row.created_at,
      })),
    };
  },
};
