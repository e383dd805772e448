import type { BinKind } from '../../preload/contract/bin.ts';
import { formatCount } from './format.ts';

const kinds: Record<BinKind, string> = {
  school: 'Trường',
  activityKind: 'Loại hoạt động',
  schoolYear: 'Năm học',
  pair: 'Cặp kết nghĩa',
  ceremony: 'Lễ ký kết',
  document: 'Văn bản',
  goodModel: 'Mô hình hay',
  activity: 'Hoạt động',
  support: 'Hỗ trợ',
  examResult: 'Kết quả thi vào lớp 10',
  difficulty: 'Khó khăn, vướng mắc',
  departmentForm: 'Biểu của Sở',
  evidence: 'Minh chứng',
  scanPage: 'Trang quét đã bỏ',
};

/** Words of the bin. */
export const bin = {
  title: 'Thùng rác',
  hint: 'Mọi thứ đã xóa nằm ở đây và khôi phục được bất cứ lúc nào; không có gì tự mất đi.',
  kinds,
  allKinds: 'Tất cả các loại',
  kind: 'Loại',
  name: 'Tên',
  of: 'Thuộc về',
  deletedAt: 'Xóa lúc',
  deletedBy: 'Người xóa',
  search: 'Tìm trong Thùng rác',
  restore: 'Khôi phục',
  restoreOf: (name: string) => `Khôi phục ${name}`,
  restoreSelected: (count: number) => `Khôi phục ${formatCount(count)} mục`,
  restored: (count: number, name: string) =>
    count === 1 ? `Đã khôi phục ${name}` : `Đã khôi phục ${formatCount(count)} mục`,
  total: (count: number) => `${formatCount(count)} mục trong Thùng rác`,
  empty: 'Thùng rác trống. Những gì bạn xóa sẽ nằm ở đây.',
  overlapTitle: 'Trường đã có cặp khác',
  restoreAnyway: 'Vẫn khôi phục',
};
