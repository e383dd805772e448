import excel from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FormBinding } from '../../../preload/contract/department-forms.ts';
import { AppError } from '../errors.ts';
import { cellAddress } from '../tables/raw-table.ts';
import { type FillInput, fillForm } from './fill.ts';
import { placeBindings } from './grid.ts';
import { isCovered } from './places.ts';
import { formatAt, type Written } from './sheet.ts';
import { departmentWorkbook, figure, repacked, schoolTable, unzipped } from './testing.ts';
import { openWorkbook } from './workbook.ts';

let form: Buffer;
beforeAll(async () => {
  form = await departmentWorkbook();
});

const cell = (at: string, field: string, replacesFormula = false): FormBinding => {
  const [sheet = '', address = ''] = at.split('!');
  return { kind: 'cell', sheet, cell: address, field, replacesFormula };
};

const list = (changes: Partial<Extract<FormBinding, { kind: 'table' }>> = {}): FormBinding => ({
  kind: 'table',
  sheet: 'Danh sách',
  cell: 'A3',
  table: 'schools',
  columns: [
    { column: 'A', field: 'ordinal' },
    { column: 'B', field: 'name' },
    { column: 'D', field: 'signedOn' },
  ],
  rows: null,
  ...changes,
});

const FIGURES = [
  figure('office', 'text', 'Phòng Giáo dục và Đào tạo huyện Thanh Trì'),
  figure('day', 'day', '2024-06-05'),
  figure('plan', 'number', 20),
  figure('done', 'number', 15),
  figure('lessons', 'number', 4),
  figure('nothing', 'number', null),
  figure('rate', 'share', 0.75),
];

