import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../../../preload/contract/types.ts';
import { openProgram, type Program } from '../../testing.ts';
import { lowerSecondaryPairs } from '../testing.ts';

let program: Program;
let schools: Awaited<ReturnType<typeof lowerSecondaryPairs>>;
beforeEach(async () => {
  program = await openProgram();
  schools = await lowerSecondaryPairs(program);
});

const csv = (...lines: string[]) => program.receive('ket-qua.csv', lines.join('\n'));
async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Sheet1'));
  return program.receive('ket-qua.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
}
const taking = (fileId: string, options: Omit<InputOf<'examResults.import'>, 'fileId'> = {}) =>
  program.call('examResults.import', { fileId, ...options });
const faultsOf = async (...lines: string[]) => {
  const error = await program.refused('examResults.import', { fileId: await csv(...lines) });
  expect(error.code).toBe('INVALID_ROWS');
  expect((await program.call('examResults.list', {})).schools.every(({ result }) => result === null)).toBe(
    true,
  );
  const faults = error.details.errors as { cell: string | null; code: string; message: string }[];
  return faults;
};
const resultsOf = async (schoolYear = '2023-2024') =>
  new Map(
    (await program.call('examResults.list', { schoolYear })).schools.map(({ id, result }) => [id, result]),
  );

describe('a list as schools send it', () => {
  const official = () =>
    workbook((sheet) => {
      sheet.addRow(['PHÒNG GD&ĐT HUYỆN THANH TRÌ']);
      sheet.addRow(['KẾT QUẢ THI TUYỂN SINH VÀO LỚP 10 THPT NĂM HỌC 2023 – 2024']);
      sheet.mergeCells('A2:I2');
      sheet.addRow([
        'TT',
        'Trường',
        'Số HS lớp 9',
        'Số HS dự thi',
        'Trúng tuyển công lập',
        null,
        'Điểm trung bình',
      ]);
      sheet.addRow([null, null, null, null, 'SL', 'Tỷ lệ', 'Ngữ văn', 'Toán', 'Tiếng Anh']);
      for (const range of ['A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:I3']) sheet.mergeCells(range);
      sheet.addRow(['I', 'Huyện Thanh Trì']);
      sheet.addRow([1, 'THCS Hoa Sen', 200, 180, 135, 0.75, '6,75', 6.2, '5.90']);
      sheet.getCell('F6').numFmt = '0.0%';
      sheet.addRow([2, 'Trường trung học cơ sở Hoa Ban', '120', 100, 61, '61,0 %', 5.5, '-', null]);
      sheet.addRow(['Cộng', null, 320, 280, 196, 0.7]);
      sheet.mergeCells('A8:B8');
      sheet.addRow(['Bình quân thành phố', null, null, null, null, 0.652, 6.5, 6.1, 5.8]);
      sheet.mergeCells('A9:B9');
      sheet.addRow([]);
      sheet.addRow([null, null, null, null, 'Thanh Trì, ngày 15 tháng 7 năm 2024']);
      sheet.addRow([null, 'NGƯỜI LẬP BIỂU', null, null, 'TRƯỞNG PHÒNG']);
      sheet.addRow([null, 'Nguyễn Văn A', null, null, 'Trần Thị B']);
    });

  test('has merged headings, groups, percentages, decimal commas, a total and the row of the city', async () => {
    const fileId = await official();
    const { warnings, ...counts } = await taking(fileId);
    expect(counts).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(warnings.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'A5 SECTION_IGNORED',
      'G6 NUMBER_AS_TEXT',
      'I6 NUMBER_AS_TEXT',
      'C7 NUMBER_AS_TEXT',
      'H7 DASH_AS_EMPTY',
      'A8 TOTAL_IGNORED',
      'E11 CLOSING_IGNORED',
    ]);
    const results = await resultsOf();
    expect(results.get(schools.sen)).toEqual({
      grade9Pupils: 200,
      candidates: 180,
      admitted: 135,
      rate: 0.75,
      literature: 6.75,
      maths: 6.2,
      english: 5.9,
    });
    expect(results.get(schools.ban)).toMatchObject({ grade9Pupils: 120, admitted: 61, maths: null });
    expect((await program.call('examResults.list', {})).city.result).toMatchObject({
      candidates: null,
      literature: 6.5,
      english: 5.8,
    });
  });

  test('changes nothing when it comes again, and is taken back as a whole', async () => {
    await taking(await official());
    expect(await taking(await official())).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    const entries = (await program.call('history.list', { limit: 5 })).entries;
    const taken = entries.findLast(({ command }) => command === 'examResults.import');
    await program.call('history.undo', { sequence: taken?.sequence ?? 0 });
    expect((await resultsOf()).get(schools.sen)).toBeNull();
  });

  test('is only tried on a dry run, and shown row by row in a preview', async () => {
    const fileId = await official();
    expect(await taking(fileId, { dryRun: true })).toMatchObject({ created: 3 });
    expect((await resultsOf()).get(schools.sen)).toBeNull();
    const { rows, faults } = await program.call('examResults.previewImport', { fileId });
    expect(faults).toEqual([]);
    expect(rows.map(({ row, school, change, rate }) => ({ row, school, change, rate }))).toEqual([
      { row: 6, school: 'Trường THCS Hoa Sen', change: 'new', rate: 0.75 },
      { row: 7, school: 'Trường THCS Hoa Ban', change: 'new', rate: 0.61 },
      { row: 9, school: null, change: 'new', rate: null },
    ]);
  });

  test('may be in TCVN3', async () => {
    const fileId = await workbook((sheet) => {
      sheet.addRow(['N¨m häc 2023-2024']);
      sheet.addRow(['STT', 'Tªn tr­êng', 'Sè dù thi', 'Tróng tuyÓn', '§iÓm trung b×nh Ng÷ v¨n']);
      sheet.addRow([1, 'Tr­êng THCS Hoa HuÖ', 90, 60, '6,5']);
      sheet.eachRow((row) => {
        row.font = { name: '.VnTime' };
      });
    });
    expect(await taking(fileId)).toMatchObject({ created: 1 });
    expect((await resultsOf()).get(schools.hue)).toMatchObject({
      candidates: 90,
      admitted: 60,
      literature: 6.5,
    });
  });

  test('leaves alone what it has no column for', async () => {
    await taking(await official());
    const fileId = await csv('Năm học 2023-2024;;', 'Mã trường;Trường;Toán', '01020301;THCS Sen (cũ);7,25');
    expect(await taking(fileId)).toMatchObject({ created: 0, updated: 1 });
    expect((await resultsOf()).get(schools.sen)).toMatchObject({
      candidates: 180,
      literature: 6.75,
      maths: 7.25,
    });
  });

  test('may name schools that nothing is known of yet, and say something about the city below', async () => {
    const fileId = await csv(
      'Năm học 2023-2024;;;',
      'TT;Trường;Dự thi;Trúng tuyển',
      '1;THCS Hoa Sen;180;135',
      '2;THCS Hoa Ban;;',
      '3;THCS Hoa Huệ;–;–',
      'Tổng cộng;;180;135',
      'Toàn thành phố: 65% trúng tuyển công lập.;;;',
    );
    expect(await taking(fileId)).toMatchObject({ created: 1, unchanged: 1 });
    expect((await resultsOf()).get(schools.hue)).toBeNull();
    expect((await program.call('examResults.list', {})).city.result).toBeNull();
  });

  test('counts lessons under a subject as lessons, not as marks', async () => {
    const fileId = await workbook((sheet) => {
      sheet.addRow(['Năm học 2023-2024']);
      sheet.addRow(['Trường', 'Dự thi', 'Số tiết ôn tập', null]);
      sheet.addRow([null, null, 'Ngữ văn', 'Toán']);
      for (const range of ['A2:A3', 'B2:B3', 'C2:D2']) sheet.mergeCells(range);
      sheet.addRow(['THCS Hoa Sen', 180, 8, 9]);
    });
    const { unknownColumns, rows } = await program.call('examResults.previewImport', { fileId });
    expect(unknownColumns).toEqual(['Ngữ văn', 'Toán']);
    expect(rows[0]).toMatchObject({ candidates: 180, literature: null, maths: null });
  });
});

