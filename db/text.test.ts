import { describe, expect, test } from 'vitest';
import { accentKey, compareVietnamese, fold } from './text.ts';

describe('the search key', () => {
  test.each([
    ['Trường Tiểu học Đông Mỹ', 'truong tieu hoc dong my'],
    ['ĐỐNG ĐA', 'dong da'],
    ['  Hoà\u00a0 Bình\t', 'hoa binh'],
    ['Nguyễn Văn A'.normalize('NFD'), 'nguyen van a'],
    ['Ưu Ư ƯƠNG ơ', 'uu u uong o'],
    ['THCS 25-8 (cơ sở 2)', 'thcs 25-8 (co so 2)'],
    ['100%_\\', '100%_\\'],
    ['', ''],
  ])('of “%s” is “%s”', (text, key) => {
    expect(fold(text)).toBe(key);
  });
});

describe('the key with accents', () => {
  test.each([
    ['hòa', 'hoà'],
    ['Thủy', 'THUỶ'],
    ['Khỏe', 'khoẻ'],
    ['Mỹ'.normalize('NFD'), 'Mỹ'],
    ['Chương  Mỹ ', 'chương mỹ'],
  ])('takes %s and %s for the same', (left, right) => {
    expect(accentKey(left)).toBe(accentKey(right));
  });

  test.each([
    ['hòa', 'hoa'],
    ['hòa', 'hóa'],
    ['Đông', 'Dông'],
    ['Đông', 'Đồng'],
    ['ân', 'an'],
    ['ưng', 'ung'],
  ])('tells %s and %s apart', (left, right) => {
    expect(accentKey(left)).not.toBe(accentKey(right));
  });
});

describe('the order of names', () => {
  const sorted = (names: readonly string[]) => names.toSorted(compareVietnamese);

  test('follows the Vietnamese alphabet', () => {
    expect(sorted(['Đại', 'Ba', 'Ân', 'Dục', 'An'])).toEqual(['An', 'Ân', 'Ba', 'Dục', 'Đại']);
    expect(sorted(['Ứng Hòa', 'Âu Cơ', 'Đống Đa', 'Thanh Trì', 'Ăn', 'Ơ', 'O', 'Ô'])).toEqual([
      'Ăn',
      'Âu Cơ',
      'Đống Đa',
      'O',
      'Ô',
      'Ơ',
      'Thanh Trì',
      'Ứng Hòa',
    ]);
  });

  test('puts tones after letters, and knows decomposed text', () => {
    expect(sorted(['mạ', 'mã', 'mả', 'má', 'mà', 'ma', 'mb'])[0]).toBe('ma');
    expect(sorted(['mạ', 'mã', 'mả', 'má', 'mà', 'ma', 'mb']).at(-1)).toBe('mb');
    expect(compareVietnamese('Đại'.normalize('NFD'), 'Đại')).toBe(0);
  });
});