/** Fills as the program does: places are looked up in the same file first. */
async function fill(
  bytes: Uint8Array,
  bindings: readonly FormBinding[],
  changes: Partial<FillInput> = {},
): Promise<Buffer> {
  const kept = await placeBindings({ bytes, fileName: 'Biểu.xlsx', bindings });
  const filled = await fillForm({
    bytes,
    fileName: 'Biểu.xlsx',
    bindings: kept,
    fields: FIGURES,
    tables: [schoolTable([])],
    ...changes,
  });
  return Buffer.from(filled.bytes);
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('was not refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

async function opened(bytes: Uint8Array): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

/** The sheet's cells as XML by address, and all the rest of it. */
function cellsOf(xml: string) {
  const cells = new Map<string, string>();
  const rest = xml.replace(/<c [^>]*?r="([A-Z]+\d+)"[^>]*?(?:\/>|>.*?<\/c>)/gs, (all, address: string) => {
    cells.set(address, all);
    return '';
  });
  return { cells, rest };
}

const BINDINGS = [
  cell('Biểu 1!C2', 'office'),
  cell('Biểu 1!C3', 'day'),
  cell('Biểu 1!C8', 'plan'),
  cell('Biểu 1!D8', 'done'),
  cell('Biểu 1!C9', 'nothing'),
  cell('Biểu 1!D9', 'lessons'),
];

describe('what stays', () => {
  test('every part but the sheets that are filled, with its place and its bytes', async () => {
    const before = await unzipped(form);
    const after = await unzipped(await fill(form, BINDINGS));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after]
      .filter(([name, part]) => !before.get(name)?.equals(part))
      .map(([name]) => name);
    expect(changed.toSorted()).toEqual([
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet3.xml',
    ]);
    const settings = (xml: Buffer | undefined) => xml?.toString().replace(/<calcPr[^>]*>/, '');
    expect(settings(after.get('xl/workbook.xml'))).toBe(settings(before.get('xl/workbook.xml')));
    expect(after.get('xl/workbook.xml')?.toString()).toContain('fullCalcOnLoad="1"');
  });

  test('of a filled sheet every other cell, its merges, formats, lists and pictures', async () => {
    const sheet = async (bytes: Buffer) =>
      cellsOf((await unzipped(bytes)).get('xl/worksheets/sheet1.xml')?.toString() ?? '');
    const before = await sheet(form);
    const after = await sheet(await fill(form, BINDINGS));
    const bound = ['C2', 'C3', 'C8', 'D8', 'C9', 'D9'];
    // Sums and rates over the bound cells lose their stored results, and keep their formulas.
    const dependent = ['E8', 'E9', 'C10', 'D10'];
    const changed = [...after.cells].filter(([at, xml]) => before.cells.get(at) !== xml).map(([at]) => at);
    expect(changed.toSorted()).toEqual([...bound, ...dependent].toSorted());
    expect(after.rest).toBe(before.rest);
    for (const at of dependent) {
      expect(after.cells.get(at)).toBe(before.cells.get(at)?.replace(/<v>.*<\/v>|<v\/>/, ''));
    }
    const style = (xml: string | undefined) => / s="\d+"/.exec(xml ?? '')?.[0];
    for (const at of bound) expect(style(after.cells.get(at))).toBe(style(before.cells.get(at)));
  });

  test('a form without bindings, to the byte', async () => {
    const before = await unzipped(form);
    const after = await unzipped(await fill(form, []));
    expect([...after]).toEqual([...before]);
  });
});

test('any cells with any values: they read back, all others are as they were, and rows stay in order', async () => {
  const before = await openWorkbook(form, 'Biểu.xlsx');
  let seed = 20_240_605;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  for (let round = 0; round < 25; round += 1) {
    const wanted = new Map<string, Written>();
    for (let count = 0; count < 15; count += 1) {
      const sheet = before.sheets[random(before.sheets.length)];
      const address = cellAddress(1 + random(45), 1 + random(9));
      const isFree = sheet && !sheet.cells.get(address)?.formula && !isCovered(sheet, address);
      if (isFree)
        wanted.set(
          `${sheet.name}!${address}`,
          [random(1000) / 8, `<ô> ${count} & “chữ”`, null][random(3)] ?? null,
        );
    }
    const bindings = [...wanted.keys()].map((at) => cell(at, at));
    const fields = [...wanted].map(([at, value]) =>
      figure(at, typeof value === 'number' ? 'number' : 'text', value),
    );
    // The headings that a cell stands under may be filled, too: places are looked up in the empty form.
    const after = await openWorkbook(await fill(form, bindings, { fields }), 'Biểu.xlsx');
    for (const [index, sheet] of after.sheets.entries()) {
      const old = before.sheets[index];
      const rows = sheet.rows.map((row) => row.number);
      expect(rows).toEqual(rows.toSorted((left, right) => left - right));
      for (const row of sheet.rows) {
        const columns = row.cells.map((each) => each.column);
        expect(columns).toEqual(columns.toSorted((left, right) => left - right));
      }
      for (const [address, found] of sheet.cells) {
        const value = wanted.get(`${sheet.name}!${address}`);
        if (value !== undefined) {
          expect(found.content).toBe(value === null ? '' : `${value}`);
          expect(found.style).toBe(old ? formatAt(old, address) : null);
        } else if (found.formula) {
          expect(found.formula).toEqual(old?.cells.get(address)?.formula);
        } else {
          const is = old?.cells.get(address)?.element;
          const xml = sheet.xml.slice(found.element.start, found.element.end);
          expect(xml).toBe(is && old?.xml.slice(is.start, is.end));
        }
      }
    }
  }
});

describe('what is written', () => {
  test('numbers, texts and days read back as such; an empty rate is an empty cell', async () => {
    const sheet = (await opened(await fill(form, BINDINGS))).getWorksheet('Biểu 1');
    expect(sheet?.getCell('C2').value).toBe('Phòng Giáo dục và Đào tạo huyện Thanh Trì');
    expect(sheet?.getCell('C3').value).toEqual(new Date('2024-06-05T00:00:00Z'));
    expect(sheet?.getCell('C8').value).toBe(20);
    expect(sheet?.getCell('C9').value).toBeNull();
    expect(sheet?.getCell('C10').value).toMatchObject({ formula: 'SUM(C8:C9)' });
  });

  test('what looks like a formula stays text, and marks of XML and loose accents are safe', async () => {
    const texts = ['=1+1', '+84 24', '-5', '@SUM(A1)', '<b>&"\'', 'Hòa bình'.normalize('NFD'), ' hai  cách '];
    const bindings = texts.map((_, index) => cell(`Danh sách!B${index + 20}`, `t${index}`));
    const bytes = await fill(form, bindings, {
      fields: texts.map((text, index) => figure(`t${index}`, 'text', text)),
    });
    const sheet = (await opened(bytes)).getWorksheet('Danh sách');
    const read = texts.map((_, index) => sheet?.getCell(`B${index + 20}`).value);
    expect(read).toEqual(texts.map((text) => text.normalize('NFC')));
  });

  test('a text that looks like a coded character is coded itself', async () => {
    const bytes = await fill(form, [cell('Danh sách!B20', 'text')], {
      fields: [figure('text', 'text', '_x0041_')],
    });
    const xml = (await unzipped(bytes)).get('xl/worksheets/sheet2.xml')?.toString();
    expect(xml).toContain('>_x005F_x0041_</t>');
  });

  test('a day is a number where the cell shows days, by the calendar of the file, else words', async () => {
    const late = await repacked(form, {
      'xl/workbook.xml': (xml) =>
        xml.includes('<workbookPr')
          ? xml.replace(/<workbookPr[^>]*\/>/, '<workbookPr date1904="1"/>')
          : xml.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
    });
    const bindings = [cell('Biểu 1!C3', 'day'), cell('Biểu 1!F9', 'day')];
    const sheets = await Promise.all(
      [form, late].map(async (each) =>
        (await unzipped(await fill(each, bindings))).get('xl/worksheets/sheet1.xml')?.toString(),
      ),
    );
    expect(sheets[0]).toMatch(/<c r="C3" s="\d+"><v>45448<\/v>/);
    expect(sheets[1]).toMatch(/<c r="C3" s="\d+"><v>43986<\/v>/);
    expect(sheets[0]).toMatch(/<c r="F9"[^>]*t="inlineStr"><is><t xml:space="preserve">05\/06\/2024</);
  });

  test('cells and rows that are not there are put where they belong', async () => {
    const bytes = await fill(form, [
      cell('Tổng!C1', 'plan'),
      cell('Tổng!B1', 'done'),
      cell('Tổng!B40', 'lessons'),
      cell('Tổng!A30', 'plan'),
    ]);
    const xml = (await unzipped(bytes)).get('xl/worksheets/sheet3.xml')?.toString() ?? '';
    expect([...cellsOf(xml).cells.keys()]).toEqual(['A1', 'B1', 'C1', 'A2', 'A3', 'A30', 'B40']);
    expect(xml).toContain('<dimension ref="A1:C40"/>');
    expect(xml).toMatch(/<row r="1" spans="1:3"/);
    expect((await opened(bytes)).getWorksheet('Tổng')?.getCell('B40').value).toBe(4);
  });

  test('a sheet of another writer: a prefix, no addresses, no cells at all', async () => {
    const sheet = (rows: string) =>
      `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${rows}</x:worksheet>`;
    const filled = async (rows: string) => {
      const bytes = await repacked(form, { 'xl/worksheets/sheet3.xml': sheet(rows) });
      const parts = await unzipped(await fill(bytes, [cell('Tổng!B2', 'plan')]));
      return parts.get('xl/worksheets/sheet3.xml')?.toString();
    };
    expect(await filled('<x:sheetData/>')).toBe(
      sheet('<x:sheetData><x:row r="2"><x:c r="B2"><x:v>20</x:v></x:c></x:row></x:sheetData>'),
    );
    expect(await filled('<x:sheetData><x:row/><x:row/></x:sheetData>')).toBe(
      sheet('<x:sheetData><x:row/><x:row><x:c r="B2"><x:v>20</x:v></x:c></x:row></x:sheetData>'),
    );
    expect(await filled('<x:sheetData><x:row/><x:row><x:c/><x:c/></x:row></x:sheetData>')).toBe(
      sheet('<x:sheetData><x:row/><x:row><x:c/><x:c r="B2"><x:v>20</x:v></x:c></x:row></x:sheetData>'),
    );
  });
});

describe('tables', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      index + 1,
      `Trường Tiểu học số ${index + 1}`,
      'Tiểu học',
      '2023-04-15',
    ]);

  test('go down from the first cell, in the order of the columns, and leave other columns alone', async () => {
    const bytes = await fill(form, [list()], { tables: [schoolTable(rows(4))] });
    const sheet = (await opened(bytes)).getWorksheet('Danh sách');
    expect(sheet?.getRow(3).values).toEqual([undefined, 1, 'Trường Tiểu học số 1', undefined, '15/04/2023']);
    expect(sheet?.getCell('B6').value).toBe('Trường Tiểu học số 4');
    expect(sheet?.getCell('B7').value).toBe('Tổng số');
    expect(sheet?.getCell('C7').value).toEqual({ formula: 'COUNTA(B3:B6)' });
  });

  test('that are too long say where and by how much', async () => {
    const error = await refusal(fill(form, [list()], { tables: [schoolTable(rows(6))] }));
    expect(error).toMatchObject({
      code: 'FORM_TABLE_TOO_SHORT',
      details: { sheet: 'Danh sách', cell: 'B7', lacking: 2, table: 'Danh sách trường' },
    });
    const limited = await refusal(fill(form, [list({ rows: 2 })], { tables: [schoolTable(rows(3))] }));
    expect(limited.details).toMatchObject({ cell: 'A5', lacking: 1 });
  });

  test('with a number of rows wipe what an earlier report left there', async () => {
    const long = await fill(form, [list({ rows: 4 })], { tables: [schoolTable(rows(4))] });
    const short = await fill(long, [list({ rows: 4 })], { tables: [schoolTable(rows(1))] });
    const sheet = (await opened(short)).getWorksheet('Danh sách');
    expect(sheet?.getCell('B3').value).toBe('Trường Tiểu học số 1');
    expect(sheet?.getCell('B4').value).toBeNull();
    expect(sheet?.getCell('B6').value).toBeNull();
  });
});

