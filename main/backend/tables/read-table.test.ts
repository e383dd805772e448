import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import type { EncodingChoice } from '../text/legacy-encodings.ts';
import type { RawTable } from './raw-table.ts';
import { readTable } from './read-table.ts';
import { BOMB_SIZE, bombAs } from './testing.ts';
import { packParts, readWorkbookParts } from './workbook-parts.ts';

const read = (bytes: Uint8Array, fileName: string, encoding: EncodingChoice = 'auto'): Promise<RawTable> =>
  readTable({ bytes, fileName, encoding });

async function workbook(
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Danh sách'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const texts = (table: RawTable): readonly (readonly (string | undefined)[])[] =>
  (table.sheets[0]?.rows ?? []).map((row) => Array.from(row.cells, (cell) => cell?.text));

async function codeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('workbooks', () => {
  test('numbers, dates, formulas, links, rich text and errors arrive as what they show', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['chữ', 912345678, new Date(Date.UTC(2023, 3, 5)), true]);
      sheet.addRow([
        { formula: 'A1&B1', result: 'kết quả' },
        { text: 'a@example.com', hyperlink: 'mailto:a@example.com' },
        { richText: [{ text: 'Trường ' }, { text: 'Hoa Sen', font: { bold: true } }] },
        { error: '#N/A' },
      ]);
      sheet.addRow([{ formula: 'A9' }, 1e15, 12.5, '=1+1']);
    });
    const table = await read(bytes, 'ds.xlsx');
    expect(texts(table)).toEqual([
      ['chữ', '912345678', '05/04/2023', 'TRUE'],
      ['kết quả', 'a@example.com', 'Trường Hoa Sen', '#N/A'],
      ['', '1000000000000000', '12.5', '=1+1'],
    ]);
    expect(table.sheets[0]?.rows[2]?.cells[0]?.kind).toBe('formula-without-result');
    expect(table.sheets[0]?.rows[1]?.cells[3]?.kind).toBe('error');
  });

  test('a number format of zeros shows its zeros', async () => {
    const bytes = await workbook((sheet) => {
      sheet.getCell('A1').value = 912345678;
      sheet.getCell('A1').numFmt = '0000000000';
      sheet.getCell('B1').value = 912345678;
      sheet.getCell('B1').numFmt = '"0"#########';
    });
    expect(texts(await read(bytes, 'ds.xlsx'))).toEqual([['0912345678', '0912345678']]);
  });

  test('every position of a merged range holds its first cell', async () => {
    const bytes = await workbook((sheet) => {
      sheet.getCell('B2').value = 'Huyện Thanh Trì';
      sheet.mergeCells('B2:C4');
    });
    const [sheet] = (await read(bytes, 'ds.xlsx')).sheets;
    expect(sheet?.rows.map((row) => row.row)).toEqual([2, 3, 4]);
    expect(sheet?.rows[2]?.cells[2]).toMatchObject({ row: 2, column: 2, text: 'Huyện Thanh Trì' });
  });

  test('text comes composed, without hidden characters, and says so', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Mỹ'.normalize('NFD'), 'Hoa\u200b Sen\u0007', '  Hoa \n  Sen ']);
    });
    const cells = (await read(bytes, 'ds.xlsx')).sheets[0]?.rows[0]?.cells ?? [];
    expect(cells.map((cell) => [cell?.text, cell?.repairs])).toEqual([
      ['Mỹ', ['nfd']],
      ['Hoa Sen', ['control']],
      ['Hoa Sen', []],
    ]);
  });

  test('one word in an old font inside a sentence is converted by its font', async () => {
    const bytes = await workbook((sheet) => {
      sheet.getCell('A1').value = {
        richText: [
          { text: 'THCS ', font: { name: 'Times New Roman' } },
          { text: 'ngäc håi', font: { name: '.VnTimeH' } },
        ],
      };
    });
    expect((await read(bytes, 'ds.xlsx')).sheets[0]?.rows[0]?.cells[0]).toMatchObject({
      text: 'THCS NGỌC HỒI',
      repairs: ['tcvn3'],
    });
  });

  test('a formula that comes to nothing, or to no, says so', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow([
        { formula: 'COUNT(B1)', result: 0 },
        { formula: 'B1=C1', result: false },
      ]);
    });
    const [row] = (await read(bytes, 'ds.xlsx')).sheets[0]?.rows ?? [];
    expect(row?.cells).toMatchObject([
      { kind: 'number', text: '0', number: 0 },
      { kind: 'boolean', text: 'FALSE' },
    ]);
  });

  test('what other programs write is read as well', async () => {
    const parts = new Map([
      ['xl/workbook.xml', '<workbook><sheets><sheet name="DS" sheetId="7" r:id="r1"/></sheets></workbook>'],
      [
        'xl/_rels/workbook.xml.rels',
        "<Relationships><Relationship Id='r1' Target='/xl/worksheets/sheet3.xml'/></Relationships>",
      ],
      [
        'xl/sharedStrings.xml',
        '<sst><si/><si><t>Hoa_x0020_Sen</t><rPh sb="0" eb="1"><t>ハ</t></rPh></si><si><r><t>Hoa </t></r><r><t>Mai</t></r></si></sst>',
      ],
      [
        'xl/worksheets/sheet3.xml',
        `<worksheet><sheetData>
          <row r="4"><c r="B4" t="s"><v>1</v></c><c t="s"><v>2</v></c><c r="F4" t="inlineStr"><is><t>A &amp; B</t></is></c></row>
          <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v><![CDATA[7]]></v></c><c r="D2" t="n"><v>1.5E3</v></c></row>
        </sheetData></worksheet>`,
      ],
    ]);
    const bytes = packParts(new Map([...parts].map(([name, xml]) => [name, Buffer.from(xml)])));
    const [sheet] = (await read(bytes, 'ds.xlsx')).sheets;
    expect(sheet?.name).toBe('DS');
    expect(sheet?.rows.map(({ row, cells }) => [row, ...cells.map((cell) => cell?.text)])).toEqual([
      [2, undefined, undefined, '7', '1500'],
      [4, undefined, 'Hoa Sen', 'Hoa Mai', undefined, undefined, 'A & B'],
    ]);
  });

  test('a name that lies about the type does not matter when the content is a workbook', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['a']));
    expect(texts(await read(bytes, 'ds.csv'))).toEqual([['a']]);
  });
});

