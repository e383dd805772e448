import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { journalMark } from '../program/journal-mark.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolYears } from './calendar.ts';
import { journalEnd, keepReport } from './keep.ts';
import { narrativeName, renderReportPapers } from './narrative/narrative.ts';
import { phaseOf, suggestPeriods } from './periods.ts';
import { figuresFor } from './request.ts';
import { sentReports } from './sent.ts';

export const reportHandlers: Handlers<
  | 'calendar.list'
  | 'reports.periods'
  | 'reports.figures'
  | 'reports.export'
  | 'reports.list'
  | 'reports.get'
  | 'reports.markSent'
> = {
  async 'calendar.list'({ db }) {
    return { schoolYears: await schoolYears(db) };
  },

  async 'reports.periods'({ db, today }) {
    const programme = await currentProgramme(db);
    return { periods: suggestPeriods(await schoolYears(db), phaseOf(programme), today()) };
  },

  async 'reports.figures'(context, { period, withPhones, map }) {
    return figuresFor(context, period, withPhones, map);
  },

  /** Exports what was asked for and keeps exactly what was handed out, with the figures that it shows. */
  async 'reports.export'(context, { period, withPhones, map, photos, ...papers }) {
    const wordsAskedFor = papers.pdf || papers.word;
    const steps = wordsAskedFor ? 3 : 2;
    context.progress('Tổng hợp số liệu', 0, steps);
    const journalSequence = journalEnd(context);
    const mark = journalMark(context);
    const figures = await figuresFor(context, period, withPhones, map);
    context.progress('Ghi sổ tính', 1, steps);
    const { bytes, sheets } = await context.workers.run(
      'progressWorkbook',
      { figures, journalMark: mark, fontsFolder: fontsFolder(context.resources.dir) },
      context.signal,
    );
    if (wordsAskedFor) context.progress('Dựng báo cáo lời văn', 2, steps);
    const { pdf, word } = wordsAskedFor
      ? await renderReportPapers(context, figures, { ...papers, photos, mark })
      : { pdf: null, word: null };
    const name = narrativeName(figures);
    const kept = await keepReport(context, {
      form: 'workbook',
      figures,
      journalSequence,
      fileName: `Báo cáo tiến độ - ${figures.period.label}.xlsx`,
      bytes,
      pdf: pdf && { fileName: `${name}.pdf`, bytes: pdf.bytes },
      word: word && { fileName: `${name}.docx`, bytes: word },
    });
    context.progress('Lưu báo cáo', steps, steps);
    return { ...kept, sheets };
  },

  async 'reports.list'({ db }) {
    return { reports: await sentReports(db) };
  },

  async 'reports.get'({ db }, { id }) {
    const [report] = await sentReports(db, id);
    if (!report) throw new AppError('NOT_FOUND', { what: 'báo cáo' });
    return report;
  },

  async 'reports.markSent'({ db, now }, { id, sentTo, sentOn }) {
    const { numUpdatedRows } = await db
      .updateTable('report')
      .set({ sent_to: sentTo, sent_on: sentOn, updated_at: now() })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new AppError('NOT_FOUND', { what: 'báo cáo' });
    return {};
  },
};
