import { fold } from '../../../../db/text.ts';
import type { ActivityForm } from '../../../../preload/contract/activities.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import { AppError } from '../../errors.ts';
import { parseCount } from '../../schools/import/values.ts';
import { cellOf, findHeader, type Header } from '../../tables/columns.ts';
import { readDay, takeDay } from '../../tables/days.ts';
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
import { ACTIVITY_COLUMNS, type ActivityField, FORM_ORDER } from './columns.ts';

/** Fields that mean the same in a list and in the form. */
type Values = Partial<Omit<ActivityForm, 'kind' | 'pairIds' | 'heldOn' | 'topic'>>;

/** One activity of a list. What the list leaves empty or has no column for is absent: the stored value stays. */
export interface ActivityListRow {
  /** Row in the file, from 1. */
  readonly row: number;
  readonly heldOn: string;
  /** The pairs as the list names them, all of them in one text. */
  readonly pairs: string;
  readonly kind: string;
  readonly topic: string;
  readonly values: Values;
  /** Cells of the fields, for what the register has to say about them. */
  readonly places: Readonly<Record<ActivityField, Place>>;
}

/** What a file says about activities. With a fault in it nothing may be taken in. */
export interface ActivityListResult {
  readonly rows: readonly ActivityListRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Headings of the columns that are not taken in. */
  readonly unknownColumns: readonly string[];
}

const LABELS = Object.fromEntries(ACTIVITY_COLUMNS.map(({ field, label }) => [field, label])) as Record<
  ActivityField,
  string
>;

/** Longest texts, as in the contract; a cell may name every pair of a programme. */
const LIMITS = {
  pairs: 30_000,
  kind: 100,
  topic: 500,
  subject: 50,
  grade: 20,
  form: 50,
  venue: 200,
  host: 200,
  evidence: 500,
  speakers: 10_000,
  status: 50,
} as const satisfies Partial<Record<ActivityField, number>>;
const LONGEST_SPEAKER = 200;
const MOST_SPEAKERS = 50;

/** Largest numbers, as in the contract. */
const LARGEST = {
  managerTurns: 100_000,
  teacherTurns: 100_000,
  pupilTurns: 100_000,
  demoLessons: 100_000,
  materials: 100_000,
  cost: 1_000_000_000_000,
} as const satisfies Partial<Record<ActivityField, number>>;

const WORDS = {
  form: {
    truc_tiep: /^(?:truc tiep|tap trung|tai cho|offline)$/,
    truc_tuyen: /^(?:truc tuyen|online|qua mang|tu xa|zoom)$/,
  },
  status: {
    done: /^(?:da (?:lam|thuc hien|to chuc|xong)|thuc hien|hoan thanh|xong|done)$/,
    planned: /^(?:du kien|ke hoach|chua (?:lam|thuc hien|to chuc)|planned)$/,
  },
} as const;

interface Reader {
  readonly table: RawTable;
  readonly header: Header<ActivityField>;
  readonly findings: Findings;
}

/**
 * Reads a list of activities with the headings of form 04, or rows copied out of that form without its heading.
 * Which pair and kind is meant is for the caller to find.
 * @throws AppError NO_HEADER_ROW without day, pair, kind or topic; NO_ROWS
 */
export function parseActivityList(table: RawTable): ActivityListResult {
  const header = headerOf(table);
  const findings = createFindings();
  warnOfHeader(findings, header);
  const entries = entriesOf(header, 'topic', findings);
  if (entries.length === 0) throw new AppError('NO_ROWS', { file: table.fileName });
  const rows = entries.flatMap((row) => readRow({ table, header, findings }, row) ?? []);
  return {
    rows,
    faults: findings.faults(),
    warnings: findings.warnings(),
    unknownColumns: header.unknown.map(({ heading }) => heading),
  };
}

/** The heading of a list, or the columns of form 04 where rows stand without one. */
function headerOf(table: RawTable): Header<ActivityField> {
  try {
    return findHeader(table, ACTIVITY_COLUMNS);
  } catch (error) {
    const bare =
      error instanceof AppError && error.code === 'NO_HEADER_ROW'
        ? table.sheets.flatMap(bareHeader)[0]
        : null;
    if (!bare) throw error;
    return bare;
  }
}

/** Day, pair, kind and topic side by side, with a row number before them or without. */
function bareHeader(sheet: RawTable['sheets'][number]): readonly Header<ActivityField>[] {
  const startOf = ({ cells }: RawRow): number =>
    [0, 1].find(
      (start) =>
        readDay(cells[start]?.text ?? '') !== null &&
        [1, 2, 3].every((step) => (cells[start + step]?.text ?? '') !== ''),
    ) ?? -1;
  const start = startOf(sheet.rows.find((row) => startOf(row) >= 0) ?? { row: 0, cells: [] });
  if (start < 0) return [];
  const columns = FORM_ORDER.map(
    (field, index) => [field, { column: start + index + 1, heading: capitalised(LABELS[field]) }] as const,
  );
  return [
    {
      sheet,
      row: 0,
      columns: new Map<ActivityField, { column: number; heading: string }>(columns),
      headings: [],
      unknown: [],
      repeated: [],
      otherSheets: [],
      rows: sheet.rows,
    },
  ];
}

