import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../../preload/contract/errors.ts';
import { schoolForm } from '../../../../preload/contract/schools.ts';
import { readTable } from '../../tables/read-table.ts';
import { parseSchoolList, type SchoolListResult } from './parse.ts';

const UNIT_WORDS = ['huyện', 'quận', 'thị xã', 'xã', 'phường', 'thị trấn', 'sở'];
const SAMPLE = new URL('../../../../resources/samples/schools-of-two-districts.csv', import.meta.url);

async function parse(bytes: Uint8Array, fileName: string): Promise<SchoolListResult> {
  return parseSchoolList(await readTable({ bytes, fileName, encoding: 'auto' }), { unitWords: UNIT_WORDS });
}

type Value = ExcelJS.CellValue;

/** An .xlsx with these rows; `dress` may merge, format and add. */
async function list(
  rows: readonly (readonly Value[])[],
  dress: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void = () => {},
): Promise<SchoolListResult> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Danh sách');
  for (const row of rows) sheet.addRow([...row]);
  dress(sheet, book);
  return parse(new Uint8Array(await book.xlsx.writeBuffer()), 'ds.xlsx');
}

const csv = (text: string): Promise<SchoolListResult> => parse(Buffer.from(text), 'ds.csv');

const HEADING = ['STT', 'Huyện', 'Cấp học', 'Tên trường'] as const;
const HOA_SEN = [1, 'Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen'] as const;
const HOA_MAI = [2, 'Thanh Trì', 'THCS', 'Trường THCS Hoa Mai'] as const;

const short = (found: readonly Fault[]): readonly string[] =>
  found.map(({ cell, code }) => `${cell} ${code}`);

describe('the list of the two districts', () => {
  test('parses to its twenty schools, with the source as the only unknown column', async () => {
    const result = await parse(await readFile(SAMPLE), 'schools.csv');
    expect(result.faults).toEqual([]);
    expect(result.rows).toHaveLength(20);
    expect(result.unknownColumns).toEqual(['source']);
    expect(result.warnings.map((warning) => warning.code)).toEqual(['UNKNOWN_COLUMN']);
    expect(result.rows[0]).toEqual({
      row: 2,
      unit: 'Thanh Trì',
      unitKindWord: null,
      level: 'mam_non',
      name: 'Trường Mầm non Yên Mỹ',
      commune: 'Yên Mỹ',
      communeKindWord: null,
    });
    expect(result.rows.find((row) => row.name === 'Trường Tiểu học Phạm Tu')).not.toHaveProperty('commune');
  });
});

