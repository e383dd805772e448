import type { ColumnSpec } from '../../tables/columns.ts';
import type { ExamFigure } from '../rules.ts';

/** What a list of results says. */
export type ExamField = ExamFigure | 'school' | 'code' | 'unit' | 'schoolYear';

export const MARKS = ['literature', 'maths', 'english'] as const satisfies readonly ExamFigure[];
type Mark = (typeof MARKS)[number];

/** Columns that are known and not taken in: they follow from the rest, or from other lists. */
export type Derived =
  | 'rate'
  | 'previousRate'
  | 'change'
  | 'note'
  | `${'meetings' | 'previous' | 'change'}/${Mark}`;

/** A subject as a heading alone. */
export const SUBJECT_WORDS: Readonly<Record<Mark, readonly string[]>> = {
  literature: ['ngu van', 'van', 'mon ngu van', 'mon van'],
  maths: ['toan', 'mon toan'],
  english: [
    'tieng anh',
    'anh',
    'mon tieng anh',
    'mon anh',
    't. anh',
    'ngoai ngu',
    'mon ngoai ngu',
    'tieng anh/ngoai ngu',
    'ngoai ngu/tieng anh',
  ],
};

/** Each word with each group, in both orders. */
const grouped = (words: readonly string[], groups: readonly string[]): readonly string[] =>
  words.flatMap((word) => groups.flatMap((group) => [`${group} ${word}`, `${word} ${group}`]));

const MEAN_GROUPS = [
  'diem trung binh',
  'diem tb',
  'diem binh quan',
  'diem bq',
  'diem',
  'diem thi',
  'diem trung binh mon',
  'diem tb mon',
  'diem trung binh cac mon',
  'diem tb cac mon',
  'diem thi trung binh',
  'diem thi vao lop 10',
  'diem trung binh thi vao lop 10',
  'trung binh',
  'tb',
];
const YEAR_BEFORE = [
  'nam truoc',
  'nam hoc truoc',
  'cung ky',
  'diem trung binh nam truoc',
  'diem tb nam truoc',
  'diem nam truoc',
];
const MEETINGS = [
  'hoi nghi',
  'so hoi nghi',
  'hoi nghi on thi',
  'hoi nghi on thi lop 10',
  'luot du hoi nghi on thi',
  'luot du hoi nghi',
];
const CHANGES = ['tang/giam', 'tang,giam', 'tang giam', 'tang (giam)', 'so voi nam truoc', 'chenh lech'];

const COUNTED = ['so luong', 'sl', 'so', 'so hs', 'so hoc sinh', 'so thi sinh', 'tong so', 'ts'];
const SAT = ['du thi', 'hs du thi', 'hoc sinh du thi', 'thi sinh du thi', 'du thi vao lop 10'];
const ADMITTED = [
  'trung tuyen cong lap',
  'trung tuyen vao lop 10 cong lap',
  'trung tuyen thpt cong lap',
  'trung tuyen truong cong lap',
  'trung tuyen lop 10 cong lap',
  'do cong lap',
  'do vao lop 10 cong lap',
  'trung tuyen',
  'trung tuyen vao lop 10',
  'hs trung tuyen',
  'do',
  'do vao lop 10',
];

const ofMark = <F extends string>(mark: Mark, field: F, groups: readonly string[]) => ({
  field,
  label: field,
  headings: grouped(SUBJECT_WORDS[mark], groups),
});

/** Headings of results as schools, offices and form 06 of the report write them. */
export const COLUMNS: readonly ColumnSpec<ExamField | Derived>[] = [
  {
    field: 'school',
    label: 'trường THCS',
    required: true,
    insteadOf: 'code',
    headings: [
      'truong thcs',
      'ten truong thcs',
      'ten truong',
      'truong',
      'truong hoc',
      'don vi truong',
      'co so giao duc',
      'ten don vi',
      'don vi',
      'school',
    ],
  },
  { field: 'code', label: 'mã trường', headings: ['ma truong', 'ma so truong', 'ma', 'school code', 'code'] },
  {
    field: 'unit',
    label: 'đơn vị quản lý',
    headings: ['don vi quan ly', 'huyen', 'quan/huyen', 'quan', 'xa/phuong', 'phong gd&dt', 'unit'],
  },
  { field: 'schoolYear', label: 'năm học', headings: ['nam hoc', 'school year'] },
  {
    field: 'grade9Pupils',
    label: 'số học sinh lớp 9',
    headings: [
      'so hs lop 9',
      'so hoc sinh lop 9',
      'hs lop 9',
      'hoc sinh lop 9',
      'tong so hs lop 9',
      'tong so hoc sinh lop 9',
      'si so lop 9',
      'so hs khoi 9',
      'lop 9',
      'tong so hs',
      'tong so hoc sinh',
      'so hs',
      'so hoc sinh',
    ],
  },
  {
    field: 'candidates',
    label: 'số dự thi',
    headings: [
      ...grouped(SAT, COUNTED),
      ...SAT,
      'so thi sinh',
      'thi sinh',
      'dang ky du thi',
      'so hs dang ky du thi',
    ],
  },
  {
    field: 'admitted',
    label: 'số trúng tuyển công lập',
    headings: [...grouped(ADMITTED, COUNTED), ...ADMITTED],
  },
  ...MARKS.map((mark) => ({
    field: mark,
    label: { literature: 'điểm Ngữ văn', maths: 'điểm Toán', english: 'điểm Tiếng Anh' }[mark],
    headings: [...grouped(SUBJECT_WORDS[mark], MEAN_GROUPS), ...SUBJECT_WORDS[mark]],
  })),
  ...MARKS.flatMap((mark) => [
    ofMark(mark, `meetings/${mark}` as const, MEETINGS),
    ofMark(mark, `previous/${mark}` as const, YEAR_BEFORE),
    ofMark(mark, `change/${mark}` as const, CHANGES),
  ]),
  {
    field: 'rate',
    label: 'tỷ lệ',
    headings: [
      '%',
      ...['ty le', 'ti le', 'ty le %', 'ti le %'],
      ...grouped([...ADMITTED, 'do'], ['%', 'ty le', 'ti le', 'ty le %', 'ti le %']),
    ],
  },
  {
    field: 'previousRate',
    label: 'tỷ lệ năm trước',
    headings: ['nam truoc', 'nam hoc truoc', ...grouped(['%', 'ty le', 'ti le', 'trung tuyen'], YEAR_BEFORE)],
  },
  {
    field: 'change',
    label: 'tăng/giảm',
    headings: [...CHANGES, ...grouped(['%', 'ty le', 'ti le'], CHANGES)],
  },
  { field: 'note', label: 'ghi chú', headings: ['ghi chu', 'note'] },
];