describe('places that are no longer what they were', () => {
  test('a sheet or a cell that is gone is named, and nothing is written', async () => {
    const kept = await placeBindings({
      bytes: form,
      fileName: 'Biểu.xlsx',
      bindings: [cell('Biểu 1!C8', 'plan'), cell('Tổng!C1', 'done'), cell('Danh sách!A3', 'plan')],
    });
    const newer = await repacked(form, {
      'xl/workbook.xml': (xml) => xml.replace('name="Tổng"', 'name="Tổng hợp"'),
      'xl/sharedStrings.xml': (xml) => xml.replace('Số chuyên đề', 'Số hội thảo'),
    });
    const input = { bytes: newer, fileName: 'Biểu.xlsx', bindings: kept, fields: FIGURES, tables: [] };
    const error = await refusal(fillForm(input));
    expect(error.code).toBe('FORM_CELL_GONE');
    expect(error.details.cells).toEqual(['Tổng!C1', 'Biểu 1!C8']);
    expect(kept[0]?.label).toBe('Số chuyên đề · Kế hoạch');
  });

  test('a cell under another one of a merged range, a formula, and a column of a table of Excel', async () => {
    const states = async (bytes: Uint8Array, bindings: readonly FormBinding[]) =>
      (await placeBindings({ bytes, fileName: 'Biểu.xlsx', bindings })).map((each) => each.state);
    expect(
      await states(form, [
        cell('Biểu 1!D2', 'plan'),
        cell('Biểu 1!C10', 'plan'),
        cell('Biểu 1!C10', 'plan', true),
        cell('Biểu 2!A1', 'plan'),
      ]),
    ).toEqual(['cell_gone', 'formula', 'ok', 'sheet_gone']);
    const withTable = await repacked(form, {
      'xl/tables/table1.xml':
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A2:D6"><tableColumns count="1"><tableColumn id="1" name="STT"/></tableColumns></table>',
      'xl/worksheets/_rels/sheet2.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>',
    });
    expect(await states(withTable, [cell('Danh sách!B2', 'plan'), list()])).toEqual(['heading', 'ok']);
  });

  test('a replaced formula takes the order of computing along, and nothing else', async () => {
    const chained = await repacked(form, {
      'xl/calcChain.xml':
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C10" i="1"/></calcChain>',
      'xl/_rels/workbook.xml.rels': (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="rIdChain" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
      '[Content_Types].xml': (xml) =>
        xml.replace(
          '</Types>',
          '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        ),
    });
    const before = await unzipped(form);
    expect((await unzipped(await fill(chained, BINDINGS))).has('xl/calcChain.xml')).toBe(true);
    const replaced = [cell('Biểu 1!C10', 'plan', true)];
    const after = await unzipped(await fill(chained, replaced));
    expect(after.has('xl/calcChain.xml')).toBe(false);
    for (const name of ['xl/_rels/workbook.xml.rels', '[Content_Types].xml']) {
      expect(after.get(name)).toEqual(before.get(name));
    }
  });
});

describe('files that are refused', () => {
  const open = (bytes: Uint8Array, fileName = 'Biểu.xlsx') =>
    refusal(fillForm({ bytes, fileName, bindings: [], fields: [], tables: [] }));

  test.each([
    ['macros', { 'xl/vbaProject.bin': 'x' }, 'FORM_HAS_MACROS'],
    [
      'the type of a macro workbook under another name',
      {
        '[Content_Types].xml': (xml: string) =>
          xml.replace('spreadsheetml.sheet.main', 'ms-excel.sheet.macroEnabled.main'),
      },
      'FORM_HAS_MACROS',
    ],
    ['macro sheets of Excel 4', { 'xl/macrosheets/sheet1.xml': '<x/>' }, 'FORM_HAS_MACROS'],
    ['a signature', { '_xmlsignatures/sig1.xml': '<x/>' }, 'FORM_SIGNED'],
    ['figures from another file', { 'xl/externalLinks/externalLink1.xml': '<x/>' }, 'FORM_HAS_LINKS'],
    ['entities', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x><worksheet/>' }, 'FILE_UNREADABLE'],
    ['broken XML', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData></worksheet>' }, 'FILE_UNREADABLE'],
    ['no workbook in it', { 'xl/workbook.xml': null }, 'FILE_NOT_WORKBOOK'],
    [
      'a template',
      {
        '[Content_Types].xml': (xml: string) =>
          xml.replace('spreadsheetml.sheet.main', 'spreadsheetml.template.main'),
      },
      'FILE_NOT_WORKBOOK',
    ],
  ] as const)('%s', async (_what, changes, code) => {
    expect((await open(await repacked(form, changes))).code).toBe(code);
  });

  test('an old workbook, a protected one, a macro workbook by its name, a bomb', async () => {
    const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect((await open(compound, 'Biểu.xls')).code).toBe('FILE_NOT_WORKBOOK');
    const locked = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect((await open(locked)).code).toBe('FILE_ENCRYPTED');
    expect((await open(form, 'Biểu.xlsm')).code).toBe('FORM_HAS_MACROS');
    const bomb = await repacked(form, { 'xl/worksheets/sheet1.xml': ' '.repeat(100 * 1024 * 1024) });
    expect((await open(bomb)).code).toBe('FILE_TOO_LARGE');
  });
});
