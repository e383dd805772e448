import { beforeAll, describe, expect, test } from 'vitest';
import { dependentFormulas } from './dependents.ts';
import { departmentWorkbook, repacked } from './testing.ts';
import { openWorkbook } from './workbook.ts';

let form: Buffer;
beforeAll(async () => {
  form = await departmentWorkbook();
});

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Which formulas of the sheet "Tổng" are stale once some cells change; formulas stand in column Z. */
async function stale(formulas: readonly string[], changed: Readonly<Record<string, readonly string[]>>) {
  const rows = formulas.map(
    (formula, index) => `<row r="${index + 1}"><c r="Z${index + 1}">${formula}</c></row>`,
  );
  const sheet = `<worksheet xmlns="${NAMESPACE}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  const workbook = await openWorkbook(
    await repacked(form, { 'xl/worksheets/sheet3.xml': sheet }),
    'Biểu.xlsx',
  );
  const found = dependentFormulas(
    workbook,
    new Map(Object.entries(changed).map(([name, cells]) => [name, new Set(cells)])),
  );
  return (found.get('Tổng') ?? []).map((cell) => cell.row);
}

const f = (formula: string): string => `<f>${formula}</f><v>1</v>`;

describe('formulas that read a changed cell', () => {
  test('are found in ranges, whole columns and rows, with dollars, and on other sheets', async () => {
    const formulas = [
      f('B2'),
      f('$B$2+1'),
      f('SUM(A1:C3)'),
      f('SUM(C3:A1)'),
      f('SUM(B:B)'),
      f('SUM(2:3)'),
      f("'Biểu 1'!B2"),
      f('B3'),
      f('SUM(C:D)'),
      f('SUM(A1:A9)+LOG10(5)+1E3'),
      f('"B2 trong chữ"'),
      f('BB2+B22+XB2'),
      f('tổng!B2'),
    ];
    expect(await stale(formulas, { Tổng: ['B2'] })).toEqual([1, 2, 3, 4, 5, 6, 13]);
  });

  test('are followed through other formulas, in any order, and round in circles once', async () => {
    const formulas = [f('Z2'), f('Z3*2'), f('A1'), f('Z5'), f('Z4')];
    expect((await stale(formulas, { Tổng: ['A1'] })).toSorted()).toEqual([1, 2, 3]);
    expect((await stale([f('Z2+A1'), f('Z1')], { Tổng: ['A1'] })).toSorted()).toEqual([1, 2]);
  });

  test('are taken for readers where it can not be told: names, tables, INDIRECT, shared, several sheets', async () => {
    const formulas = [
      f('TongSo'),
      f('SUM(BangTruong[Số lớp])'),
      f('INDIRECT("A"&amp;1)'),
      f('OFFSET(C1,1,1)'),
      '<f t="shared" si="0"/><v>1</v>',
      '<f t="shared" ref="Z6:Z7" si="0">C1</f><v>1</v>',
      f("SUM('Biểu 1:Tổng'!C1)"),
      f('#REF!+1'),
      f('IF(TRUE,C1,FALSE)'),
      f('TODAY()'),
    ];
    expect(await stale(formulas, { Tổng: ['A1'] })).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('not those that are replaced themselves', async () => {
    expect(await stale([f('A1'), f('Z1')], { Tổng: ['A1', 'Z1'] })).toEqual([2]);
  });
});
