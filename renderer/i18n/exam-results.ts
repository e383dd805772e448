import { formatCount, formatSchoolYear } from './format.ts';

/** What a job on exam results is called until it names itself. */
export const examJobs = {
  'examResults.previewImport': 'Đang đọc kết quả thi',
  'examResults.import': 'Đang nhập kết quả thi',
} as const;

/** What the journal calls a deed on exam results. */
export const examDeeds = {
  'examResults.save': 'Ghi kết quả thi vào lớp 10',
  'examResults.remove': 'Xóa kết quả thi vào lớp 10',
  'examResults.previewImport': 'Xem trước kết quả thi vào lớp 10',
  'examResults.import': 'Nhập kết quả thi vào lớp 10',
} as const;

/** Words of the results of the exam to grade 10. */
export const examResults = {
  title: 'Kết quả thi vào lớp 10',
  schoolYear: 'Năm học',
  year: (code: string) => `Năm học ${formatSchoolYear(code)}`,
  fields: {
    grade9Pupils: 'Số học sinh lớp 9',
    candidates: 'Số dự thi',
    admitted: 'Số trúng tuyển công lập',
  },
  columns: {
    school: 'Trường THCS',
    unit: 'Đơn vị',
    grade9Pupils: 'HS lớp 9',
    candidates: 'Dự thi',
    admitted: 'Trúng tuyển',
    rate: 'Tỷ lệ',
    before: 'Năm trước',
    change: 'Tăng, giảm',
  },
  rate: 'Tỷ lệ trúng tuyển công lập',
  city: 'Toàn thành phố',
  counts: (schools: number, known: number) =>
    `${formatCount(known)}/${formatCount(schools)} trường có kết quả`,
  total: (candidates: number, admitted: number) =>
    `${formatCount(candidates)} dự thi · ${formatCount(admitted)} trúng tuyển công lập`,
  before: (value: string) => `năm trước ${value}`,
  emptyTitle: 'Chưa có trường THCS nào trong các cặp',
  empty: 'Ghép cặp các trường THCS trước, hoặc nhập kết quả từ Excel.',
  pairs: 'Đến kết nghĩa',
  import: 'Nhập từ Excel',
  importTitle: 'Nhập kết quả thi vào lớp 10',
  importHint:
    'Cần cột tên trường và các cột số dự thi, trúng tuyển, điểm trung bình theo môn. Năm học đọc từ tiêu đề của bảng. Chưa ghi gì cho đến khi bạn bấm Nhập.',
  yearFromFile: 'Năm học theo tệp',
  importNow: (count: number) => `Nhập ${formatCount(count)} kết quả`,
  imported: (created: number, updated: number) =>
    `Đã nhập kết quả thi: ${formatCount(created)} mới, ${formatCount(updated)} thay đổi`,
  sections: { counts: 'Dự thi và trúng tuyển', means: 'Điểm trung bình' },
  saved: (name: string) => `Đã ghi kết quả của ${name}`,
  removed: (name: string) => `Đã xóa kết quả của ${name}`,
  remove: 'Xóa kết quả',
} as const;
