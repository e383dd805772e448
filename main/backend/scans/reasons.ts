import type { ScanReason } from '../../../preload/contract/scans.ts';

/** How a person is told why a page was not filed. */
export const SCAN_REASONS = {
  unread: 'không đọc được mã trên trang',
  damaged: 'trang bị hỏng, không mở được',
  several: 'có mã của nhiều trang',
  cancelled: 'thuộc biên bản đã hủy',
  not_final: 'in từ bản chưa chốt',
  foreign: 'có mã của loại giấy tờ khác',
  not_ours: 'mã không do chương trình này cấp',
  blank: 'trang trắng',
} satisfies Record<ScanReason, string>;
