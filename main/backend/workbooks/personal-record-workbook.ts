import type { FoundPlace } from '../../../preload/contract/personal-data.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { shownDay } from '../text/dates.ts';
import { type Column, text } from './excel.ts';
import { list, listBytes } from './list-writer.ts';

/** What is handed to a person who asks about the data that are kept of him. */
export interface PersonalRecordInput {
  /** The name, number or address that was looked for. */
  readonly about: string;
  /** `YYYY-MM-DD`. */
  readonly createdOn: string;
  readonly purposes: OutputOf<'personalData.purposes'>;
  /** Where the person stood, before anything was done. */
  readonly places: readonly FoundPlace[];
  readonly frozen: readonly { readonly title: string; readonly reason: string }[];
  /** What was done; null where the person only wanted to know. */
  readonly deed: {
    readonly act: string;
    readonly requestedBy: string;
    readonly requestedOn: string;
    readonly reason: string;
    readonly doneOn: string;
    readonly journalRows: number;
  } | null;
}

const TITLE = 'Phiếu dữ liệu cá nhân';

interface Line {
  readonly what: string;
  readonly said: string;
}

interface PlaceLine {
  readonly group: string;
  readonly title: string;
  readonly label: string;
  readonly text: string;
}

const ordinal = <Row>(): Column<Row> => ({
  key: 'order',
  heading: 'STT',
  width: 6,
  kind: 'ordinal',
  value: (_row, _at, index) => index + 1,
});

/** The record of a request: what was asked and done, what was held where, and what it is kept for. */
export async function buildPersonalRecord(input: PersonalRecordInput): Promise<Uint8Array> {
  const { about, createdOn, purposes, places, frozen, deed } = input;
  const lines: Line[] = [
    { what: 'Dữ liệu về', said: about },
    { what: 'Ngày lập phiếu', said: shownDay(createdOn) },
    ...(deed
      ? [
          { what: 'Việc đã làm', said: deed.act },
          { what: 'Ngày làm', said: shownDay(deed.doneOn) },
          { what: 'Theo yêu cầu của', said: deed.requestedBy },
          { what: 'Ngày yêu cầu', said: shownDay(deed.requestedOn) },
          { what: 'Lý do', said: deed.reason },
          { what: 'Số nơi đã thay đổi', said: `${places.length}` },
          { what: 'Số dòng nhật ký đã xóa nội dung', said: `${deed.journalRows}` },
        ]
      : [{ what: 'Số nơi đang giữ', said: `${places.length}` }]),
    { what: 'Hồ sơ phải giữ nguyên', said: `${frozen.length}` },
    { what: 'Căn cứ pháp luật', said: purposes.law },
    { what: 'Quyền của người có dữ liệu', said: purposes.rights },
  ];
  return listBytes({ title: TITLE, creator: 'Chung Tay', createdOn }, [
    list<Line>(
      'Phiếu',
      [text('what', 'Mục', 34, (line) => line.what), text('said', 'Nội dung', 90, (line) => line.said)],
      lines,
    ),
    list<PlaceLine>(
      deed ? 'Nơi đã thay đổi' : 'Nơi đang giữ',
      [
        ordinal(),
        text('group', 'Nhóm', 26, (line) => line.group),
        text('title', 'Ở đâu', 44, (line) => line.title),
        text('label', 'Mục', 22, (line) => line.label),
        text('text', deed ? 'Trước khi thay đổi' : 'Đang ghi', 44, (line) => line.text),
      ],
      places.flatMap(({ group, title, fields }) => fields.map((field) => ({ group, title, ...field }))),
    ),
    list<(typeof frozen)[number]>(
      'Hồ sơ giữ nguyên',
      [
        ordinal(),
        text('title', 'Hồ sơ', 60, (paper) => paper.title),
        text('reason', 'Lý do giữ nguyên', 64, (paper) => paper.reason),
      ],
      frozen,
    ),
    list<(typeof purposes.items)[number]>(
      'Mục đích',
      [
        ordinal(),
        text('what', 'Dữ liệu', 40, (item) => item.what),
        text('purpose', 'Dùng để', 40, (item) => item.purpose),
        text('kept', 'Giữ đến khi', 34, (item) => item.kept),
        text('basis', 'Căn cứ', 34, (item) => item.basis),
      ],
      purposes.items,
    ),
  ]);
}
