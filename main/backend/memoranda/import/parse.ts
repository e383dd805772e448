import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import { AppError } from '../../errors.ts';
import { parseCount } from '../../schools/import/values.ts';
import {
  type ColumnSpec,
  cellOf,
  findHeader,
  type Header,
  headingKey,
  ownCells,
} from '../../tables/columns.ts';
import { takeDay } from '../../tables/days.ts';
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

/** An indicator whose quantities a list may give, a column a semester. */
export interface ListedIndicator {
  readonly code: string;
  readonly name: string;
}

/** What a list says about one memorandum; what it leaves empty is absent. */
export interface RecordRow {
  /** Row in the file, from 1. */
  readonly row: number;
  /** The eight characters that stand for it on its pages. */
  readonly code?: string;
  readonly number?: string;
  readonly symbol?: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn?: string;
  readonly partyA?: string;
  readonly partyB?: string;
  readonly signerA?: string;
  readonly signerB?: string;
  readonly positionA?: string;
  readonly positionB?: string;
  readonly contents?: string;
  readonly quantities: readonly {
    readonly indicator: string;
    readonly semester: 1 | 2;
    readonly quantity: number;
    readonly place: Place;
  }[];
  /** Cells of the fields, for what the register has to say about them. */
  readonly places: Readonly<Record<RecordColumn, Place>>;
}

