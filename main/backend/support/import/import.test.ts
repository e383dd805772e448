import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { lowerSecondaryPairs } from '../../exam-results/testing.ts';
import { openProgram, type Program } from '../../testing.ts';

let program: Program;
let schools: Awaited<ReturnType<typeof lowerSecondaryPairs>>;
beforeEach(async () => {
  program = await openProgram();
  schools = await lowerSecondaryPairs(program);
});

const csv = (...lines: string[]) => program.receive('ho-tro.csv', lines.join('\n'));
const items = async () => (await program.call('support.list', {})).items;
const HEADING = 'STT;Ngày;Bên hỗ trợ;Bên nhận;Nội dung;SL;ĐVT;Đơn giá;Thành tiền;Nguồn;Biên bản bàn giao';

describe('a list of support', () => {
  const official = async (): Promise<string> => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('CSVC');
    sheet.addRow(['DANH SÁCH HỖ TRỢ CƠ SỞ VẬT CHẤT']);
    sheet.mergeCells('A1:K1');
    sheet.addRow([]);
    sheet.addRow(HEADING.split(';'));
    sheet.addRow(HEADING.split(';').map((_, index) => `(${index + 1})`));
    sheet.addRow([
      1,
      new Date(Date.UTC(2023, 9, 12)),
      'THCS Hoa Sen',
      'THCS Hoa Cúc',
      'Máy chiếu',
      2,
      'chiếc',
      8_500_000,
      { formula: 'F5*H5', result: 17_000_000 },
      'Ngân sách trường',
      '05/BB-BG',
    ]);
    sheet.addRow([
      2,
      '20/11/2023',
      'Hội Khuyến học',
      '01277302',
      'Sách tham khảo',
      '1.200',
      'cuốn',
      null,
      '36.000.000 đ',
    ]);
    sheet.addRow([
      3,
      '05/01/2024',
      'Trường THCS Hoa Cúc',
      'Trường THCS Hoa Sen',
      'Kinh phí giao lưu',
      null,
      null,
      null,
      5_000_000,
    ]);
    sheet.addRow(['TỔNG CỘNG', null, null, null, null, null, null, null, 58_000_000]);
    sheet.mergeCells('A8:E8');
    sheet.addRow([null, null, null, null, null, null, null, 'Ngày 15 tháng 7 năm 2024']);
    sheet.addRow([null, 'Người lập biểu', null, null, null, null, null, 'Trưởng phòng']);
    return program.receive('ho-tro.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  };

  test('has the columns of form 07; twice the same changes nothing', async () => {
    const { warnings, ...counts } = await program.call('support.import', { fileId: await official() });
    expect(counts).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(warnings.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'B6 DATE_AS_TEXT',
      'B7 DATE_AS_TEXT',
      'A8 TOTAL_IGNORED',
      'H9 CLOSING_IGNORED',
      'C6 GIVER_OUTSIDE',
    ]);
    expect(
      (await items()).map(({ giver, receiver, content, kind, quantity, amount, direction }) => [
        giver,
        receiver,
        content,
        kind,
        quantity,
        amount,
        direction,
      ]),
    ).toEqual([
      [
        'Trường THCS Hoa Cúc',
        'Trường THCS Hoa Sen',
        'Kinh phí giao lưu',
        'funding',
        null,
        5_000_000,
        'to_supporting',
      ],
      ['Hội Khuyến học', 'Trường THCS Hoa Huệ', 'Sách tham khảo', 'material', 1200, 36_000_000, 'other'],
      ['Trường THCS Hoa Sen', 'Trường THCS Hoa Cúc', 'Máy chiếu', 'equipment', 2, 17_000_000, 'to_partner'],
    ]);
    expect((await items())[2]).toMatchObject({ source: 'Ngân sách trường', handoverPaper: '05/BB-BG' });
    expect(await program.call('support.import', { fileId: await official() })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
    });
  });

  test('changes what it says otherwise, keeps what it is silent about, and is taken back as a whole', async () => {
    await program.call('support.import', { fileId: await official() });
    const fileId = await csv(
      'Ngày;Bên hỗ trợ;Bên nhận;Nội dung;SL;Nguồn;Tình trạng',
      '12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;máy chiếu;2;Xã hội hóa;Đã bàn giao',
    );
    expect(await program.call('support.import', { fileId, dryRun: true })).toMatchObject({ updated: 1 });
    expect((await items())[2]).toMatchObject({ source: 'Ngân sách trường' });
    await program.call('support.import', { fileId });
    expect((await items())[2]).toMatchObject({ source: 'Xã hội hóa', amount: 17_000_000, unit: 'chiếc' });
    const [last] = (await program.call('history.list', { limit: 1 })).entries;
    await program.call('history.undo', { sequence: last?.sequence ?? 0 });
    expect((await items())[2]).toMatchObject({ source: 'Ngân sách trường', content: 'Máy chiếu' });
  });

  test('leaves the paper that was made here alone', async () => {
    await program.call('support.import', {
      fileId: await csv(HEADING, '1;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;Tủ;2;cái;;900000'),
    });
    const [item] = await items();
    await program.call('support.makeHandover', { id: item?.id ?? '' });
    const again = await csv(
      HEADING,
      `1;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;Tủ;2;cái;;900000;;Biên bản bàn giao ngày 12/10/2023`,
    );
    expect(await program.call('support.import', { fileId: again })).toMatchObject({
      updated: 0,
      unchanged: 1,
    });
  });

  test('may count in thousands or millions of đồng', async () => {
    const fileId = await csv(
      'Đơn vị tính: nghìn đồng;;;;;',
      'Ngày;Bên hỗ trợ;Bên nhận;Nội dung;SL;Thành tiền',
      '12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;Máy tính;1;12.500',
    );
    expect((await program.call('support.import', { fileId })).warnings).toMatchObject([
      { code: 'MONEY_SCALED' },
      { code: 'DATE_AS_TEXT' },
    ]);
    expect((await items())[0]?.amount).toBe(12_500_000);
  });

  test('keeps two equal rows as two items', async () => {
    const row = '1;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;Ghế;10;cái;;';
    const { created, warnings } = await program.call('support.import', {
      fileId: await csv(HEADING, row, row),
    });
    expect(created).toBe(2);
    expect(warnings.map(({ code }) => code)).toContain('SUPPORT_TWICE');
    expect(await program.call('support.import', { fileId: await csv(HEADING, row, row) })).toMatchObject({
      created: 0,
      unchanged: 2,
    });
  });

  test('means the pair when two schools bear one name', async () => {
    await program.call('schools.update', { id: schools.hue, name: 'Trường THCS Hoa Sen' });
    const fileId = await csv(HEADING, '1;12/10/2023;THCS Hoa Ban;THCS Hoa Sen;Ghế;10;cái;;');
    await program.call('support.import', { fileId });
    expect((await items())[0]?.receiverSchoolId).toBe(schools.hue);
  });
});

