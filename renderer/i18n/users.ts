import type { Role } from '../../preload/contract/rights.ts';

/** What the journal calls a deed of theirs. */
export const userDeeds = {
  'users.create': 'Thêm người dùng',
  'users.update': 'Sửa người dùng',
  'users.setPassword': 'Đặt mật khẩu cho người dùng',
  'users.remove': 'Xóa người dùng',
  'users.setIdleLock': 'Đổi thời gian tự khóa',
  'session.changePassword': 'Đổi mật khẩu của mình',
  'session.resetPassword': 'Đặt lại mật khẩu đã quên',
};

export const userJobs = {
  'users.create': 'Đang thêm người dùng',
  'users.setPassword': 'Đang đặt mật khẩu',
};

export const roles: Record<Role, string> = { viewer: 'Xem', editor: 'Nhập', admin: 'Quản trị' };
