import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellValue, Workbook, Worksheet } from 'exceljs';
import { readSample, type SampleProgramme } from '../main/backend/program/sample.ts';
import { LEVEL_LABELS } from '../main/backend/schools/import/levels.ts';
import { parseSchoolList, type SchoolRow } from '../main/backend/schools/import/parse.ts';
import { readTable } from '../main/backend/tables/read-table.ts';
import {
  A4_LANDSCAPE,
  boxed,
  line,
  newWorkbook,
  type Style,
  workbookBytes,
} from '../main/backend/workbooks/excel.ts';
import type { Level } from '../preload/contract/schools.ts';

const RESOURCES_DIR = join(import.meta.dirname, '../resources');
const SAMPLES_DIR = join(RESOURCES_DIR, 'samples');
const MADE_ON = '2023-04-03';
/** Height of a row of the table, in points. */
const ROW_HEIGHT = 21;

const HEADING = boxed('center', '@', { bold: true });
const TEXT = boxed('left', '@');
const CENTRED = boxed('center', '@');
/** As Excel formats a cell into which someone just types. */
const TYPED = boxed('left', 'General');
const COUNT = boxed('right', '#,##0');
const TOTAL = boxed('right', '#,##0', { bold: true });

/** A column of the office's list: heading, width in characters and how its cells look. */
type ListColumn = readonly [heading: string, width: number, style: Style];

const OFFICE_COLUMNS: readonly ListColumn[] = [
  ['STT', 5, CENTRED],
  ['Huyện', 12, CENTRED],
  ['Tên trường', 33, TEXT],
  ['Cấp học', 18, CENTRED],
  ['Mã trường', 12, CENTRED],
  ['Xã/Thị trấn', 17, TEXT],
  ['Địa chỉ', 58, TEXT],
  ['Họ và tên Hiệu trưởng', 25, TEXT],
  ['SĐT', 16, TYPED],
  ['E-mail', 30, TEXT],
  ['Số lớp', 7, COUNT],
  ['Số HS', 8, COUNT],
  ['Số GV', 7, COUNT],
  ['Ghi chú', 16, TEXT],
];
/** Columns of "Quy mô", under one merged heading. */
const SIZE_COLUMNS = [11, 12, 13];

/** The spellings of a level that typists of one list use side by side. */
const LEVEL_WORDS: Record<Level, readonly string[]> = {
  mam_non: ['MN', 'Mầm non'],
  tieu_hoc: ['Tiểu học', 'TH'],
  thcs: ['THCS', 'Trung học cơ sở'],
};

/** What typing and copying do to a cell, by the school's number in the list and the column's heading. */
const SLIPS: Readonly<Record<string, (value: CellValue) => CellValue>> = {
  '3 SĐT': (phone) => Number(phone),
  '6 Số HS': (count) => `${count}`,
  '7 Tên trường': (name) => `${name}  `,
  '12 Họ và tên Hiệu trưởng': (name) => ` ${name}`.replace(' Thị ', '  Thị '),
  '17 Tên trường': (name) => `${name}`.normalize('NFD'),
};

function writeRow(
  sheet: Worksheet,
  row: number,
  values: readonly CellValue[],
  styles: readonly Style[],
): void {
  sheet.getRow(row).height = ROW_HEIGHT;
  for (const [index, style] of styles.entries()) {
    const cell = sheet.getRow(row).getCell(index + 1);
    cell.style = style;
    cell.value = values[index] ?? null;
  }
}

/** One line of text over several columns. */
function writeLine(sheet: Worksheet, range: string, text: string, style: Style): void {
  sheet.mergeCells(range);
  const cell = sheet.getCell(range.split(':')[0] ?? range);
  cell.style = style;
  cell.value = text;
}

function newSheet(title: string, columns: readonly ListColumn[]): { workbook: Workbook; sheet: Worksheet } {
  const workbook = newWorkbook({ title, creator: 'Chung Tay', createdOn: MADE_ON });
  const sheet = workbook.addWorksheet('Danh sách', { pageSetup: A4_LANDSCAPE });
  for (const [index, [, width]] of columns.entries()) sheet.getColumn(index + 1).width = width;
  return { workbook, sheet };
}

const OFFICE_HEADINGS = OFFICE_COLUMNS.map(([heading]) => heading);
const WHOLE_ROW = OFFICE_COLUMNS.map(() => HEADING);

/** Two rows of headings; those of the group stand in the lower one, all others in both. */
function writeOfficeHeading(sheet: Worksheet, row: number): void {
  const inGroup = (index: number) => SIZE_COLUMNS.includes(index + 1);
  const pick = (group: boolean) =>
    OFFICE_HEADINGS.map((heading, index) => (inGroup(index) === group ? heading : null));
  writeRow(sheet, row, pick(false), WHOLE_ROW);
  writeRow(sheet, row + 1, pick(true), WHOLE_ROW);
  for (const index of OFFICE_COLUMNS.keys()) {
    if (!inGroup(index)) sheet.mergeCells(row, index + 1, row + 1, index + 1);
  }
  writeLine(sheet, `K${row}:M${row}`, 'Quy mô', HEADING);
}

function officeRow(school: SampleProgramme['schools'][number], number: number): readonly CellValue[] {
  const words = LEVEL_WORDS[school.level];
  const values: readonly CellValue[] = [
    number,
    school.unit,
    school.name,
    words[number % words.length],
    school.code,
    school.commune,
    school.address,
    school.principal,
    school.phone,
    school.email,
    school.classes,
    school.pupils,
    school.teachers,
    number === 1 ? 'Trưởng cụm' : null,
  ];
  return values.map((value, column) => SLIPS[`${number} ${OFFICE_HEADINGS[column]}`]?.(value) ?? value);
}

