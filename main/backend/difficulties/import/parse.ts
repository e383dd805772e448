import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import { AppError } from '../../errors.ts';
import { type ColumnSpec, cellOf, findHeader } from '../../tables/columns.ts';
import { takeDay } from '../../tables/days.ts';
import { entriesOf } from '../../tables/entries.ts';
import type { RawTable } from '../../tables/raw-table.ts';
import { createFindings, type Place, placeOf, takeText, warnOfHeader } from '../../tables/row-messages.ts';

type DifficultyField =
  | 'raisedBy'
  | 'raisedOn'
  | 'advantages'
  | 'difficulty'
  | 'proposal'
  | 'resolver'
  | 'dueOn'
  | 'outcome'
  | 'resolvedOn';

/** One difficulty of a list. What the list leaves empty or has no column for is absent: the stored value stays. */
export interface DifficultyRow {
  readonly row: number;
  /** A school or a unit, as the list names it. */
  readonly raisedBy: string;
  readonly raisedOn?: string;
  readonly advantages?: string;
  readonly difficulty: string;
  readonly proposal?: string;
  readonly resolver?: string;
  readonly dueOn?: string;
  readonly outcome?: string;
  readonly resolvedOn?: string;
  readonly places: Readonly<Record<DifficultyField, Place>>;
}

/** What a file says about difficulties. With a fault in it nothing may be taken in. */
export interface DifficultyListResult {
  readonly rows: readonly DifficultyRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

const COLUMNS: readonly ColumnSpec<DifficultyField>[] = [
  {
    field: 'raisedBy',
    label: 'đơn vị',
    required: true,
    headings: ['don vi', 'ten don vi', 'don vi/truong', 'truong', 'ten truong', 'nha truong'],
  },
  {
    field: 'raisedOn',
    label: 'ngày nêu',
    headings: ['ngay neu', 'ngay phan anh', 'ngay bao cao', 'ngay'],
  },
  { field: 'advantages', label: 'thuận lợi', headings: ['thuan loi', 'nhung thuan loi'] },
  {
    field: 'difficulty',
    label: 'khó khăn',
    required: true,
    headings: [
      'kho khan',
      'kho khan,vuong mac',
      'kho khan va vuong mac',
      'vuong mac',
      'kho khan/vuong mac',
      'kho khan,han che',
    ],
  },
  {
    field: 'proposal',
    label: 'đề xuất',
    headings: [
      'de xuat',
      'kien nghi',
      'de xuat,kien nghi',
      'kien nghi,de xuat',
      'giai phap',
      'giai phap de xuat',
    ],
  },
  {
    field: 'resolver',
    label: 'cơ quan giải quyết',
    headings: ['co quan giai quyet', 'don vi giai quyet', 'nguoi giai quyet', 'noi giai quyet'],
  },
  {
    field: 'dueOn',
    label: 'thời hạn',
    headings: ['thoi han', 'thoi han giai quyet', 'han giai quyet', 'han', 'han tra loi'],
  },
  { field: 'outcome', label: 'kết quả', headings: ['ket qua', 'ket qua giai quyet', 'tra loi'] },
  {
    field: 'resolvedOn',
    label: 'ngày giải quyết',
    headings: ['ngay giai quyet', 'giai quyet ngay', 'ngay tra loi'],
  },
];
const FIELDS = COLUMNS.map(({ field }) => field);

const LIMITS = { raisedBy: 200, resolver: 200 } as const;
const LONG_TEXT = 2000;

/**
 * Reads a list of difficulties with the headings of form 08. Who is meant by a row is for the caller to find.
 * @throws AppError NO_HEADER_ROW when the unit or the difficulty has no column; NO_ROWS
 */
export function parseDifficultyList(table: RawTable): DifficultyListResult {
  const header = findHeader(table, COLUMNS);
  const findings = createFindings();
  warnOfHeader(findings, header);
  const entries = entriesOf(header, 'raisedBy', findings);
  if (entries.length === 0) throw new AppError('NO_ROWS', { file: table.fileName });

  const rows: DifficultyRow[] = [];
  const seen = new Map<string, number>();
  for (const row of entries) {
    const place = (field: DifficultyField): Place => {
      const column = header.columns.get(field);
      return column ? placeOf(row.row, column, cellOf(header, row, field)) : { row: row.row };
    };
    const labelOf = (field: DifficultyField) => COLUMNS.find((spec) => spec.field === field)?.label ?? field;
    const text = (field: Exclude<DifficultyField, 'raisedOn' | 'dueOn' | 'resolvedOn'>, limit = LONG_TEXT) =>
      takeText(findings, place(field), cellOf(header, row, field), { label: labelOf(field), limit });
    const required = (field: 'raisedBy' | 'difficulty', limit?: number): string | undefined => {
      if (!cellOf(header, row, field)) {
        findings.fault('VALUE_MISSING', place(field), { label: labelOf(field) });
      }
      return text(field, limit);
    };
    const day = (field: 'raisedOn' | 'dueOn' | 'resolvedOn') =>
      takeDay(findings, place(field), cellOf(header, row, field));

    const raisedBy = required('raisedBy', LIMITS.raisedBy);
    const difficulty = required('difficulty');
    const optional = {
      raisedOn: day('raisedOn'),
      advantages: text('advantages'),
      proposal: text('proposal'),
      resolver: text('resolver', LIMITS.resolver),
      dueOn: day('dueOn'),
      outcome: text('outcome'),
      resolvedOn: day('resolvedOn'),
    };
    if (raisedBy === undefined || difficulty === undefined) continue;
    const key = `${fold(raisedBy)}|${fold(difficulty)}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, row.row);
    else findings.fault('DUPLICATE_DIFFICULTY', place('difficulty'), { first: earlier, row: row.row });
    rows.push({
      row: row.row,
      raisedBy,
      difficulty,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      places: Object.fromEntries(FIELDS.map((field) => [field, place(field)])) as DifficultyRow['places'],
    });
  }
  return { rows, faults: findings.faults(), warnings: findings.warnings() };
}
