import type { ColumnSpec } from '../../tables/columns.ts';

/** Columns of form 04 in their order; below them what else a list may say about an activity. */
export const FORM_ORDER = [
  'heldOn',
  'pairs',
  'kind',
  'topic',
  'subject',
  'grade',
  'form',
  'venue',
  'host',
  'managerTurns',
  'teacherTurns',
  'pupilTurns',
  'demoLessons',
  'evidence',
] as const;
export type ActivityField = (typeof FORM_ORDER)[number] | 'materials' | 'cost' | 'speakers' | 'status';

/** Headings as form 04, offices and English files write them. */
export const ACTIVITY_COLUMNS: readonly ColumnSpec<ActivityField>[] = [
  {
    field: 'heldOn',
    label: 'ngày',
    required: true,
    headings: ['ngay', 'ngay to chuc', 'ngay thuc hien', 'ngay,thang', 'ngay thang', 'thoi gian', 'date'],
  },
  {
    field: 'pairs',
    label: 'cặp trường',
    required: true,
    headings: [
      'cap truong',
      'cac cap truong',
      'ten cap truong',
      'cap',
      'truong tham gia',
      'cac truong tham gia',
      'don vi tham gia',
      'truong',
      'pair',
    ],
  },
  {
    field: 'kind',
    label: 'loại hoạt động',
    required: true,
    headings: ['loai hoat dong', 'loai', 'loai hinh', 'loai hinh hoat dong', 'hoat dong', 'kind'],
  },
  {
    field: 'topic',
    label: 'nội dung/chuyên đề',
    required: true,
    headings: [
      'noi dung/chuyen de',
      'noi dung,chuyen de',
      'noi dung',
      'noi dung hoat dong',
      'ten hoat dong',
      'ten chuyen de',
      'chuyen de',
      'topic',
    ],
  },
  { field: 'subject', label: 'môn', headings: ['mon', 'mon hoc', 'bo mon', 'subject'] },
  { field: 'grade', label: 'khối lớp', headings: ['khoi lop', 'khoi', 'lop', 'khoi/lop', 'grade'] },
  { field: 'form', label: 'hình thức', headings: ['hinh thuc', 'hinh thuc to chuc', 'form'] },
  { field: 'venue', label: 'địa điểm', headings: ['dia diem', 'dia diem to chuc', 'noi to chuc', 'venue'] },
  {
    field: 'host',
    label: 'chủ trì',
    headings: ['chu tri', 'don vi chu tri', 'don vi to chuc', 'truong chu tri', 'host'],
  },
  {
    field: 'managerTurns',
    label: 'lượt cán bộ quản lý',
    headings: [
      'luot cbql',
      'so luot cbql',
      'luot can bo quan ly',
      'so luot can bo quan ly',
      'cbql',
      'so cbql',
    ],
  },
  {
    field: 'teacherTurns',
    label: 'lượt giáo viên',
    headings: ['luot gv', 'so luot gv', 'luot giao vien', 'so luot giao vien', 'gv', 'so gv', 'so giao vien'],
  },
  {
    field: 'pupilTurns',
    label: 'lượt học sinh',
    headings: ['luot hs', 'so luot hs', 'luot hoc sinh', 'so luot hoc sinh', 'hs', 'so hs', 'so hoc sinh'],
  },
  {
    field: 'demoLessons',
    label: 'số tiết minh họa',
    headings: ['so tiet minh hoa', 'tiet minh hoa', 'so tiet day minh hoa', 'so tiet', 'tiet day'],
  },
  { field: 'evidence', label: 'minh chứng', headings: ['minh chung', 'tai lieu minh chung', 'evidence'] },
  {
    field: 'materials',
    label: 'số bộ học liệu',
    headings: ['hoc lieu', 'so bo hoc lieu', 'so hoc lieu', 'hoc lieu chia se', 'so bo hoc lieu chia se'],
  },
  {
    field: 'cost',
    label: 'kinh phí',
    headings: ['kinh phi', 'so tien', 'gia tri', 'gia tri ho tro', 'kinh phi ho tro', 'thanh tien', 'cost'],
  },
  {
    field: 'speakers',
    label: 'báo cáo viên',
    headings: [
      'bao cao vien',
      'giao vien cot can',
      'bao cao vien,giao vien cot can',
      'giao vien cot can,bao cao vien',
      'nguoi bao cao',
      'speakers',
    ],
  },
  {
    field: 'status',
    label: 'trạng thái',
    headings: ['trang thai', 'tinh trang', 'ke hoach/thuc hien', 'status'],
  },
];
