import type { Row } from '../../../../db/schema.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { ParsedInputOf } from '../../../../preload/contract/types.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { currentProgramme } from '../../programmes/programme.ts';
import { schoolFinder } from '../../schools/finder.ts';
import { allSchools, type StoredSchool } from '../../schools/register.ts';
import { createFindings, type Findings } from '../../tables/row-messages.ts';
import { storeResult } from '../exam-results.ts';
import { rateOf, toResult } from '../results.ts';
import { brokenRules, EXAM_FIGURES, type ExamFigures, isExamOf } from '../rules.ts';
import type { ExamListResult, ExamRow } from './parse.ts';

/** What a list would do to one result. */
interface PlannedRow {
  readonly row: number;
  /** null: the city. */
  readonly school: StoredSchool | null;
  readonly schoolYear: string;
  /** As it would be stored. */
  readonly figures: ExamFigures;
  readonly change: 'new' | 'changed' | 'known';
}

interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly Fault[];
}

const UNKNOWN: ExamFigures = {
  grade9Pupils: null,
  candidates: null,
  admitted: null,
  literature: null,
  maths: null,
  english: null,
};

const keyOf = (schoolId: string | null, schoolYear: string): string => `${schoolId ?? ''} ${schoolYear}`;

/** Lays a list beside what is stored: a school is known by its code, else by its name among the lower secondary ones. */
async function plan(
  { db, today }: Pick<QueryContext, 'db' | 'today'>,
  list: ExamListResult,
  asked: string | undefined,
): Promise<Plan> {
  const programme = await currentProgramme(db);
  const findSchool = schoolFinder(await allSchools(db, today()));
  const stored = new Map(
    (await db.selectFrom('exam_result').selectAll().where('deleted_at', 'is', null).execute()).map((row) => [
      keyOf(row.school_id, row.school_year),
      row,
    ]),
  );
  const findings = createFindings();
  const titleYear = asked ?? list.schoolYear;
  if (titleYear === null && list.rows.some((row) => row.schoolYear === undefined))
    findings.fault('SCHOOL_YEAR_MISSING', { row: null });
  const seen = new Map<string, number>();
  const rows = list.rows.flatMap((row): PlannedRow[] => {
    const school = row.school === null ? null : meantBy(findSchool, row, findings);
    const schoolYear = row.schoolYear ?? titleYear;
    if (school === undefined || schoolYear === null) return [];
    const yearPlace = row.schoolYear === undefined ? { row: null } : row.places.schoolYear;
    if (!isExamOf(programme, schoolYear)) {
      findings.fault('SCHOOL_YEAR_OUTSIDE', yearPlace, { value: schoolYear });
      return [];
    }
    const key = keyOf(school?.id ?? null, schoolYear);
    const first = seen.get(key);
    if (first !== undefined) {
      findings.fault('RESULT_TWICE', row.places.school, { value: school?.name ?? 'toàn thành phố', first });
      return [];
    }
    seen.set(key, row.row);
    const known = stored.get(key);
    const figures = { ...figuresOf(known), ...row.figures };
    for (const { field, reason } of brokenRules(figures, school === null ? 'city' : 'school'))
      findings.fault('FIGURES_CONFLICT', row.places[field], { reason });
    // Form 06 names schools that nothing is known of yet, too.
    const saysNothing = Object.keys(row.figures).length === 0;
    const change = saysNothing ? 'known' : changeOf(known, figures);
    return [{ row: row.row, school, schoolYear, figures, change }];
  });
  return { rows, faults: onlyOnce(findings.faults()) };
}

/** A fault of the whole file is told once, not for each row. */
const onlyOnce = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(
    (fault, index) =>
      fault.row !== null ||
      faults.findIndex(({ row, code }) => row === null && code === fault.code) === index,
  );

/** The school that a row means; undefined, and noted, when there is not exactly one. */
function meantBy(
  findSchool: ReturnType<typeof schoolFinder>,
  { school: name, code, unit, places }: ExamRow,
  findings: Findings,
): StoredSchool | undefined {
  const value = name ?? code ?? '';
  const byCode = code === undefined ? [] : findSchool(code);
  const found = byCode.length > 0 ? byCode : findSchool(value, unit);
  const [only, ...others] = found.filter(({ level }) => level === 'thcs');
  if (only && others.length === 0) return only;
  if (only) findings.fault('SCHOOL_AMBIGUOUS', places.school, { value, count: others.length + 1 });
  else findings.fault(found.length > 0 ? 'SCHOOL_NOT_THCS' : 'SCHOOL_UNKNOWN', places.school, { value });
  return undefined;
}

function figuresOf(row: Row<'exam_result'> | undefined): ExamFigures {
  if (!row) return UNKNOWN;
  const { rate: _, ...figures } = toResult(row);
  return figures;
}

function changeOf(known: Row<'exam_result'> | undefined, figures: ExamFigures): PlannedRow['change'] {
  if (!known) return 'new';
  const before = figuresOf(known);
  return EXAM_FIGURES.every((field) => before[field] === figures[field]) ? 'known' : 'changed';
}

const summaryOf = ({ rows }: Plan, warnings: readonly Fault[]) => {
  const counted = (change: PlannedRow['change']) => rows.filter((row) => row.change === change).length;
  return { created: counted('new'), updated: counted('changed'), unchanged: counted('known'), warnings };
};

async function store(context: CommandContext, { rows }: Plan): Promise<void> {
  for (const { school, schoolYear, figures, change } of rows) {
    if (change !== 'known')
      await storeResult(context, { schoolId: school?.id ?? null, schoolYear, ...figures });
  }
}

async function readList(
  context: JobContext,
  { fileId, encoding }: Pick<ParsedInputOf<'examResults.import'>, 'fileId' | 'encoding'>,
): Promise<ExamListResult> {
  context.progress('Đọc tệp', 0, 0);
  const { bytes, fileName } = await context.files.read(context.db, fileId);
  return context.workers.run('examList', { bytes, fileName, encoding }, context.signal);
}

export const examImportHandlers: Handlers<'examResults.previewImport' | 'examResults.import'> = {
  async 'examResults.previewImport'(context, input) {
    const list = await readList(context, input);
    const planned = await plan(context, list, input.schoolYear);
    return {
      ...summaryOf(planned, list.warnings),
      faults: [...list.faults, ...planned.faults],
      unknownColumns: list.unknownColumns,
      rows: planned.rows.map(({ row, school, schoolYear, figures, change }) => ({
        row,
        change,
        schoolYear,
        school: school?.name ?? null,
        ...figures,
        rate: rateOf(figures),
      })),
    };
  },

  async 'examResults.import'(context, { dryRun, ...input }) {
    const list = await readList(context, input);
    const judge = (planned: Plan) => {
      const errors = [...list.faults, ...planned.faults];
      if (errors.length > 0)
        throw new AppError('INVALID_ROWS', { count: errors.length, errors, warnings: list.warnings });
      return summaryOf(planned, list.warnings);
    };
    if (dryRun) return judge(await plan(context, list, input.schoolYear));
    context.progress('Ghi kết quả', 0, 0);
    // Planned inside the transaction, so that nothing can come between judging and storing.
    return context.write(async (command) => {
      const planned = await plan(command, list, input.schoolYear);
      const summary = judge(planned);
      await store(command, planned);
      return summary;
    });
  },
};