function readRow(reader: Reader, row: RawRow): ActivityListRow | null {
  const { table, header, findings } = reader;
  const cell = (field: ActivityField): RawCell | undefined => cellOf(header, row, field);
  const place = (field: ActivityField): Place => {
    const column = header.columns.get(field);
    return column ? placeOf(row.row, column, cell(field)) : { row: row.row };
  };
  const text = (field: keyof typeof LIMITS): string | undefined =>
    takeText(findings, place(field), cell(field), { label: LABELS[field], limit: LIMITS[field] });
  const number = (field: keyof typeof LARGEST): number | undefined =>
    readNumber(findings, table, field, place(field), cell(field));
  const word = <Field extends keyof typeof WORDS>(field: Field): keyof (typeof WORDS)[Field] | undefined => {
    const said = text(field);
    if (said === undefined) return undefined;
    const known = Object.entries(WORDS[field]).find(([, pattern]) => pattern.test(fold(said)));
    if (!known) {
      findings.fault(field === 'form' ? 'FORM_UNKNOWN' : 'ACTIVITY_STATUS_UNKNOWN', place(field), {
        value: said,
      });
      return undefined;
    }
    // A key of that very table.
    return known[0] as keyof (typeof WORDS)[Field];
  };

  const heldOn = readHeldOn(reader, place('heldOn'), cell('heldOn'));
  const named = { pairs: text('pairs'), kind: text('kind'), topic: text('topic') };
  const values = present({
    status: word('status'),
    subject: text('subject'),
    grade: text('grade'),
    form: word('form'),
    venue: text('venue'),
    host: text('host'),
    managerTurns: number('managerTurns'),
    teacherTurns: number('teacherTurns'),
    pupilTurns: number('pupilTurns'),
    demoLessons: number('demoLessons'),
    materials: number('materials'),
    cost: number('cost'),
    speakers: readSpeakers(findings, place('speakers'), text('speakers')),
    evidence: text('evidence'),
  });
  for (const field of ['heldOn', 'pairs', 'kind', 'topic'] as const)
    if (!cell(field)) findings.fault('VALUE_MISSING', place(field), { label: LABELS[field] });
  const { pairs, kind, topic } = named;
  if (heldOn === undefined || pairs === undefined || kind === undefined || topic === undefined) return null;
  return {
    row: row.row,
    heldOn,
    pairs,
    kind,
    topic,
    values,
    places: Object.fromEntries(ACTIVITY_COLUMNS.map(({ field }) => [field, place(field)])) as Record<
      ActivityField,
      Place
    >,
  };
}

/** The same object without its absent fields. */
function present(fields: { readonly [Field in keyof Values]: Values[Field] | undefined }): Values {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function readHeldOn(
  { table, findings }: Reader,
  place: Place,
  cell: RawCell | undefined,
): string | undefined {
  // In a text file every day is text; to say so in each row would help nobody.
  const day = table.format === 'csv' && cell ? readDay(cell.text) : null;
  return day ?? takeDay(findings, place, cell);
}

function readNumber(
  findings: Findings,
  table: RawTable,
  field: keyof typeof LARGEST,
  place: Place,
  cell: RawCell | undefined,
): number | undefined {
  const label = LABELS[field];
  const text = takeText(findings, place, cell, { label, limit: 50 });
  if (!cell || text === undefined) return undefined;
  const amount = cell.text.replace(/\s*(?:đồng|đ|vnđ|vnd|₫)\.?$/iu, '');
  const parsed = parseCount({ ...cell, text: field === 'cost' ? amount : cell.text }, table.format);
  const details = { label: capitalised(label), value: text };
  if ('fault' in parsed) {
    findings.fault(parsed.fault, place, details);
    return undefined;
  }
  const { value, remark } = parsed;
  if (value !== undefined && value > LARGEST[field]) {
    findings.fault('COUNT_TOO_LARGE', place, { ...details, limit: LARGEST[field].toLocaleString('vi-VN') });
    return undefined;
  }
  if (remark) findings.warn(remark, place, { before: text, value: value?.toLocaleString('vi-VN') ?? '' });
  return value;
}

/** People are parted by semicolons, for a comma stands before a person's school. */
function readSpeakers(findings: Findings, place: Place, text: string | undefined): string[] | undefined {
  const speakers = text
    ?.split(';')
    .map((speaker) => speaker.trim())
    .filter((speaker) => speaker !== '');
  const tooLong = speakers?.find((speaker) => speaker.length > LONGEST_SPEAKER);
  if (tooLong !== undefined)
    findings.fault('TOO_LONG', place, {
      label: capitalised(LABELS.speakers),
      length: tooLong.length,
      limit: LONGEST_SPEAKER,
    });
  if (speakers && speakers.length > MOST_SPEAKERS)
    findings.fault('COUNT_TOO_LARGE', place, {
      label: 'Số báo cáo viên',
      value: speakers.length,
      limit: MOST_SPEAKERS,
    });
  return speakers;
}
