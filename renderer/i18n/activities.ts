import type { ActivityForm } from '../../preload/contract/activities.ts';
import { formatCount } from './format.ts';

/** What a job on activities and their evidence is called until it names itself. */
export const activityJobs = {
  'activities.previewImport': 'Đang đọc danh sách hoạt động',
  'activities.import': 'Đang nhập danh sách hoạt động',
  'activities.print': 'Đang dựng giấy tờ của hoạt động',
  'evidence.addFiles': 'Đang thêm minh chứng',
} as const;

/** What the journal calls a deed on activities and their evidence. */
export const activityDeeds = {
  'activities.create': 'Ghi hoạt động',
  'activities.update': 'Sửa hoạt động',
  'activities.remove': 'Xóa hoạt động',
  'activities.previewImport': 'Xem trước danh sách hoạt động',
  'activities.import': 'Nhập danh sách hoạt động',
  'activities.saveKind': 'Lưu loại hoạt động',
  'activities.removeKind': 'Xóa loại hoạt động',
  'activities.print': 'In giấy tờ của hoạt động',
  'evidence.addFiles': 'Thêm minh chứng',
  'evidence.addLink': 'Thêm liên kết minh chứng',
  'evidence.update': 'Sửa minh chứng',
  'evidence.remove': 'Xóa minh chứng',
} as const;

const fields: Record<keyof ActivityForm, string> = {
  kind: 'Loại hoạt động',
  status: 'Tình trạng',
  heldOn: 'Ngày',
  topic: 'Nội dung',
  subject: 'Môn',
  grade: 'Khối lớp',
  form: 'Hình thức',
  venue: 'Địa điểm',
  host: 'Chủ trì',
  managerTurns: 'Lượt cán bộ quản lý',
  teacherTurns: 'Lượt giáo viên',
  pupilTurns: 'Lượt học sinh',
  demoLessons: 'Số tiết minh họa',
  materials: 'Số bộ học liệu',
  cost: 'Kinh phí (đồng)',
  speakers: 'Báo cáo viên, giáo viên cốt cán (mỗi dòng một người)',
  evidence: 'Minh chứng (ghi bằng lời)',
  pairIds: 'Cặp trường',
};

/** Words of the log of activities. */
export const activities = {
  title: 'Hoạt động',
  fields,
  shortFields: {
    managerTurns: 'CBQL',
    teacherTurns: 'GV',
    pupilTurns: 'HS',
    demoLessons: 'Tiết',
    materials: 'Học liệu',
  },
  forms: { truc_tiep: 'Trực tiếp', truc_tuyen: 'Trực tuyến' } satisfies Record<ActivityForm['form'], string>,
  statuses: { planned: 'Kế hoạch', done: 'Đã làm' } satisfies Record<ActivityForm['status'], string>,
  quick: 'Ghi nhanh',
  log: 'Ghi',
  more: 'Nhập đầy đủ',
  logged: 'Đã ghi hoạt động',
  emptyTitle: 'Chưa có hoạt động nào',
  empty: 'Điền dòng ghi nhanh ở trên rồi bấm Ghi.',
  noPairs: 'Cần có cặp kết nghĩa trước khi ghi hoạt động.',
  newTitle: 'Ghi hoạt động',
  editTitle: 'Sửa hoạt động',
  removed: (count: number) => `Đã xóa ${formatCount(count)} hoạt động`,
  removeSelected: (count: number) => `Xóa ${formatCount(count)} hoạt động`,
  allPairs: 'Mọi cặp trường',
  from: 'Từ ngày',
  to: 'Đến ngày',
  sections: { what: 'Nội dung', where: 'Tổ chức', counts: 'Kết quả' },
  total: (count: number, teachers: number) =>
    `${formatCount(count)} hoạt động · ${formatCount(teachers)} lượt giáo viên`,
  morePairs: (count: number) => `và ${formatCount(count)} cặp nữa`,
} as const;