describe('files that are refused', () => {
  test('a picture with the name of a workbook', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await codeOf(read(png, 'ds.xlsx'))).toBe('FILE_NOT_WORKBOOK');
    expect(await codeOf(read(png, 'ds.csv'))).toBe('FILE_TYPE_UNKNOWN');
    expect(await codeOf(read(png, 'anh.png'))).toBe('FILE_TYPE_UNKNOWN');
  });

  test('an empty file, and a document that is no workbook', async () => {
    expect(await codeOf(read(new Uint8Array(), 'ds.xlsx'))).toBe('FILE_NOT_WORKBOOK');
    const word = packParts(new Map([['word/document.xml', Buffer.from('<w/>')]]));
    expect(await codeOf(read(word, 'ds.xlsx'))).toBe('FILE_NOT_WORKBOOK');
  });

  test('a workbook with a password, and an old .xls', async () => {
    const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const encrypted = Buffer.concat([
      compound,
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await codeOf(read(encrypted, 'ds.xlsx'))).toBe('FILE_ENCRYPTED');
    expect(await codeOf(read(Buffer.concat([compound, Buffer.alloc(512)]), 'ds.xls'))).toBe(
      'FILE_NOT_WORKBOOK',
    );
  });

  test('a damaged workbook', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['a']));
    expect(await codeOf(read(bytes.slice(0, bytes.length - 200), 'ds.xlsx'))).toBe('FILE_UNREADABLE');
    const broken = packParts(new Map([['xl/workbook.xml', Buffer.from('<workbook><sheets>')]]));
    expect(await codeOf(read(broken, 'ds.xlsx'))).toBe('FILE_UNREADABLE');
  });

  test('a sheet that inflates to 200 MB, honest or not about its size', async () => {
    const sheet = 'xl/worksheets/sheet1.xml';
    expect(await codeOf(read(bombAs(sheet, BOMB_SIZE), 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
    expect(await codeOf(read(bombAs(sheet, 1000), 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
    // Styles have a limit of their own.
    expect(await codeOf(read(bombAs('xl/styles.xml', 50_000_000), 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
  });

  test('thousands of parts, and more cells than any list has', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => [`xl/p${index}.xml`, Buffer.from('x')] as const);
    const crowd = packParts(new Map([['xl/workbook.xml', Buffer.from('<workbook/>')], ...names]));
    expect(await codeOf(read(crowd, 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
    const cells = Buffer.from(`<worksheet><sheetData>${'<c r="A1"><v>1</v></c>'.repeat(900_000)}`);
    const full = packParts(
      new Map([
        ['xl/workbook.xml', Buffer.from('<workbook/>')],
        ['xl/worksheets/sheet1.xml', cells],
      ]),
    );
    expect(await codeOf(read(full, 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
  });

  test('parts with entities', async () => {
    const xml =
      '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>';
    expect(await codeOf(read(packParts(new Map([['xl/workbook.xml', Buffer.from(xml)]])), 'ds.xlsx'))).toBe(
      'FILE_UNREADABLE',
    );
  });

  test('a merged range as large as the sheet', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['a']);
      sheet.mergeCells('A1:B2');
    });
    const parts = new Map(await readWorkbookParts(bytes, 'ds.xlsx'));
    const sheet = parts
      .get('xl/worksheets/sheet1.xml')
      ?.toString()
      .replace('mergeCell ref="A1:B2"', 'mergeCell ref="A1:XFD1048576"');
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(sheet ?? ''));
    expect(await codeOf(read(packParts(parts), 'ds.xlsx'))).toBe('FILE_UNREADABLE');
  });

  test('cells far out, and places that no sheet has', async () => {
    const parts = new Map(await readWorkbookParts(await workbook((sheet) => sheet.addRow(['a'])), 'ds.xlsx'));
    const sheetOf = (rows: string) => {
      parts.set(
        'xl/worksheets/sheet1.xml',
        Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      );
      return read(packParts(parts), 'ds.xlsx');
    };
    const one = (row: number, place: string) => `<row r="${row}"><c r="${place}"><v>1</v></c></row>`;
    await expect(sheetOf(one(3, 'XFD3'))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      details: { limit: '1.000 cột; ô XFD3 nằm ngoài' },
    });
    const wide = Array.from({ length: 6_000 }, (_, index) => one(index + 1, `ALL${index + 1}`)).join('');
    expect(await codeOf(sheetOf(wide))).toBe('FILE_TOO_LARGE');
    for (const place of ['ZZZZ1', 'A0', 'A1048577', 'A-5', 'A1e9', '&#88;FD3'])
      expect([place, await codeOf(sheetOf(one(1, place)))]).toEqual([place, 'FILE_UNREADABLE']);
    expect(await codeOf(sheetOf('<row r="4000000000"></row><row r="1"> </row>'))).toBe('no error');
    expect(await codeOf(sheetOf('<row r="4000000000"> </row>'))).toBe('FILE_UNREADABLE');
  });

  test('a cell of ten megabytes is cut, not passed on', async () => {
    const xml = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'a'.repeat(10_000_000)}</v></c></row></sheetData></worksheet>`;
    const bytes = await workbook((sheet) => sheet.addRow(['a']));
    const parts = new Map(await readWorkbookParts(bytes, 'ds.xlsx'));
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(xml));
    expect(texts(await read(packParts(parts), 'ds.xlsx'))[0]?.[0]).toHaveLength(32_767);
  });
});

test('one long text in thousands of cells is refused before it is copied', async () => {
  const cells = Array.from(
    { length: 5000 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`,
  );
  const parts = new Map(await readWorkbookParts(await workbook((sheet) => sheet.addRow(['a'])), 'ds.xlsx'));
  parts.set('xl/sharedStrings.xml', Buffer.from(`<sst><si><t>${'.'.repeat(32_000)}</t></si></sst>`));
  parts.set(
    'xl/worksheets/sheet1.xml',
    Buffer.from(`<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`),
  );
  expect(await codeOf(read(packParts(parts), 'ds.xlsx'))).toBe('FILE_TOO_LARGE');
});

const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** As Windows writes its Vietnamese code page: a letter that the page has whole as it is, else its tone behind it. */
function inWindows1258(text: string): Buffer {
  const bytes = [...text].map((letter) => {
    const whole = iconv.encode(letter, 'windows-1258');
    if (letter === '?' || whole.toString('latin1') !== '?') return whole;
    const marks = [...letter.normalize('NFD')];
    const bare = marks.filter((mark) => !TONES.includes(mark)).join('');
    const tone = marks.filter((mark) => TONES.includes(mark)).join('');
    return iconv.encode(bare.normalize('NFC') + tone, 'windows-1258');
  });
  return Buffer.concat(bytes);
}

describe('CSV', () => {
  const rows = [
    ['Huyện', 'Cấp học', 'Tên trường'],
    ['Thanh Trì', 'TH', 'Trường Tiểu học Đông Mỹ, cơ sở 1'],
  ];
  const csv = (separator: string, end = '\r\n'): string =>
    rows.map((row) => row.map((field) => `"${field}"`).join(separator)).join(end);

  test.each([[','], [';'], ['\t']])('separated by %j', async (separator) => {
    expect(texts(await read(Buffer.from(csv(separator)), 'ds.csv'))).toEqual(rows);
    expect(texts(await read(Buffer.from(csv(separator, '\n')), 'ds.csv'))).toEqual(rows);
  });

  test('commas in a title do not hide the semicolons of the list', async () => {
    const text = `Phòng GD&ĐT, huyện Thanh Trì\nHà Nội, ngày 05 tháng 4 năm 2023\n${rows.map((row) => row.join(';')).join('\n')}`;
    expect(texts(await read(Buffer.from(text), 'ds.csv')).slice(2)).toEqual(rows);
  });

  test.each(['utf8', 'utf-16le', 'utf-16be'])('in %s with a byte order mark', async (encoding) => {
    expect(texts(await read(iconv.encode(csv('\t'), encoding, { addBOM: true }), 'ds.csv'))).toEqual(rows);
  });

  test('in UTF-16 without a mark, and in Windows-1258', async () => {
    expect(texts(await read(iconv.encode(csv(';'), 'utf-16le'), 'ds.csv'))).toEqual(rows);
    expect(texts(await read(inWindows1258(csv(';')), 'ds.csv'))).toEqual(rows);
  });

  test('every Vietnamese letter in Windows-1258 comes back in one piece', async () => {
    const vowels = [...'aăâeêioôơuưy'].flatMap((vowel) =>
      ['', ...TONES].map((tone) => (vowel + tone).normalize('NFC')),
    );
    const letters = [...vowels, 'đ'].flatMap((letter) => [letter, letter.toLocaleUpperCase('vi')]);
    expect(letters).toHaveLength(146);
    const list = ['Tên trường;Chữ', ...letters.map((letter) => `Trường Tiểu học Đông Mỹ;${letter}`)];
    const [, ...read1258] = texts(await read(inWindows1258(list.join('\r\n')), 'ds.csv'));
    expect(read1258.map(([, letter]) => letter)).toEqual(letters);
  });

  test('half a letter, which UTF-16 can hold and nothing can store, is taken out and told of', async () => {
    const table = await read(Buffer.from('\ufeffTrường;Hoa \ud800Sen\r\n', 'utf16le'), 'ds.csv');
    expect(table.sheets[0]?.rows[0]?.cells[1]).toMatchObject({ text: 'Hoa Sen', repairs: ['control'] });
  });

  test('in the bytes of an old font', async () => {
    const table = await read(iconv.encode(csv(';'), 'tcvn'), 'ds.csv');
    expect(texts(table)).toEqual(rows);
    expect(table.sheets[0]?.rows[1]?.cells[2]?.repairs).toEqual(['tcvn3']);
  });

  test('rows are counted as in Excel, line breaks in quotes and empty lines included', async () => {
    const table = await read(Buffer.from('a,b\n\n"x\ny",z\nc,d'), 'ds.csv');
    expect(table.sheets[0]?.rows.map((row) => row.row)).toEqual([1, 3, 4]);
  });

  test('the hint that Excel writes is obeyed and is no row', async () => {
    expect(texts(await read(Buffer.from('sep=;\r\na,1;b'), 'ds.csv'))).toEqual([['a,1', 'b']]);
  });

  test('a quote that never closes is named with the row where it opened', async () => {
    const reading = read(Buffer.from('a,b\nc,d\n"e,f\ng,h\n'), 'ds.csv');
    await expect(reading).rejects.toMatchObject({ code: 'CSV_QUOTE_OPEN', details: { row: 3 } });
  });

  test('any line ends, spaces behind a quote, an empty field at the end', async () => {
    const table = await read(Buffer.from('a,"b" ,\r"c ""d""",e\n\r\nf,'), 'ds.csv');
    expect(table.sheets[0]?.rows.map(({ row, cells }) => [row, cells.map((cell) => cell?.text)])).toEqual([
      [1, ['a', 'b']],
      [2, ['c "d"', 'e']],
      [4, ['f']],
    ]);
  });

  test('a quote in the wrong place is named, too, and is none in the middle of a field', async () => {
    const reading = read(Buffer.from('a,b\n"c"d,e\n'), 'ds.csv');
    await expect(reading).rejects.toMatchObject({ code: 'CSV_QUOTE_OPEN', details: { row: 2 } });
    expect(texts(await read(Buffer.from('a,b\nTrường "Hoa Sen",d'), 'ds.csv'))[1]).toEqual([
      'Trường "Hoa Sen"',
      'd',
    ]);
  });

  test('millions of empty lines, of separators and of quotes cost no memory', async () => {
    const lines = await read(Buffer.from(`a,b\n${'\n'.repeat(10_000_000)}c,d`), 'ds.csv');
    expect(lines.sheets[0]?.rows.map(({ row }) => row)).toEqual([1, 10_000_002]);
    expect(texts(await read(Buffer.from(','.repeat(10_000_000)), 'ds.csv'))).toEqual([]);
    expect(await codeOf(read(Buffer.from(`a\n${'"'.repeat(10_000_001)}`), 'ds.csv'))).toBe('CSV_QUOTE_OPEN');
    const quotes = await read(Buffer.from(`a\n${'"'.repeat(30_000_000)}`), 'ds.csv');
    expect(texts(quotes)[1]?.[0]?.length).toBeLessThanOrEqual(32_767);
    expect(await codeOf(read(Buffer.from(`a${','.repeat(5_000)}b`), 'ds.csv'))).toBe('FILE_TOO_LARGE');
  });
});