/** What a file says about signed memoranda. With a fault in it nothing may be taken in. */
export interface RecordListResult {
  readonly rows: readonly RecordRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** The columns that say something about a memorandum, beside those of the quantities. */
export const RECORD_COLUMNS = [
  'code',
  'number',
  'symbol',
  'signedOn',
  'partyA',
  'partyB',
  'signerA',
  'positionA',
  'signerB',
  'positionB',
  'contents',
] as const;
export type RecordColumn = (typeof RECORD_COLUMNS)[number];

/** Columns of the report's form 03 that are known and not taken in: they follow from the rest. */
const DERIVED = ['level', 'validFrom', 'validTo', 'copies', 'state'] as const;

/** "signer a", "người ký (Bên A)": a party's heading in every order. */
const ofSide = (words: readonly string[], side: 'a' | 'b'): readonly string[] =>
  words.flatMap((word) => [
    `${word} ${side}`,
    `${word} ben ${side}`,
    `${word} (ben ${side})`,
    `${word} cua ben ${side}`,
    `ben ${side} ${word}`,
  ]);

const SIGNER = ['nguoi ky', 'ho ten nguoi ky', 'dai dien', 'nguoi dai dien', 'signer'];
const POSITION = ['chuc vu', 'chuc vu nguoi ky', 'position'];

const COLUMNS: readonly ColumnSpec<RecordColumn | (typeof DERIVED)[number]>[] = [
  { field: 'code', label: 'mã biên bản', headings: ['ma bien ban', 'ma', 'code'] },
  {
    field: 'number',
    label: 'số',
    headings: ['so', 'so,ky hieu', 'so ky hieu', 'so van ban', 'so bien ban', 'number'],
  },
  { field: 'symbol', label: 'ký hiệu', headings: ['ky hieu', 'symbol'] },
  {
    field: 'signedOn',
    label: 'ngày ký',
    headings: ['ngay ky', 'ngay,thang,nam ky', 'ngay thang nam ky', 'ngay thang ky', 'ngay', 'signed on'],
  },
  {
    field: 'partyA',
    label: 'Bên A',
    headings: ['ben a', 'truong ben a', 'truong ho tro', 'ben ho tro', 'ten ben a', 'party a'],
  },
  {
    field: 'partyB',
    label: 'Bên B',
    headings: ['ben b', 'truong ben b', 'truong doi tac', 'truong nhan ho tro', 'ten ben b', 'party b'],
  },
  { field: 'signerA', label: 'người ký của Bên A', headings: ofSide(SIGNER, 'a') },
  { field: 'signerB', label: 'người ký của Bên B', headings: ofSide(SIGNER, 'b') },
  { field: 'positionA', label: 'chức vụ người ký của Bên A', headings: ofSide(POSITION, 'a') },
  { field: 'positionB', label: 'chức vụ người ký của Bên B', headings: ofSide(POSITION, 'b') },
  {
    field: 'contents',
    label: 'nội dung phối hợp',
    headings: ['noi dung phoi hop', 'noi dung', 'cac noi dung phoi hop', 'contents'],
  },
  { field: 'level', label: 'cấp học', headings: ['cap hoc', 'cap'] },
  { field: 'validFrom', label: 'hiệu lực từ', headings: ['tu hieu luc', 'hieu luc tu', 'tu', 'tu ngay'] },
  { field: 'validTo', label: 'hiệu lực đến', headings: ['den hieu luc', 'hieu luc den', 'den', 'den ngay'] },
  { field: 'copies', label: 'số bản', headings: ['so ban', 'so luong ban'] },
  { field: 'state', label: 'trạng thái', headings: ['trang thai', 'tinh trang'] },
];

/** Longest texts, as in the contract (Nghị định 30/2020/NĐ-CP, Phụ lục VI). */
const LIMITS: Readonly<Record<Exclude<RecordColumn, 'signedOn'>, number>> = {
  code: 20,
  number: 60,
  symbol: 60,
  partyA: 200,
  partyB: 200,
  signerA: 100,
  signerB: 100,
  positionA: 100,
  positionB: 100,
  contents: 5000,
};
const LARGEST_QUANTITY = 10_000;

const SEMESTERS = {
  1: ['hk i', 'hk 1', 'hki', 'hk1', 'hoc ky i', 'hoc ky 1', 'hoc ki i', 'hoc ki 1'],
  2: ['hk ii', 'hk 2', 'hkii', 'hk2', 'hoc ky ii', 'hoc ky 2', 'hoc ki ii', 'hoc ki 2'],
} as const;

type QuantityField = `${string}/${1 | 2}`;
type Field = (typeof COLUMNS)[number]['field'] | QuantityField;

/** The heading of a semester's quantities stands beside, below or above the indicator's name. */
const quantityColumns = (indicators: readonly ListedIndicator[]): readonly ColumnSpec<QuantityField>[] =>
  indicators.flatMap(({ code, name }) =>
    ([1, 2] as const).map((semester) => ({
      field: `${code}/${semester}` as const,
      label: name,
      headings: SEMESTERS[semester].flatMap((word) => [
        headingKey(`${name} ${word}`),
        headingKey(`${name} - ${word}`),
        headingKey(`${word} ${name}`),
      ]),
    })),
  );

/**
 * Reads a list with numbers, days, signers, contents and quantities of memoranda, in the columns of form 03 of the
 * report or of the sheet that the program hands out. Which memorandum is meant is for the caller to find.
 * @throws AppError NO_HEADER_ROW, NO_ROWS
 */
export function parseRecordList(table: RawTable, indicators: readonly ListedIndicator[]): RecordListResult {
  const quantities = quantityColumns(indicators);
  const header = findIdentifyingHeader(table, quantities);
  const findings = createFindings();
  warnOfHeader(findings, header);
  const rows = header.rows.flatMap((row) => readRow({ table, header, findings, quantities }, row) ?? []);
  return { rows, faults: findings.faults(), warnings: findings.warnings() };
}

/** What may tell a memorandum, the surest first: a list must have one of these. */
const IDENTIFYING = [
  ['partyA', 'partyB'],
  ['code'],
  ['symbol'],
  ['number'],
] as const satisfies readonly (readonly RecordColumn[])[];

/**
 * The heading of the list that names memoranda: a report's workbook has other lists with quantities.
 * @throws AppError NO_HEADER_ROW, NO_ROWS
 */
function findIdentifyingHeader(
  table: RawTable,
  quantities: readonly ColumnSpec<QuantityField>[],
): Header<Field> {
  let refusal: unknown;
  for (const fields of IDENTIFYING) {
    const required: readonly string[] = fields;
    const specs = COLUMNS.map((spec) => ({ ...spec, required: required.includes(spec.field) }));
    try {
      return findHeader<Field>(table, [...specs, ...quantities]);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'NO_HEADER_ROW') throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

interface Reader {
  readonly table: RawTable;
  readonly header: Header<Field>;
  readonly findings: Findings;
  readonly quantities: readonly ColumnSpec<QuantityField>[];
}

function readRow(reader: Reader, row: RawRow): RecordRow | null {
  const { header, findings } = reader;
  // Totals, signatures and section lines name no memorandum; most of them reach over several columns.
  const named = IDENTIFYING.flat().filter((field) => {
    const cell = cellOf(header, row, field);
    return cell?.row === row.row && row.cells.filter((other) => other === cell).length === 1;
  });
  const [first] = ownCells(row);
  if (named.length === 0 || isClosing(first)) {
    if (first && first.kind !== 'number')
      findings.warn('CLOSING_IGNORED', { row: row.row, column: first.column }, { value: first.text });
    return null;
  }
  const place = (field: Field): Place => {
    const column = header.columns.get(field);
    return column ? placeOf(row.row, column, cellOf(header, row, field)) : { row: row.row };
  };
  const take = (field: Exclude<RecordColumn, 'signedOn'>): string | undefined =>
    takeText(findings, place(field), cellOf(header, row, field), {
      label: COLUMNS.find((spec) => spec.field === field)?.label ?? field,
      limit: LIMITS[field],
    });
  const texts = Object.fromEntries(
    RECORD_COLUMNS.flatMap((field) => {
      const value = field === 'signedOn' ? undefined : take(field);
      return value === undefined ? [] : [[field, value]];
    }),
  ) as Partial<Record<Exclude<RecordColumn, 'signedOn'>, string>>;
  const signedOn = takeDay(findings, place('signedOn'), cellOf(header, row, 'signedOn'));
  return {
    row: row.row,
    ...texts,
    ...(signedOn === undefined ? {} : { signedOn }),
    quantities: readQuantities(reader, row, place),
    places: Object.fromEntries(RECORD_COLUMNS.map((field) => [field, place(field)])) as Record<
      RecordColumn,
      Place
    >,
  };
}

const isClosing = (cell: RawCell | undefined): boolean =>
  cell !== undefined && /^(tong|cong|nguoi lap|noi nhan|ghi chu)\b/.test(fold(cell.text));

function readQuantities(
  { table, header, findings, quantities }: Reader,
  row: RawRow,
  place: (field: Field) => Place,
): RecordRow['quantities'] {
  return quantities.flatMap(({ field, label }) => {
    const cell = cellOf(header, row, field);
    if (!cell) return [];
    const [indicator = '', semester] = field.split('/');
    const parsed = parseCount(cell, table.format);
    const details = { label: capitalised(label), value: cell.text };
    if ('fault' in parsed) {
      findings.fault(parsed.fault, place(field), details);
      return [];
    }
    if (parsed.remark)
      findings.warn(parsed.remark, place(field), { before: cell.text, value: parsed.value ?? '' });
    if (parsed.value === undefined) return [];
    if (parsed.value > LARGEST_QUANTITY) {
      findings.fault('COUNT_TOO_LARGE', place(field), { ...details, limit: LARGEST_QUANTITY });
      return [];
    }
    return { indicator, semester: semester === '1' ? 1 : 2, quantity: parsed.value, place: place(field) };
  });
}
