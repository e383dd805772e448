import { expect, test } from 'vitest';
import { readAgenda, readPeople, showAgenda, showPeople } from './document-lines.ts';

test('an agenda is typed a point a line, with or without a time', () => {
  const agenda = readAgenda('8h00 Đón tiếp đại biểu\n\n08:30 – Tuyên bố lý do\nChụp ảnh lưu niệm\n');
  expect(agenda).toEqual([
    { startsAt: '08:00', content: 'Đón tiếp đại biểu' },
    { startsAt: '08:30', content: 'Tuyên bố lý do' },
    { startsAt: null, content: 'Chụp ảnh lưu niệm' },
  ]);
  expect(readAgenda(showAgenda(agenda))).toEqual(agenda);
});

test('a number at the beginning of a line is not taken for a time', () => {
  expect(readAgenda('10 cặp trường ký kết')).toEqual([{ startsAt: null, content: '10 cặp trường ký kết' }]);
});

test('people are typed one a line: name, post and body', () => {
  const people = readPeople(
    'Nguyễn Văn A; Hiệu trưởng; Trường THCS Hoa Sen\nTrần Thị B\nLê Văn C; ; Phòng GD&ĐT',
  );
  expect(people).toEqual([
    { name: 'Nguyễn Văn A', position: 'Hiệu trưởng', body: 'Trường THCS Hoa Sen' },
    { name: 'Trần Thị B', position: null, body: null },
    { name: 'Lê Văn C', position: null, body: 'Phòng GD&ĐT' },
  ]);
  expect(readPeople(showPeople(people))).toEqual(people);
});
