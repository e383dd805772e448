/** What a job on charts is called until it names itself. */
export const chartJobs = {
  'charts.draw': 'Đang vẽ biểu đồ',
  'charts.png': 'Đang vẽ biểu đồ',
} as const;

/** What the journal would call a deed on charts; they change nothing. */
export const chartDeeds = {
  'charts.draw': 'Vẽ biểu đồ',
  'charts.png': 'Lưu ảnh biểu đồ',
} as const;

/** Texts of the charts. */
export const charts = {
  table: 'Xem bảng số liệu',
  savePng: 'Lưu ảnh PNG',
  savePngOf: (title: string) => `Lưu ảnh PNG: ${title}`,
  none: 'Kỳ này chưa có số liệu để vẽ biểu đồ.',
  missing: (names: readonly string[]) => `Chưa có số liệu để vẽ: ${names.join('; ')}.`,
  all: 'Xem các biểu đồ',
  names: {
    progress: 'tiến độ theo chỉ tiêu',
    targets: 'kết quả của từng cặp trường',
    months: 'hoạt động theo tháng',
    support: 'hỗ trợ giữa các đơn vị',
    exam10: 'điểm thi vào lớp 10',
    pairs: 'bản đồ các cặp trường',
  },
} as const;