describe('headings', () => {
  test('stand under titles, in any order, with a row of column numbers', async () => {
    const result = await list(
      [
        ['PHÒNG GD&ĐT HUYỆN THANH TRÌ'],
        ['DANH SÁCH TRƯỜNG THAM GIA'],
        [],
        ['Tên trường', 'Số HS', 'STT', 'Bậc học', 'Đơn vị quản lý', 'Ghi chú'],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'],
        ['Trường Mầm non Hoa Sen', 250, 1, 'Mầm non', 'Huyện Thanh Trì', ''],
      ],
      (sheet) => {
        sheet.mergeCells('A1:F1');
        sheet.mergeCells('A2:F2');
      },
    );
    expect(result.rows).toEqual([
      {
        row: 6,
        unit: 'Thanh Trì',
        unitKindWord: 'huyện',
        level: 'mam_non',
        name: 'Trường Mầm non Hoa Sen',
        pupils: 250,
      },
    ]);
    expect(result.headerRow).toBe(4);
    expect(result.unknownColumns).toEqual(['Ghi chú']);
  });

  test('take two rows with merged groups', async () => {
    const result = await list(
      [
        ['TT', 'Huyện', 'Cấp học', 'Tên trường', 'Người đứng đầu', null, 'Quy mô', null, null],
        [null, null, null, null, 'Họ và tên', 'Chức vụ', 'Số lớp', 'Số HS', 'Số GV'],
        [1, 'Chương Mỹ', 'TH', 'Trường Tiểu học Hoa Sen', 'Nguyễn Văn A', 'Hiệu trưởng', 20, 700, 35],
      ],
      (sheet) => {
        for (const column of ['A', 'B', 'C', 'D']) sheet.mergeCells(`${column}1:${column}2`);
        sheet.mergeCells('E1:F1');
        sheet.mergeCells('G1:I1');
      },
    );
    expect(result.faults).toEqual([]);
    expect(result.rows[0]).toMatchObject({
      row: 3,
      principal: 'Nguyễn Văn A',
      position: 'Hiệu trưởng',
      classes: 20,
      pupils: 700,
      teachers: 35,
    });
  });

  test('come without accents, with line breaks, stars and brackets', async () => {
    const result = await csv(
      'QUAN/HUYEN;CAP HOC;"TEN\nTRUONG (*)";Điện thoại*;MA TRUONG\nThanh Tri;th;Truong Tieu hoc Hoa Sen;0912345678;01\n',
    );
    expect(result.rows[0]).toMatchObject({
      unit: 'Thanh Tri',
      level: 'tieu_hoc',
      phone: '0912345678',
      code: '01',
    });
  });

  test('“Xã/phường” is the commune beside a managing unit, and the managing unit without one', async () => {
    const both = await csv(
      'Xã/phường quản lý,Cấp học,Tên trường,Xã/phường\nXã Thanh Trì,TH,Trường TH A,Xã Yên Mỹ\n',
    );
    expect(both.rows[0]).toMatchObject({
      unit: 'Thanh Trì',
      unitKindWord: 'xã',
      commune: 'Yên Mỹ',
      communeKindWord: 'xã',
    });
    const alone = await csv('Xã/phường,Cấp học,Tên trường\nPhường Thanh Liệt,TH,Trường TH A\n');
    expect(alone.rows[0]).toMatchObject({ unit: 'Thanh Liệt', unitKindWord: 'phường' });
    expect(alone.rows[0]).not.toHaveProperty('commune');
  });

  test('of the program’s own sheets are known', async () => {
    const form = await csv(
      'STT,Huyện,Cấp học,Mã trường,Tên trường,Xã/TT (khi ký),Xã/phường (hiện nay),Hiệu trưởng,Điện thoại,Số lớp,Số HS,Số GV,Vai trò\n' +
        '1,Thanh Trì,Tiểu học,01,Trường TH A,Yên Mỹ,Xã Thanh Trì,Nguyễn Văn A,0912345678,1,2,3,Hỗ trợ\n',
    );
    expect(form.faults).toEqual([]);
    expect(form.rows[0]?.commune).toBe('Thanh Trì');
    expect(short(form.warnings)).toEqual(['F1 COLUMN_REPEATED', 'M1 UNKNOWN_COLUMN']);
    const exported = await csv(
      'Đơn vị quản lý,Cấp học,Mã trường,Tên trường,Xã/phường,Địa chỉ,Hiệu trưởng,Chức vụ,Điện thoại,Email,Số lớp,Số học sinh,Số giáo viên\n' +
        'Huyện Thanh Trì,Tiểu học,01,Trường TH A,Yên Mỹ,Thôn 1,Nguyễn Văn A,Hiệu trưởng,0912345678,a@example.com,1,2,3\n',
    );
    expect(exported.warnings).toEqual([]);
    expect(exported.mapping.size).toBe(13);
  });

  test('without one of the three required columns there is no list, and the missing one is named', async () => {
    const reading = csv('Huyện,Tên trường,Địa chỉ\nThanh Trì,Trường TH A,Thôn 1\n');
    await expect(reading).rejects.toMatchObject({ code: 'NO_HEADER_ROW', details: { missing: ['cấp học'] } });
    await expect(csv('')).rejects.toMatchObject({ code: 'NO_HEADER_ROW' });
  });

  test('with nothing below them there are no rows', async () => {
    await expect(list([HEADING])).rejects.toMatchObject({ code: 'NO_ROWS' });
    await expect(list([HEADING, [1], [2], ['Tổng cộng', '', '', 0]])).rejects.toMatchObject({
      code: 'NO_ROWS',
    });
  });

  test('the sheet with the list is found, and a second list is named', async () => {
    const result = await list([['Hướng dẫn nhập liệu']], (_, book) => {
      for (const name of ['DS Thanh Trì', 'DS Chương Mỹ']) {
        const sheet = book.addWorksheet(name);
        for (const row of [HEADING, HOA_SEN]) sheet.addRow([...row]);
      }
    });
    expect(result.sheet).toBe('DS Thanh Trì');
    expect(result.warnings.map((warning) => warning.message)).toEqual([
      'Trang tính “DS Chương Mỹ” cũng có danh sách nhưng không được đọc; chỉ lấy trang “DS Thanh Trì”.',
    ]);
  });
});