test('every fault is named with its cell, and nothing is taken in', async () => {
  const fileId = await csv(
    HEADING,
    '1;12/10/2032;THCS Hoa Sen;THCS Hoa Cúc;Máy chiếu;2;;;',
    '2;31/02/2024;THCS Hoa Sen;THCS Hoa Cúc;Máy chiếu;2;;;',
    '3;12/10/2023;THCS Hoa Sen;Trường Không Có;Máy chiếu;-2;;;',
    '4;12/10/2023;THCS Hoa Sen;THCS Hoa Sen;Máy chiếu;2;;;',
    '5;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;;2;;;',
    '6;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;Ghế;hai;;;9999999999999',
    '7;12/10/2023;THCS Hoa Sen;THCS Hoa Cúc;=1+1;;;;',
  );
  const error = await program.refused('support.import', { fileId });
  expect(error.code).toBe('INVALID_ROWS');
  const faults = error.details.errors as { cell: string; code: string; message: string }[];
  expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
    'B3 DATE_UNCLEAR',
    'F4 COUNT_NEGATIVE',
    'E6 VALUE_MISSING',
    'F7 COUNT_NOT_NUMBER',
    'I7 COUNT_TOO_LARGE',
    'B2 DAY_OUTSIDE',
    'D4 SCHOOL_UNKNOWN',
    'D5 SAME_SCHOOL',
    'I8 FIGURES_CONFLICT',
  ]);
  expect(await items()).toEqual([]);
});