describe('the year of a list', () => {
  const lines = ['Trường;Dự thi', 'THCS Hoa Sen;180'];

  test('comes from the person, else from the title or a note, else from the year of the exam', async () => {
    await taking(await csv(...lines), { schoolYear: '2022-2023' });
    expect((await resultsOf('2022-2023')).get(schools.sen)).toMatchObject({ candidates: 180 });
    await taking(
      await csv('Giai đoạn 2023 - 2025;', ...lines, 'Kết quả của học sinh lớp 9 năm học 2021–2022.;'),
    );
    expect((await resultsOf('2021-2022')).get(schools.sen)).toMatchObject({ candidates: 180 });
    await taking(await csv('KỲ THI TUYỂN SINH NĂM 2024;', ...lines));
    expect((await resultsOf()).get(schools.sen)).toMatchObject({ candidates: 180 });
  });

  test('is asked for when nobody says it, and refused outside the programme', async () => {
    expect(await faultsOf(...lines)).toMatchObject([{ cell: null, code: 'SCHOOL_YEAR_MISSING' }]);
    expect(await faultsOf('Năm học 2031-2032;', ...lines, 'THCS Hoa Ban;90')).toMatchObject([
      { cell: null, code: 'SCHOOL_YEAR_OUTSIDE' },
    ]);
  });
});

test('every fault is named with its cell, and nothing is taken in', async () => {
  const faults = await faultsOf(
    'Năm học 2023-2024;;;;;',
    'TT;Trường;HS lớp 9;Dự thi;Trúng tuyển;Điểm TB Toán',
    '1;THCS Hoa Sen;100;120;90;6,5',
    '2;THCS Không Có;100;90;80;6',
    '3;Trường Tiểu học Hoa Mai;100;90;80;6',
    '4;THCS Hoa Ban;-5;90;95;67,5',
    '5;THCS Hoa Sen;100;90;80;6',
    '6;;100;90;80;6',
    '7;THCS Hoa Cúc;99999;90,5;x;#N/A',
  );
  expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
    'C6 COUNT_NEGATIVE',
    'F6 MARK_OUT_OF_RANGE',
    'B8 VALUE_MISSING',
    'D9 COUNT_DECIMAL',
    'E9 COUNT_NOT_NUMBER',
    'F9 COUNT_NOT_NUMBER',
    'D3 FIGURES_CONFLICT',
    'B4 SCHOOL_UNKNOWN',
    'B5 SCHOOL_NOT_THCS',
    'E6 FIGURES_CONFLICT',
    'B7 RESULT_TWICE',
    'C9 FIGURES_CONFLICT',
  ]);
  expect(faults.find(({ cell }) => cell === 'D3')?.message).toBe(
    'Số liệu chưa hợp lý: số dự thi 120 nhiều hơn số học sinh lớp 9 100.',
  );
});

test('a rate that its counts do not make is pointed out', async () => {
  const fileId = await csv(
    'Năm học 2023-2024;;;',
    'Trường;Dự thi;Trúng tuyển;Tỷ lệ',
    'THCS Hoa Sen;180;135;80%',
  );
  expect((await taking(fileId)).warnings).toMatchObject([{ cell: 'D3', code: 'RATE_DIFFERS' }]);
});