/** The sums, typed into a merged row, and below it date and signature. */
function writeOfficeClosing(sheet: Worksheet, row: number, schools: SampleProgramme['schools']): void {
  writeRow(
    sheet,
    row,
    [],
    OFFICE_COLUMNS.map(() => TOTAL),
  );
  writeLine(sheet, `A${row}:J${row}`, 'Tổng cộng', HEADING);
  for (const [index, key] of (['classes', 'pupils', 'teachers'] as const).entries()) {
    const letter = sheet.getColumn((SIZE_COLUMNS[0] ?? 0) + index).letter;
    const result = schools.reduce((sum, school) => sum + school[key], 0);
    sheet.getCell(`${letter}${row}`).value = { formula: `SUM(${letter}8:${letter}${row - 1})`, result };
  }
  const closing = (below: number, text: string, more: Parameters<typeof line>[2]) =>
    writeLine(sheet, `J${row + below}:N${row + below}`, text, line(13, 'center', more));
  closing(2, 'Thanh Trì, ngày 03 tháng 4 năm 2023', { italic: true });
  closing(3, 'NGƯỜI LẬP BIỂU', { bold: true });
  closing(4, '(Ký, ghi rõ họ tên)', { italic: true });
}

/**
 * The sample schools as an office would send them: titles above, a heading of two rows with merged cells, the
 * unit merged down its group, group titles, an empty row, sums, lines of date and signature below, and the
 * slips of people who type and copy.
 */
export function officeList({ schools }: SampleProgramme): Workbook {
  const { workbook, sheet } = newSheet('Danh sách trường minh họa', OFFICE_COLUMNS);
  writeLine(sheet, 'A1:F1', 'TỔ CÔNG TÁC HAI HUYỆN', line(13, 'center', { bold: true }));
  writeLine(sheet, 'A3:N3', 'DANH SÁCH TRƯỜNG THAM GIA KẾT NGHĨA', line(14, 'center', { bold: true }));
  const note = '(Tên trường, tên người và số liệu đều là minh họa)';
  writeLine(sheet, 'A4:N4', note, line(13, 'center', { italic: true }));
  writeOfficeHeading(sheet, 6);

  const styles = OFFICE_COLUMNS.map(([, , style]) => style);
  const ordinals = ['I', 'II'];
  let row = 8;
  let number = 0;
  for (const [unit, members] of Map.groupBy(schools, (school) => school.unit)) {
    const title = `${ordinals.shift()}. HUYỆN ${unit.toUpperCase()}`;
    writeLine(sheet, `A${row}:N${row}`, title, boxed('left', '@', { bold: true }));
    sheet.getRow(row).height = ROW_HEIGHT;
    for (const [index, school] of members.entries()) {
      number += 1;
      writeRow(sheet, row + 1 + index, officeRow(school, number), styles);
    }
    sheet.mergeCells(row + 1, 2, row + members.length, 2);
    // An empty row before the next group.
    row += members.length + 2;
  }
  writeOfficeClosing(sheet, row - 1, schools);
  return workbook;
}

const REGISTER_COLUMNS: readonly ListColumn[] = [
  ['STT', 6, CENTRED],
  ['Huyện', 16, TEXT],
  ['Cấp học', 14, CENTRED],
  ['Tên trường', 40, TEXT],
  ['Xã/Thị trấn', 22, TEXT],
];

/** Real public schools with what public sources say about them, and nothing else. */
export function registerList(schools: readonly SchoolRow[]): Workbook {
  const { workbook, sheet } = newSheet('Trường công lập của hai huyện', REGISTER_COLUMNS);
  writeLine(
    sheet,
    'A1:E1',
    'MỘT SỐ TRƯỜNG CÔNG LẬP HUYỆN THANH TRÌ VÀ HUYỆN CHƯƠNG MỸ',
    line(14, 'center', { bold: true }),
  );
  writeLine(
    sheet,
    'A2:E2',
    '(Danh sách mẫu để nhập thử, theo các trang công khai; không phải danh sách trường đã ký kết)',
    line(12, 'center', { italic: true }),
  );
  writeRow(
    sheet,
    4,
    REGISTER_COLUMNS.map(([heading]) => heading),
    REGISTER_COLUMNS.map(() => HEADING),
  );
  const styles = REGISTER_COLUMNS.map(([, , style]) => style);
  for (const [index, { unit, level, name, commune }] of schools.entries()) {
    writeRow(sheet, index + 5, [index + 1, unit, LEVEL_LABELS[level], name, commune ?? null], styles);
  }
  sheet.views = [{ state: 'frozen', ySplit: 4 }];
  return workbook;
}

/** The two example workbooks by their file names; the same bytes at every call. */
export async function exampleWorkbooks(): Promise<ReadonlyMap<string, Uint8Array>> {
  const fileName = 'schools-of-two-districts.csv';
  const bytes = await readFile(join(SAMPLES_DIR, fileName));
  const { rows } = parseSchoolList(await readTable({ bytes, fileName, encoding: 'auto' }), { unitWords: [] });
  const sample = await readSample(RESOURCES_DIR);
  return new Map([
    ['schools-rehearsal.xlsx', await workbookBytes(officeList(sample))],
    ['schools-of-two-districts.xlsx', await workbookBytes(registerList(rows))],
  ]);
}

/** Writes the example workbooks beside what they are made of. Run by hand after a change; the result is kept. */
if (import.meta.main) {
  for (const [name, bytes] of await exampleWorkbooks()) await writeFile(join(SAMPLES_DIR, name), bytes);
}
