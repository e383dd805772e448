import type { Hit } from '../../preload/contract/search.ts';

const kinds: Record<Hit['kind'], string> = {
  school: 'Trường',
  person: 'Hiệu trưởng',
  memorandum: 'Biên bản',
  activity: 'Hoạt động',
  member: 'Tổ công tác',
  guide: 'Hướng dẫn',
};

/** Words of finding anything. */
export const search = {
  title: 'Tìm',
  hint: 'Tìm trường, người, biên bản, hoạt động, lệnh…',
  kinds,
  commands: 'Lệnh',
  recent: 'Mở gần đây',
  nothing: 'Không tìm thấy. Hãy thử ít từ hơn.',
  goTo: (screen: string) => `Đến ${screen}`,
};