describe('around and between the schools', () => {
  test('a unit merged down a group holds for each row', async () => {
    const result = await list([HEADING, HOA_SEN, [2, null, 'THCS', 'Trường THCS Hoa Mai']], (sheet) => {
      sheet.mergeCells('B2:B3');
    });
    expect(result.rows.map((row) => row.unit)).toEqual(['Thanh Trì', 'Thanh Trì']);
    expect(result.faults).toEqual([]);
  });

  test('empty rows and numbers typed in advance are passed over silently', async () => {
    const result = await list([HEADING, HOA_SEN, [], ['  '], HOA_MAI, [3], [4]]);
    expect(result.rows.map((row) => row.row)).toEqual([2, 5]);
    expect(result.warnings).toEqual([]);
  });

  test.each([0, 1, 2, 3])('a total line is ignored and reported in column %i', async (column) => {
    const total = ['', '', '', ''].map((_, index) => (index === column ? 'Tổng cộng: 2 trường' : null));
    const result = await list([HEADING, HOA_SEN, HOA_MAI, total]);
    expect(result.rows).toHaveLength(2);
    expect(result.faults).toEqual([]);
    expect(result.warnings).toMatchObject([{ row: 4, code: 'TOTAL_IGNORED' }]);
  });

  test.each(['TRƯỞNG PHÒNG', 'Trưởng phòng GD&ĐT', 'TRƯỞNG BAN', 'TRUONG PHONG'])(
    'the post “%s” under the names is no school, though its first word looks like one',
    async (post) => {
      const result = await list([HEADING, HOA_SEN, HOA_MAI, [], [null, null, null, post]]);
      expect(result.rows).toHaveLength(2);
      expect(result.faults).toEqual([]);
      expect(short(result.warnings)).toEqual(['D5 CLOSING_IGNORED']);
    },
  );

  test('sums per group, date, signature lines and the name under them are no schools', async () => {
    const result = await list([
      HEADING,
      HOA_SEN,
      [null, null, null, 'Cộng: 1'],
      HOA_MAI,
      [null, 'Cộng', null, 2],
      [null, null, null, 'Hà Nội, ngày 05 tháng 4 năm 2023'],
      [null, 'NGƯỜI LẬP BIỂU', null, 'HIỆU TRƯỞNG'],
      [null, '(Ký, ghi rõ họ tên)', null, '(Ký tên, đóng dấu)'],
      [],
      [null, 'Nguyễn Văn A', null, 'Nguyễn Văn B'],
    ]);
    expect(result.rows).toHaveLength(2);
    expect(result.faults).toEqual([]);
    expect(result.warnings.map(({ row, code }) => [row, code])).toEqual([
      [3, 'TOTAL_IGNORED'],
      [5, 'TOTAL_IGNORED'],
      [6, 'CLOSING_IGNORED'],
      [7, 'CLOSING_IGNORED'],
      [8, 'CLOSING_IGNORED'],
      [10, 'CLOSING_IGNORED'],
    ]);
  });

  test('titles of groups and repeated headings are passed over', async () => {
    const result = await list(
      [
        HEADING,
        ['I', 'Huyện Thanh Trì'],
        [null, null, null, 'A. Mầm non'],
        HOA_SEN,
        HEADING,
        ['II. Huyện Chương Mỹ'],
        HOA_MAI,
      ],
      (sheet) => sheet.mergeCells('A6:D6'),
    );
    expect(result.rows).toHaveLength(2);
    expect(result.faults).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual([
      'SECTION_IGNORED',
      'SECTION_IGNORED',
      'HEADING_REPEATED',
      'SECTION_IGNORED',
    ]);
  });

  test('a row inside the list without a name is a fault, also as the last row', async () => {
    const inside = await list([HEADING, HOA_SEN, [2, 'Thanh Trì', 'TH', null], HOA_MAI]);
    expect(short(inside.faults)).toEqual(['D3 VALUE_MISSING']);
    const last = await list([HEADING, HOA_SEN, [2, 'Thanh Trì', 'TH', null]]);
    expect(short(last.faults)).toEqual(['D3 VALUE_MISSING']);
  });

  test('a school whose name is like a closing word stays a school', async () => {
    const result = await list([
      HEADING,
      [1, 'Thanh Trì', 'TH', 'Cộng Hòa'],
      [2, 'Thanh Trì', 'MN', 'Trường Mầm non Tổng Cọt'],
    ]);
    expect(result.rows.map((row) => row.name)).toEqual(['Cộng Hòa', 'Trường Mầm non Tổng Cọt']);
  });
});

