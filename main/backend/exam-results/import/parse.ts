import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import { AppError } from '../../errors.ts';
import { parseCount } from '../../schools/import/values.ts';
import { cellOf, findHeader, type Header, headingKey } from '../../tables/columns.ts';
import { entriesOf } from '../../tables/entries.ts';
import type { RawCell, RawRow, RawTable } from '../../tables/raw-table.ts';
import {
  createFindings,
  type Findings,
  type Place,
  placeOf,
  takeText,
  warnOfHeader,
} from '../../tables/row-messages.ts';
import { capitalised } from '../../text/capitals.ts';
import { rateOf } from '../results.ts';
import { EXAM_FIGURES, type ExamFigure, type ExamFigures } from '../rules.ts';
import { COLUMNS, type Derived, type ExamField, MARKS, SUBJECT_WORDS } from './columns.ts';

/** One result of a list. What the list leaves empty or has no column for is absent: the stored value stays. */
export interface ExamRow {
  /** Row in the file, from 1. */
  readonly row: number;
  /** The school as the list names it; null for the city's row. */
  readonly school: string | null;
  readonly code?: string;
  readonly unit?: string;
  /** "2023-2024", where the row says it. */
  readonly schoolYear?: string;
  readonly figures: Partial<ExamFigures>;
  /** Cells of the fields, for what the register has to say about them. */
  readonly places: Readonly<Record<ExamFigure | 'school' | 'schoolYear', Place>>;
}

/** What a file says about the exam to grade 10. With a fault in it nothing may be taken in. */
export interface ExamListResult {
  readonly rows: readonly ExamRow[];
  /** The year that the title names, or null. */
  readonly schoolYear: string | null;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Headings of the columns that are not taken in. */
  readonly unknownColumns: readonly string[];
}

type Field = ExamField | Derived;

interface Reader {
  readonly table: RawTable;
  readonly header: Header<Field>;
  readonly findings: Findings;
}

/**
 * Reads results of the exam to grade 10 as schools and offices send them, or form 06 of the report.
 * @throws AppError NO_HEADER_ROW without a column of schools and one of figures; NO_ROWS
 */
export function parseExamList(table: RawTable): ExamListResult {
  const header = withoutStrayMarks(findHeader<Field>(table, COLUMNS));
  if (!EXAM_FIGURES.some((field) => header.columns.has(field))) {
    throw new AppError('NO_HEADER_ROW', {
      file: table.fileName,
      columns: ['trường', 'số dự thi'],
      missing: ['số dự thi'],
    });
  }
  const findings = createFindings();
  warnOfHeader(findings, header);
  const reader: Reader = { table, header, findings };
  const entries = entriesOf(header, 'school', findings, (row) => isCity(cityCell(header, row)?.text ?? ''));
  const rows = entries.flatMap((row) => readRow(reader, row) ?? []);
  if (rows.length === 0 && findings.faults().length === 0)
    throw new AppError('NO_ROWS', { file: table.fileName });
  return {
    rows,
    schoolYear: yearOfTitle(header),
    faults: findings.faults(),
    warnings: findings.warnings(),
    unknownColumns: header.unknown.map(({ heading }) => heading),
  };
}

/**
 * A heading "Ngữ văn" alone is the subject's mean, unless it stands in a group that counts something else, such as
 * lessons: then the column belongs to nobody.
 */
function withoutStrayMarks(header: Header<Field>): Header<Field> {
  const above = header.sheet.rows.find(({ row }) => row === header.row - 1);
  const title = above?.cells[(header.columns.get('school')?.column ?? 1) - 1];
  const stray = MARKS.flatMap((field) => {
    const column = header.columns.get(field);
    const group = column && above?.cells[column.column - 1];
    if (!column || !group || group === title) return [];
    const own = header.sheet.rows.find(({ row }) => row === header.row)?.cells[column.column - 1];
    const isBare = SUBJECT_WORDS[field].includes(headingKey(column.heading));
    return isBare && own !== group && !/\b(?:diem|tb|bq|mon|trung binh|binh quan)\b/.test(fold(group.text))
      ? [{ field, column }]
      : [];
  });
  const columns = new Map(header.columns);
  for (const { field } of stray) columns.delete(field);
  return { ...header, columns, unknown: [...header.unknown, ...stray.map(({ column }) => column)] };
}

