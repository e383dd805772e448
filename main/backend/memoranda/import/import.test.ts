import { beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../tables/days.ts';
import { FULL_DETAILS, openProgram, type Program } from '../../testing.ts';
import { handIn, memorandumOf, twoMemoranda, workbookOf } from '../testing.ts';
import { readContents } from './contents.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
  await twoMemoranda(program);
});

const csv = (...lines: string[]) => program.receive('ky-ket.csv', lines.join('\n'));
const importing = async (fileId: string, dryRun = false) =>
  program.call('memoranda.importRecords', { fileId, dryRun });
const refusing = async (...lines: string[]) => {
  const error = await program.refused('memoranda.importRecords', { fileId: await csv(...lines) });
  expect(error.code).toBe('INVALID_ROWS');
  return error.details.errors;
};

describe('the sheet to fill in', () => {
  test('comes back unchanged, changing nothing, and filled in, saying it all', async () => {
    const { id: senId } = await memorandumOf(program, 'Sen');
    await program.call('memoranda.generate', { ids: [senId] });
    const sheet = await program.call('memoranda.recordSheet', {});
    expect(sheet.fileName).toBe('Ghi kết quả ký kết.xlsx');
    expect(await importing(sheet.fileId)).toEqual({ updated: 0, warnings: [] });

    const workbook = await workbookOf(program, sheet.fileId);
    const [list] = workbook.worksheets;
    const columns = new Map<string, number>();
    list?.getRow(1).eachCell((cell, column) => columns.set(cell.text, column));
    const rowOf = (name: string) => {
      for (let row = 2; row <= (list?.rowCount ?? 0); row += 1)
        if (list?.getCell(row, columns.get('Bên A') ?? 0).text.endsWith(name)) return row;
      throw new Error(`no row of ${name}`);
    };
    const fill = (name: string, heading: string, value: string | number | Date) => {
      const column = columns.get(heading);
      if (!list || !column) throw new Error(`no column ${heading}`);
      list.getCell(rowOf(name), column).value = value;
    };
    fill('Sen', 'Số', 5);
    fill('Sen', 'Ngày ký', new Date('2023-04-15T00:00:00Z'));
    fill('Sen', 'Người ký Bên B', 'Phạm Thị D');
    fill('Sen', 'Chức vụ Bên B', 'Phó Hiệu trưởng');
    fill('Ban', 'Số tiết dạy minh họa (tiết) HK II', 7);
    fill('Ban', 'Nội dung phối hợp', 'management');
    const filled = await handIn(program, workbook);

    expect(await importing(filled, true)).toEqual({ updated: 2, warnings: [] });
    expect((await memorandumOf(program, 'Sen')).state).toBe('finalised');
    expect(await importing(filled)).toEqual({ updated: 2, warnings: [] });
    expect(await importing(filled)).toEqual({ updated: 0, warnings: [] });
    expect(await memorandumOf(program, 'Sen')).toMatchObject({
      state: 'signed',
      number: '05',
      signedOn: '2023-04-15',
      signers: [
        { side: 'a', fullName: FULL_DETAILS.principal, position: 'Hiệu trưởng' },
        { side: 'b', fullName: 'Phạm Thị D', position: 'Phó Hiệu trưởng' },
      ],
    });
    const ban = await program.call('memoranda.get', { id: (await memorandumOf(program, 'Ban')).id });
    expect(ban.contents.filter(({ chosen }) => chosen).map(({ code }) => code)).toEqual(['management']);
    expect(ban.commitments.find(({ indicator }) => indicator === 'DEMO_LESSONS')).toMatchObject({
      semester1: 2,
      semester2: 7,
    });
    // What has been recorded stands in the next sheet, which again changes nothing.
    const next = await program.call('memoranda.recordSheet', {});
    expect(await importing(next.fileId)).toEqual({ updated: 0, warnings: [] });
  });
});

