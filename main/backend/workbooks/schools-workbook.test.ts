import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { parseSchoolList } from '../schools/import/parse.ts';
import { readTable } from '../tables/read-table.ts';
import { buildSchoolsWorkbook, type SchoolListEntry } from './schools-workbook.ts';

const school: SchoolListEntry = {
  code: '01020103',
  name: 'Trường Tiểu học Hoa Sen',
  level: 'tieu_hoc',
  unit: 'Huyện Thanh Trì',
  commune: 'Xã Phù Sa',
  address: 'Thôn 1',
  principal: 'Nguyễn Văn A',
  position: 'Hiệu trưởng',
  phone: '02430000001',
  email: 'hoasen@example.vn',
  classes: 15,
  pupils: 475,
  teachers: 27,
};

async function sheetOf(schools: readonly SchoolListEntry[], withPhones: boolean) {
  const { bytes, rows } = await buildSchoolsWorkbook(schools, { withPhones, createdOn: '2024-06-05' });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('the workbook has a sheet');
  return { sheet, rows, valuesOf: (row: number) => [...Object.values(sheet.getRow(row).values)] };
}

describe('the exported list of schools', () => {
  test('has one row of headings and one a school', async () => {
    const { rows, valuesOf } = await sheetOf([school], true);
    expect(rows).toBe(1);
    expect(valuesOf(1)).toEqual([
      'Đơn vị quản lý',
      'Cấp học',
      'Mã trường',
      'Tên trường',
      'Xã/phường',
      'Địa chỉ',
      'Hiệu trưởng',
      'Chức vụ',
      'Điện thoại',
      'Email',
      'Số lớp',
      'Số học sinh',
      'Số giáo viên',
    ]);
    expect(valuesOf(2)).toEqual([
      'Huyện Thanh Trì',
      'Tiểu học',
      '01020103',
      'Trường Tiểu học Hoa Sen',
      'Xã Phù Sa',
      'Thôn 1',
      'Nguyễn Văn A',
      'Hiệu trưởng',
      '02430000001',
      'hoasen@example.vn',
      15,
      475,
      27,
    ]);
  });

  test('keeps codes and phones as text, so that a leading zero survives editing', async () => {
    const { sheet } = await sheetOf([school], true);
    expect(sheet.getCell('C2').numFmt).toBe('@');
    expect(sheet.getCell('I2').numFmt).toBe('@');
  });

  test('has no phone and no e-mail unless asked for', async () => {
    const { sheet, valuesOf } = await sheetOf([school], false);
    expect(valuesOf(1)).not.toContain('Điện thoại');
    expect(valuesOf(1)).not.toContain('Email');
    expect(sheet.columnCount).toBe(11);
  });

  test('leaves absent values empty and formulas as text', async () => {
    const { sheet } = await sheetOf([{ ...school, code: null, pupils: null, name: '=1+1' }], false);
    expect(sheet.getCell('C2').value).toBeNull();
    expect(sheet.getCell('J2').value).toBeNull();
    expect(sheet.getCell('D2').value).toBe('=1+1');
  });

  test('an empty register is a sheet of headings', async () => {
    const { sheet, rows } = await sheetOf([], false);
    expect(rows).toBe(0);
    expect(sheet.actualRowCount).toBe(1);
  });

  test('is read back by the import as it was, without a repair', async () => {
    const { bytes } = await buildSchoolsWorkbook([school], { withPhones: true, createdOn: '2024-06-05' });
    const table = await readTable({ bytes, fileName: 'schools.xlsx', encoding: 'auto' });
    const list = parseSchoolList(table, { unitWords: ['huyện', 'xã', 'phường'] });
    expect(list.faults).toEqual([]);
    expect(list.warnings).toEqual([]);
    expect(list.unknownColumns).toEqual([]);
    expect(list.rows).toEqual([
      expect.objectContaining({ ...school, unit: 'Thanh Trì', commune: 'Phù Sa', unitKindWord: 'huyện' }),
    ]);
  });
});
