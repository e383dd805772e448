import { expect, test } from 'vitest';
import { safeFileName } from './file-names.ts';

test.each([
  ['Biên bản ghi nhớ.pdf', 'Biên bản ghi nhớ.pdf'],
  ['Biên bản'.normalize('NFD'), 'Biên bản'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a/b\\c:d*e?f"g<h>i|j.pdf', 'a-b-c-d-e-f-g-h-i-j.pdf'],
  ['CON.pdf', '_CON.pdf'],
  ['lpt1', '_lpt1'],
  ['Console.pdf', 'Console.pdf'],
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
