import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlong, safeFileName, unusedName } from './file-names.ts';

test.each([
  ['Biên bản ghi nhớ.pdf', 'Biên bản ghi nhớ.pdf'],
  ['Biên bản'.normalize('NFD'), 'Biên bản'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a/b\\c:d*e?f"g<h>i|j.pdf', 'a-b-c-d-e-f-g-h-i-j.pdf'],
  ['CON.pdf', '_CON.pdf'],
  ['lpt1', '_lpt1'],
  ['Console.pdf', 'Console.pdf'],
  ['con .tar.gz', '_con .tar.gz'],
  ['CONIN$.txt', '_CONIN$.txt'],
  ['conout$', '_conout$'],
  ['CLOCK$', '_CLOCK$'],
  ['COM¹.pdf', '_COM¹.pdf'],
  ['Trường.pdf:ẩn', 'Trường.pdf-ẩn'],
  ['a\ud800.p\udc00f', 'a-.p-f'],
  ['Ảnh \u202egnp.exe', 'Ảnh -gnp.exe'],
  ['  ten  truong .pdf. ', 'ten truong.pdf'],
  ['\u202etrường.pdf', '-trường.pdf'],
  ['a\u0000b\n.pdf', 'a-b-.pdf'],
  ['', 'tệp'],
  ['...', 'tệp'],
  ['.pdf', 'pdf'],
])('“%s” becomes “%s”', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('the longest Vietnamese name fits every file system and keeps its ending', () => {
  const name = safeFileName(`${'Ấ'.repeat(400)}.pdf`);
  expect(name.endsWith('Ấ.pdf')).toBe(true);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  const emoji = safeFileName(`${'😀'.repeat(400)}.pdf`);
  expect(emoji.isWellFormed()).toBe(true);
});

test('a name that is too long ends with a whole word', () => {
  const school = 'Trường Trung học cơ sở Thị trấn Văn Điển và vùng phụ cận';
  const name = safeFileName(`Biên bản ghi nhớ - ${school} - ${school} thứ hai.pdf`);
  expect(name.length).toBeLessThanOrEqual(120);
  const kept = name.slice(0, -'.pdf'.length);
  expect(`Biên bản ghi nhớ - ${school} - ${school} thứ hai`.split(' ')).toEqual(
    expect.arrayContaining(kept.split(' ')),
  );
});

const path218 = `C:\\${'a'.repeat(210)}.xlsx`;

test.each([
  [path218, 'win32', null],
  [path218.replace('C:', 'C:\\b'), 'win32', 2],
  [path218.replace('C:', 'C:\\b').replace('.xlsx', '.DOCX'), 'win32', 2],
  [path218.replace('C:', 'C:\\b').replace('.xlsx', '.pdf'), 'win32', null],
  [`C:\\${'ệ'.repeat(252)}.pdf`, 'win32', null],
  [`C:\\${'ệ'.repeat(253)}.pdf`, 'win32', 1],
  [`\\\\may-chu\\${'a'.repeat(250)}.pdf`, 'win32', 5],
  [path218.replace('C:', 'C:\\b'), 'linux', null],
] as const)('%s on %s is too long by %s', (file, platform, excess) => {
  expect(overlong(file, platform)).toBe(excess);
});

/** Texts of which file names are made, and what has made file systems stumble. */
const parts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom(
      ...['CON', 'prn', 'Aux', 'NUL', 'com1', 'COM0', 'LPT9', 'lpt²', 'CONIN$', 'Trường Tiểu học Hoa Sen'],
      ...['.', '..', ' ', '. ', '/', '\\', ':', '*', '?', '"', '<', '>', '|', '.pdf', '.tar.gz', '::$DATA'],
      ...[
        '\u0000',
        '\u001f',
        '\u007f',
        '\u0085',
        '\u202e',
        '\u200b',
        '\ufeff',
        '\ud800',
        '\udc00',
        'e\u0301',
      ],
    ),
  ),
  { maxLength: 8 },
);
const RESERVED_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(?:\.|$)/i;

test('whatever a name is made of, Windows takes it as it is, and it stays as it is', () => {
  fc.assert(
    fc.property(parts, (pieces) => {
      const name = safeFileName(pieces.join(''));
      expect(name).not.toBe('');
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(name).not.toMatch(/^[ .]|[ .]$/);
      expect(name).not.toMatch(RESERVED_NAME);
      expect(name).toBe(name.normalize('NFC'));
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(path.win32.basename(name)).toBe(name);
      expect(safeFileName(name)).toBe(name);
    }),
    { numRuns: 3_000, seed: 1 },
  );
});

test('no two names in a folder are one for Windows, however they differ here', () => {
  const schools = fc.array(
    fc.constantFrom(
      'Trường A.pdf',
      'TRƯỜNG A.pdf',
      'trường a.pdf',
      'Trường A (2).pdf',
      'Trường A'.normalize('NFD'),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(schools, (wanted) => {
      const used = new Set<string>();
      const names = wanted.map((name) => unusedName(safeFileName(name), used));
      expect(new Set(names.map((name) => name.normalize('NFC').toUpperCase())).size).toBe(wanted.length);
    }),
  );
});
