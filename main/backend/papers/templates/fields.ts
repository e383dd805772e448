import { datePhrase } from '../../text/dates.ts';
import { countInFiguresAndWords } from '../../text/numbers-in-words.ts';
import type { MemorandumFacts } from './facts.ts';

/** What a merge field may draw on; the page count is known only after a first layout. */
export type FieldContext = { readonly facts: MemorandumFacts; readonly pageCount: number | null };

/** A merge field: its name for the person who edits a template, and its value; null is printed as a dotted line. */
type Field = {
  readonly label: string;
  readonly value: (context: FieldContext) => string | null;
};

/** From this many copies on, each education office keeps one. */
const COPIES_WITH_OFFICES = 6;

/** Whether the two education offices keep a copy each; the parties share what is left. */
export const officesKeepCopies = ({ copies }: MemorandumFacts): boolean => copies >= COPIES_WITH_OFFICES;

const copiesOfParty = (facts: MemorandumFacts): number =>
  (facts.copies - (officesKeepCopies(facts) ? 2 : 0)) / 2;

/** The merge fields of a memorandum's template. */
export const MERGE_FIELDS = {
  'partyA.name': { label: 'Tên Bên A', value: ({ facts }) => facts.partyA.name },
  'partyA.parentBody': {
    label: 'Cơ quan chủ quản của Bên A',
    value: ({ facts }) => facts.partyA.parentBody,
  },
  'partyA.unitOffice': {
    label: 'Phòng GD&ĐT quản lý Bên A',
    value: ({ facts }) => facts.partyA.unitOffice,
  },
  'partyB.name': { label: 'Tên Bên B', value: ({ facts }) => facts.partyB.name },
  'partyB.parentBody': {
    label: 'Cơ quan chủ quản của Bên B',
    value: ({ facts }) => facts.partyB.parentBody,
  },
  'partyB.unitOffice': {
    label: 'Phòng GD&ĐT quản lý Bên B',
    value: ({ facts }) => facts.partyB.unitOffice,
  },
  'programme.title': { label: 'Tên chương trình', value: ({ facts }) => facts.programme.title },
  'programme.phase': { label: 'Giai đoạn', value: ({ facts }) => facts.programme.phase },
  'programme.endsOn': {
    label: 'Ngày kết thúc chương trình',
    value: ({ facts }) => datePhrase(facts.programme.endsOn),
  },
  date: { label: 'Ngày ký', value: ({ facts }) => datePhrase(facts.date) },
  placeName: { label: 'Địa danh', value: ({ facts }) => facts.placeName },
  venue: { label: 'Địa điểm ký', value: ({ facts }) => facts.venue },
  copies: { label: 'Số bản', value: ({ facts }) => countInFiguresAndWords(facts.copies) },
  copiesOfParty: {
    label: 'Số bản mỗi bên giữ',
    value: ({ facts }) => countInFiguresAndWords(copiesOfParty(facts)),
  },
  pageCount: {
    label: 'Số trang',
    value: ({ pageCount }) => (pageCount === null ? null : countInFiguresAndWords(pageCount)),
  },
} as const satisfies Record<string, Field>;

/** Name of a merge field. */
export type FieldName = keyof typeof MERGE_FIELDS;

/** Whether a word in a template names a merge field. */
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(MERGE_FIELDS, name);
