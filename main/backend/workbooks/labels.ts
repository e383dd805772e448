import type { ActivityRow, MemorandumRow, SchoolRow } from '../../../preload/contract/report-figures.ts';

/** What part a school has in the programme. */
export const ROLE_NAMES = {
  supporting: 'Hỗ trợ',
  partner: 'Nhận hỗ trợ',
  both: 'Hỗ trợ và nhận hỗ trợ',
  none: 'Chưa ghép cặp',
} as const satisfies Record<SchoolRow['role'], string>;

/** States of a memorandum. */
export const STATE_NAMES = {
  draft: 'Nháp',
  finalised: 'Đã chốt',
  printed: 'Đã in',
  signed: 'Đã ký',
  filed: 'Đã lưu',
  cancelled: 'Đã hủy',
} as const satisfies Record<MemorandumRow['state'], string>;

/** How an activity is held. */
export const ACTIVITY_FORM_NAMES = {
  truc_tiep: 'Trực tiếp',
  truc_tuyen: 'Trực tuyến',
} as const satisfies Record<ActivityRow['form'], string>;

/** Stands where phones and e-mail addresses leave the program; the same words as in `personal-data.json`. */
export const CONTACTS_NOTE =
  'Tệp có điện thoại và thư điện tử: chỉ dùng để liên hệ công việc của chương trình, không chuyển cho người ngoài.';
