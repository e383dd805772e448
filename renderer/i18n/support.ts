import type { SupportDirection, SupportForm, SupportKind } from '../../preload/contract/support.ts';
import { formatCount } from './format.ts';

/** What a job on support is called until it names itself. */
export const supportJobs = {
  'support.previewImport': 'Đang đọc danh sách hỗ trợ',
  'support.import': 'Đang nhập danh sách hỗ trợ',
} as const;

/** What the journal calls a deed on support. */
export const supportDeeds = {
  'support.create': 'Ghi khoản hỗ trợ',
  'support.update': 'Sửa khoản hỗ trợ',
  'support.remove': 'Xóa khoản hỗ trợ',
  'support.setPriority': 'Đánh dấu trường khó khăn',
  'support.makeHandover': 'Lập biên bản bàn giao',
  'support.previewImport': 'Xem trước danh sách hỗ trợ',
  'support.import': 'Nhập danh sách hỗ trợ',
} as const;

const fields: Record<Exclude<keyof SupportForm, 'documentId'>, string> = {
  status: 'Tình trạng',
  givenOn: 'Ngày',
  kind: 'Loại',
  giverSchoolId: 'Bên hỗ trợ',
  giverName: 'Tên bên hỗ trợ',
  receiverSchoolId: 'Bên nhận',
  content: 'Nội dung',
  quantity: 'Số lượng',
  unit: 'Đơn vị tính',
  unitPrice: 'Đơn giá (đồng)',
  amount: 'Thành tiền (đồng)',
  source: 'Nguồn',
  handoverPaper: 'Biên bản bàn giao',
  note: 'Ghi chú',
};

/** Words of support in kind and money. */
export const support = {
  title: 'Hỗ trợ',
  fields,
  kinds: { equipment: 'Thiết bị', material: 'Học liệu', funding: 'Kinh phí' } satisfies Record<
    SupportKind,
    string
  >,
  statuses: { planned: 'Kế hoạch', done: 'Đã bàn giao' } satisfies Record<SupportForm['status'], string>,
  directions: {
    to_partner: 'Trường hỗ trợ → trường đối tác',
    to_supporting: 'Trường đối tác → trường hỗ trợ',
    other: 'Ngoài cặp kết nghĩa',
  } satisfies Record<SupportDirection, string>,
  faces: { list: 'Các khoản', schools: 'Theo trường', directions: 'Theo chiều' },
  allDirections: 'Mọi chiều hỗ trợ',
  allStatuses: 'Mọi tình trạng',
  allSchools: 'Mọi trường',
  allTime: 'Cả giai đoạn',
  period: 'Kỳ',
  outside: 'Bên ngoài chương trình',
  givers: { school: 'Trường trong danh sách', outside: 'Bên ngoài' },
  add: 'Ghi hỗ trợ',
  newTitle: 'Ghi khoản hỗ trợ',
  editTitle: 'Sửa khoản hỗ trợ',
  sections: { who: 'Hai bên', what: 'Nội dung và giá trị', paper: 'Bàn giao' },
  product: (value: string) => `Số lượng × đơn giá: ${value} đồng`,
  saved: 'Đã ghi khoản hỗ trợ',
  removed: (count: number) => `Đã xóa ${formatCount(count)} khoản hỗ trợ`,
  removeSelected: (count: number) => `Xóa ${formatCount(count)} khoản`,
  confirmTitle: 'Hãy xem lại số liệu',
  confirm: 'Vẫn ghi',
  makeHandover: 'Lập biên bản bàn giao',
  makeHandoverHint: 'Gồm mọi khoản của hai trường này trong cùng ngày chưa có biên bản.',
  openHandover: 'Mở biên bản bàn giao',
  handoverMade: 'Đã lập biên bản bàn giao',
  total: (items: number, amount: number) => `${formatCount(items)} khoản · ${formatCount(amount)} đồng`,
  count: (items: number) => `${formatCount(items)} khoản`,
  emptyTitle: 'Chưa có khoản hỗ trợ nào',
  empty: 'Ghi khoản đầu tiên, hoặc nhập danh sách từ Excel.',
  import: 'Nhập từ Excel',
  importTitle: 'Nhập danh sách hỗ trợ',
  importHint:
    'Cần các cột ngày, bên hỗ trợ, bên nhận, nội dung; số lượng, đơn giá, thành tiền nhận theo tiêu đề như Biểu 07. Chưa ghi gì cho đến khi bạn bấm Nhập.',
  importNow: (count: number) => `Nhập ${formatCount(count)} khoản`,
  imported: (created: number, updated: number) =>
    `Đã nhập danh sách hỗ trợ: ${formatCount(created)} khoản mới, ${formatCount(updated)} khoản thay đổi`,
  balance: {
    school: 'Trường',
    level: 'Cấp học',
    unit: 'Đơn vị',
    difficulty: 'Khó khăn',
    inDifficulty: 'Khó khăn',
    receivedItems: 'Đã nhận (khoản)',
    receivedAmount: 'Đã nhận (đồng)',
    givenItems: 'Đã cho (khoản)',
    givenAmount: 'Đã cho (đồng)',
    mark: (count: number) => `Đánh dấu khó khăn ${formatCount(count)} trường`,
    unmark: (count: number) => `Bỏ đánh dấu ${formatCount(count)} trường`,
    marked: (count: number) => `Đã đánh dấu ${formatCount(count)} trường khó khăn`,
    unmarked: (count: number) => `Đã bỏ đánh dấu ${formatCount(count)} trường`,
    hint: 'Trường khó khăn đứng trước, rồi đến trường nhận ít nhất.',
    inDifficultyCount: (count: number) => `${formatCount(count)} trường khó khăn`,
    byDirection: 'Theo chiều của cặp kết nghĩa',
    byUnit: 'Giữa các đơn vị',
    direction: 'Chiều hỗ trợ',
    from: 'Từ',
    to: 'Đến',
    items: 'Số khoản',
    amount: 'Giá trị (đồng)',
    sum: 'Cộng',
    nothing: 'Chưa có khoản nào đã bàn giao trong kỳ này.',
  },
} as const;
