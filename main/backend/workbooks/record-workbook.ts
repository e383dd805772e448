import type { Level } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { type Column, centred, count, day, text } from './excel.ts';
import { STATE_NAMES } from './labels.ts';
import { list, listBytes } from './list-writer.ts';

/** A memorandum as the sheet to fill in shows it: what is known stands there, the rest is left for the office. */
export interface RecordEntry {
  /** The eight characters that stand for it on its pages. */
  readonly code: string;
  readonly number: string | null;
  readonly symbol: string;
  readonly signedOn: string | null;
  readonly partyA: string;
  readonly partyB: string;
  /** Null when two managing units sign. */
  readonly level: Level | null;
  readonly state: keyof typeof STATE_NAMES;
  readonly signerA: string | null;
  readonly positionA: string | null;
  readonly signerB: string | null;
  readonly positionB: string | null;
  /** The agreed contents, one a line. */
  readonly contents: string;
  /** In the order of the indicators; null where this memorandum can't promise it. */
  readonly quantities: readonly (readonly [semester1: number, semester2: number] | null)[];
}

/** An indicator with a column a semester. */
export interface RecordIndicator {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

const SHEET_NAME = 'Ghi kết quả ký kết';

/**
 * The list that an office fills in after the ceremony; `memoranda.importRecords` reads it back, and unchanged it
 * changes nothing.
 */
export async function buildRecordWorkbook(
  entries: readonly RecordEntry[],
  { indicators, createdOn }: { readonly indicators: readonly RecordIndicator[]; readonly createdOn: string },
): Promise<Uint8Array> {
  const properties = { title: SHEET_NAME, creator: 'Chung Tay', createdOn };
  return listBytes(properties, [list(SHEET_NAME, columnsWith(indicators), entries)]);
}

const columnsWith = (indicators: readonly RecordIndicator[]): readonly Column<RecordEntry>[] => [
  centred('code', 'Mã biên bản', 13, (entry) => entry.code),
  centred('number', 'Số', 8, (entry) => entry.number),
  centred('symbol', 'Ký hiệu', 20, (entry) => entry.symbol),
  day('signedOn', 'Ngày ký', 13, (entry) => entry.signedOn),
  text('partyA', 'Bên A', 34, (entry) => entry.partyA),
  text('partyB', 'Bên B', 34, (entry) => entry.partyB),
  centred('level', 'Cấp học', 11, (entry) => (entry.level ? LEVEL_LABELS[entry.level] : null)),
  centred('state', 'Trạng thái', 12, (entry) => STATE_NAMES[entry.state]),
  text('signerA', 'Người ký Bên A', 22, (entry) => entry.signerA),
  text('positionA', 'Chức vụ Bên A', 17, (entry) => entry.positionA),
  text('signerB', 'Người ký Bên B', 22, (entry) => entry.signerB),
  text('positionB', 'Chức vụ Bên B', 17, (entry) => entry.positionB),
  ...indicators.flatMap(({ code, name, unit }, index) =>
    ([1, 2] as const).map((semester) =>
      count<RecordEntry>(
        `${code}/${semester}`,
        `${name} (${unit}) HK ${semester === 1 ? 'I' : 'II'}`,
        13,
        (entry) => entry.quantities[index]?.[semester === 1 ? 0 : 1] ?? null,
      ),
    ),
  ),
  text('contents', 'Nội dung phối hợp', 100, (entry) => entry.contents),
];
