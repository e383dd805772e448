import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type Column, count, day, text } from './excel.ts';
import { list, listBytes } from './list-writer.ts';

interface Item {
  readonly name: string | null;
  readonly on: string | null;
  readonly amount: number | null;
}

const COLUMNS: readonly Column<Item>[] = [
  text('name', 'Tên & họ', 20, (item) => item.name),
  day('on', 'Ngày', 12, (item) => item.on),
  count('amount', 'Số', 9, (item) => item.amount),
  {
    key: 'double',
    heading: 'Gấp đôi',
    width: 9,
    kind: 'count',
    value: ({ amount }, at) => ({
      formula: `IF(${at('amount')}<1,0,2*${at('amount')})`,
      result: 2 * (amount ?? 0),
    }),
  },
];

const PROPERTIES = { title: 'Danh sách <thử>', creator: 'Chung Tay', createdOn: '2024-06-05' };

async function written(items: readonly Item[]) {
  const workbook = new ExcelJS.Workbook();
  const sheets = [
    list('Danh sách', COLUMNS, items, 'Chỉ dùng để liên hệ'),
    list('Điều kiện', [text<string>('said', 'Nội dung', 30, (said) => said)], ['một hai ba', '=1+1']),
  ];
  await workbook.xlsx.load(new Uint8Array(await listBytes(PROPERTIES, sheets)).buffer);
  const [sheet, second] = workbook.worksheets;
  if (!sheet || !second) throw new Error('the workbook has two sheets');
  return { workbook, sheet, second };
}

describe('a plain list', () => {
  test('keeps texts letter by letter, days as days, numbers as numbers and formulas with their results', async () => {
    const { sheet } = await written([
      { name: ' Lớp <3> & “A”\n_x0041_ ', on: '2024-02-29', amount: 7 },
      { name: null, on: null, amount: null },
    ]);
    expect(sheet.getCell('A1').value).toBe('Tên & họ');
    expect(sheet.getCell('A2').value).toBe(' Lớp <3> & “A”\n_x0041_ ');
    expect(sheet.getCell('B2').value).toEqual(new Date('2024-02-29T00:00:00Z'));
    expect(sheet.getCell('C2').value).toBe(7);
    expect(sheet.getCell('D2').value).toEqual({ formula: 'IF(C2<1,0,2*C2)', result: 14 });
    expect([sheet.getCell('A3').value, sheet.getCell('B3').value, sheet.getCell('C3').value]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('looks alike in every row, prints its headings on every page and can be filtered', async () => {
    const { sheet, workbook } = await written([{ name: 'một hai ba bốn năm sáu bảy', on: null, amount: 1 }]);
    expect(sheet.getCell('A2').font).toMatchObject({ name: 'Times New Roman', size: 12 });
    expect(sheet.getCell('A2').border.top?.style).toBe('thin');
    expect(sheet.getCell('A2').numFmt).toBe('@');
    expect(sheet.getColumn(1).width).toBe(20);
    expect(sheet.getRow(2).height).toBeGreaterThan(17);
    expect(sheet.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToHeight: 0,
      printTitlesRow: '1:1',
    });
    expect(sheet.autoFilter).toBe('A1:D2');
    expect(workbook.title).toBe('Danh sách <thử>');
  });

  test('of many rows has each in its place, though texts come again', async () => {
    const items = Array.from({ length: 1234 }, (_, index) => ({
      name: `Trường ${index % 100}`,
      on: null,
      amount: index,
    }));
    const { sheet } = await written(items);
    expect(sheet.actualRowCount).toBe(1235);
    for (const row of [2, 101, 102, 103, 1235])
      expect([sheet.getCell(row, 1).value, sheet.getCell(row, 3).value]).toEqual([
        `Trường ${(row - 2) % 100}`,
        row - 2,
      ]);
  });

  test('stands beside others in one workbook, each with its own columns, filter and pages', async () => {
    const { workbook, second } = await written([{ name: 'một hai ba', on: null, amount: 1 }]);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Danh sách', 'Điều kiện']);
    expect(second.getColumn(1).values).toEqual([undefined, 'Nội dung', 'một hai ba', '=1+1']);
    expect(second.getColumn(1).width).toBe(30);
    expect(second.autoFilter).toBe('A1:A3');
    expect(second.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '1:1' });
  });

  test('prints what is said at its foot beside the number of the page, and keeps its cells free of it', async () => {
    const { sheet, second } = await written([{ name: 'Nguyễn Văn A', on: null, amount: 1 }]);
    expect(sheet.headerFooter.oddFooter).toMatch(/^&L.*\nChỉ dùng để liên hệ&C.*Trang &P\/&N$/s);
    expect(second.headerFooter.oddFooter).toMatch(/^&C.*Trang &P\/&N$/s);
    expect(sheet.actualRowCount).toBe(2);
  });
});
