import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { SupportForm, SupportKind } from '../../../../preload/contract/support.ts';
import { cellOf, findHeader, type Header } from '../../tables/columns.ts';
import { takeDay } from '../../tables/days.ts';
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
import { COLUMNS, type SupportField } from './columns.ts';

/** One item of a list. What the list leaves empty or has no column for is absent: the stored value stays. */
export interface SupportListRow {
  /** Row in the file, from 1. */
  readonly row: number;
  /** `YYYY-MM-DD`. */
  readonly givenOn: string;
  readonly giver: string;
  readonly receiver: string;
  readonly content: string;
  readonly kind?: SupportKind;
  readonly status?: SupportForm['status'];
  readonly quantity?: number;
  readonly unit?: string;
  /** Whole đồng. */
  readonly unitPrice?: number;
  readonly amount?: number;
  readonly source?: string;
  readonly handoverPaper?: string;
  readonly note?: string;
  /** Cells of the fields, for what the register has to say about them. */
  readonly places: Readonly<Record<SupportField, Place>>;
}

/** What a file says about support. With a fault in it nothing may be taken in. */
export interface SupportListResult {
  readonly rows: readonly SupportListRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Headings of the columns that are not taken in. */
  readonly unknownColumns: readonly string[];
}

/** Longest texts, as in the contract. */
const LIMITS = {
  giver: 200,
  receiver: 200,
  content: 300,
  kind: 50,
  unit: 50,
  source: 200,
  handoverPaper: 200,
  status: 50,
  note: 500,
} satisfies Partial<Record<SupportField, number>>;

/** As in the contract. */
const LARGEST = { quantity: 10_000_000, unitPrice: 1e12, amount: 1e12 } as const;

interface Reader {
  readonly header: Header<SupportField>;
  readonly findings: Findings;
  /** What a figure of money stands for in đồng: lists may count in thousands or millions. */
  readonly moneyFactor: number;
}

/**
 * Reads a list of support as offices send it, or form 07 of the report.
 * @throws AppError NO_HEADER_ROW without day, both ends and content; NO_ROWS
 */
export function parseSupportList(table: RawTable): SupportListResult {
  const header = findHeader(table, COLUMNS);
  const findings = createFindings();
  warnOfHeader(findings, header);
  const reader: Reader = { header, findings, moneyFactor: moneyFactorOf(header, findings) };
  const rows = entriesOf(header, 'content', findings).flatMap((row) => readRow(reader, row) ?? []);
  return {
    rows,
    faults: findings.faults(),
    warnings: findings.warnings(),
    unknownColumns: header.unknown.map(({ heading }) => heading),
  };
}

/** "Đơn vị tính: nghìn đồng" above the list, "Thành tiền (triệu đồng)" in its heading. */
function moneyFactorOf({ sheet, row, columns }: Header<SupportField>, findings: Findings): number {
  const said = [
    ...sheet.rows
      .filter((above) => above.row < row)
      .flatMap((above) => above.cells.map((cell) => cell?.text ?? ''))
      .filter((text) => /đơn vị|đvt/i.test(text)),
    columns.get('amount')?.heading ?? '',
    columns.get('unitPrice')?.heading ?? '',
  ].map(fold);
  for (const [word, factor, unit] of MONEY_UNITS) {
    if (!said.some((text) => word.test(text))) continue;
    findings.warn('MONEY_SCALED', { row: null }, { unit, factor: factor.toLocaleString('vi-VN') });
    return factor;
  }
  return 1;
}

const MONEY_UNITS = [
  [/\btrieu( dong)?\b|\btr\.? ?d\b/, 1_000_000, 'triệu đồng'],
  [/\b(?:nghin|ngan|1[.,]?000) ?(?:dong|d)\b/, 1_000, 'nghìn đồng'],
] as const;