describe('a list as an office makes it', () => {
  test('has the columns of form 03, days as text, and closing lines', async () => {
    await program.call('memoranda.generate', {});
    const fileId = await csv(
      'DANH SÁCH BIÊN BẢN ĐÃ KÝ;;;;;;',
      'STT;Số, ký hiệu;Ngày ký;Bên A;Bên B;Người ký A;Trạng thái',
      '(1);(2);(3);(4);(5);(6);(7)',
      '1;05/BGN-THHB-THBCA;5/4/2023;Truong tieu hoc Hoa Ban;Trường Tiểu học Bồ Công Anh;;Đã in',
      '2;6;ngày 15 tháng 4 năm 2023;Trường Tiểu học Hoa Sen;Trường Tiểu học Hướng Dương;Trần Văn Đ;',
      'Tổng cộng: 2 biên bản;;;;;;',
    );
    const { updated, warnings } = await importing(fileId);
    expect(updated).toBe(2);
    expect(warnings.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'C4 DATE_AS_TEXT',
      'C5 DATE_AS_TEXT',
      'A6 CLOSING_IGNORED',
    ]);
    expect(warnings[0]?.message).toContain('05/04/2023');
    expect(await memorandumOf(program, 'Ban')).toMatchObject({ number: '05', signedOn: '2023-04-05' });
    expect((await memorandumOf(program, 'Sen')).signers).toMatchObject([
      { side: 'a', fullName: 'Trần Văn Đ', position: null },
      { side: 'b', fullName: FULL_DETAILS.principal },
    ]);
  });

  test('is refused as a whole, with the cell of every fault', async () => {
    await program.call('memoranda.generate', { ids: [(await memorandumOf(program, 'Sen')).id] });
    expect(
      await refusing(
        'Bên A;Bên B;Số;Ngày ký;Số tiết dạy minh họa HK1;Nội dung phối hợp',
        'Trường Tiểu học Hoa Sen;Trường Tiểu học Hướng Dương;05;15/04/2023;9;management',
        'Trường Tiểu học Hoa Sen;Trường Tiểu học Hướng Dương;06;;;',
        'Trường Tiểu học Hoa Ban;Trường Tiểu học Hướng Dương;07;;;',
        'Trường Tiểu học Hoa Ban;Trường Tiểu học Bồ Công Anh;05;15/04/2023;;Bay lên mặt trăng',
        'Trường Tiểu học Không Có;;;;;',
      ),
    ).toMatchObject([
      { cell: 'E2', code: 'QUANTITY_FROZEN' },
      { cell: 'F2', code: 'CONTENT_FROZEN' },
      { cell: 'A3', code: 'DUPLICATE_MEMORANDUM' },
      { cell: 'B4', code: 'MEMORANDUM_MISMATCH' },
      { cell: 'C5', code: 'NUMBER_TAKEN' },
      { cell: 'D5', code: 'MEMORANDUM_DRAFT' },
      { cell: 'F5', code: 'CONTENT_UNKNOWN' },
      { cell: 'A6', code: 'MEMORANDUM_UNKNOWN' },
    ]);
    expect(await refusing('Bên A;Bên B;Ngày ký', 'Trường Tiểu học Hoa Sen;;31/02/2023')).toMatchObject([
      { cell: 'C2', code: 'DATE_UNCLEAR' },
    ]);
    expect(await memorandumOf(program, 'Sen')).toMatchObject({ state: 'finalised', number: null });
  });
});

test('form 03 of the report comes back unchanged, and takes what is added to it', async () => {
  await program.call('memoranda.generate', { ids: [(await memorandumOf(program, 'Sen')).id] });
  const report = await program.call('reports.export', { period: '2023-2024' });
  expect(await importing(report.fileId)).toMatchObject({ updated: 0 });
  const workbook = await workbookOf(program, report.fileId);
  const form = workbook.getWorksheet('Biểu 03 - Ký kết');
  form?.eachRow((row) => {
    if (!row.getCell(4).text.endsWith('Hoa Sen')) return;
    row.getCell(2).value = '07/BGN-THHS-THHD';
    row.getCell(3).value = '15/4/2023';
  });
  const { updated } = await importing(await handIn(program, workbook));
  expect(updated).toBe(1);
  expect(await memorandumOf(program, 'Sen')).toMatchObject({
    state: 'signed',
    number: '07',
    signedOn: '2023-04-15',
    signers: [{ fullName: FULL_DETAILS.principal }, { fullName: FULL_DETAILS.principal }],
  });
});

test('a list that names no memorandum is refused with the columns that it needs', async () => {
  const error = await program.refused('memoranda.importRecords', {
    fileId: await csv('Ngày ký;Ghi chú', '5/4/2023;x'),
  });
  expect(error).toMatchObject({ code: 'NO_HEADER_ROW', details: { columns: ['Bên A', 'Bên B'] } });
});

test('days are read as Vietnamese write them, the day first', () => {
  for (const text of ['5/4/2023', '05.04.2023', '5-4-2023', 'ngày 05 tháng 4 năm 2023', '2023-04-05'])
    expect(readDay(text)).toBe('2023-04-05');
  for (const text of ['4/15/2023', '31/4/2023', '5/4/23', '45021', 'tháng 4'])
    expect(readDay(text)).toBeNull();
});

test('contents are known by their words or codes, however they are parted', () => {
  const choices = [
    { code: 'themes', text: 'Hội thảo, chuyên đề; trao đổi kinh nghiệm' },
    { code: 'talks', text: 'Hội thảo' },
    { code: 'pupils', text: 'Giao lưu học sinh' },
  ];
  expect(
    readContents('1. Giao lưu học sinh; 2. hoi thao, chuyen de; trao doi kinh nghiem.', choices),
  ).toEqual({
    codes: ['themes', 'pupils'],
  });
  expect(readContents('a) Hội thảo + pupils', choices)).toEqual({ codes: ['talks', 'pupils'] });
  expect(readContents('Hội thảo, cờ vua', choices)).toEqual({ unknown: ', co vua' });
});