describe('repairs', () => {
  test('phones get their lost zero back, and odd ones are kept with a remark', async () => {
    const result = await list([
      [...HEADING, 'SĐT'],
      [...HOA_SEN, 912345678],
      [...HOA_MAI, 2438612345],
      [3, 'Thanh Trì', 'TH', 'Trường TH C', '0912.345.678 / 912345679'],
      [4, 'Thanh Trì', 'TH', 'Trường TH D', '+84 912 345 678'],
      [5, 'Thanh Trì', 'TH', 'Trường TH E', 'gặp cô A'],
    ]);
    expect(result.rows.map((row) => row.phone)).toEqual([
      '0912345678',
      '02438612345',
      '0912.345.678 / 0912345679',
      '+84 912 345 678',
      'gặp cô A',
    ]);
    expect(short(result.warnings)).toEqual([
      'E2 LEADING_ZERO_RESTORED',
      'E3 LEADING_ZERO_RESTORED',
      'E4 LEADING_ZERO_RESTORED',
      'E6 PHONE_FORMAT',
    ]);
    expect(result.faults).toEqual([]);
  });

  test('codes get their zero back only when the column shows their length', async () => {
    const heading = [...HEADING, 'Mã trường'];
    const known = await list([heading, [...HOA_SEN, '01020001'], [...HOA_MAI, 1020002]]);
    expect(known.rows.map((row) => row.code)).toEqual(['01020001', '01020002']);
    expect(short(known.warnings)).toEqual(['E3 LEADING_ZERO_RESTORED']);
    const unknown = await list([heading, [...HOA_SEN, 1020001], [...HOA_MAI, 1020002]]);
    expect(unknown.rows.map((row) => row.code)).toEqual(['1020001', '1020002']);
    expect(short(unknown.warnings)).toEqual(['E1 CODE_STORED_AS_NUMBER']);
  });

  test('decomposed text is composed and listed; spaces are collapsed silently', async () => {
    const result = await list([
      HEADING,
      [1, 'Thanh Trì', 'TH', 'Trường Tiểu học Đông Mỹ'.normalize('NFD')],
      [2, ' Thanh  Trì ', 'THCS ', '  Trường   THCS Hoa Mai '],
    ]);
    expect(result.rows.map((row) => [row.unit, row.name])).toEqual([
      ['Thanh Trì', 'Trường Tiểu học Đông Mỹ'],
      ['Thanh Trì', 'Trường THCS Hoa Mai'],
    ]);
    expect(short(result.warnings)).toEqual(['D2 TEXT_COMPOSED']);
  });

  test('a list in TCVN3 is read, headings and capitals of .VnTimeH included', async () => {
    const old = (text: string): string => iconv.decode(iconv.encode(text, 'tcvn'), 'latin1');
    const result = await list(
      [
        ['TT', old('Huyện'), old('Cấp học'), old('Tên trường')],
        [1, old('Thanh Trì'), old('Mầm non'), old('trường mầm non đông mỹ')],
      ],
      (sheet) => {
        sheet.getCell('D2').font = { name: '.VnTimeH' };
      },
    );
    expect(result.rows).toMatchObject([
      { unit: 'Thanh Trì', level: 'mam_non', name: 'TRƯỜNG MẦM NON ĐÔNG MỸ' },
    ]);
    expect(short(result.warnings)).toContain('D2 ENCODING_CONVERTED');
  });

  test('the list of the two districts reads the same from TCVN3 bytes', async () => {
    // TCVN3 has no capitals with a tone; a typist writes "Đại áng".
    const text = (await readFile(SAMPLE, 'utf8')).replace(/(?![ĂÂÊÔƠƯĐ])[^\p{ASCII}]/gu, (letter) =>
      letter.toLowerCase(),
    );
    const unicode = await csv(text);
    const old = await parse(iconv.encode(text, 'tcvn'), 'ds.csv');
    expect(old.rows).toEqual(unicode.rows);
    expect(unicode.warnings).toHaveLength(1);
  });

  test('a CSV in VNI is read', async () => {
    const bytes = Buffer.from(
      'Huyeän;Caáp hoïc;Teân tröôøng\r\nThanh Trì;Tieåu hoïc;Tröôøng Tieåu hoïc Ñoâng Myõ\r\n',
      'latin1',
    );
    expect((await parse(bytes, 'ds.csv')).rows).toMatchObject([
      { unit: 'Thanh Trì', level: 'tieu_hoc', name: 'Trường Tiểu học Đông Mỹ' },
    ]);
  });

  test('counts as text are understood the Vietnamese way, and what is doubtful is refused', async () => {
    const heading = [...HEADING, 'Số lớp', 'Số HS', 'Số GV'];
    const good = await list([heading, [...HOA_SEN, '20', '1.234', '-'], [...HOA_MAI, 12, '1,234', null]]);
    expect(good.rows.map(({ classes, pupils, teachers }) => [classes, pupils, teachers])).toEqual([
      [20, 1234, undefined],
      [12, 1234, undefined],
    ]);
    expect(short(good.warnings)).toEqual([
      'E2 NUMBER_AS_TEXT',
      'F2 NUMBER_AS_TEXT',
      'G2 DASH_AS_EMPTY',
      'F3 NUMBER_AS_TEXT',
    ]);
    const bad = await list([
      heading,
      [...HOA_SEN, -1, '1.5', 12.5],
      [...HOA_MAI, 'nhiều', 999_999, '1.234,567'],
    ]);
    expect(short(bad.faults)).toEqual([
      'E2 COUNT_NEGATIVE',
      'F2 COUNT_DECIMAL',
      'G2 COUNT_DECIMAL',
      'E3 COUNT_NOT_NUMBER',
      'F3 COUNT_TOO_LARGE',
      'G3 COUNT_NOT_NUMBER',
    ]);
  });
});

