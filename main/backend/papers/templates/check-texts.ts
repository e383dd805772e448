import { accentKey } from '../../../../db/text.ts';
import { FACE_NAMES, type Fonts, missingGlyphs } from '../fonts.ts';
import { upper } from './build.ts';
import { error, type Finding, warning } from './findings.ts';
import type { PaperTemplate } from './template.ts';

/** A text of a paper with its path, as "partyA.address" or "template.articles.2.heading.0". */
export type PlacedText = { readonly field: string; readonly text: string };

/** Longest single text of a paper and longest paper, in characters: about one page, and about sixty. */
const LONGEST_TEXT = 4_000;
const LONGEST_PAPER = 150_000;
/** Of a text quoted in a message, in characters. */
const QUOTED = 80;

/** Keys, codes and instants are no words of the paper. */
const SILENT = /(^|\.)(id|code|kind|when|field|article|language)(\.|$)/;

/** Every text inside a value that is printed, with its path. */
export function textsIn(value: unknown, path: string): readonly PlacedText[] {
  if (SILENT.test(path)) return [];
  if (typeof value === 'string') return [{ field: path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path ? `${path}.${key}` : key));
}

const PLACES: readonly (readonly [prefix: string, place: string])[] = [
  ['template.', 'mẫu văn bản'],
  ['partyA.', 'thông tin Bên A'],
  ['partyB.', 'thông tin Bên B'],
  ['programme.legalBases.', 'căn cứ'],
  ['programme.', 'thông tin chương trình'],
  ['contents.', 'nội dung phối hợp'],
  ['commitments.', 'chỉ tiêu'],
  ['witnesses.', 'người chứng kiến'],
  ['items.', 'danh mục bàn giao'],
  ['agenda.', 'chương trình buổi lễ'],
  ['attendees.', 'thành phần tham dự'],
  ['absentees.', 'danh sách vắng mặt'],
  ['proceedings.', 'diễn biến cuộc họp'],
  ['addressees.', 'phần kính gửi'],
  ['issuer.', 'cơ quan ban hành'],
  ['venue', 'địa điểm'],
  ['placeName', 'địa danh'],
];
const placeOf = (field: string): string =>
  PLACES.find(([prefix]) => field.startsWith(prefix))?.[1] ?? 'thông tin chung';

const quoted = (text: string): string =>
  `“${text.length > QUOTED ? `${Array.from(text).slice(0, QUOTED).join('')}…` : text}”`;

const DIRECTION_MARK = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const EMOJI = /\p{Emoji_Presentation}/u;
const INVISIBLE = /[\p{C}\p{Z}]/u;

/** What can't be printed, so that a person finds it: what is not seen is described, not shown. */
export function characterWords(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (DIRECTION_MARK.test(character)) return `dấu ẩn đổi hướng chữ (${code})`;
  if (RIGHT_TO_LEFT.test(character)) return `chữ viết từ phải sang trái “${character}” (${code})`;
  if (EMOJI.test(character)) return `biểu tượng cảm xúc “${character}” (${code})`;
  if (INVISIBLE.test(character)) return `ký tự ẩn (${code})`;
  return `ký tự “${character}” (${code})`;
}

/** Characters that the fonts lack. */
export function checkCharacters(texts: readonly PlacedText[], fonts: Fonts): readonly Finding[] {
  return texts.flatMap(({ field, text }) => {
    const both = text + upper(text);
    const missing = new Set(FACE_NAMES.flatMap((name) => missingGlyphs(both, fonts[name])));
    return [...missing].map((character) =>
      error(
        'CHARACTER_UNPRINTABLE',
        field,
        `Không in được ${characterWords(character)} ở ${placeOf(field)}: ${quoted(text.replace(DIRECTION_MARK, ''))}.`,
      ),
    );
  });
}

/** Texts of a length that no such paper has: a whole file pasted into a cell. */
export function checkLength(texts: readonly PlacedText[]): readonly Finding[] {
  const long = texts.filter(({ text }) => text.length > LONGEST_TEXT);
  const count = new Intl.NumberFormat('vi').format;
  const found = long.map(({ field, text }) =>
    error(
      'TEXT_TOO_LONG',
      field,
      `Một đoạn ở ${placeOf(field)} dài ${count(text.length)} ký tự, quá ${count(LONGEST_TEXT)}: ${quoted(text)}.`,
    ),
  );
  const total = texts.reduce((sum, { text }) => sum + text.length, 0);
  return found.length > 0 || total <= LONGEST_PAPER
    ? found
    : [error('TEXT_TOO_LONG', '', `Văn bản dài ${count(total)} ký tự, quá ${count(LONGEST_PAPER)}.`)];
}

/** A name as it stands in a text: a run of words with capitals. */
const NAME = /\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Lu}[\p{L}\p{M}]*)+/gu;
/** A syllable whose tone has two places by which it is written: hòa and hoà, thúy and thuý. */
const TWO_WAYS = /(?:o[aàáảãạ]|[oòóỏõọ]a|o[eèéẻẽẹ]|[oòóỏõọ]e|u[yỳýỷỹỵ]|[uùúủũụ]y)$/u;
/** Of a person's name no part is compared with others: two people may be called Hòa and Hoà. */
const PERSON = /(^|\.)representative$|^(witnesses\.\d+|attendees\.\d+|absentees\.\d+|chair|secretary)\.name$/;
/** The state's name is written as it is, whatever style the office prefers. */
const NATION = 'template.letterhead.nation';

/** Names that one paper writes in two ways of placing the tone, each pair once. */
export function checkTones(texts: readonly PlacedText[]): readonly Finding[] {
  const seen = new Map<string, PlacedText & { readonly spelling: string }>();
  const told = new Set<string>();
  const found: Finding[] = [];
  for (const { field, text } of texts) {
    for (const spelling of namesIn(field, text)) {
      const key = accentKey(spelling);
      const first = seen.get(key);
      if (!first) seen.set(key, { field, text, spelling });
      else if (first.spelling.toLowerCase() !== spelling.toLowerCase() && !told.has(key)) {
        told.add(key);
        found.push(
          warning(
            'TONE_VARIANTS',
            field,
            `Một tên viết hai cách đặt dấu thanh: “${first.spelling}” ở ${placeOf(first.field)}, “${spelling}” ở ${placeOf(field)}.`,
          ),
        );
      }
    }
  }
  return found;
}

/** The parts of the names in a text that can be written in two ways: a person's whole name, else two words each. */
function namesIn(field: string, text: string): readonly string[] {
  const hasTwoWays = (words: readonly string[]): boolean =>
    words.some((word) => TWO_WAYS.test(word.toLowerCase()));
  if (field === NATION) return [];
  if (PERSON.test(field)) {
    return hasTwoWays(text.split(' ')) ? [text] : [];
  }
  return (text.match(NAME) ?? []).flatMap((name) => {
    const words = name.split(/\s+/);
    return words.flatMap((word, index) => {
      const before = words[index - 1];
      return before && hasTwoWays([before, word]) ? [`${before} ${word}`] : [];
    });
  });
}

/** The printed texts of a template, collected once, however many papers it words. */
const known = new WeakMap<PaperTemplate, readonly PlacedText[]>();
export function textsOfTemplate(template: PaperTemplate): readonly PlacedText[] {
  const texts = known.get(template) ?? textsIn(template, 'template');
  known.set(template, texts);
  return texts;
}