/** The whole city as lists call it: "Toàn thành phố", "Bình quân TP", "Hà Nội"; a sentence about it is no row of it. */
const isCity = (text: string): boolean =>
  /^(?:(?:toan|binh quan|trung binh|mat bang|chung|cua|ket qua) )*(?:thanh pho|tp\.?|ha noi)(?: ha noi)?$/.test(
    fold(text),
  );

/** Where a row names the city: in the column of schools, or from the row number on. */
const cityCell = (header: Header<Field>, row: RawRow): RawCell | undefined => {
  const column = header.columns.get('school')?.column ?? 1;
  const named = row.cells
    .slice(0, column)
    .findLast((cell) => cell !== undefined && cell.row === row.row && !/^\d*[.)]?$/.test(cell.text));
  return named;
};

function readRow(reader: Reader, row: RawRow): ExamRow | null {
  const { header, findings } = reader;
  const place = (field: Field): Place => {
    const column = header.columns.get(field);
    return column ? placeOf(row.row, column, cellOf(header, row, field)) : { row: row.row };
  };
  const text = (field: 'school' | 'code' | 'unit'): string | undefined =>
    takeText(findings, place(field), cellOf(header, row, field), {
      label: COLUMNS.find((spec) => spec.field === field)?.label ?? field,
      limit: 200,
    });
  const city = isCity(cityCell(header, row)?.text ?? '');
  const school = city ? undefined : text('school');
  const code = city ? undefined : text('code');
  if (!city && school === undefined && code === undefined) {
    if (!cellOf(header, row, 'school'))
      findings.fault('VALUE_MISSING', place('school'), { label: 'tên trường' });
    return null;
  }
  const unit = city ? undefined : text('unit');
  const schoolYear = readYear(reader, row, place('schoolYear'));
  const figures: Partial<Record<ExamFigure, number>> = {};
  for (const field of EXAM_FIGURES) {
    const value = readFigure(reader, row, field, place(field));
    if (value !== undefined) figures[field] = value;
  }
  warnOfRate(reader, row, figures, place('rate'));
  return {
    row: row.row,
    school: city ? null : (school ?? code ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(unit === undefined ? {} : { unit }),
    ...(schoolYear === undefined ? {} : { schoolYear }),
    figures,
    places: {
      school: place(header.columns.has('school') ? 'school' : 'code'),
      schoolYear: place('schoolYear'),
      grade9Pupils: place('grade9Pupils'),
      candidates: place('candidates'),
      admitted: place('admitted'),
      literature: place('literature'),
      maths: place('maths'),
      english: place('english'),
    },
  };
}

function readFigure(
  { table, header, findings }: Reader,
  row: RawRow,
  field: ExamFigure,
  place: Place,
): number | undefined {
  const cell = cellOf(header, row, field);
  const label = COLUMNS.find((spec) => spec.field === field)?.label ?? field;
  const text = takeText(findings, place, cell, { label, limit: 50 });
  if (!cell || text === undefined) return undefined;
  const isMark = MARKS.some((each) => each === field);
  const parsed = isMark ? parseMark(cell, table.format) : parseCount(cell, table.format);
  if ('fault' in parsed) {
    findings.fault(parsed.fault, place, { label: capitalised(label), value: text });
    return undefined;
  }
  const { value, remark } = parsed;
  if (remark)
    findings.warn(remark, place, { before: text, value: value === undefined ? '' : decimal(value) });
  return value;
}

const decimal = (value: number): string => `${value}`.replace('.', ',');

/** A mean of marks, "6,75" or "6.75": the only decimals of the list. */
function parseMark(cell: RawCell, format: RawTable['format']): ReturnType<typeof parseCount> {
  const text = cell.text.replaceAll(' ', '');
  if (/^[-–—]+$/.test(text)) return { value: undefined, remark: 'DASH_AS_EMPTY' };
  if (cell.kind !== 'number' && !/^-?\d+(?:[.,]\d+)?$/.test(text)) return { fault: 'COUNT_NOT_NUMBER' };
  const value = cell.kind === 'number' ? (cell.number ?? Number.NaN) : Number(text.replace(',', '.'));
  if (!(value >= 0 && value <= 10)) return { fault: 'MARK_OUT_OF_RANGE' };
  return cell.kind === 'number' || format === 'csv' ? { value } : { value, remark: 'NUMBER_AS_TEXT' };
}

/** Half a point of a percentage: lists round. */
const RATE_TOLERANCE = 0.0051;

/** A rate is counted, never stored: one that says something else is worth a look. */
function warnOfRate(
  { header, findings }: Reader,
  row: RawRow,
  { admitted, candidates }: Partial<ExamFigures>,
  place: Place,
): void {
  const cell = cellOf(header, row, 'rate');
  if (!cell) return;
  const said = /^(\d+(?:[.,]\d+)?)\s*%?$/.exec(cell.text)?.[1];
  const number = cell.kind === 'number' ? cell.number : said && Number(said.replace(',', '.'));
  const counted = rateOf({ admitted: admitted ?? null, candidates: candidates ?? null });
  if (typeof number !== 'number' || counted === null) return;
  // A percent cell holds the share itself, a typed percentage a hundred times as much.
  const isSame = [number, number / 100].some((share) => Math.abs(share - counted) <= RATE_TOLERANCE);
  if (!isSame)
    findings.warn('RATE_DIFFERS', place, {
      value: cell.text,
      counted: `${decimal(Math.round(counted * 1000) / 10)}%`,
    });
}

const SCHOOL_YEAR = /\b(20\d\d) ?[-–—/] ?(20\d\d|\d\d)\b/;

/** "2023 - 2024", "2023-24" → "2023-2024"; null for years that do not follow each other, or none. */
function schoolYearIn(text: string): string | null {
  const [, first, second] = SCHOOL_YEAR.exec(text) ?? [];
  return first && Number(second) % 100 === (Number(first) + 1) % 100 ? `${first}-${Number(first) + 1}` : null;
}

function readYear({ header, findings }: Reader, row: RawRow, place: Place): string | undefined {
  const cell = cellOf(header, row, 'schoolYear');
  if (!cell) return undefined;
  const year = schoolYearIn(cell.text);
  if (year === null) findings.fault('SCHOOL_YEAR_UNCLEAR', place, { value: cell.text });
  return year ?? undefined;
}

/**
 * The year that the lines above the heading name, or a note below the list, or the sheet: "Năm học 2023-2024", else
 * "Kỳ thi năm 2024".
 */
function yearOfTitle({ sheet, row }: Header<Field>): string | null {
  const textsOf = (rows: readonly RawRow[]): readonly string[] =>
    rows.flatMap(({ cells }) => cells.map((cell) => fold(cell?.text ?? '')));
  const titles = textsOf(sheet.rows.filter((above) => above.row <= row));
  const notes = textsOf(sheet.rows.filter((below) => below.row > row));
  const named = [...titles, ...notes.filter((note) => note.includes('nam hoc')), fold(sheet.name)]
    .filter((text) => !text.includes('nam truoc'))
    .map(schoolYearIn)
    .find((year) => year !== null);
  if (named) return named;
  const [exam] = titles.flatMap(
    (title) => /\bnam (20\d\d)\b/.exec(title.replace(/\bngay\b.*/, ''))?.[1] ?? [],
  );
  return exam ? `${Number(exam) - 1}-${exam}` : null;
}
