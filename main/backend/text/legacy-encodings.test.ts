import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type Converted, decodeLegacy, type FontText, legacyConverter } from './legacy-encodings.ts';
import { isVietnameseSyllable } from './syllable.ts';

const PLAIN = 'aăâeêioôơuưy';
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const SMALL = [...[...PLAIN].flatMap((letter) => TONES.map((tone) => (letter + tone).normalize('NFC'))), 'đ'];
/** All 146 letters that can carry a mark, without and with capitals; 134 of them are not ASCII. */
const LETTERS = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase())];

/** How a typist with a VNI font stores a letter, written down apart from the program's own table. */
function typeVni(letter: string): string {
  const small = letter.toLowerCase();
  const alone: Readonly<Record<string, string>> = {
    đ: 'ñ',
    í: 'í',
    ì: 'ì',
    ỉ: 'æ',
    ĩ: 'ó',
    ị: 'ò',
    ỵ: 'î',
    ơ: 'ô',
    ư: 'ö',
  };
  const decomposed = small.normalize('NFD');
  const base = decomposed.charAt(0);
  const tone = '\u0301\u0300\u0309\u0303\u0323'.indexOf(
    decomposed.slice(1).replace(/[\u0302\u0306\u031b]/g, '') || '?',
  );
  const withTone = (marks: string, plain: string): string => (tone === -1 ? plain : marks.charAt(tone));
  let typed = alone[small];
  if (typed === undefined) {
    if (decomposed.includes('\u0302')) typed = base + withTone('áàåãä', 'â');
    else if (decomposed.includes('\u0306')) typed = base + withTone('éèúüë', 'ê');
    else if (decomposed.includes('\u031b')) typed = (base === 'o' ? 'ô' : 'ö') + withTone('ùøûõï', '');
    else typed = base + withTone('ùøûõï', '');
  }
  return letter === small ? typed : typed.toUpperCase();
}

const typeTcvn3 = (text: string): string => iconv.decode(iconv.encode(text, 'tcvn'), 'latin1');

const convertAll = (
  texts: readonly (string | FontText)[],
  choice: 'auto' | 'tcvn3' | 'vni' | 'utf8' = 'auto',
) => {
  const cells = texts.map((text) => (typeof text === 'string' ? { text } : text));
  const convert = legacyConverter(cells, choice);
  return cells.map((cell): Converted | null => convert([cell]));
};

describe('tables of the old encodings', () => {
  test('Vietnamese has 134 letters beyond ASCII', () => {
    expect(LETTERS.filter((letter) => !/^\p{ASCII}$/u.test(letter))).toHaveLength(134);
  });

  test('every small letter and every capital without a tone comes back from TCVN3', () => {
    const stored = [...SMALL, ...'ĂÂÊÔƠƯĐ'];
    for (const letter of stored) expect(decodeLegacy(typeTcvn3(letter), 'tcvn3')).toBe(letter);
  });

  test('every letter in both cases comes back from VNI', () => {
    for (const letter of LETTERS) expect(decodeLegacy(typeVni(letter), 'vni')).toBe(letter);
  });

  test('the example of the trade reads rightly in both', () => {
    const name = 'Trường Tiểu học Đông Mỹ';
    expect(decodeLegacy('Tr­êng TiÓu häc §«ng Mü', 'tcvn3')).toBe(name);
    expect(decodeLegacy('Tröôøng Tieåu hoïc Ñoâng Myõ', 'vni')).toBe(name);
    expect(decodeLegacy('TRÖÔØNG TIEÅU HOÏC ÑOÂNG MYÕ', 'vni')).toBe(name.toUpperCase());
  });

  test('TCVN3 words typed in capitals get the capitals that the encoding lacks', () => {
    expect(decodeLegacy('TR¦êNG THCS Ngäc Håi', 'tcvn3')).toBe('TRƯỜNG THCS Ngọc Hồi');
    expect(decodeLegacy('TR¦êNG TIÓU HäC §¤NG Mü', 'tcvn3')).toBe('TRƯỜNG TIỂU HỌC ĐÔNG MỸ');
    expect(decodeLegacy('§«ng Mü', 'tcvn3')).toBe('Đông Mỹ');
  });
});

