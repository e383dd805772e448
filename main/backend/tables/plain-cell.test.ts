import { expect, test } from 'vitest';
import { PLAIN } from './cell-formats.ts';
import { readSharedTexts } from './shared-texts.ts';
import { readSheet } from './sheet-reader.ts';

const TEXTS = ['Hoa Sen', '', [{ text: 'Hoa ' }, { text: 'Mai' }]];
const FORMATS = [
  PLAIN,
  { ...PLAIN, isDate: true },
  { ...PLAIN, show: (digits: string) => digits.padStart(6, '0') },
  { ...PLAIN, font: '.VnTime' },
];

/** What a sheet says, or why it can't be read. */
function said(cell: string): unknown {
  const sheet = `<worksheet><sheetData><row r="7">${cell}<c><v>1</v></c></row></sheetData></worksheet>`;
  try {
    return readSheet(sheet, { texts: TEXTS, formats: FORMATS, from1904: false }, 'ds.xlsx').cells;
  } catch (error) {
    return error instanceof Error ? error.constructor.name : error;
  }
}

// A second space makes no difference to XML, but such a cell is read tag by tag.
test.each([
  ['a text', '<c r="B7" s="0" t="s"><v>0</v></c>'],
  ['a text in an old font', '<c r="B7" s="3" t="s"><v>0</v></c>'],
  ['a text of several fonts', '<c r="B7" t="s"><v>2</v></c>'],
  ['an empty text', '<c r="B7" t="s"><v>1</v></c>'],
  ['a text that is not there', '<c r="B7" t="s"><v>3</v></c>'],
  ['a number', '<c r="AA7"><v>12</v></c>'],
  ['a number with zeros before it', '<c r="B7"><v>0012</v></c>'],
  ['a number that shows its zeros', '<c r="B7" s="2"><v>12</v></c>'],
  ['a number longer than any is exact', '<c r="B7"><v>12345678901234567890123</v></c>'],
  ['a broken number', '<c r="B7"><v>-1.5</v></c>'],
  ['no number', '<c r="B7"><v></v></c>'],
  ['a day', '<c r="B7" s="1"><v>45448</v></c>'],
  ['a format that nobody knows', '<c r="B7" s="99"><v>1</v></c>'],
  ['a format without a number', '<c r="B7" s=""><v>1</v></c>'],
  ['the place of another row', '<c r="B8"><v>1</v></c>'],
  ['a place without a row', '<c r="B"><v>1</v></c>'],
  ['a place without a column', '<c r="7"><v>1</v></c>'],
  ['a column that no sheet has', '<c r="AAAA7"><v>1</v></c>'],
  ['a column far out', '<c r="XFD7"><v>1</v></c>'],
  ['a row that no sheet has', '<c r="B1048577"><v>1</v></c>'],
  ['a tag that is not closed', '<c r="B7"><v>1</v>'],
])('a cell with %s reads alike in one go and tag by tag', (_, cell) => {
  expect(said(cell)).toEqual(said(cell.replace('<c ', '<c  ')));
});

test('a cell in the usual form is the one that it says', () => {
  expect(said('<c r="AB7" s="2"><v>12</v></c>')).toMatchObject([
    { row: 7, column: 28, kind: 'number', text: '000012', number: 12 },
    { row: 7, column: 29, text: '1' },
  ]);
});

test.each([
  ['a plain text', '<si><t>Hoa &amp; Sen</t></si>'],
  ['a text with spaces around it', '<si><t xml:space="preserve"> Hoa </t></si>'],
  ['characters by their numbers', '<si><t>Hoa_x0020_Sen</t></si>'],
  ['no text', '<si><t></t></si>'],
  ['a text and how it is spoken', '<si><t>Hoa</t><rPh sb="0" eb="1"><t>ハ</t></rPh></si>'],
])('a shared text with %s reads alike in one go and tag by tag', (_, text) => {
  const texts = (si: string) => readSharedTexts(`<sst>${si}<si><t>Mai</t></si></sst>`);
  expect(texts(text)).toEqual(texts(text.replace('<si>', '<si >')));
  expect(texts(text)).toHaveLength(2);
});
