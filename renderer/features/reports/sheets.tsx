import type {
  ActivityRow,
  DifficultyRow,
  Exam10Row,
  MemorandumRow,
  ReportFigures,
  SchoolRow,
  SummaryRow,
  SupportRow,
  TargetRow,
} from '../../../preload/contract/report-figures.ts';
import { type Level, level } from '../../../preload/contract/schools.ts';
import type { Column } from '../../components/data-table.tsx';
import { comparePeople, formatCount, formatDay, formatNumber, formatShare } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const { columns: names } = vi.reports;

/** A row of a form with its place, which is its key and its ordinal. */
export type Numbered<T> = T & { readonly ordinal: number };

export const numbered = <T extends object>(rows: readonly T[]): readonly Numbered<T>[] =>
  rows.map((row, index) => ({ ...row, ordinal: index + 1 }));

type Columns<T> = readonly Column<Numbered<T>>[];

const text = <T,>(
  id: string,
  header: string,
  value: (row: T) => string | null,
  size: Pick<Column<T>, 'width' | 'minWidth'> = { minWidth: 160 },
): Column<T> => ({ id, header, value, wrap: true, ...size });

const number = <T,>(
  id: string,
  header: string,
  value: (row: T) => number | null,
  format = formatCount,
  width = 84,
): Column<T> => ({ id, header, value, cell: (row) => format(value(row)), align: 'right', width });

const day = <T,>(id: string, header: string, value: (row: T) => string | null): Column<T> => ({
  id,
  header,
  value,
  cell: (row) => value(row) && formatDay(value(row)),
  align: 'center',
  width: 110,
});

const ordinal: Column<Numbered<unknown>> = {
  id: 'ordinal',
  header: names.ordinal,
  value: (row) => row.ordinal,
  align: 'center',
  width: 56,
};

const levelName = (of: Level) => vi.levels[of];
const pairName = (pair: { readonly supporting: string; readonly partner: string }) =>
  vi.common.pairName(pair.supporting, pair.partner);

/** Pieces and đồng stand in one column: a number with room for some hundred millions. */
const amount = (id: string, header: string, value: (row: SummaryRow) => number | null) =>
  number<Numbered<SummaryRow>>(id, header, value, formatCount, 100);

/** Form 01. */
export const summaryColumns: Columns<SummaryRow> = [
  ordinal,
  text('name', names.indicator, (row) => row.name, { minWidth: 204 }),
  text('unit', names.unitOfMeasure, (row) => row.unit, { width: 92 }),
  amount('plan', names.plan, (row) => row.plan),
  ...level.options.map((of) => amount(of, levelName(of), (row) => row.done[of])),
  amount('total', names.total, (row) => row.done.total),
  number('rate', names.rate, (row) => row.rate, formatShare, 76),
  amount('previous', names.previous, (row) => row.previous),
  text('note', names.note, (row) => row.note, { width: 130 }),
];

/** Form 02; phones only when the report was asked for with them. */
export const schoolColumns = (figures: ReportFigures): Columns<SchoolRow> => [
  ordinal,
  text('unit', figures.header.unitHeading, (row) => row.unit, { width: 130 }),
  text('level', names.level, (row) => levelName(row.level), { width: 90 }),
  text('code', names.code, (row) => row.code, { width: 110 }),
  text('name', names.school, (row) => row.name, { minWidth: 240 }),
  text('communeWhenSigned', names.communeWhenSigned, (row) => row.communeWhenSigned, { width: 140 }),
  text('communeNow', names.communeNow, (row) => row.communeNow, { width: 150 }),
  {
    ...text('principal', names.principal, (row: Numbered<SchoolRow>) => row.principal, { width: 160 }),
    compare: comparePeople,
  },
  ...(figures.withPhones
    ? [text('phone', names.phone, (row: Numbered<SchoolRow>) => row.phone, { width: 120 })]
    : []),
  number('classes', names.classes, (row) => row.classes, formatCount, 80),
  number('pupils', names.pupils, (row) => row.pupils, formatCount, 80),
  number('teachers', names.teachers, (row) => row.teachers, formatCount, 80),
  text('role', names.role, (row) => vi.reports.roles[row.role], { width: 110 }),
];

/** Form 03. */
export const memorandumColumns: Columns<MemorandumRow> = [
  ordinal,
  text('number', names.number, (row) => row.number, { width: 120 }),
  day('signedOn', names.signedOn, (row) => row.signedOn),
  text('partyA', names.partyA, (row) => row.partyA, { minWidth: 220 }),
  text('partyB', names.partyB, (row) => row.partyB, { minWidth: 220 }),
  text('level', names.level, (row) => levelName(row.level), { width: 90 }),
  text('signerA', names.signerA, (row) => row.signerA, { width: 150 }),
  text('signerB', names.signerB, (row) => row.signerB, { width: 150 }),
  day('validFrom', names.validFrom, (row) => row.validFrom),
  day('validTo', names.validTo, (row) => row.validTo),
  number('copies', names.copies, (row) => row.copies, formatCount, 80),
  text('state', names.state, (row) => vi.memorandumStates[row.state], { width: 100 }),
];

