import type { SchoolField } from '../../preload/contract/schools.ts';
import { formatCount } from './format.ts';

const fields: Record<SchoolField, string> = {
  unit: 'Đơn vị quản lý',
  level: 'Cấp học',
  name: 'Tên trường',
  code: 'Mã trường',
  commune: 'Xã, phường',
  address: 'Địa chỉ',
  principal: 'Người đứng đầu',
  position: 'Chức vụ',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  classes: 'Số lớp',
  pupils: 'Số học sinh',
  teachers: 'Số giáo viên',
};

/** Words of taking in a list of schools. */
export const schoolImport = {
  fields,
  title: 'Nhập danh sách trường',
  steps: 'Các bước nhập',
  step: { file: 'Chọn tệp', columns: 'Cột', check: 'Kiểm tra', take: 'Nhập' },
  drop: 'Thả tệp Excel (.xlsx) hoặc CSV vào đây',
  choose: 'Chọn tệp',
  dropHint:
    'Cần ba cột: đơn vị quản lý, cấp học, tên trường. Cũng có thể sao chép các ô trong Excel rồi nhấn Ctrl+V ở đây. Chưa ghi gì cho đến khi bạn bấm Nhập.',
  pasted: 'Các ô dán từ Excel',
  again: 'Chọn tệp khác',
  sheet: 'Trang tính',
  textSheet: 'Tệp chữ',
  encoding: 'Bảng mã của tệp',
  headerRow: 'Dòng tiêu đề',
  rowOf: (row: number, text: string) => `Dòng ${row}: ${text}`,
  columnsHint: 'Mỗi cột của tệp là mục nào? Kéo mục thả vào cột, hoặc chọn ở đầu cột.',
  missing: (names: string) => `Còn thiếu cột: ${names}.`,
  tray: 'Mục chưa có cột',
  allPlaced: 'Mọi mục đã có cột.',
  required: 'bắt buộc',
  columnsTable: 'Các cột của tệp',
  column: (letter: string) => `Cột ${letter}`,
  noHeading: '(không có tiêu đề)',
  fieldOf: (letter: string) => `Mục của cột ${letter}`,
  notTaken: 'Không nhập',
  toCheck: 'Sang bước kiểm tra',
  toColumns: 'Xem lại cột',
  table: 'Danh sách trong tệp',
  row: 'Dòng',
  state: 'Tình trạng',
  states: { fault: 'Lỗi', create: 'Mới', update: 'Sẽ đổi', unchanged: 'Không đổi' },
  filters: {
    all: 'Tất cả',
    fault: 'Lỗi',
    warning: 'Cảnh báo',
    repair: 'Đã sửa tự động',
    create: 'Mới',
    update: 'Sẽ đổi',
    unchanged: 'Không đổi',
  },
  filterLabel: 'Lọc các dòng',
  next: 'Ô lỗi tiếp theo (F8)',
  faults: (count: number) => `Còn ${formatCount(count)} lỗi. Chưa nhập dòng nào cho đến khi sửa hết.`,
  fine: 'Không có lỗi nào.',
  nothing: 'Tệp không có gì khác với danh sách hiện có.',
  noRows: 'Dưới dòng tiêu đề không có trường nào. Hãy xem lại dòng tiêu đề hoặc các cột.',
  noneShown: 'Không có dòng nào ở mục này.',
  judging: 'Đang kiểm tra lại…',
  notes: (count: number) => `${formatCount(count)} lưu ý về cả tệp`,
  place: (cell: string, field: string) => `${cell} · ${field}`,
  edit: (cell: string, field: string) => `Sửa ô ${cell}, ${field}`,
  editHint: 'F2, Enter hoặc nhấp đúp để sửa ô; Enter để xong, Esc để thôi.',
  repaired: (before: string, after: string) =>
    before === '' ? `Đã điền “${after}”.` : `Trong tệp “${before}”, sẽ nhập “${after}”.`,
  willChange: (before: string | null, after: string) =>
    before === null
      ? `Trong sổ còn trống, sẽ ghi “${after}”.`
      : `Trong sổ “${before}”, sẽ đổi thành “${after}”.`,
  mended: (original: string) =>
    original === ''
      ? 'Bạn đã sửa ô này; trong tệp ô để trống.'
      : `Bạn đã sửa ô này; trong tệp là “${original}”.`,
  giveBack: 'Lấy lại như trong tệp',
  signs: {
    fault: 'lỗi',
    warning: 'cảnh báo',
    repair: 'đã sửa tự động',
    mended: 'bạn đã sửa',
    change: 'sẽ đổi',
  },
  importNow: (count: number) => `Nhập ${formatCount(count)} trường`,
  saveMarked: 'Lưu tệp có đánh dấu lỗi',
  marked: (count: number) => `Đã đánh dấu ${formatCount(count)} chỗ trong tệp`,
  imported: (created: number, updated: number) =>
    `Đã nhập danh sách: ${formatCount(created)} trường mới, ${formatCount(updated)} trường thay đổi`,
} as const;
