import { describe, expect, test } from 'vitest';
import { matcherOf } from './matcher.ts';

describe('a name', () => {
  const { standsIn, replaceIn, mayStandIn } = matcherOf('nguyen van a');

  test.each(['Nguyễn Văn A', 'bà NGUYỄN VĂN A,', 'nguyen  van\na', 'Nguyễn Văn A'.normalize('NFD')])(
    'is found in “%s”, with and without accents',
    (text) => expect(standsIn(text)).toBe(true),
  );

  test.each(['Nguyễn Văn An', 'Trần Nguyễn Vân', 'Nguyễn A'])('is not found in “%s”', (text) =>
    expect(standsIn(text)).toBe(false),
  );

  test('gives way to another, in capitals where it stood in capitals', () => {
    expect(replaceIn('Ông Nguyễn Văn A và ông Nguyễn Văn An', 'Lê Thị B')).toBe(
      'Ông Lê Thị B và ông Nguyễn Văn An',
    );
    expect(replaceIn('NGUYỄN VĂN A ký', 'Lê Thị B')).toBe('LÊ THỊ B ký');
    expect(replaceIn('nguyen van a', 'le thi b')).toBe('le thi b');
  });

  test('with đ and with signs that mean something else in a pattern', () => {
    expect(matcherOf('Đỗ (Bá) Đạt').standsIn('do (ba) dat')).toBe(true);
    expect(matcherOf('A.B').standsIn('AxB')).toBe(false);
    expect(matcherOf('H’Len Niê-Kđăm').standsIn('bà H’LEN NIÊ-KĐĂM')).toBe(true);
    expect(matcherOf('a-b@c-d.vn').standsIn('A-B@C-D.VN')).toBe(true);
  });

  test('of marks without a letter is found nowhere', () => {
    expect(matcherOf('\u0301\u0301').standsIn('Nguyễn Văn A')).toBe(false);
    expect(matcherOf('\u0301\u0301').mayStandIn('Nguyễn Văn A')).toBe(false);
  });

  test('is suspected in JSON that breaks it over lines', () => {
    expect(mayStandIn(JSON.stringify({ text: 'Nguyễn\nVăn A' }))).toBe(true);
  });
});

test.each(['024 3333 0001', '024.33330001', '+84 24 3333 0001', 'ĐT: (024) 3333-0001.'])(
  'a number is found however it is written: %s',
  (text) => expect(matcherOf('024 3333 0001').standsIn(text)).toBe(true),
);

test('a number is not found in a longer one, an address not in another', () => {
  expect(matcherOf('024 3333 0001').standsIn('024 3333 00019')).toBe(false);
  expect(matcherOf('a@example.edu.vn').standsIn('Hộp thư: A@EXAMPLE.EDU.VN')).toBe(true);
  expect(matcherOf('a@example.edu.vn').standsIn('ba@example.edu.vn')).toBe(false);
});
