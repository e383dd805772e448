import { isVietnameseSyllable } from './syllable.ts';

/** The two eight-bit encodings that Vietnamese offices used before Unicode. */
export type LegacyEncoding = 'tcvn3' | 'vni';

/** What the user says about a file; `auto` looks at the text and its fonts, `utf8` converts nothing. */
export type EncodingChoice = 'auto' | 'utf8' | LegacyEncoding;

/** A stretch of text in one font; bytes of the old encodings show as their Windows-1252 characters. */
export interface FontText {
  readonly text: string;
  readonly font?: string | undefined;
}

/** TCVN3 (fonts ".VnTime", ".VnArial" …) by first code of each run. Capitals with a tone do not exist. */
const TCVN3_RUNS: readonly (readonly [number, string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
];

const TCVN3: ReadonlyMap<string, string> = new Map(
  TCVN3_RUNS.flatMap(([first, letters]) =>
    [...letters].map((letter, index) => [String.fromCharCode(first + index), letter] as const),
  ),
);

/** VNI (fonts "VNI-Times" …): a base letter, then one character for its marks. */
const VNI_MARKED: readonly (readonly [bases: string, marks: string, letters: readonly string[]])[] = [
  ['aeouyôö', 'ùøûõï', ['áàảãạ', 'éèẻẽẹ', 'óòỏõọ', 'úùủũụ', 'ýỳỷỹ', 'ớờởỡợ', 'ứừửữự']],
  ['aeo', 'âáàåãä', ['âấầẩẫậ', 'êếềểễệ', 'ôốồổỗộ']],
  ['a', 'êéèúüë', ['ăắằẳẵặ']],
];
const VNI_ALONE: readonly (readonly [string, string])[] = [...'íìæóòîñôö'].map((code, index) => [
  code,
  [...'íìỉĩịỵđơư'][index] ?? code,
]);

const VNI: ReadonlyMap<string, string> = new Map(
  [
    ...VNI_ALONE,
    ...VNI_MARKED.flatMap(([bases, marks, letters]) =>
      [...bases].flatMap((base, row) =>
        [...(letters[row] ?? '')].map((letter, index) => [`${base}${marks[index]}`, letter] as const),
      ),
    ),
  ].flatMap(([codes, letter]) => {
    const base = codes.charAt(0);
    const mark = codes.charAt(1);
    const capital = letter.toUpperCase();
    // The mark has a capital form of its own, but typists mix the two; the base letter decides.
    return [
      [base + mark, letter],
      [base + mark.toUpperCase(), letter],
      [base.toUpperCase() + mark, capital],
      [base.toUpperCase() + mark.toUpperCase(), capital],
    ] as const;
  }),
);

/** Turns text in an old encoding, shown as Windows-1252 characters, into Unicode; the rest stays. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  return encoding === 'tcvn3' ? raiseCapitals(decodeTcvn3(text)) : decodeVni(text);
}

function decodeTcvn3(text: string): string {
  let result = '';
  for (const code of text) result += TCVN3.get(code) ?? code;
  return result;
}

function decodeVni(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    const pair = index + 1 < text.length ? VNI.get(text.slice(index, index + 2)) : undefined;
    if (pair !== undefined) index += 1;
    const code = text.charAt(index);
    result += pair ?? VNI.get(code) ?? code;
  }
  return result;
}

/** Letters that TCVN3 has in both cases; only these tell what the typist meant. */
const SMALL_WITH_CAPITAL = /[a-zăâêôơưđ]/;
const CAPITALS = /[A-ZĂÂÊÔƠƯĐ]/g;
const WORD = /[\p{L}\p{M}]+/gu;

/**
 * TCVN3 has no capital letters with a tone, so "TRƯỜNG" is stored as "TRƯờNG" and the font does the
 * rest. A word whose other letters are all capitals was meant in capitals.
 */
function raiseCapitals(text: string): string {
  const shouted = (part: string): boolean =>
    !SMALL_WITH_CAPITAL.test(part) && (part.match(CAPITALS)?.length ?? 0) >= 2;
  if (shouted(text)) return text.toUpperCase();
  return text.replace(WORD, (word) => (shouted(word) ? word.toUpperCase() : word));
}

interface LegacyFont {
  readonly encoding: LegacyEncoding;
  /** The face draws every small letter as a capital (".VnTimeH"). */
  readonly capitals: boolean;
}

function legacyFont(font: string | undefined): LegacyFont | null {
  if (font === undefined) return null;
  if (/^\.vn/i.test(font)) return { encoding: 'tcvn3', capitals: /h$/i.test(font) };
  if (/^vni[- ]/i.test(font)) return { encoding: 'vni', capitals: false };
  return null;
}

/** Whether a font shows an old encoding; of any other a text's font says nothing. */
export const isLegacyFont = (font: string | undefined): boolean => legacyFont(font) !== null;

const ASCII_ONLY = /^\p{ASCII}*$/u;
/** Letters and marks that neither old encoding can produce: the text is Unicode already. */
const UNICODE_LETTER = /\p{M}|[\u0100-\u024f\u1e00-\u1eff]/u;
const LATIN1_LETTER = /[\u00c0-\u00ff]/;
/** Spaces, ASCII that is not a letter, and typographic punctuation. Codes such as "§" stay in words. */
const BETWEEN_WORDS = /[\s!-@[-`{-~\u2010-\u205e]+/;
const MAIL_OR_SITE = /@|:\/\/|^www\./i;

const ENCODINGS: readonly LegacyEncoding[] = ['tcvn3', 'vni'];

/** One reading of a word: is it a Vietnamese syllable as it stands, or after conversion? */
interface Reading {
  readonly unicode: boolean;
  readonly tcvn3: boolean;
  readonly vni: boolean;
}

function reader(): (word: string) => Reading {
  const known = new Map<string, Reading>();
  return (word) => {
    const found = known.get(word);
    if (found) return found;
    const reading = {
      unicode: isVietnameseSyllable(word),
      tcvn3: isVietnameseSyllable(decodeTcvn3(word)),
      vni: isVietnameseSyllable(decodeVni(word)),
    };
    known.set(word, reading);
    return reading;
  };
}

const wholeOf = (pieces: readonly FontText[]): string =>
  pieces.length === 1 ? (pieces[0]?.text ?? '') : pieces.map((piece) => piece.text).join('');

const accentedWords = (text: string): readonly string[] =>
  text.split(BETWEEN_WORDS).filter((word) => word.length > 1 && !ASCII_ONLY.test(word));

/** A text in Unicode and the encoding that it came from. */
export interface Converted {
  readonly text: string;
  readonly encoding: LegacyEncoding;
}

/**
 * Looks at all texts of one file and returns a converter for its cells: it gives the Unicode text of a
 * cell in an old encoding, and null for a cell that needs nothing.
 *
 * Many words look right in two encodings ("Trì" is good Unicode, and "Trỡ" in TCVN3), so one cell
 * cannot decide alone. The file must hold words that make sense in the old encoding only; then a
 * cell follows its font, its own such words, or a file without any Unicode Vietnamese. A cell with
 * a letter that only Unicode has is never touched.
 */
export function legacyConverter(
  texts: Iterable<FontText>,
  choice: EncodingChoice,
): (pieces: readonly FontText[]) => Converted | null {
  if (choice === 'utf8') return () => null;
  if (choice !== 'auto') {
    return (pieces) => {
      const whole = wholeOf(pieces);
      return UNICODE_LETTER.test(whole) ? null : convertAs(choice, pieces);
    };
  }

  const read = reader();
  const only = { tcvn3: 0, vni: 0 };
  let neither = 0;
  let hasUnicode = false;
  let hasOldFont = false;
  for (const { text, font } of texts) {
    hasOldFont ||= isLegacyFont(font);
    if (ASCII_ONLY.test(text)) continue;
    if (UNICODE_LETTER.test(text)) {
      hasUnicode ||= accentedWords(text).some((word) => UNICODE_LETTER.test(word));
      continue;
    }
    for (const reading of accentedWords(text).map(read)) {
      if (reading.unicode) continue;
      if (reading.tcvn3) only.tcvn3 += 1;
      if (reading.vni) only.vni += 1;
      if (!reading.tcvn3 && !reading.vni) neither += 1;
    }
  }
  const admitted = ENCODINGS.filter((encoding) => only[encoding] >= 2 && only[encoding] > neither).sort(
    (left, right) => only[right] - only[left],
  );
  if (admitted.length === 0 && !hasOldFont) return () => null;

  const byWords = (text: string): LegacyEncoding | null => {
    if (admitted.length === 0 || UNICODE_LETTER.test(text)) return null;
    const readings = accentedWords(text).map(read);
    if (readings.length === 0) return null;
    const fitting = admitted.filter((encoding) => {
      const good = readings.filter((reading) => reading[encoding]).length;
      const evidence = readings.filter((reading) => reading[encoding] && !reading.unicode).length;
      const sure = evidence >= 2 || (evidence === 1 && only[encoding] >= 3) || !hasUnicode;
      return sure && good > 0 && good >= 0.75 * readings.length;
    });
    return fitting[0] ?? null;
  };

  return (pieces) => {
    const whole = wholeOf(pieces);
    if (UNICODE_LETTER.test(whole)) return null;
    const inOldFont = pieces.filter((piece) => legacyFont(piece.font));
    const font = legacyFont(inOldFont[0]?.font);
    if (font && inOldFont.every((piece) => convertsWholly(piece.text, font.encoding))) {
      return convertAs(font.encoding, pieces, (piece) => inOldFont.includes(piece));
    }
    if (ASCII_ONLY.test(whole)) return null;
    const encoding = byWords(whole);
    return encoding && convertAs(encoding, pieces);
  };
}

/** No Latin-1 letter is left that the encoding could not have meant. */
function convertsWholly(text: string, encoding: LegacyEncoding): boolean {
  if (encoding === 'tcvn3') return [...text].every((code) => TCVN3.has(code) || !LATIN1_LETTER.test(code));
  const decoded = decodeVni(text);
  return accentedWords(decoded).every(isVietnameseSyllable);
}

function convertAs(
  encoding: LegacyEncoding,
  pieces: readonly FontText[],
  isOld: (piece: FontText) => boolean = () => true,
): Converted | null {
  const before = wholeOf(pieces);
  const text = pieces
    .map((piece) => {
      if (!isOld(piece)) return piece.text;
      const decoded = decodeLegacy(piece.text, encoding);
      return legacyFont(piece.font)?.capitals && !MAIL_OR_SITE.test(decoded)
        ? decoded.toUpperCase()
        : decoded;
    })
    .join('');
  return text === before ? null : { text, encoding };
}

/** How many words of a text are Vietnamese with an accent: tells which of several decodings is right. */
export function countVietnameseWords(text: string): number {
  return accentedWords(text).filter((word) => isVietnameseSyllable(word)).length;
}
