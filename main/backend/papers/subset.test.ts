import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FACE_NAMES, fontkit } from './fonts.ts';
import { subsetsOf } from './subset.ts';
import { fonts } from './testing.ts';

/** Letters with marks are compounds in these faces, some of compounds; capitals come before and after their parts. */
const WORDS = 'Biên bản ghi nhớ NGUYỄN THỊ ƯỚC Ề ễ ặ Ẵ ỹ đ Đ – “” 0123456789 (á)./.';

describe.each(FACE_NAMES)('a subset of %s', (face) => {
  const file = readFileSync(fonts[face].file);
  const theirs = fontkit.create(file);
  const idOf = (character: string): number => theirs.glyphForCodePoint(character.codePointAt(0) ?? 0).id;

  test.each([WORDS, Array.from(WORDS).reverse().join(''), '', 'ễ', 'a'.repeat(3)])(
    'of "%s" is the library\'s own, byte by byte',
    (words) => {
      const [ours, reference] = [subsetsOf(file)(), theirs.createSubset()];
      for (const character of words)
        expect(ours.includeGlyph(idOf(character))).toBe(reference.includeGlyph(idOf(character)));
      expect(Buffer.compare(ours.encode(), Buffer.from(reference.encode()))).toBe(0);
    },
  );

  test('owes nothing to the subsets before it', () => {
    const subsets = subsetsOf(file);
    const make = (words: string): Uint8Array => {
      const subset = subsets();
      for (const character of words) subset.includeGlyph(idOf(character));
      return subset.encode();
    };
    const first = make('ễn');
    make(WORDS);
    expect(Buffer.compare(make('ễn'), first)).toBe(0);
  });
});
