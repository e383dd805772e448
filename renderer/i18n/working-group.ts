import type { WorkingGroupMember } from '../../preload/contract/working-group.ts';

/** What the journal calls a deed on the working group. */
export const workingGroupDeeds = {
  'workingGroup.save': 'Lưu tổ công tác',
} as const;

const fields: Record<keyof WorkingGroupMember, string> = {
  fullName: 'Họ và tên',
  post: 'Chức vụ',
  body: 'Đơn vị công tác',
  role: 'Nhiệm vụ trong tổ',
  task: 'Phân công',
};

/** Words of the working group that steers the programme. */
export const workingGroup = {
  title: 'Tổ công tác',
  hint: 'Danh sách này vào phần I của báo cáo, theo đúng thứ tự ở đây.',
  fields,
  roleHint: 'Ví dụ: Tổ trưởng',
  empty: 'Chưa có thành viên nào.',
  add: 'Thêm thành viên',
  remove: (name: string) => `Bỏ ${name}`,
  unnamed: 'Thành viên chưa có tên',
  saved: 'Đã lưu tổ công tác',
} as const;