/** Form 04. */
export const activityColumns: Columns<ActivityRow> = [
  ordinal,
  day('heldOn', names.date, (row) => row.heldOn),
  text('pairs', names.pairs, (row) => row.pairs.map(pairName).join('; '), { minWidth: 260 }),
  text('kind', names.kind, (row) => row.kind, { width: 190 }),
  text('topic', names.topic, (row) => row.topic, { minWidth: 240 }),
  text('subject', names.subject, (row) => row.subject, { width: 90 }),
  text('grade', names.grade, (row) => row.grade, { width: 90 }),
  text('form', names.form, (row) => vi.activities.forms[row.form], { width: 100 }),
  text('venue', names.venue, (row) => row.venue, { width: 160 }),
  text('host', names.host, (row) => row.host, { width: 160 }),
  number('managerTurns', names.managerTurns, (row) => row.managerTurns),
  number('teacherTurns', names.teacherTurns, (row) => row.teacherTurns),
  number('pupilTurns', names.pupilTurns, (row) => row.pupilTurns),
  number('demoLessons', names.demoLessons, (row) => row.demoLessons),
  text('evidence', names.evidence, (row) => row.evidence, { width: 160 }),
];

/** Form 05: one column an indicator, done over planned. */
export const targetColumns = (figures: ReportFigures): Columns<TargetRow> => [
  ordinal,
  text('pair', names.pair, (row) => pairName(row.pair), { minWidth: 280 }),
  text('level', names.level, (row) => levelName(row.level), { width: 90 }),
  ...figures.targets.indicators.map(
    (indicator, index): Column<Numbered<TargetRow>> => ({
      id: indicator.code,
      header: indicator.name,
      value: (row) => row.cells[index]?.whole ?? null,
      cell: (row) => {
        const cell = row.cells[index];
        return cell && vi.reports.doneOfPlan(cell.whole, cell.plan);
      },
      align: 'right',
      width: 116,
    }),
  ),
];

const SUBJECTS = ['literature', 'maths', 'english'] as const;

const formatChange = (value: number | null): string =>
  value === null || value <= 0 ? formatShare(value) : `+${formatShare(value)}`;

/** Form 06. */
export const exam10Columns = ({ exam10Subjects }: ReportFigures): Columns<Exam10Row> => [
  ordinal,
  text('school', names.school, (row) => row.school, { minWidth: 220 }),
  number('grade9', names.grade9, (row) => row.grade9Pupils),
  ...SUBJECTS.map((subject) =>
    number<Numbered<Exam10Row>>(
      `meetings ${subject}`,
      vi.reports.meetings(exam10Subjects[subject]),
      (row) => row.meetings[subject],
      formatCount,
      92,
    ),
  ),
  number('candidates', names.candidates, (row) => row.candidates),
  number('admitted', names.admitted, (row) => row.admitted),
  number('rate', names.rate, (row) => row.rate, formatShare),
  ...SUBJECTS.map((subject) =>
    number<Numbered<Exam10Row>>(
      `mean ${subject}`,
      vi.reports.means(exam10Subjects[subject]),
      (row) => row.means[subject],
      formatNumber,
      84,
    ),
  ),
  number('previousRate', names.previousRate, (row) => row.previousRate, formatShare),
  number(
    'change',
    names.change,
    ({ rate, previousRate }) => (rate === null || previousRate === null ? null : rate - previousRate),
    formatChange,
  ),
];

/** Below form 06: whose exam it is, and what the city reached. */
export function exam10Notes({ exam10Year, exam10City, exam10Subjects }: ReportFigures): readonly string[] {
  if (exam10Year === null) return [];
  const whose = vi.reports.exam10Year(exam10Year);
  if (exam10City === null) return [whose];
  const known = [
    ...(exam10City.rate === null ? [] : [vi.reports.exam10Rate(formatShare(exam10City.rate))]),
    ...SUBJECTS.flatMap((subject) => {
      const mean = exam10City.means[subject];
      return mean === null ? [] : [`${exam10Subjects[subject]} ${formatNumber(mean)}`];
    }),
  ];
  return known.length === 0 ? [whose] : [whose, vi.reports.exam10City(known.join('; '))];
}

/** Form 07. */
export const supportColumns: Columns<SupportRow> = [
  ordinal,
  day('givenOn', names.date, (row) => row.givenOn),
  text('giver', names.giver, (row) => row.giver, { minWidth: 200 }),
  text('receiver', names.receiver, (row) => row.receiver, { minWidth: 200 }),
  text('content', names.content, (row) => row.content, { minWidth: 200 }),
  number('quantity', names.quantity, (row) => row.quantity, formatNumber),
  text('unit', names.unitOfMeasure, (row) => row.unit, { width: 100 }),
  number('unitPrice', names.unitPrice, (row) => row.unitPrice, formatCount, 110),
  number('amount', names.amount, (row) => row.amount, formatCount, 110),
  text('source', names.source, (row) => row.source, { width: 150 }),
  text('handoverPaper', names.handoverPaper, (row) => row.handoverPaper, { width: 150 }),
];

/** Form 08. */
export const difficultyColumns: Columns<DifficultyRow> = [
  ordinal,
  text('unit', names.unit, (row) => row.unit, { width: 180 }),
  text('advantages', names.advantages, (row) => row.advantages),
  text('difficulties', names.difficulties, (row) => row.difficulties),
  text('proposal', names.proposal, (row) => row.proposal),
  text('resolver', names.resolver, (row) => row.resolver),
  day('dueOn', names.dueOn, (row) => row.dueOn),
];