describe('levels and units', () => {
  test.each([
    ['MN', 'mam_non'],
    ['Mầm non', 'mam_non'],
    ['MẦM NON', 'mam_non'],
    ['mam_non', 'mam_non'],
    ['Mẫu giáo', 'mam_non'],
    ['TH', 'tieu_hoc'],
    ['Tiểu học', 'tieu_hoc'],
    ['Cấp 1', 'tieu_hoc'],
    ['tieu_hoc', 'tieu_hoc'],
    ['THCS', 'thcs'],
    ['T.H.C.S', null],
    ['Trung học cơ sở', 'thcs'],
    ['Cấp II', 'thcs'],
    ['THPT', null],
    ['TH&THCS', null],
    ['abc', null],
  ])('“%s” is %s', async (word, level) => {
    const result = await list([HEADING, [1, 'Thanh Trì', word, 'Trường Hoa Sen']]);
    if (level) expect(result.rows).toMatchObject([{ level }]);
    else expect(short(result.faults)).toEqual(['C2 LEVEL_UNKNOWN']);
  });

  test('an empty level is taken from the name, and a contradiction is told', async () => {
    const result = await list([
      HEADING,
      [1, 'Thanh Trì', null, 'Trường Tiểu học Hoa Sen'],
      [2, 'Thanh Trì', 'TH', 'Trường THCS Hoa Mai'],
      [3, 'Thanh Trì', null, 'Trường Hoa Ban'],
    ]);
    expect(short(result.warnings)).toEqual(['C2 LEVEL_FROM_NAME', 'C3 LEVEL_NAME_MISMATCH']);
    expect(short(result.faults)).toEqual(['C4 VALUE_MISSING']);
    expect(result.rows.map((row) => row.level)).toEqual(['tieu_hoc', 'tieu_hoc']);
  });

  test.each([
    ['Huyện Thanh Trì', 'Thanh Trì', 'huyện'],
    ['HUYỆN THANH TRÌ', 'THANH TRÌ', 'huyện'],
    ['H. Thanh Trì', 'Thanh Trì', 'huyện'],
    ['Phòng GD&ĐT huyện Thanh Trì', 'Thanh Trì', 'huyện'],
    ['Phòng Giáo dục và Đào tạo Thanh Trì', 'Thanh Trì', null],
    ['UBND huyện Thanh Trì', 'Thanh Trì', 'huyện'],
    ['Phòng Văn hóa - Xã hội xã Thanh Trì', 'Thanh Trì', 'xã'],
    ['TX Sơn Tây', 'Sơn Tây', 'thị xã'],
    ['Thị xã Sơn Tây', 'Sơn Tây', 'thị xã'],
    ['Quan Hoa', 'Quan Hoa', null],
    ['Xa La', 'Xa La', null],
    ['Quận 1', '1', 'quận'],
  ])('“%s” is %s of kind %s', async (text, unit, unitKindWord) => {
    const result = await csv(`Đơn vị,Cấp học,Tên trường\n${text},TH,Trường TH A\n`);
    expect(result.rows).toMatchObject([{ unit, unitKindWord }]);
  });
});

