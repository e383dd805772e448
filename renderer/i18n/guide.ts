import { formatCount } from './format.ts';

/** What a job on the guide is called until it names itself. */
export const guideJobs = { 'guide.print': 'Đang lập trang hướng dẫn để in' } as const;

/** What the journal would call a deed on the guide; it changes nothing. */
export const guideDeeds = { 'guide.print': 'In trang hướng dẫn' } as const;

/** Words around the guide; what it says lies in `resources/guide`. */
export const guide = {
  title: 'Hướng dẫn',
  open: 'Hướng dẫn (F1)',
  topics: 'Các trang hướng dẫn',
  search: 'Tìm trong hướng dẫn…',
  found: (count: number) => `${formatCount(count)} trang`,
  nothing: 'Không tìm thấy. Hãy thử ít từ hơn.',
  print: 'In trang này',
  howTo: 'Xem hướng dẫn',
} as const;