function readRow(reader: Reader, row: RawRow): SupportListRow | null {
  const { header, findings } = reader;
  const place = (field: SupportField): Place => {
    const column = header.columns.get(field);
    return column ? placeOf(row.row, column, cellOf(header, row, field)) : { row: row.row };
  };
  const text = (field: keyof typeof LIMITS): string | undefined =>
    takeText(findings, place(field), cellOf(header, row, field), {
      label: labelOf(field),
      limit: LIMITS[field],
    });
  const givenOn = takeDay(findings, place('givenOn'), cellOf(header, row, 'givenOn'));
  const [giver, receiver, content] = [text('giver'), text('receiver'), text('content')];
  const optional = {
    quantity: readFigure(reader, row, 'quantity', place('quantity')),
    unit: text('unit'),
    unitPrice: readFigure(reader, row, 'unitPrice', place('unitPrice')),
    amount: readFigure(reader, row, 'amount', place('amount')),
    kind: readWord(reader, text('kind'), KIND_WORDS, 'KIND_UNKNOWN', place('kind')),
    status: readWord(reader, text('status'), STATUS_WORDS, 'STATUS_UNKNOWN', place('status')),
    source: text('source'),
    handoverPaper: text('handoverPaper'),
    note: text('note'),
  };
  for (const field of ['givenOn', 'giver', 'receiver', 'content'] as const) {
    if (!cellOf(header, row, field)) findings.fault('VALUE_MISSING', place(field), { label: labelOf(field) });
  }
  if (givenOn === undefined || giver === undefined || receiver === undefined || content === undefined)
    return null;
  return {
    row: row.row,
    givenOn,
    giver,
    receiver,
    content,
    ...present(optional),
    places: Object.fromEntries(COLUMNS.map(({ field }) => [field, place(field)])) as Record<
      SupportField,
      Place
    >,
  };
}

const labelOf = (field: SupportField): string => COLUMNS.find((spec) => spec.field === field)?.label ?? field;

/** The same object without its absent fields. */
function present<T extends Readonly<Record<string, unknown>>>(
  fields: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const KIND_WORDS = {
  equipment: /thiet bi|co so vat chat|csvc|hien vat|tai san/,
  material: /hoc lieu|tai lieu|sach/,
  funding: /kinh phi|tien/,
} as const;
const STATUS_WORDS = { planned: /ke hoach|du kien|chua/, done: /da|xong|hoan thanh/ } as const;

function readWord<K extends string>(
  { findings }: Reader,
  text: string | undefined,
  words: Readonly<Record<K, RegExp>>,
  code: 'KIND_UNKNOWN' | 'STATUS_UNKNOWN',
  place: Place,
): K | undefined {
  if (text === undefined) return undefined;
  const found = (Object.keys(words) as K[]).find((key) => words[key].test(fold(text)));
  if (found === undefined) findings.fault(code, place, { value: text });
  return found;
}

function readFigure(
  { header, findings, moneyFactor }: Reader,
  row: RawRow,
  field: keyof typeof LARGEST,
  place: Place,
): number | undefined {
  const cell = cellOf(header, row, field);
  const label = labelOf(field);
  const text = takeText(findings, place, cell, { label, limit: 50 });
  if (!cell || text === undefined) return undefined;
  const details = { label: capitalised(label), value: text };
  const read = parseFigure(cell);
  if (read === null) {
    findings.warn('DASH_AS_EMPTY', place);
    return undefined;
  }
  const value = field === 'quantity' ? read : Math.round(read * moneyFactor);
  if (Number.isNaN(value)) findings.fault('COUNT_NOT_NUMBER', place, details);
  else if (value < 0) findings.fault('COUNT_NEGATIVE', place, details);
  else if (value > LARGEST[field])
    findings.fault('COUNT_TOO_LARGE', place, { ...details, limit: LARGEST[field].toLocaleString('vi-VN') });
  else return value;
  return undefined;
}

/**
 * "1.250.000 đ", "1,250,000", "2,5": groups of three digits are groups, anything else behind a mark is decimals. NaN for
 * what is no number, null for a dash.
 */
function parseFigure(cell: RawCell): number | null {
  if (cell.kind === 'number') return cell.number ?? Number.NaN;
  const text = cell.text.replace(/\s|(?:vnđ|vnd|đồng|đ|₫)\.?$/giu, '');
  if (/^[-–—]+$/.test(text)) return null;
  if (/^-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text)) return Number(text.replace(/[.,]/g, ''));
  if (/^-?\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}
