import type { Difficulty, DifficultyForm } from '../../preload/contract/difficulties.ts';
import { formatCount } from './format.ts';

/** What a job on difficulties is called until it names itself. */
export const difficultyJobs = {
  'difficulties.import': 'Đang nhập danh sách khó khăn',
} as const;

/** What the journal calls a deed on difficulties. */
export const difficultyDeeds = {
  'difficulties.create': 'Ghi khó khăn',
  'difficulties.update': 'Sửa khó khăn',
  'difficulties.resolve': 'Ghi kết quả giải quyết khó khăn',
  'difficulties.remove': 'Xóa khó khăn',
  'difficulties.import': 'Nhập danh sách khó khăn',
} as const;

const fields: Record<keyof DifficultyForm, string> = {
  raisedBy: 'Đơn vị',
  raisedOn: 'Ngày nêu',
  advantages: 'Thuận lợi',
  difficulty: 'Khó khăn, vướng mắc',
  proposal: 'Đề xuất',
  resolver: 'Cơ quan giải quyết',
  dueOn: 'Thời hạn',
  outcome: 'Kết quả giải quyết',
  resolvedOn: 'Ngày giải quyết',
};

const states: Record<Difficulty['state'], string> = {
  overdue: 'Quá hạn',
  open: 'Chưa giải quyết',
  resolved: 'Đã giải quyết',
};

/** Words of the difficulties and their solutions. */
export const difficulties = {
  title: 'Khó khăn, vướng mắc',
  fields,
  states,
  state: 'Tình trạng',
  sections: { what: 'Nội dung', answer: 'Đề xuất và nơi trả lời', outcome: 'Kết quả' },
  more: 'Thêm khó khăn',
  newTitle: 'Thêm khó khăn, vướng mắc',
  editTitle: 'Khó khăn, vướng mắc',
  importing: 'Nhập từ Excel',
  search: 'Tìm trong nội dung, đề xuất, tên đơn vị…',
  filters: { all: 'Tất cả', open: 'Chưa giải quyết', resolved: 'Đã giải quyết' },
  schools: 'Trường',
  units: 'Cơ quan quản lý',
  emptyTitle: 'Chưa có khó khăn nào được ghi',
  empty: 'Thêm khó khăn của trường hoặc nhập từ bảng Biểu số 08.',
  total: (open: number, overdue: number) =>
    overdue === 0
      ? `${formatCount(open)} khó khăn chưa giải quyết`
      : `${formatCount(open)} khó khăn chưa giải quyết, ${formatCount(overdue)} quá hạn`,
  logged: 'Đã ghi khó khăn',
  resolved: 'Đã ghi kết quả giải quyết',
  resolveHint: 'Khi có ngày giải quyết, khó khăn được tính là đã giải quyết.',
  beforeRaised: 'Không thể trước ngày nêu.',
  removed: (count: number) => (count === 1 ? 'Đã xóa một khó khăn' : `Đã xóa ${formatCount(count)} khó khăn`),
  removeSelected: (count: number) => `Xóa ${formatCount(count)} khó khăn`,
  similar: 'Đã có nơi giải quyết việc tương tự',
  solvedBy: (resolver: string | null, day: string) =>
    resolver ? `${resolver} giải quyết ngày ${day}` : `Giải quyết ngày ${day}`,
  useAsProposal: 'Dùng làm đề xuất',
  importTitle: 'Nhập danh sách khó khăn',
  importDrop: 'Thả tệp Biểu số 08 vào đây, hoặc dán các dòng chép từ Excel',
  importHint:
    'Cần cột Đơn vị và Khó khăn; nhận thêm Thuận lợi, Đề xuất, Cơ quan giải quyết, Thời hạn. Đơn vị là tên trường trong sổ hoặc tên huyện, xã.',
  importChoose: 'Chọn tệp Excel hoặc CSV',
  imported: (created: number, updated: number, unchanged: number) =>
    [
      `Đã thêm ${formatCount(created)} khó khăn`,
      ...(updated > 0 ? [`cập nhật ${formatCount(updated)}`] : []),
      ...(unchanged > 0 ? [`${formatCount(unchanged)} dòng không đổi`] : []),
    ].join(', '),
} as const;
