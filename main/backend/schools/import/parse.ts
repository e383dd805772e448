import type { Fault } from '../../../../preload/contract/errors.ts';
import type { Level, SchoolField } from '../../../../preload/contract/schools.ts';
import { AppError } from '../../errors.ts';
import { type Column, cellOf, findHeader, type Header, type HeaderChoice } from '../../tables/columns.ts';
import { type MendedCell, withMended } from '../../tables/mended.ts';
import type { RawCell, RawRow, RawTable } from '../../tables/raw-table.ts';
import {
  createFindings,
  type Findings,
  type Place,
  placeOf,
  type Repair,
  takeText,
  warnOfHeader,
} from '../../tables/row-messages.ts';
import { capitalised } from '../../text/capitals.ts';
import { SCHOOL_COLUMNS } from './columns.ts';
import { LEVEL_LABELS, levelOfName, levelParser } from './levels.ts';
import { sortRows } from './rows.ts';
import { kindOfHeading, parseUnit, type UnitText } from './units.ts';
import { codeLength, isEmail, nameKey, parseCount, parsePhone } from './values.ts';

/** One school of a list. What the list leaves empty or has no column for is absent: the stored value stays. */
export interface SchoolRow {
  /** Row in the file, from 1. */
  readonly row: number;
  /** Name of the managing unit without the word of its kind. */
  readonly unit: string;
  /** The word of the unit's kind from the cell or the heading, as in `unitWords`. */
  readonly unitKindWord: string | null;
  readonly level: Level;
  readonly name: string;
  readonly code?: string;
  /** Name of the commune without the word of its kind. */
  readonly commune?: string;
  readonly communeKindWord?: string | null;
  readonly address?: string;
  readonly principal?: string;
  readonly position?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly classes?: number;
  readonly pupils?: number;
  readonly teachers?: number;
}

/** What a file says about schools. With a fault in it nothing may be taken in. */
export interface SchoolListResult {
  /** Rows without a fault. */
  readonly rows: readonly SchoolRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** What was put right in a cell, with the text before. */
  readonly repairs: readonly Repair[];
  /** Headings of the columns that are not taken in. */
  readonly unknownColumns: readonly string[];
  /** Name of the sheet; empty for CSV. */
  readonly sheet: string;
  /** The last row of the heading. */
  readonly headerRow: number;
  /** Which column holds which field. */
  readonly mapping: ReadonlyMap<SchoolField, Column>;
}

/** Longest texts, as in the contract's form for one school (Nghị định 30/2020/NĐ-CP, Phụ lục VI). */
const LIMITS = {
  unit: 200,
  level: 100,
  name: 200,
  code: 20,
  commune: 100,
  address: 200,
  principal: 50,
  position: 100,
  phone: 50,
  email: 100,
} satisfies Partial<Record<SchoolField, number>>;

/** Counts beyond these are slips of the keyboard. */
const LARGEST = { classes: 300, pupils: 20_000, teachers: 2_000 } satisfies Partial<
  Record<SchoolField, number>
>;

const LABELS = Object.fromEntries(SCHOOL_COLUMNS.map(({ field, label }) => [field, label]));

interface RowReader {
  readonly table: RawTable;
  readonly header: Header<SchoolField>;
  readonly findings: Findings;
  readonly parseLevel: ReturnType<typeof levelParser>;
  /** The unit or commune that a cell of that column names. */
  readonly unitOf: (field: 'unit' | 'commune', text: string) => UnitText;
  /** Digits of a code with its leading zero, when the column shows it. */
  readonly codeLength: number | null;
}

/** How to read a list of schools. */
export interface SchoolListOptions {
  /** Words of the kinds of unit ("huyện", "xã" …), with accents. */
  readonly unitWords: readonly string[];
  /** Where the list stands, if a person says so. */
  readonly choice?: HeaderChoice<SchoolField> | undefined;
  readonly mended?: readonly MendedCell[] | undefined;
}

/**
 * Turns a list of schools as an office made it into clean rows, with every repair and every fault in its cell.
 *
 * @throws AppError NO_HEADER_ROW when unit, level or name has no column; NO_ROWS
 */
export function parseSchoolList(table: RawTable, options: SchoolListOptions): SchoolListResult {
  const { list, schools } = judgeSchools(table, findHeader(table, SCHOOL_COLUMNS, options.choice), options);
  if (schools.length === 0) throw new AppError('NO_ROWS', { file: table.fileName });
  return list;
}