describe('faults', () => {
  test('all come at once, in the order of the file, and the good rows are still given', async () => {
    const result = await list([
      [...HEADING, 'Mã trường', 'Số lớp', 'Email'],
      [...HOA_SEN, 'A1', 10, 'a@example.com'],
      [2, null, 'THPT', null, 'A2', -3, 'không có'],
      [3, 'Thanh Trì', 'TH', { error: '#N/A' }, 'A1', 'x', null],
      [4, 'Thanh Trì', 'TH', 'Trường TH B', 'A1', 5, null],
      [5, 'Thanh Trì', 'TH', 'TRƯỜNG TIỂU HỌC HOA SEN', new Date(Date.UTC(2023, 0, 2)), 5, null],
      [6, 'Thanh Trì', 'TH', `Trường TH ${'a'.repeat(200)}`, { formula: 'A1' }, 5, null],
      HOA_MAI,
    ]);
    expect(short(result.faults)).toEqual([
      'B3 VALUE_MISSING',
      'C3 LEVEL_UNKNOWN',
      'D3 VALUE_MISSING',
      'F3 COUNT_NEGATIVE',
      'D4 CELL_ERROR',
      'F4 COUNT_NOT_NUMBER',
      'E5 DUPLICATE_CODE',
      'D6 DUPLICATE_SCHOOL',
      'E6 DATE_NOT_TEXT',
      'D7 TOO_LONG',
      'E7 FORMULA_NO_RESULT',
    ]);
    expect(result.faults[6]).toEqual({
      row: 5,
      column: 'Mã trường',
      cell: 'E5',
      code: 'DUPLICATE_CODE',
      message: 'Mã trường “A1” bị trùng ở dòng 2 và dòng 5.',
    });
    expect(short(result.warnings)).toEqual(['G3 EMAIL_FORMAT']);
  });

  test('a cell that cannot be read has one fault, not two', async () => {
    const result = await list([
      HEADING,
      [1, { formula: 'A1' }, { error: '#REF!' }, { formula: 'A1' }],
      HOA_SEN,
    ]);
    expect(short(result.faults)).toEqual(['B2 FORMULA_NO_RESULT', 'C2 CELL_ERROR', 'D2 FORMULA_NO_RESULT']);
  });

  test('a name that lost its letters on the way is refused', async () => {
    const result = await csv('Huyện,Cấp học,Tên trường\nThanh Trì,TH,Tru?ng Ti?u h?c Hoa Sen\n');
    expect(short(result.faults)).toEqual(['C2 TEXT_LOST']);
  });

  test('a formula typed as a name is a name', async () => {
    const name = '=HYPERLINK("http://example.com","Trường")';
    expect((await list([HEADING, [1, 'Thanh Trì', 'TH', name]])).rows).toMatchObject([{ name }]);
  });

  test('the longest name that is taken in is the longest that the form takes', async () => {
    const name = `Trường TH ${'a'.repeat(190)}`;
    const [row] = (await list([HEADING, [1, 'Thanh Trì', 'TH', name]])).rows;
    expect(schoolForm.shape.name.safeParse(row?.name).success).toBe(true);
    expect(schoolForm.shape.name.safeParse(`${name}a`).success).toBe(false);
  });
});

test('five thousand rows arrive complete', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => [
    index + 1,
    `Huyện Đơn vị ${index % 30}`,
    ['MN', 'TH', 'THCS'][index % 3],
    `Trường số ${index}`,
  ]);
  const result = await list([HEADING, ...rows, ['Tổng cộng', null, null, '5.000 trường']]);
  expect(result.rows).toHaveLength(5000);
  expect(result.faults).toEqual([]);
});
