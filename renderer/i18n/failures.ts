import type { ErrorCode } from '../../preload/contract/errors.ts';

/** What a person is told who can't get at the data: what happened, what is safe, and what comes next. */
export interface FailureText {
  readonly title: string;
  readonly what: (dataDir: string) => string;
  readonly safe: string;
  readonly next: string;
}

/** By the code of the failure; one that is not here is told in the backend's own words. */
export const failures: { readonly [C in ErrorCode]?: FailureText } = {
  DATA_FOLDER_MISSING: {
    title: 'Không thấy thư mục dữ liệu',
    what: (dataDir) =>
      `Thư mục “${dataDir}” không có ở đó: ổ đĩa hoặc USB chưa được cắm, hoặc thư mục đã được đổi tên hay chuyển đi.`,
    safe: 'Chương trình không tạo dữ liệu mới và không xóa gì. Dữ liệu vẫn nằm trên ổ đĩa đó; chỉ việc đang làm dở lúc ổ bị rút là có thể chưa được ghi.',
    next: 'Hãy cắm lại ổ đĩa, hoặc đưa thư mục về đúng chỗ, rồi bấm Thử mở lại.',
  },
  DATA_FOLDER_LOCKED: {
    title: 'Dữ liệu đang được mở ở nơi khác',
    what: (dataDir) =>
      `Một cửa sổ Chung Tay khác, trên máy này hoặc trên máy khác, đang dùng thư mục “${dataDir}”. Mỗi lúc chỉ một cửa sổ được ghi.`,
    safe: 'Dữ liệu vẫn còn nguyên, cửa sổ kia vẫn làm việc được.',
    next: 'Hãy đóng cửa sổ kia rồi bấm Thử mở lại. Nếu thư mục nằm trên ổ dùng chung, hãy hỏi người đang mở.',
  },
  DATA_FOLDER_READ_ONLY: {
    title: 'Không ghi được vào thư mục dữ liệu',
    what: (dataDir) =>
      `Máy này không cho ghi vào thư mục “${dataDir}”: thiếu quyền ghi, hoặc ổ đĩa đang bị khóa ghi.`,
    safe: 'Dữ liệu vẫn còn nguyên và chưa bị động tới.',
    next: 'Hãy mở khóa ghi của ổ đĩa, hoặc nhờ người quản trị máy cấp quyền ghi cho thư mục này, rồi bấm Thử mở lại.',
  },
  DATA_FOLDER_NEWER: {
    title: 'Dữ liệu cần bản Chung Tay mới hơn',
    what: (dataDir) =>
      `Thư mục “${dataDir}” đã được một phiên bản Chung Tay mới hơn sử dụng. Bản đang chạy không hiểu hết dữ liệu đó.`,
    safe: 'Dữ liệu vẫn còn nguyên và chưa bị động tới.',
    next: 'Hãy cài phiên bản Chung Tay mới, rồi mở lại.',
  },
  DATA_FOLDER_DAMAGED: {
    title: 'Tệp dữ liệu bị hỏng',
    what: (dataDir) =>
      `Tệp dữ liệu trong “${dataDir}” không còn đọc được trọn vẹn. Việc này thường do ổ đĩa lỗi, mất điện hoặc tệp bị chép đè.`,
    safe: 'Không có gì bị xóa. Khi khôi phục hoặc cứu dữ liệu, tệp hỏng được cất vào thư mục “damaged”.',
    next: 'Hãy chọn bản sao lưu gần nhất ở dưới. Nếu không bản nào dùng được, hãy cứu những gì còn đọc được.',
  },
  DISK_FULL: {
    title: 'Ổ đĩa đã đầy',
    what: (dataDir) => `Ổ đĩa chứa thư mục “${dataDir}” không còn chỗ trống nên chưa mở được dữ liệu.`,
    safe: 'Dữ liệu đã lưu vẫn còn nguyên.',
    next: 'Hãy giải phóng ít nhất vài trăm MB, chẳng hạn dọn Thùng rác, rồi bấm Thử mở lại. Đừng xóa tệp trong thư mục dữ liệu.',
  },
  MIGRATION_FAILED: {
    title: 'Chưa nâng cấp được dữ liệu',
    what: (dataDir) =>
      `Bản Chung Tay này cần đổi cách ghi của dữ liệu trong “${dataDir}”, nhưng việc đó không thành.`,
    safe: 'Dữ liệu cũ vẫn còn nguyên như trước khi nâng cấp, và đã được chép thành một bản trong thư mục “backups”.',
    next: 'Hãy bấm Thử mở lại. Nếu vẫn không được, mở lại bằng phiên bản trước, hoặc chọn một bản sao lưu ở dưới, và gửi tệp nhật ký cho người hỗ trợ.',
  },
};