const GOOD = [
  'Trường Mầm non B xã Ngũ Hiệp',
  'Trường THCS Thị trấn Văn Điển',
  'Huyện Chương Mỹ',
  'Mỹ',
  'Đ',
  'Hà Nội',
  'Thanh Trì',
  'Vân Hà',
  'Hòa Phú',
  'Trì',
  'Phú',
  'Võ',
  'Ngò',
  'Hoàng Văn Thụ',
  'Nguyễn Thị Ước',
  'Lê Quý Đôn',
  'Tả Thanh Oai',
  'Ðông Mỹ',
  'Đắk Lắk',
  'Phùng Khắc Khoan',
  'Bùi Quốc Khánh',
  'Trịnh Hoài Đức',
  'Vĩnh Quỳnh',
  'Khuất Duy Tiến',
  'Lycée Français Alexandre Yersin',
  'École',
  'São Paulo',
  'Conceição',
  'Müller',
  'Peña Nieto',
  'Noël',
  'Señor',
  'naïve',
  '3 × 4 m²',
  '25 °C',
  '§ 1',
  '½',
  '© 2023',
  'Điều 5 § 2',
  '«Hoa Sen»',
  'a@b.vn',
];

describe('what is converted', () => {
  test('good Unicode stays untouched, alone and together', () => {
    for (const name of GOOD) expect(convertAll([name]), name).toEqual([null]);
    expect(convertAll(GOOD).filter((found) => found !== null)).toEqual([]);
  });

  test('every word of the good Vietnamese names is a syllable', () => {
    for (const word of 'Trường Nguyễn Huyện Quỳnh Khuất Duy Tiến Thụ Ước Quý Đôn Oai Điển Giáo Xuyên Nghĩa Phụng Châu'.split(
      ' ',
    )) {
      expect(isVietnameseSyllable(word), word).toBe(true);
    }
    for (const word of ['Trỡx', 'Hũp', 'Franỗais', 'Noởl', 'đa1', 'hòà']) {
      expect(isVietnameseSyllable(word), word).toBe(false);
    }
  });

  test('in a TCVN3 file the words that look right anyway are converted too', () => {
    const names = ['Trường Tiểu học Vạn Phúc', 'Huyện Thanh Trì', 'Võ', 'Ngũ', 'Xã Hòa Phú'];
    expect(convertAll(names.map(typeTcvn3)).map((found) => found?.text)).toEqual(names);
  });

  test('cells pasted from an old document into a Unicode list are found', () => {
    const cells = [
      'Thanh Trì',
      'Trường Mầm non Yên Mỹ',
      typeTcvn3('Trường Tiểu học Đông Mỹ'),
      'Hòa Phú',
      'Võ',
    ];
    const found = convertAll(cells);
    expect(found.map((cell) => cell?.text)).toEqual([
      undefined,
      undefined,
      'Trường Tiểu học Đông Mỹ',
      undefined,
      undefined,
    ]);
  });

  test('VNI is told from TCVN3', () => {
    const typed = [...'Trường Tiểu học Đông Mỹ, huyện Chương Mỹ'].map((letter) => typeVni(letter)).join('');
    expect(convertAll([typed])[0]).toEqual({
      text: 'Trường Tiểu học Đông Mỹ, huyện Chương Mỹ',
      encoding: 'vni',
    });
  });

  test('the font decides where the text cannot, and a face of capitals gives capitals', () => {
    expect(convertAll([{ text: 'V©n', font: '.VnTime' }])[0]?.text).toBe('Vân');
    expect(convertAll([{ text: 'tr­êng mÇm non §«ng mü', font: '.VnTimeH' }])[0]?.text).toBe(
      'TRƯỜNG MẦM NON ĐÔNG MỸ',
    );
    expect(convertAll([{ text: 'thcs', font: '.VnArialH' }])[0]?.text).toBe('THCS');
    expect(convertAll([{ text: 'a@example.com', font: '.VnTimeH' }])).toEqual([null]);
    expect(convertAll([{ text: 'Ñoâng', font: 'VNI-Times' }])[0]?.text).toBe('Đông');
  });

  test('Unicode typed in an old font stays Unicode', () => {
    expect(convertAll([{ text: 'Trường Đông Mỹ', font: '.VnTime' }])).toEqual([null]);
    expect(convertAll([{ text: 'Hà', font: '.VnTime' }])).toEqual([null]);
  });

  test('a person may decide for the file', () => {
    expect(convertAll(['Vâ'], 'tcvn3')[0]?.text).toBe('Võ');
    expect(convertAll(['Tr­êng TiÓu häc §«ng Mü'], 'utf8')).toEqual([null]);
    expect(convertAll(['Trường'], 'tcvn3')).toEqual([null]);
  });
});
