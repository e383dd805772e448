import type { MemorandumState } from '../../../preload/contract/memoranda.ts';

/** How a person calls each state, in the order of a memorandum's life. */
export const STATE_NAMES = {
  draft: 'nháp',
  finalised: 'đã chốt',
  printed: 'đã in',
  signed: 'đã ký',
  filed: 'đã lưu',
  cancelled: 'đã hủy',
} satisfies Record<MemorandumState, string>;