/** Judges the rows under a heading; `schools` are those that count as schools, as they stand in the file. */
export function judgeSchools(
  table: RawTable,
  found: Header<SchoolField>,
  { unitWords, mended = [] }: SchoolListOptions,
): { readonly list: SchoolListResult; readonly schools: readonly RawRow[] } {
  const header = withMended(found, mended);
  const { schools, skipped } = sortRows(header, unitWords);

  const findings = createFindings();
  warnOfHeader(findings, header);
  for (const { row, cell, code } of skipped) {
    findings.warn(code, { row: row.row, column: cell.column }, { value: cell.text });
  }
  const codes = schools.flatMap((row) => cellOf(header, row, 'code') ?? []);
  const length = codeLength(codes.map((cell) => cell.text));
  const codeColumn = header.columns.get('code');
  if (
    codeColumn &&
    length === null &&
    codes.some((cell) => cell.kind === 'number' && !cell.text.startsWith('0'))
  ) {
    findings.warn('CODE_STORED_AS_NUMBER', placeOf(header.row, codeColumn));
  }

  const reader: RowReader = {
    table,
    header,
    findings,
    parseLevel: levelParser(),
    unitOf: unitReader(header, unitWords),
    codeLength: length,
  };
  const rows: SchoolRow[] = [];
  // One after the other: an array that `flatMap` makes is handed to another thread with the number of each place.
  for (const row of schools) {
    const school = readSchool(reader, row);
    if (school) rows.push(school);
  }
  findDuplicates(reader, rows);
  const list = {
    rows,
    faults: findings.faults(),
    warnings: findings.warnings(),
    repairs: findings.repairs(),
    unknownColumns: header.unknown.map((column) => column.heading),
    sheet: header.sheet.name,
    headerRow: header.row,
    mapping: header.columns,
  };
  return { list, schools };
}

