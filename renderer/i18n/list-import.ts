import { formatCount } from './format.ts';

/** Words of taking in a list, whatever it lists. */
export const listImport = {
  drop: 'Thả tệp Excel (.xlsx) hoặc CSV vào đây',
  choose: 'Chọn tệp',
  again: 'Chọn tệp khác',
  changes: { new: 'Thêm mới', changed: 'Thay đổi', known: 'Giữ nguyên' },
  faultsHint: 'Chưa nhập dòng nào. Hãy sửa các ô dưới đây trong tệp rồi chọn lại.',
  fine: 'Không có lỗi nào.',
  nothing: 'Tệp không có gì khác với dữ liệu hiện có.',
  faults: (count: number) => `${formatCount(count)} lỗi phải sửa`,
  warnings: (count: number) => `${formatCount(count)} lưu ý`,
  rows: (count: number) => `${formatCount(count)} dòng`,
  unknownColumns: (names: string) => `Các cột không dùng đến: ${names}.`,
  row: 'Dòng',
  change: 'Việc',
} as const;
