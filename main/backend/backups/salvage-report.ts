import type { Schema } from '../../../db/schema.ts';
import type { Salvaged } from './salvage.ts';

/** The report's name, beside the damaged file that it tells of. */
export const REPORT_FILE = 'Kết quả cứu dữ liệu.txt';

/** What the rows of a table are to an office. */
const WORDS: Readonly<Record<keyof Schema, string>> = {
  folder: 'thông tin của thư mục dữ liệu',
  setting: 'cách bày màn hình',
  organisation: 'cơ quan',
  organisation_name: 'tên cơ quan qua các thời kỳ',
  place: 'địa bàn',
  place_name: 'tên địa bàn qua các thời kỳ',
  school: 'trường',
  school_name: 'tên trường qua các thời kỳ',
  school_seat: 'nơi trường đóng',
  school_unit: 'đơn vị quản lý trường',
  person: 'người',
  term_of_office: 'thời gian giữ chức vụ',
  programme: 'chương trình',
  programme_unit: 'đơn vị của chương trình',
  school_pair: 'cặp kết nghĩa',
  attachment: 'danh mục tệp lưu',
  template: 'mẫu văn bản',
  indicator: 'chỉ tiêu',
  activity_kind: 'loại hoạt động',
  memorandum: 'biên bản',
  memorandum_version: 'bản đã chốt của biên bản',
  memorandum_representative: 'người đại diện trong biên bản',
  memorandum_signer: 'người ký biên bản',
  signed_copy: 'bản đã ký',
  scan_stack: 'tập quét',
  scan_page: 'trang quét',
  ceremony: 'lễ ký kết',
  ceremony_item: 'chương trình lễ',
  ceremony_delegate: 'đại biểu',
  ceremony_entry: 'thứ tự ký',
  document: 'văn bản kèm theo',
  commitment: 'cam kết',
  activity: 'hoạt động',
  activity_pair: 'hoạt động của từng cặp',
  school_year: 'năm học',
  report: 'báo cáo đã xuất',
  good_model: 'mô hình hay',
  good_model_adoption: 'nơi áp dụng mô hình hay',
  evidence: 'minh chứng',
  commitment_judgement: 'giải trình cam kết',
  target: 'chỉ tiêu kế hoạch',
  exam_result: 'kết quả thi',
  support_item: 'hỗ trợ',
  difficulty: 'khó khăn',
  working_group_member: 'thành viên tổ công tác',
  narrative: 'lời báo cáo',
  department_form: 'biểu của Sở',
  organisation_successor: 'cơ quan kế tục',
  journal: 'nhật ký thay đổi',
  user: 'người dùng',
  password: 'mật khẩu của người dùng',
};

/** What a table holds, in words; a table that this program does not know keeps its name. */
export const wordOf = (table: string): string =>
  Object.entries(WORDS).find(([name]) => name === table)?.[1] ?? table;

const instant = new Intl.DateTimeFormat('vi-VN', { dateStyle: 'short', timeStyle: 'short' });

/**
 * What was got back from a damaged database, for a person to keep.
 * @param backupOf when the backup was made that was at hand, ISO UTC, or null
 */
export function salvageReport(
  { rows, torn, fromBackup, orphans, figures }: Salvaged,
  backupOf: string | null,
  at: Date,
): string {
  const count = (number: number) => number.toLocaleString('vi-VN');
  const backup = backupOf === null ? 'không có' : `bản ${instant.format(new Date(backupOf))}`;
  return [
    `Kết quả cứu dữ liệu, ${instant.format(at)}`,
    '',
    'Tệp dữ liệu hỏng nằm cạnh tệp này và không bị sửa.',
    `Số dòng đọc được: ${count(rows)}`,
    `Phần chỉ đọc được một ít hoặc không đọc được: ${torn.map(wordOf).join('; ') || 'không có'}`,
    `Bản sao lưu có sẵn lúc đó: ${backup}`,
    `Số dòng lấy lại từ bản sao lưu: ${count(fromBackup)}`,
    `Số dòng không giữ được vì phần mà chúng thuộc về đã mất: ${count(orphans)}`,
    '',
    'Trong dữ liệu đã cứu có:',
    `  Trường: ${count(figures.schools)}`,
    `  Cặp kết nghĩa: ${count(figures.pairs)}`,
    `  Biên bản: ${count(figures.memoranda)}`,
    `  Hoạt động: ${count(figures.activities)}`,
    '',
    'Hãy so lại với giấy tờ và với bản sao lưu gần nhất trước khi làm tiếp.',
    '',
  ].join('\r\n');
}
