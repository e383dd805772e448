import type { ReadDb } from '../../../../db/read.ts';
import { organisationsOn } from '../../../../db/repositories/organisations.ts';
import { schoolsOn } from '../../../../db/repositories/schools.ts';
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
      rows: rowChanges(later, await registerOf(context, now)),
      redacted: later.filter(({ payload }) => payload === null).length,
    };
  },
};

/** Names of today, and the rule which rows a report shows. */
async function registerOf(context: QueryContext, { period, exam10Year }: ReportFigures): Promise<Register> {
  const { db, today } = context;
  const names = await namesOf(db, today());
  const rows = await ownersOf(db);
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
      default:
        return true;
    }
  };
  return {
    nameOf: (sort, key) => names[sort].get(key) ?? '(đã xóa)',
    rowNow: (table, id) => rows.get(`${table}|${id}`) ?? null,
    isShown,
  };
}

async function namesOf(db: ReadDb, on: string) {
  const schools = new Map((await schoolsOn(db, on).execute()).map(({ id, name }) => [id, name]));
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'supporting_school_id', 'partner_school_id'])
    .execute();
  const kinds = await db.selectFrom('activity_kind').select(['code', 'name']).execute();
  const indicators = await db.selectFrom('indicator').select(['code', 'name']).execute();
  const people = await db.selectFrom('person').select(['id', 'full_name']).execute();
  const nameOf = (id: string): string => schools.get(id) ?? '(đã xóa)';
  return {
    school: schools,
    unit: new Map((await organisationsOn(db, on).execute()).map(({ id, name }) => [id, name])),
    pair: new Map(
      pairs.map((pair) => [
        pair.id,
        `${nameOf(pair.supporting_school_id)} – ${nameOf(pair.partner_school_id)}`,
      ]),
    ),
    kind: new Map(kinds.map(({ code, name }) => [code, name])),
    indicator: new Map(indicators.map(({ code, name }) => [code, name])),
    person: new Map(people.map(({ id, full_name }) => [id, full_name])),
  };
}

/** The rows that have parts, as they stand now, by table and key. */
async function ownersOf(db: ReadDb): Promise<ReadonlyMap<string, Image>> {
  const found = {
    activity: await db.selectFrom('activity').selectAll().execute(),
    good_model: await db.selectFrom('good_model').selectAll().execute(),
    memorandum: await db.selectFrom('memorandum').selectAll().execute(),
    school: await db.selectFrom('school').selectAll().execute(),
  };
  return new Map(
    Object.entries(found).flatMap(([table, rows]) =>
      rows.map((row): [string, Image] => [`${table}|${row.id}`, { ...row }]),
    ),
  );
}
