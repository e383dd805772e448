import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { OutputOf } from '../../../../preload/contract/types.ts';
import { openProgram, type Program } from '../../testing.ts';

type Preview = OutputOf<'schools.previewImport'>;

async function workbook(
  sheets: Readonly<Record<string, readonly (readonly ExcelJS.CellValue[])[]>>,
  dress: (book: ExcelJS.Workbook) => void = () => {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  dress(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const fieldsOf = ({ table }: Preview) => table.columns.map(({ letter, field }) => [letter, field]);

describe('a list as it stands in its file', () => {
  test('is shown with its sheets, its heading and what each column was taken for', async () => {
    const program = await openProgram();
    const bytes = await workbook({
      'Hướng dẫn': [['Điền đủ ba cột đầu']],
      'Danh sách': [
        ['PHÒNG GD&ĐT HUYỆN THANH TRÌ'],
        ['TT', 'Huyện', 'Bậc học', 'Tên trường', 'Khẩu hiệu'],
        [1, 'Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen', 'Vui'],
        [2, 'Thanh Trì', 'THCS', 'Trường THCS Hoa Mai'],
      ],
    });
    const { table } = await program.call('schools.previewImport', {
      fileId: await program.receive('ds.xlsx', bytes),
    });
    expect(table).toMatchObject({
      sheets: ['Hướng dẫn', 'Danh sách'],
      sheet: 'Danh sách',
      headerRow: 2,
      topRows: [{ row: 1 }, { row: 2, text: 'TT · Huyện · Bậc học · Tên trường · Khẩu hiệu' }, {}, {}],
      missing: [],
      doubtful: false,
      rows: [
        { row: 3, cells: ['Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen'] },
        { row: 4, cells: ['Thanh Trì', 'THCS', 'Trường THCS Hoa Mai'] },
      ],
    });
    expect(table.columns[2]).toEqual({
      column: 3,
      letter: 'C',
      heading: 'Bậc học',
      samples: ['TH', 'THCS'],
      field: 'level',
    });
  });

  test('with headings that nobody knows is shown, not refused, and read once its columns are named', async () => {
    const program = await openProgram();
    const fileId = await program.receive(
      'ds.csv',
      'Nơi quản,Loại,Cơ sở\nThanh Trì,TH,Trường Tiểu học Hoa Sen\nThanh Trì,MN,Trường Mầm non Hoa Mai',
    );
    const unknown = await program.call('schools.previewImport', { fileId });
    expect(unknown).toMatchObject({
      created: 0,
      table: { missing: ['unit', 'level', 'name'], headerRow: 1 },
    });
    expect(fieldsOf(unknown)).toEqual([
      ['A', null],
      ['B', null],
      ['C', null],
    ]);
    expect(await program.refused('schools.import', { fileId })).toMatchObject({ code: 'NO_HEADER_ROW' });

    const mapping = (['unit', 'level', 'name'] as const).map((field, index) => ({
      column: index + 1,
      field,
    }));
    const named = await program.call('schools.previewImport', { fileId, headerRow: 1, mapping });
    expect(named).toMatchObject({ created: 2, faults: [], table: { missing: [] } });
    expect(await program.call('schools.import', { fileId, headerRow: 1, mapping })).toMatchObject({
      created: 2,
    });
  });

  test('takes a column for what the person says, and leaves out what is for nothing', async () => {
    const program = await openProgram();
    const fileId = await program.receive(
      'ds.csv',
      'Huyện,Cấp học,Tên trường,Xã,Ghi chú\nThanh Trì,TH,Trường Tiểu học Hoa Sen,Đông Mỹ,Thôn 1',
    );
    const preview = await program.call('schools.previewImport', {
      fileId,
      mapping: [
        { column: 4, field: null },
        { column: 5, field: 'address' },
      ],
    });
    expect(preview.unknownColumns).toEqual(['Xã']);
    expect(fieldsOf(preview).slice(3)).toEqual([
      ['D', null],
      ['E', 'address'],
    ]);
    expect(preview.table.rows[0]?.cells[3]).toBe('Thôn 1');
  });

  test('is read from the sheet and under the heading that the person chooses', async () => {
    const program = await openProgram();
    const heading = ['Huyện', 'Cấp học', 'Tên trường'];
    const fileId = await program.receive(
      'ds.xlsx',
      await workbook({
        A: [heading, ['Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen']],
        B: [heading, heading, ['Chương Mỹ', 'TH', 'Trường Tiểu học Hướng Dương']],
      }),
    );
    const found = await program.call('schools.previewImport', { fileId });
    expect(found.table).toMatchObject({ sheet: 'A', doubtful: true });
    const chosen = await program.call('schools.previewImport', { fileId, sheet: 'B', headerRow: 2 });
    expect(chosen).toMatchObject({
      warnings: [{ code: 'UNIT_CREATED' }],
      table: { sheet: 'B', headerRow: 2, doubtful: false, rows: [{ row: 3 }] },
    });
  });

  test('tells what was put right with the text before', async () => {
    const program = await openProgram();
    const old = (text: string): string => iconv.decode(iconv.encode(text, 'tcvn'), 'latin1');
    const bytes = await workbook({
      DS: [
        [old('Huyện'), old('Cấp học'), old('Tên trường'), old('Điện thoại')],
        [old('Thanh Trì'), 'TH', old('Trường Tiểu học Đông Mỹ'), 912345678],
        [old('Thanh Trì'), '', 'Trường Tiểu học Vạn Phúc'.normalize('NFD'), ''],
      ],
    });
    const { table } = await program.call('schools.previewImport', {
      fileId: await program.receive('ds.xlsx', bytes),
    });
    expect(table.repairs).toEqual(
      expect.arrayContaining([
        {
          row: 2,
          cell: 'C2',
          codes: ['ENCODING_CONVERTED'],
          before: old('Trường Tiểu học Đông Mỹ'),
          after: 'Trường Tiểu học Đông Mỹ',
        },
        { row: 2, cell: 'D2', codes: ['LEADING_ZERO_RESTORED'], before: '912345678', after: '0912345678' },
        { row: 3, cell: 'B3', codes: ['LEVEL_FROM_NAME'], before: '', after: 'Tiểu học' },
        {
          row: 3,
          cell: 'C3',
          codes: ['TEXT_COMPOSED'],
          before: 'Trường Tiểu học Vạn Phúc'.normalize('NFD'),
          after: 'Trường Tiểu học Vạn Phúc',
        },
      ]),
    );
  });
});

describe('cells that a person puts right', () => {
  test('are judged anew and taken in instead of what stands in the file', async () => {
    const program = await openProgram();
    const bytes = await workbook({
      DS: [
        ['Huyện', 'Cấp học', 'Tên trường', 'Số HS', 'Mã trường'],
        ['Thanh Trì', 'THPT', 'Trường Tiểu học Hoa Sen', 'nhiều', '0101'],
      ],
    });
    const fileId = await program.receive('ds.xlsx', bytes);
    const before = await program.call('schools.previewImport', { fileId });
    expect(before.faults.map(({ cell }) => cell)).toEqual(['B2', 'D2']);
    const mended = [
      { row: 2, column: 2, text: 'Tiểu học' },
      { row: 2, column: 4, text: '410' },
      { row: 2, column: 5, text: '' },
    ];
    const after = await program.call('schools.previewImport', { fileId, mended });
    expect(after).toMatchObject({ created: 1, faults: [], table: { repairs: [] } });
    await program.call('schools.import', { fileId, mended });
    expect((await program.call('schools.list', {})).schools).toMatchObject([
      { level: 'tieu_hoc', pupils: 410, code: null },
    ]);
  });

  test('hold for the whole of a merged range', async () => {
    const program = await openProgram();
    const bytes = await workbook(
      {
        DS: [
          ['Huyện', 'Cấp học', 'Tên trường'],
          ['Thanh Tr?ì', 'TH', 'Trường Tiểu học Hoa Sen'],
          ['', 'TH', 'Trường Tiểu học Hoa Ban'],
        ],
      },
      (book) => book.getWorksheet('DS')?.mergeCells('A2:A3'),
    );
    const fileId = await program.receive('ds.xlsx', bytes);
    const { table } = await program.call('schools.previewImport', {
      fileId,
      mended: [{ row: 2, column: 1, text: 'Thanh Trì' }],
    });
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['Thanh Trì', 'Thanh Trì']);
  });
});

test('what a list changes in a known school is told field by field, its unit included', async () => {
  const program = await openProgram();
  const list = (row: string) =>
    program.receive('ds.csv', `Huyện,Cấp học,Tên trường,Mã trường,Số HS,Hiệu trưởng\n${row}`);
  await program.call('schools.import', { fileId: await list('Thanh Trì,TH,Trường TH Hoa Sen,0101,400,') });
  const { changes } = await program.call('schools.previewImport', {
    fileId: await list('Ba Vì,TH,Trường TH Hoa Sen,0101,410,Nguyễn Văn A'),
  });
  expect(changes[0]?.fields).toEqual([
    { field: 'unit', before: 'Thanh Trì', after: 'huyện Ba Vì' },
    { field: 'principal', before: null, after: 'Nguyễn Văn A' },
    { field: 'pupils', before: '400', after: '410' },
  ]);
});

describe('the person’s own file with its faults marked', () => {
  const marked = async (program: Program, made: OutputOf<'schools.markImport'>) => {
    const file = await program.backend.openFile(made.fileId);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file?.path ?? '');
    return book;
  };
  const note = (cell: ExcelJS.Cell | undefined) =>
    typeof cell?.note === 'string' ? cell.note : cell?.note?.texts?.map(({ text }) => text).join('');
  const isFilled = (cell: ExcelJS.Cell | undefined) =>
    cell?.fill?.type === 'pattern' && cell.fill.pattern === 'solid';

  test('comes back with a note and a light ground in each such cell, all else as it was', async () => {
    const program = await openProgram();
    const bytes = await workbook(
      {
        DS: [
          ['Huyện', 'Cấp học', 'Tên trường', 'Số HS', 'SĐT'],
          ['Thanh Trì', 'THPT', 'Trường Tiểu học Hoa Sen', 'nhiều', 'gặp cô A'],
          ['Thanh Trì', 'TH', 'Trường Tiểu học Hoa Ban', { formula: '200+210', result: 410 }, '0912345678'],
        ],
        'Ghi chú': [['Giữ nguyên']],
      },
      (book) => {
        const sheet = book.getWorksheet('DS');
        if (!sheet) return;
        sheet.getColumn(3).width = 44;
        for (const address of ['B2', 'B3']) sheet.getCell(address).font = { italic: true };
        sheet.getCell('B2').note = 'Hỏi lại trường';
      },
    );
    const fileId = await program.receive('Danh sách trường.xlsx', bytes);
    const made = await program.call('schools.markImport', {
      fileId,
      mended: [{ row: 2, column: 2, text: 'TH' }],
    });
    expect(made).toMatchObject({ fileName: 'Danh sách trường (đánh dấu lỗi).xlsx', marks: 3 });
    const book = await marked(program, made);
    const sheet = book.getWorksheet('DS');
    expect(note(sheet?.getCell('B2'))).toBe(
      'Hỏi lại trường\nKhông rõ cấp học “THPT”. Chỉ nhận: Mầm non (MN), Tiểu học (TH), Trung học cơ sở (THCS).\n' +
        'Đã sửa trong chương trình thành “TH”.',
    );
    expect(note(sheet?.getCell('D2'))).toContain('không phải là số');
    expect(note(sheet?.getCell('E2'))).toContain('có vẻ chưa đúng');
    expect([isFilled(sheet?.getCell('B2')), isFilled(sheet?.getCell('B3'))]).toEqual([true, false]);
    expect(sheet?.getCell('B2').value).toBe('THPT');
    expect(sheet?.getCell('B2').font?.italic).toBe(true);
    expect(sheet?.getCell('D3').value).toMatchObject({ formula: '200+210', result: 410 });
    expect(sheet?.getColumn(3).width).toBe(44);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['DS', 'Ghi chú', 'Các ô cần sửa']);
    expect(book.getWorksheet('Các ô cần sửa')?.rowCount).toBe(4);

    // Put right there, it comes in; what was marked before does not stand in the way.
    if (sheet) {
      sheet.getCell('B2').value = 'TH';
      sheet.getCell('D2').value = 410;
    }
    const again = await program.receive('ds.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    expect(await program.call('schools.import', { fileId: again })).toMatchObject({ created: 2 });
  });

  test('loses the former marks when it is marked again', async () => {
    const program = await openProgram();
    const bytes = await workbook(
      {
        DS: [
          ['Huyện', 'Cấp học', 'Tên trường', 'Số HS'],
          ['Thanh Trì', 'THPT', 'Trường Tiểu học Hoa Sen', 'nhiều'],
        ],
      },
      (book) => {
        for (const address of ['B2', 'D2']) {
          const cell = book.getWorksheet('DS')?.getCell(address);
          if (cell) cell.note = 'Hỏi lại trường';
        }
      },
    );
    const mark = async (fileId: string) =>
      marked(program, await program.call('schools.markImport', { fileId }));
    const first = await mark(await program.receive('ds.xlsx', bytes));
    const mended = first.getWorksheet('DS')?.getCell('B2');
    if (mended) mended.value = 'TH';

    const again = await program.receive('ds.xlsx', new Uint8Array(await first.xlsx.writeBuffer()));
    const sheet = (await mark(again)).getWorksheet('DS');
    expect([isFilled(sheet?.getCell('B2')), isFilled(sheet?.getCell('D2'))]).toEqual([false, true]);
    expect(note(sheet?.getCell('B2'))).toBe('Hỏi lại trường');
    expect(note(sheet?.getCell('D2'))?.match(/không phải là số/g)).toHaveLength(1);
  });

  test('is a workbook of its cells when it was text', async () => {
    const program = await openProgram();
    const fileId = await program.receive(
      'ds.csv',
      'Huyện;Cấp học;Tên trường;Mã trường\nThanh Trì;Cao đẳng;Trường X;0101',
    );
    const made = await program.call('schools.markImport', { fileId });
    expect(made.fileName).toBe('ds (đánh dấu lỗi).xlsx');
    const sheet = (await marked(program, made)).worksheets[0];
    expect(sheet?.getCell('D2').value).toBe('0101');
    expect(note(sheet?.getCell('B2'))).toContain('Không rõ cấp học');
  });

  test('notes at the name what is wrong with a school as a whole', async () => {
    const program = await openProgram();
    const list = (rows: string) => program.receive('ds.csv', `Huyện,Cấp học,Tên trường,Mã trường\n${rows}`);
    await program.call('schools.import', { fileId: await list('Thanh Trì,TH,Trường TH Hoa Sen,0101') });
    const fileId = await list('Thanh Trì,TH,Trường TH Hoa Ban,0101\nThanh Trì,TH,Trường TH Hoa Sen,');
    const sheet = (await marked(program, await program.call('schools.markImport', { fileId }))).worksheets[0];
    expect(note(sheet?.getCell('C3'))).toContain('cùng chỉ tới');
  });

  test('is left alone where it can’t be read', async () => {
    const program = await openProgram();
    const sample = await readFile(new URL('../../../../package.json', import.meta.url));
    const fileId = await program.receive('ds.xlsx', sample);
    expect(await program.refused('schools.markImport', { fileId })).toMatchObject({
      code: 'FILE_NOT_WORKBOOK',
    });
  });
});
