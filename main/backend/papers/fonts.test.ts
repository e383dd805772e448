import { describe, expect, test } from 'vitest';
import { FACE_NAMES, missingGlyphs } from './fonts.ts';
import { fonts } from './testing.ts';

const capitals = (letters: string): string => letters + letters.toLocaleUpperCase('vi');
const composed = Array.from({ length: 0x1ef9 - 0x1ea0 + 1 }, (_, index) =>
  String.fromCodePoint(0x1ea0 + index),
);
const VIETNAMESE = capitals('ăâđêôơưàáãèéìíòóõùúýĩũ') + composed.join('');
const OTHERS = '0123456789.,;:!?/()[]“”‘’"\'-–—…&%@+=<>№°₫ ';

describe('the faces that papers are set in', () => {
  test.each(FACE_NAMES)('%s has every Vietnamese letter', (name) => {
    expect(missingGlyphs(VIETNAMESE, fonts[name])).toEqual([]);
  });

  test.each(FACE_NAMES)('%s has figures and the marks of official papers', (name) => {
    expect(missingGlyphs(OTHERS, fonts[name])).toEqual([]);
  });

  test('what they lack is named once, in order', () => {
    expect(missingGlyphs('Trường 中 số 😀 中', fonts.regular)).toEqual(['中', '😀']);
  });

  test('a mark that did not join its letter counts as lacking, and so does a control character', () => {
    expect(missingGlyphs('x\u0323 a\u0007', fonts.bold)).toEqual(['\u0323', '\u0007']);
  });

  test('a width is the sum of its letters, so that it can be trusted before and after line breaks', () => {
    const { widthOf } = fonts.regular;
    expect(widthOf('Trường học')).toBeCloseTo(widthOf('Trường') + widthOf(' ') + widthOf('học'), 10);
  });
});
