import { formatCount } from './format.ts';

/** What the journal calls its own export, and what runs until it is made. */
export const journalDeeds = { 'journal.export': 'Xuất nhật ký' } as const;
export const journalJobs = { 'journal.export': 'Đang xuất nhật ký' } as const;

/** Words of the history of a record and of taking steps back and forth. */
export const history = {
  title: 'Lịch sử',
  empty: 'Chưa có thay đổi nào được ghi.',
  reason: (reason: string) => `Lý do: ${reason}`,
  more: (count: number) => `và ${formatCount(count)} dòng khác`,
  subject: 'Về',
  redacted: 'Nội dung đã được xóa theo yêu cầu về dữ liệu cá nhân.',
  noChanges: 'Việc này không còn hoặc không có nội dung thay đổi để xem.',
  undone: (deed: string) => `Đã hoàn tác: ${deed}`,
  redone: (deed: string) => `Đã làm lại: ${deed}`,
  nothingToUndo: 'Không còn việc nào để hoàn tác trong lần mở này.',
  nothingToRedo: 'Không có việc nào để làm lại.',
};
