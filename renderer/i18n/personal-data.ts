import type { PersonalAct } from '../../preload/contract/personal-data.ts';
import { formatCount } from './format.ts';

/** What the journal calls a deed on a person's data. */
export const personalDataDeeds = {
  'personalData.apply': 'Xử lý dữ liệu cá nhân',
  'personalData.export': 'Xuất phiếu dữ liệu cá nhân',
} as const;

export const personalDataJobs = {
  'personalData.apply': 'Đang xử lý dữ liệu cá nhân',
  'personalData.export': 'Đang lập phiếu dữ liệu cá nhân',
} as const;

const acts: Record<PersonalAct, string> = {
  correct: 'Sửa cho đúng',
  deleteContacts: 'Xóa điện thoại, thư điện tử',
  anonymise: 'Ẩn danh',
};

/** Words of the screen where a person's data are found, corrected and deleted. */
export const personalData = {
  purposes: 'Giữ dữ liệu nào, để làm gì',
  what: 'Dữ liệu',
  purpose: 'Dùng để',
  kept: 'Giữ đến khi',
  basis: 'Căn cứ',
  search: 'Họ tên, số điện thoại hoặc thư điện tử',
  searchHint: 'Viết đủ họ tên; có dấu hay không đều được.',
  find: 'Tìm',
  nothing: (text: string) => `Không nơi nào ghi “${text}”.`,
  found: (count: number) => `${formatCount(count)} nơi đang ghi. Đánh dấu những nơi đúng là người này.`,
  tickGroup: (group: string) => `Đánh dấu cả nhóm ${group}`,
  removed: 'đã xóa',
  frozen: 'Hồ sơ phải giữ nguyên',
  frozenNone: 'Không có hồ sơ nào phải giữ nguyên ghi tên này.',
  journal: 'Nhật ký và bản sao lưu',
  journalRows: (count: number) =>
    count === 0 ? 'Không có dòng nhật ký nào nhắc đến.' : `${formatCount(count)} dòng nhật ký nhắc đến.`,
  past: (count: number) =>
    `Xóa cả nội dung ${formatCount(count)} dòng nhật ký chỉ còn nhắc đến trong quá khứ hoặc trong hồ sơ giữ nguyên`,
  backups: (count: number) =>
    `${formatCount(count)} bản sao lưu có thể vẫn ghi dữ liệu này cho đến khi được thay bằng bản mới:`,
  noBackups: 'Chưa có bản sao lưu nào.',
  act: 'Việc cần làm',
  acts,
  replacement: 'Viết đúng là',
  requestedBy: 'Theo yêu cầu của',
  requestedByStart: 'chính người có dữ liệu',
  requestedByHint: 'Không ghi tên người đó: nhật ký giữ lý do mãi.',
  requestedOn: 'Ngày yêu cầu',
  reason: 'Lý do, giấy tờ kèm theo',
  preview: 'Xem trước thay đổi',
  exportHeld: 'Xuất phiếu',
  previewTitle: 'Những gì sẽ thay đổi',
  emptied: '(bỏ trống)',
  changesIn: (count: number) => `${formatCount(count)} nơi sẽ thay đổi.`,
  journalGoes: (count: number) =>
    count === 0
      ? 'Không có dòng nhật ký nào bị xóa nội dung.'
      : `${formatCount(count)} dòng nhật ký sẽ bị xóa nội dung; chuỗi nhật ký vẫn kiểm tra được, các việc đó không hoàn tác được nữa.`,
  final: 'Việc này không hoàn tác được.',
  apply: 'Thực hiện',
  done: (places: number, rows: number) =>
    `Đã thay đổi ${formatCount(places)} nơi, xóa nội dung ${formatCount(rows)} dòng nhật ký`,
  saveRecord: 'Lưu phiếu',
} as const;
