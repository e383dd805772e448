import type { JournalRow } from '../../../../db/journal.ts';
import { type ReportFigures, reportFigures } from '../../../../preload/contract/report-figures.ts';
import type { Handlers, QueryContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { schoolYears } from '../calendar.ts';
import { formTables } from '../forms.ts';
import { journalEnd } from '../keep.ts';
import { loadReportWording } from '../narrative/wording.ts';
import { samePeriodLastYear } from '../periods.ts';
import { figuresFor } from '../request.ts';
import { sentReports } from '../sent.ts';
import { figureChanges } from './figures.ts';
import { knownNow } from './known.ts';
import { type Register, rowChanges } from './reasons.ts';
import type { Image } from './watched.ts';

/** The figures as they were stored, or null when an older version of the program stored others. */
function storedFigures(text: string): ReportFigures | null {
  const read = reportFigures.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

export const reportChangeHandlers: Handlers<'reports.changes'> = {
  async 'reports.changes'(context, { id }) {
    const { db, journal, resources } = context;
    const [report] = await sentReports(db, id);
    const stored = await db
      .selectFrom('report')
      .select(['figures', 'journal_sequence'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!report || !stored) throw new AppError('NOT_FOUND', { what: 'báo cáo' });
    const before = storedFigures(stored.figures);
    const now = await figuresFor(context, report.period, before?.withPhones ?? false, before?.map);
    const wording = await loadReportWording(resources.dir);
    const reasonsKnown = stored.journal_sequence > 0;
    const later = reasonsKnown ? journal.read(journalEnd(context) - stored.journal_sequence) : [];
    return {
      report,
      figuresKnown: before !== null,
      figures: before ? figureChanges(formTables(before, wording), formTables(now, wording)) : [],
      reasonsKnown,
      rows: rowChanges(later, await registerOf(context, now, later)),
      redacted: later.filter(({ payload }) => payload === null).length,
    };
  },
};

/** Names of today, and the rule which rows a report shows. */
async function registerOf(
  context: QueryContext,
  { period, exam10Year }: ReportFigures,
  journal: readonly JournalRow[],
): Promise<Register> {
  const { db, today } = context;
  const earlier = samePeriodLastYear(period, await schoolYears(db));
  const isHeld = (day: string | number | null | undefined): boolean =>
    [period, earlier].some((span) => span && `${day}` >= span.startsOn && `${day}` <= span.endsOn);
  const isShown = (table: string, row: Image): boolean => {
    switch (table) {
      case 'activity':
        return row.status === 'done' && isHeld(row.held_on);
      case 'support_item':
        return row.status === 'done' && isHeld(row.given_on);
      case 'good_model':
        return isHeld(row.shared_on);
      case 'difficulty':
        return (
          `${row.raised_on}` <= period.endsOn &&
          (row.resolved_on === null || `${row.resolved_on}` >= period.startsOn)
        );
      case 'exam_result': {
        const year = Number(exam10Year?.slice(0, 4));
        return [year, year - 1].includes(Number(`${row.school_year}`.slice(0, 4)));
      }
      case 'target':
        return period.schoolYear === null || row.school_year === period.schoolYear;
      case 'user':
        return false;
      default:
        return true;
    }
  };
  return { ...(await knownNow(db, today(), journal)), isShown };
}
