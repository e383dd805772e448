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

const roles: Record<Role, string> = { viewer: 'Xem', editor: 'Nhập', admin: 'Quản trị' };

/** Words of the list of users. */
export const users = {
  roles,
  roleHints: {
    viewer: 'Xem mọi thứ, in và lưu những gì đã có.',
    editor: 'Như Xem, và nhập, sửa, chốt, in biên bản, lập báo cáo.',
    admin: 'Như Nhập, và đổi người dùng, đơn vị, chương trình, năm học, mẫu văn bản, khôi phục dữ liệu.',
  } satisfies Record<Role, string>,
  lead: 'Mỗi người dùng chung máy này có một tên và một quyền. Lịch sử ghi tên người đã làm.',
  guard:
    'Quyền ngăn nhầm lẫn, không ngăn được người có quyền trên máy này: ai mở được thư mục dữ liệu thì đọc và thay được dữ liệu. Muốn giữ kín, hãy khóa Windows khi rời máy.',
  empty:
    'Chưa đặt tên ai: mọi việc được ghi theo tên người dùng của Windows và không giới hạn quyền. Hãy thêm người đầu tiên; người đó có quyền quản trị.',
  openAdmins: (names: string) =>
    `${names} có quyền quản trị nhưng chưa có mật khẩu, nên ai cũng vào được bằng tên này. Hãy đặt mật khẩu.`,
  name: 'Tên',
  nameHint: 'Họ và tên, ví dụ: Nguyễn Văn A',
  role: 'Quyền',
  password: 'Mật khẩu',
  withPassword: 'Có',
  withoutPassword: 'Không',
  optionalPassword: 'Mật khẩu (không bắt buộc)',
  newPassword: 'Mật khẩu mới',
  passwordHint: 'Ít nhất 8 ký tự; một câu ngắn dễ nhớ là tốt nhất.',
  tooShort: 'Mật khẩu cần ít nhất 8 ký tự.',
  you: 'bạn',
  add: 'Thêm người dùng',
  added: (name: string) => `Đã thêm ${name}`,
  edit: (name: string) => `Sửa ${name}`,
  setPassword: (name: string) => `Đặt mật khẩu cho ${name}`,
  passwordSet: (name: string) => `Đã đặt mật khẩu cho ${name}`,
  removePassword: 'Bỏ mật khẩu',
  passwordRemoved: (name: string) => `Đã bỏ mật khẩu của ${name}`,
  remove: (name: string) => `Xóa ${name}`,
  removeTitle: (name: string) => `Xóa người dùng ${name}?`,
  removeHint:
    'Tên này không chọn được nữa và mật khẩu bị xóa. Những việc đã làm vẫn còn tên trong lịch sử. Phần đang gõ mà chưa lưu của người này bị bỏ.',
  removed: (name: string) => `Đã xóa ${name}`,
  idle: 'Tự khóa khi không ai dùng',
  idleHint: 'Sau thời gian này chương trình hỏi lại ai đang làm việc. Việc đang chạy vẫn chạy tiếp.',
  idleOff: 'Không tự khóa',
  idleAfter: (minutes: number) => `Sau ${minutes} phút`,
  notYours: (role: string) => `Mục này cần quyền ${role}; bạn chỉ đọc được.`,
};

/** Words of the sign-in and of the lock. */
export const signIn = {
  title: 'Ai đang làm việc?',
  hint: 'Chọn tên của bạn để vào Chung Tay.',
  locked: 'Chung Tay đang khóa',
  lockedHint: 'Những gì đang làm vẫn còn nguyên. Chọn tên của bạn để làm tiếp.',
  people: 'Người dùng',
  withPassword: 'có mật khẩu',
  passwordOf: (name: string) => `Mật khẩu của ${name}`,
  show: 'Hiện mật khẩu',
  enter: 'Vào làm việc',
  forgotten: 'Quên mật khẩu',
  forgot: {
    title: 'Quên mật khẩu',
    askAdmin: 'Hãy nhờ người quản trị đặt mật khẩu mới cho bạn trong Cài đặt, mục Người dùng.',
    lead: 'Người quản trị đặt lại được mật khẩu khi chứng minh mình mở được thư mục dữ liệu trên máy này.',
    openFolder: 'Mở thư mục dữ liệu:',
    makeFile: 'Tạo trong đó một tệp trống có tên:',
    newPassword: 'Gõ mật khẩu mới rồi bấm Đặt lại mật khẩu. Tệp sẽ được xóa.',
    copyName: 'Chép tên',
    act: 'Đặt lại mật khẩu',
    journalled: 'Việc này được ghi vào lịch sử.',
  },
  onlyViews: 'chỉ xem',
  lockNow: 'Khóa ngay',
  change: 'Đổi người dùng',
  changePassword: 'Đổi mật khẩu…',
  currentPassword: 'Mật khẩu hiện nay',
  savePassword: 'Đổi mật khẩu',
  passwordChanged: 'Đã đổi mật khẩu',
  passwordRemoved: 'Đã bỏ mật khẩu',
  users: 'Người dùng…',
  nameUsers: 'Đặt tên người dùng…',
};
