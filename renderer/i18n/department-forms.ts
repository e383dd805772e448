import { formatCount } from './format.ts';

/** What a job on a form of the department is called until it names itself. */
export const departmentFormJobs = {
  'departmentForms.create': 'Đang nhận biểu của Sở',
  'departmentForms.sheets': 'Đang mở biểu của Sở',
  'departmentForms.update': 'Đang lưu biểu của Sở',
  'departmentForms.replaceFile': 'Đang thay tệp biểu của Sở',
  'departmentForms.fill': 'Đang điền biểu của Sở',
} as const;

/** What the journal calls a deed on a form of the department. */
export const departmentFormDeeds = {
  'departmentForms.create': 'Thêm biểu của Sở',
  'departmentForms.sheets': 'Mở biểu của Sở',
  'departmentForms.update': 'Sửa biểu của Sở',
  'departmentForms.replaceFile': 'Thay tệp biểu của Sở',
  'departmentForms.remove': 'Xóa biểu của Sở',
  'departmentForms.fill': 'Điền biểu của Sở',
} as const;

/** Words of the department's own forms. */
export const departmentForms = {
  form: 'Biểu của Sở',
  none: 'Chưa có biểu nào của Sở.',
  drop: 'Kéo biểu mẫu Excel của Sở vào đây',
  dropHint:
    'Chỉ một lần: chọn ô trên biểu rồi chọn số liệu cho ô đó. Từ đó chương trình chỉ điền các ô đã chọn; định dạng, hình ảnh, công thức của biểu giữ nguyên. Nhận tệp .xlsx không có macro.',
  choose: 'Chọn tệp Excel',
  add: 'Thêm biểu',
  more: 'Việc khác',
  rename: 'Đổi tên biểu',
  name: 'Tên biểu',
  replace: 'Thay bằng tệp mới của Sở',
  download: 'Tải biểu gốc',
  remove: 'Xóa biểu',
  removed: (name: string) => `Đã xóa biểu “${name}”.`,
  added: (name: string) => `Đã thêm biểu “${name}”. Hãy chọn ô trên biểu để gắn số liệu.`,
  renamed: 'Đã đổi tên biểu.',
  replaced: 'Đã thay tệp. Mọi ô vẫn đúng chỗ.',
  replacedLost: (count: number) => `Đã thay tệp. ${formatCount(count)} ô cần xem lại.`,
  fill: 'Điền và lưu',
  filled: (name: string, cells: number) => `Đã điền ${formatCount(cells)} ô và lưu ${name}.`,
  sheets: 'Trang tính',
  hiddenSheet: (name: string) => `${name} (ẩn)`,
  truncated: 'Trang tính còn dài hơn phần hiển thị.',
  boundCount: (count: number) => `${formatCount(count)} chỗ đã gắn số liệu`,
  nothingBound: 'Chưa gắn số liệu nào.',
  nothingBoundYet: 'Chưa gắn số liệu nào: chọn một ô rồi chọn số liệu ở bên phải.',
  how: 'Mũi tên: đi giữa các ô · Enter: chọn số liệu · Delete: bỏ gắn',
  howToRead: 'Mũi tên: đi giữa các ô',
  cell: (address: string) => `Ô ${address}`,
  says: 'Đang ghi trên biểu',
  formula: 'Ô này có công thức của biểu.',
  kinds: { cell: 'Một số liệu', table: 'Cả bảng' },
  kind: 'Cách điền',
  search: 'Tìm số liệu…',
  figures: 'Số liệu',
  noFigure: 'Không có số liệu nào khớp.',
  empty: 'trống',
  table: 'Bảng',
  chooseTable: 'Chọn bảng của báo cáo',
  columnsOf: (address: string) =>
    `Dòng đầu tiên: dòng của ô ${address}. Chọn nội dung cho từng cột của biểu.`,
  column: (letters: string, heading: string) => (heading ? `Cột ${letters}: ${heading}` : `Cột ${letters}`),
  noColumn: 'Để nguyên',
  rows: 'Số dòng dành cho bảng',
  rowsHint: 'Để trống: điền đến ô có chữ gần nhất bên dưới.',
  bindTable: 'Gắn bảng',
  saveTable: 'Lưu bảng',
  tableRows: (count: number) => `${formatCount(count)} dòng trong kỳ này`,
  lacking: (count: number) =>
    `Biểu thiếu ${formatCount(count)} dòng: chèn thêm dòng bằng Excel rồi thay tệp.`,
  unbind: 'Bỏ gắn',
  bound: (address: string, name: string) => `Đã gắn ${name} vào ô ${address}.`,
  unbound: (address: string) => `Đã bỏ gắn ô ${address}.`,
  replaceFormulaTitle: 'Thay công thức của biểu',
  replaceFormula: (address: string, name: string) =>
    `Ô ${address} có công thức của Sở. Nếu tiếp tục, khi điền chương trình ghi “${name}” thay cho công thức này.`,
  replaceFormulaAct: 'Thay công thức',
  states: {
    ok: 'Đúng chỗ',
    sheet_gone: 'Không còn trang tính',
    cell_gone: 'Tiêu đề bên cạnh đã khác',
    formula: 'Ô có công thức',
    heading: 'Ô là tiêu đề của bảng Excel',
  },
  troubles: (count: number) =>
    `${formatCount(count)} chỗ không còn như lúc gắn. Biểu chưa điền được cho đến khi xem lại.`,
  confirm: 'Các ô vẫn đúng',
  confirmed: 'Đã ghi nhận các ô vẫn đúng.',
  moveSheet: (name: string) => `“${name}” nay là`,
  chooseSheet: 'Chọn trang tính',
  moved: 'Đã chuyển sang trang tính mới.',
} as const;
