import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { Level } from '../../../../preload/contract/schools.ts';
import { AppError } from '../../errors.ts';
import { parseLevel } from '../../schools/import/levels.ts';
import { parseUnit } from '../../schools/import/units.ts';
import { type ColumnSpec, cellOf, findHeader, ownCells } from '../../tables/columns.ts';
import type { RawRow, RawTable } from '../../tables/raw-table.ts';
import { createFindings, type Place, placeOf, takeText, warnOfHeader } from '../../tables/row-messages.ts';

/** A school as a list of pairs names it: by name or by code, with its unit when the list says it. */
export interface PartyText {
  readonly text: string;
  /** Name of the unit without the word of its kind. */
  readonly unit?: string;
  /** The cell that names the school, such as "B7". */
  readonly place: Place;
}

/** One pair of a list. */
export interface PairRow {
  /** Row in the file, from 1. */
  readonly row: number;
  readonly supporting: PartyText;
  readonly partner: PartyText;
  readonly level?: Level;
}

/** What a file says about pairs. With a fault in it nothing may be taken in. */
export interface PairListResult {
  readonly rows: readonly PairRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

type PairField = 'supporting' | 'supportingUnit' | 'partner' | 'partnerUnit' | 'level';

const SUPPORTING = [
  'truong ho tro',
  'ben ho tro',
  'don vi ho tro',
  'ben a',
  'truong ben a',
  'ten truong ho tro',
  'ma truong ho tro',
  'supporting',
  'supporting school',
];
const PARTNER = [
  'truong doi tac',
  'ben nhan',
  'truong nhan',
  'truong nhan ho tro',
  'ben nhan ho tro',
  'truong duoc ho tro',
  'ben doi tac',
  'don vi nhan',
  'ben b',
  'truong ben b',
  'ten truong doi tac',
  'ma truong doi tac',
  'partner',
  'partner school',
];
const UNIT = ['don vi', 'don vi quan ly', 'huyen', 'quan/huyen', 'xa/phuong', 'unit', 'district'];

/** "Huyện bên A", "Đơn vị quản lý (Trường hỗ trợ)", "supporting unit": a unit's heading beside a party's. */
const unitHeadings = (parties: readonly string[]): readonly string[] =>
  parties.flatMap((party) =>
    UNIT.flatMap((unit) => [
      `${unit} ${party}`,
      `${party} ${unit}`,
      `${unit} (${party})`,
      `${unit} cua ${party}`,
    ]),
  );

const PAIR_COLUMNS: readonly ColumnSpec<PairField>[] = [
  { field: 'supporting', label: 'trường hỗ trợ (Bên A)', required: true, headings: SUPPORTING },
  { field: 'partner', label: 'trường đối tác (Bên B)', required: true, headings: PARTNER },
  { field: 'supportingUnit', label: 'đơn vị của trường hỗ trợ', headings: unitHeadings(SUPPORTING) },
  { field: 'partnerUnit', label: 'đơn vị của trường đối tác', headings: unitHeadings(PARTNER) },
  { field: 'level', label: 'cấp học', headings: ['cap hoc', 'bac hoc', 'cap', 'level'] },
];

/** Longest name of a school, as in the contract. */
const MAX_NAME = 200;

/**
 * Reads a list of pairs: two columns with names or codes of schools, and if it has them their units and level.
 * Which school is meant is for the caller to find; rows under the list without both schools close it.
 *
 * @param options.unitWords words of the kinds of unit ("huyện", "xã" …), with accents
 * @throws AppError NO_HEADER_ROW when one of the two sides has no column; NO_ROWS
 */
export function parsePairList(
  table: RawTable,
  options: { readonly unitWords: readonly string[] },
): PairListResult {
  const header = findHeader(table, PAIR_COLUMNS);
  const findings = createFindings();
  warnOfHeader(findings, header);

  const hasBoth = (row: RawRow): boolean => {
    const supporting = cellOf(header, row, 'supporting');
    const partner = cellOf(header, row, 'partner');
    return supporting !== undefined && partner !== undefined && supporting !== partner;
  };
  const end = header.rows.findLastIndex(hasBoth);
  if (end === -1) throw new AppError('NO_ROWS', { file: table.fileName });

  const rows: PairRow[] = [];
  const seen = new Map<string, number>();
  for (const [index, row] of header.rows.entries()) {
    const place = (field: PairField): Place => {
      const column = header.columns.get(field);
      return column ? placeOf(row.row, column, cellOf(header, row, field)) : { row: row.row };
    };
    const [first] = ownCells(row);
    const isEmpty = !cellOf(header, row, 'supporting') && !cellOf(header, row, 'partner');
    if (index > end || (isEmpty && first)) {
      if (first && (index > end || first.kind !== 'number')) {
        findings.warn('CLOSING_IGNORED', { row: row.row, column: first.column }, { value: first.text });
      }
      continue;
    }
    if (isEmpty) continue;
    const take = (field: PairField, label: string): string | undefined =>
      takeText(findings, place(field), cellOf(header, row, field), { label, limit: MAX_NAME });
    const party = (side: 'supporting' | 'partner', label: string): PartyText | null => {
      const text = take(side, label);
      const unit = take(`${side}Unit`, `đơn vị của ${label}`);
      if (text === undefined) {
        if (!cellOf(header, row, side)) findings.fault('VALUE_MISSING', place(side), { label });
        return null;
      }
      return {
        text,
        ...(unit === undefined ? {} : { unit: parseUnit(unit, options.unitWords).name }),
        place: place(side),
      };
    };
    const supporting = party('supporting', 'trường hỗ trợ');
    const partner = party('partner', 'trường đối tác');
    const levelText = take('level', 'cấp học');
    const level = levelText === undefined ? undefined : parseLevel(levelText);
    if (level === null) findings.fault('LEVEL_UNKNOWN', place('level'), { value: levelText ?? '' });
    if (!supporting || !partner || level === null) continue;

    const keys = [supporting, partner].map(({ text, unit = '' }) => `${fold(text)}\u0000${fold(unit)}`);
    if (keys[0] === keys[1]) findings.fault('SAME_SCHOOL', supporting.place, { value: supporting.text });
    const key = [...keys, level ?? ''].join('\u0001');
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, row.row);
    else findings.fault('DUPLICATE_PAIR', supporting.place, { first: earlier, row: row.row });
    rows.push({ row: row.row, supporting, partner, ...(level === undefined ? {} : { level }) });
  }
  return { rows, faults: findings.faults(), warnings: findings.warnings() };
}
