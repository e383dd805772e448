import { describe, expect, test } from 'vitest';
import { type Break, breakBetween } from './breaks.ts';

/** What is said of the break at the slash. */
const judged = (place: string): Break => {
  const [left = '', right = ''] = place.split(' / ').map((words) => words.trim());
  return breakBetween(left, right);
};

const cases: Readonly<Record<Break, readonly string[]>> = {
  together: [
    'Điều / 2',
    'Điều / 2,',
    'khoản / 1',
    'lớp / 10',
    'lớp / 9,',
    'số / 4340/KH-SGDĐT',
    'ngày / 31',
    'tháng / 12',
    'năm / 2025.',
    'ngày / ......',
    'kỳ / I',
    'kỳ / II,',
    'Bên / A',
    'BÊN / B:',
    '10 / ngày',
    '02 / (hai)',
    '05 / (năm)',
    '14 / (mười',
    '(mười / bốn)',
    '(năm) / trang',
    'bốn) / bản,',
    '024 / 0000',
    'a) / Chia',
    '(bà) / Nguyễn',
    '- / Thầy',
    'triển - / Thầy',
    '2023 / -',
  ],
  name: ['Thanh / Trì,', 'Hà / Nội', 'Văn / A', 'Phòng / GD&ĐT', 'Sở / Giáo'],
  compound: [
    '31 / tháng',
    '12 / năm',
    'huyện / Thanh',
    'UBND / huyện',
    'GD&ĐT / huyện',
    'thành / phố',
    'trung / học',
    '“Nhà / trường',
    'PHÁT / TRIỂN”,',
    'Tiểu / học',
    'giai / đoạn',
  ],
  phrase: ['lý / trong', 'HỌC / VÀ', 'lượng / các', '4340 / của', 'đoạn / giai'],
  sense: ['lý, / dạy', 'triển / -', 'trình / “Nhà', 'nhiệm”, / giai', '10 / (Ngữ'],
  plain: ['dạy / học', '2023 / đã', 'tiếp / sức', 'trường / I', 'bên / kia'],
};

describe('where a careful typist ends a line', () => {
  for (const [kind, places] of Object.entries(cases)) {
    test.each(places)(`%s is ${kind}`, (place) => {
      expect(judged(place)).toBe(kind);
    });
  }
});