function readSchool(reader: RowReader, row: RawRow): SchoolRow | null {
  const unit = readUnit(reader, row, 'unit');
  const name = readText(reader, row, 'name');
  const level = readLevel(reader, row, name);
  const code = readCode(reader, row);
  const commune = readUnit(reader, row, 'commune');
  const optional = {
    code,
    commune: commune?.name,
    communeKindWord: commune?.kindWord,
    address: readText(reader, row, 'address'),
    principal: readText(reader, row, 'principal'),
    position: readText(reader, row, 'position'),
    phone: readPhone(reader, row),
    email: readEmail(reader, row),
    classes: readCount(reader, row, 'classes'),
    pupils: readCount(reader, row, 'pupils'),
    teachers: readCount(reader, row, 'teachers'),
  };
  if (!unit || !name || !level) {
    missing(reader, row, 'unit');
    missing(reader, row, 'level');
    missing(reader, row, 'name');
    return null;
  }
  return {
    row: row.row,
    unit: unit.name,
    unitKindWord: unit.kindWord,
    level,
    name,
    ...withoutAbsent(optional),
  };
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same object without its absent fields; a row that is complete has none. */
const withoutAbsent = <T extends Readonly<Record<string, unknown>>>(fields: T): Present<T> =>
  (Object.values(fields).includes(undefined)
    ? Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    : fields) as Present<T>;

function placeIn(reader: RowReader, row: RawRow, field: SchoolField): Place {
  const column = reader.header.columns.get(field);
  return column ? placeOf(row.row, column, cellOf(reader.header, row, field)) : { row: row.row };
}

function missing(reader: RowReader, row: RawRow, field: SchoolField): void {
  // What stands in a cell and can't be used has its own fault.
  if (cellOf(reader.header, row, field)) return;
  if (field === 'level' && levelOfName(cellOf(reader.header, row, 'name')?.text ?? '')) return;
  reader.findings.fault('VALUE_MISSING', placeIn(reader, row, field), { label: LABELS[field] ?? field });
}

function readText(reader: RowReader, row: RawRow, field: keyof typeof LIMITS): string | undefined {
  return takeText(reader.findings, placeIn(reader, row, field), cellOf(reader.header, row, field), {
    label: LABELS[field] ?? field,
    limit: LIMITS[field],
  });
}

function readUnit(reader: RowReader, row: RawRow, field: 'unit' | 'commune'): UnitText | undefined {
  const text = readText(reader, row, field);
  return text === undefined ? undefined : reader.unitOf(field, text);
}

/** Reads names of units; the same few stand in thousands of rows. The cell's word goes before the heading's. */
function unitReader(header: Header<SchoolField>, unitWords: readonly string[]): RowReader['unitOf'] {
  const read = (field: 'unit' | 'commune'): ((text: string) => UnitText) => {
    const headingWord = kindOfHeading(header.columns.get(field)?.heading ?? '', unitWords);
    const known = new Map<string, UnitText>();
    return (text) => {
      const found = known.get(text) ?? parseUnit(text, unitWords);
      known.set(text, found);
      return found.kindWord === null ? { ...found, kindWord: headingWord } : found;
    };
  };
  const readers = { unit: read('unit'), commune: read('commune') };
  return (field, text) => readers[field](text);
}

function readLevel(reader: RowReader, row: RawRow, name: string | undefined): Level | null {
  const { findings } = reader;
  const place = placeIn(reader, row, 'level');
  const text = readText(reader, row, 'level');
  const named = name === undefined ? null : levelOfName(name);
  if (!cellOf(reader.header, row, 'level')) {
    if (named) findings.warn('LEVEL_FROM_NAME', place, { value: LEVEL_LABELS[named] });
    return named;
  }
  if (text === undefined) return null;
  const level = reader.parseLevel(text);
  if (!level) {
    findings.fault('LEVEL_UNKNOWN', place, { value: text });
    return null;
  }
  if (named && named !== level) {
    findings.warn('LEVEL_NAME_MISMATCH', place, {
      level: LEVEL_LABELS[level],
      named: LEVEL_LABELS[named],
    });
  }
  return level;
}

function readCode(reader: RowReader, row: RawRow): string | undefined {
  const text = readText(reader, row, 'code');
  if (text === undefined || reader.codeLength !== text.length + 1 || !/^\d+$/.test(text)) return text;
  const value = `0${text}`;
  reader.findings.warn('LEADING_ZERO_RESTORED', placeIn(reader, row, 'code'), { before: text, value });
  return value;
}

function readPhone(reader: RowReader, row: RawRow): string | undefined {
  const text = readText(reader, row, 'phone');
  if (text === undefined) return undefined;
  const { value, remarks } = parsePhone(text);
  for (const remark of remarks) {
    reader.findings.warn(remark, placeIn(reader, row, 'phone'), { before: text, value });
  }
  return value;
}

function readEmail(reader: RowReader, row: RawRow): string | undefined {
  const text = readText(reader, row, 'email');
  if (text !== undefined && !isEmail(text)) {
    reader.findings.warn('EMAIL_FORMAT', placeIn(reader, row, 'email'), { value: text });
  }
  return text;
}

function readCount(reader: RowReader, row: RawRow, field: keyof typeof LARGEST): number | undefined {
  const cell: RawCell | undefined = cellOf(reader.header, row, field);
  const place = placeIn(reader, row, field);
  const label = LABELS[field] ?? field;
  const text = takeText(reader.findings, place, cell, { label, limit: LIMITS.name });
  if (!cell || text === undefined) return undefined;
  const parsed = parseCount(cell, cell.mended ? 'csv' : reader.table.format);
  if ('fault' in parsed) {
    reader.findings.fault(parsed.fault, place, { label: capitalised(label), value: text });
    return undefined;
  }
  const { value, remark } = parsed;
  if (value !== undefined && value > LARGEST[field]) {
    reader.findings.fault('COUNT_TOO_LARGE', place, {
      label: capitalised(label),
      value,
      limit: LARGEST[field],
    });
    return undefined;
  }
  if (remark) reader.findings.warn(remark, place, { before: text, value: value ?? '' });
  return value;
}

/** Two rows for one school, or one code for two: each second row is a fault that names both. */
function findDuplicates(reader: RowReader, rows: readonly SchoolRow[]): void {
  const codes = new Map<string, SchoolRow>();
  const names = new Map<string, SchoolRow>();
  const place = (row: SchoolRow, field: SchoolField): Place => {
    const column = reader.header.columns.get(field);
    return column ? placeOf(row.row, column) : { row: row.row };
  };
  for (const row of rows) {
    const details = { row: row.row };
    const code = row.code === undefined ? undefined : nameKey(row.code);
    const sameCode = code === undefined ? undefined : codes.get(code);
    if (code !== undefined && sameCode) {
      reader.findings.fault('DUPLICATE_CODE', place(row, 'code'), {
        ...details,
        value: row.code ?? '',
        first: sameCode.row,
      });
    } else if (code !== undefined) codes.set(code, row);
    const key = nameKey(row.name, row.unit, row.unitKindWord ?? '', row.level);
    const sameName = names.get(key);
    if (sameName) {
      reader.findings.fault('DUPLICATE_SCHOOL', place(row, 'name'), {
        ...details,
        value: row.name,
        first: sameName.row,
      });
    } else names.set(key, row);
  }
}
