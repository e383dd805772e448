import { AppError } from '../errors.ts';
import { type Fonts, missingGlyphs } from './fonts.ts';
import type { Page } from './layout.ts';

/** @throws AppError TEXT_UNPRINTABLE with the words that hold a character which the fonts lack */
export function requirePrintable(pages: readonly Page[], fonts: Fonts): void {
  for (const mark of pages.flatMap(({ marks }) => marks)) {
    if (mark.kind !== 'text') continue;
    const characters = missingGlyphs(mark.text, fonts[mark.face]);
    if (characters.length > 0) throw new AppError('TEXT_UNPRINTABLE', { characters, text: mark.text });
  }
}
