import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { chartName } from '../../../preload/contract/charts.ts';
import { type ReportFigures, reportFigures } from '../../../preload/contract/report-figures.ts';
import { drawChartPngs } from '../charts/png.ts';
import { RESOURCES_DIR } from '../testing.ts';
import { CHART_PLACE } from './chart-sheet.ts';
import { buildProgressWorkbook } from './progress-workbook.ts';
import { emptyFigures, sampleFigures } from './sample-figures.ts';

const SHEETS = [
  'Biểu 01 - Tổng hợp',
  'Biểu 02 - DS trường',
  'Biểu 03 - Ký kết',
  'Biểu 04 - Hoạt động',
  'Biểu 05 - Chỉ tiêu',
  'Biểu 06 - Ôn thi 10',
  'Biểu 07 - CSVC',
  'Biểu 08 - Khó khăn',
  'Danh mục',
];
const FORMS = SHEETS.slice(0, 8);

async function open(figures: ReportFigures) {
  const { bytes } = await buildProgressWorkbook(figures);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const sheet = (name: string): ExcelJS.Worksheet => {
    const found = workbook.getWorksheet(name);
    if (!found) throw new Error(`no sheet ${name}`);
    return found;
  };
  return { workbook, bytes, sheet };
}

/** The text of every part of the file, by its name inside the zip. */
async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  await new Promise<void>((resolve, reject) => {
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          expect(parts.has(entry.fileName)).toBe(false);
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return parts;
}

function rowOf(sheet: ExcelJS.Worksheet, firstCell: string): number {
  for (let row = 1; row <= sheet.rowCount; row++) {
    if (sheet.getCell(row, 1).text === firstCell) return row;
  }
  throw new Error(`no row "${firstCell}" in ${sheet.name}`);
}

/** The first data row: under the row (1)(2)(3)…. */
const firstRow = (sheet: ExcelJS.Worksheet) => rowOf(sheet, '(1)') + 1;

/** The results that readers see, by the letters of their columns. */
const resultsOf = (sheet: ExcelJS.Worksheet, row: number, columns: string) =>
  [...columns].map((column) => sheet.getCell(`${column}${row}`).result);

const textsOf = (sheet: ExcelJS.Worksheet) => {
  const texts: string[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts;
};

describe('the workbook as a whole', () => {
  test('has the eight forms and the code lists, and says how many rows they hold', async () => {
    const built = await buildProgressWorkbook(sampleFigures());
    expect(built.sheets).toEqual(SHEETS);
    // 4 indicators, 20 schools, 10 memoranda, 60 activities, 10 pairs, 6 schools with grade 9, 2 gifts, 1 difficulty
    expect(built.rows).toBe(113);
  });

  test('the figures that it is made from satisfy the contract', () => {
    expect(() => reportFigures.parse(sampleFigures())).not.toThrow();
    expect(() => reportFigures.parse(emptyFigures())).not.toThrow();
  });

  test('carries title, issuing office and the day of the report', async () => {
    const { workbook } = await open(sampleFigures());
    expect(workbook.title).toBe('Báo cáo tiến độ - Năm học 2023–2024');
    expect(workbook.creator).toBe('Phòng Giáo dục và Đào tạo huyện Thanh Trì');
    expect(workbook.created.toISOString()).toBe('2024-06-05T00:00:00.000Z');
  });

  test('each form has letterhead, number, title, period, column numbers, date and signatures', async () => {
    const { sheet } = await open(sampleFigures());
    for (const [index, name] of FORMS.entries()) {
      const texts = textsOf(sheet(name));
      for (const expected of [
        'UBND HUYỆN THANH TRÌ',
        'PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THANH TRÌ',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        `Biểu số 0${index + 1}`,
        'Năm học 2023–2024 (từ 05/9/2023 đến 04/9/2024)',
        '(1)',
        '(2)',
        'Thanh Trì, ngày 05 tháng 6 năm 2024',
        'NGƯỜI LẬP BIỂU',
        'TRƯỞNG PHÒNG',
      ]) {
        expect(texts, `${name}: ${expected}`).toContain(expected);
      }
    }
  });

  test('prints on A4 landscape, one page wide, with its headings on every page', async () => {
    const { sheet } = await open(sampleFigures());
    for (const name of SHEETS) {
      const { pageSetup, headerFooter, views } = sheet(name);
      expect(pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      });
      expect(headerFooter.oddFooter).toContain('Trang &P/&N');
      const numbers = rowOf(sheet(name), '(1)');
      expect(pageSetup.printTitlesRow).toMatch(new RegExp(`^\\d+:${numbers}$`));
      expect(views[0]).toMatchObject({ state: 'frozen', ySplit: numbers });
    }
  });

  test('has columns as wide as the form says, also those of Excel’s own width', async () => {
    const parts = await partsOf((await buildProgressWorkbook(sampleFigures())).bytes);
    const widths = [...(parts.get('xl/worksheets/sheet2.xml') ?? '').matchAll(/<col [^>]*width="([^"]*)"/g)];
    expect(widths.map(([, width]) => Math.round(Number(width)))).toEqual([
      6, 20, 11, 13, 40, 20, 22, 21, 9, 10, 9, 16,
    ]);
  });

  test('gives joined cells a border on all their sides', async () => {
    const { sheet } = await open(sampleFigures());
    const schools = sheet(SHEETS[1] ?? '');
    const summary = sheet(SHEETS[0] ?? '');
    const underHeading = summary.getCell(firstRow(summary) - 2, 1);
    const besideTotal = schools.getCell(rowOf(schools, 'TỔNG CỘNG'), 4);
    for (const cell of [underHeading, besideTotal]) {
      expect(cell.isMerged).toBe(true);
      expect(cell.border).toMatchObject({ bottom: { style: 'thin' }, right: { style: 'thin' } });
    }
  });

  test('starts a new page where the signatures would stand without figures above them', async () => {
    const breaksIn = async (schools: number): Promise<string> => {
      const figures = sampleFigures();
      const parts = await partsOf(
        (await buildProgressWorkbook({ ...figures, schools: figures.schools.slice(0, schools) })).bytes,
      );
      return (
        parts
          .get('xl/worksheets/sheet2.xml')
          ?.match(/<brk id="\d+"/g)
          ?.join() ?? ''
      );
    };
    expect(await breaksIn(5)).toBe('');
    // Nine rows stand above the first school, and the last two of 20 go with the signatures.
    expect(await breaksIn(20)).toBe('<brk id="27"');
  });

  test('is written in Times New Roman 12 to 14 throughout, which also measures the columns', async () => {
    const { workbook, bytes } = await open(sampleFigures());
    expect((await partsOf(bytes)).get('xl/styles.xml')).not.toContain('Calibri');
    const fonts = new Set<string>();
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.text !== '') fonts.add(`${cell.font.name} ${cell.font.size}`);
        }),
      );
    }
    expect([...fonts].sort()).toEqual(['Times New Roman 12', 'Times New Roman 13', 'Times New Roman 14']);
  });

  test('holds no error value, no formula without its result and no shared formula', async () => {
    const parts = await partsOf((await buildProgressWorkbook(sampleFigures())).bytes);
    const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(9);
    let formulas = 0;
    for (const [, xml] of sheets) {
      expect(xml).not.toMatch(/#(DIV|REF|NAME|VALUE|N\/A)/);
      expect(xml).not.toContain('t="shared"');
      for (const [cell] of xml.matchAll(/<c [^>]*>(?:(?!<\/c>).)*<f>(?:(?!<\/c>).)*<\/c>/g)) {
        formulas++;
        expect(cell).toMatch(/<\/f><v/);
      }
    }
    expect(formulas).toBeGreaterThan(100);
    const names = parts.get('xl/workbook.xml') ?? '';
    expect(names.match(/_xlnm\.Print_Titles/g)).toHaveLength(9);
    expect(new Set(names.match(/<sheet [^>]*name="[^"]*"/g)).size).toBe(9);
  });
});

describe('the sheet of charts', () => {
  const drawn = async (figures: ReportFigures) => {
    const charts = await drawChartPngs({
      figures,
      charts: chartName.options,
      ...CHART_PLACE,
      scale: 2,
      fontsFolder: join(RESOURCES_DIR, 'fonts', 'tinos'),
    });
    return { charts, built: await buildProgressWorkbook(figures, charts) };
  };

  test('stands before the code lists and names the form that has the numbers of each picture', async () => {
    const { charts, built } = await drawn(sampleFigures());
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(built.bytes).buffer);
    const sheet = workbook.getWorksheet('Biểu đồ');

    expect(built.sheets).toEqual([...FORMS, 'Biểu đồ', 'Danh mục']);
    expect(charts).toHaveLength(6);
    expect(sheet?.getImages()).toHaveLength(6);
    const texts = sheet ? textsOf(sheet) : [];
    expect(texts).toContain('Tiến độ thực hiện theo chỉ tiêu (số liệu: Biểu 01)');
    expect(texts).toContain('Điểm trung bình thi vào lớp 10 theo môn (số liệu: Biểu 06)');
    expect(built.bytes.byteLength).toBeLessThan(400_000);
  });

  test('holds the bytes of each picture and nothing that lay beside them in memory', async () => {
    const figures = sampleFigures();
    const { charts } = await drawn(figures);
    // Node puts what is small into a common block of memory.
    const small = charts.map((chart, index) => ({ ...chart, png: chart.png.slice(0, 1000 + index) }));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array((await buildProgressWorkbook(figures, small)).bytes).buffer);
    const kept = workbook.model.media.map(({ buffer }) => Buffer.from(buffer ?? []));
    for (const { png } of small) expect(kept).toContainEqual(Buffer.from(png));
  });

  test('places pictures by what the schema knows, at which strict readers else stop', async () => {
    const { built } = await drawn(sampleFigures());
    const drawing = (await partsOf(built.bytes)).get('xl/drawings/drawing9.xml') ?? '';
    expect(drawing.match(/<xdr:oneCellAnchor>/g)).toHaveLength(6);
    expect(drawing).not.toContain('editAs');
  });

  test('keeps each picture inside one page', async () => {
    const { built } = await drawn(sampleFigures());
    const sheet = (await partsOf(built.bytes)).get('xl/worksheets/sheet9.xml') ?? '';
    const breaks = [...sheet.matchAll(/<brk id="(\d+)"/g)].map(([, row]) => Number(row));
    const heights = new Map(
      [...sheet.matchAll(/<row r="(\d+)"[^>]*\bht="([\d.]+)"/g)].map(([, row, height]) => [
        Number(row),
        Number(height),
      ]),
    );
    const last = Math.max(...heights.keys());
    for (const [at, end] of [...breaks, last].entries()) {
      let height = 0;
      for (let row = (breaks[at - 1] ?? 0) + 1; row <= end; row += 1) height += heights.get(row) ?? 0;
      // A4 landscape between its margins, in points; the gap below the last picture may hang over.
      expect(height).toBeLessThanOrEqual(7.27 * 72 + 14);
    }
    expect(breaks.length).toBeGreaterThan(0);
  });

  test('is left out of a report without anything to draw', async () => {
    const { built } = await drawn(emptyFigures());
    expect(built.sheets).toEqual(SHEETS);
  });
});

describe('form 01, the summary', () => {
  test('adds the levels by a formula, except where an activity counts for two', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[0] ?? '');
    const row = firstRow(form);
    expect(form.getCell(`H${row}`).formula).toBe(`SUM(E${row}:G${row})`);
    expect(form.getCell(`H${row}`).result).toBe(10);
    expect(form.getCell(`H${row + 1}`).value).toBe(60);
  });

  test('divides done by planned, and leaves the cell empty without a plan', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[0] ?? '');
    const row = firstRow(form);
    expect(form.getCell(`I${row + 1}`).formula).toBe(`IF(D${row + 1}=0,"",H${row + 1}/D${row + 1})`);
    expect(form.getCell(`I${row + 1}`).result).toBe(0.75);
    expect(form.getCell(`I${row + 1}`).numFmt).toBe('0.0%');
    expect(form.getCell(`I${row + 2}`).value).toBeNull();
    expect(form.getCell(`I${row + 3}`).text).toBe('');
  });

  test('tells the difference to the same period a year before', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[0] ?? '');
    const row = firstRow(form);
    expect([0, 1, 2, 3].map((offset) => form.getCell(`J${row + offset}`).value)).toEqual([10, 38, -85, null]);
  });
});

describe('form 02, the schools', () => {
  test('has codes as text, counts as numbers, and totals worked out by hand', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[1] ?? '');
    const row = firstRow(form);
    expect(form.getCell(`D${row}`).value).toBe('01020100');
    expect(form.getCell(`D${row}`).numFmt).toBe('@');
    expect(form.getCell(`J${row}`).value).toBe(400);
    expect(form.getCell(`J${row}`).numFmt).toBe('#,##0');
    const total = rowOf(form, 'TỔNG CỘNG');
    // classes 2 × (12 + … + 21), pupils 2 × (400 + 425 + … + 625), teachers 2 × (24 + … + 33)
    expect(resultsOf(form, total, 'IJK')).toEqual([330, 10_250, 570]);
    expect(form.getCell(`I${total}`).formula).toBe(`SUM(I${row}:I${row + 19})`);
  });

  test('has a column of phones only when asked for', async () => {
    const without = textsOf((await open(sampleFigures())).sheet(SHEETS[1] ?? ''));
    expect(without).not.toContain('Điện thoại');
    expect(without.join(' ')).not.toContain('024300000');

    const form = (await open({ ...sampleFigures(), withPhones: true })).sheet(SHEETS[1] ?? '');
    expect(form.getCell(`I${firstRow(form)}`).value).toBe('02430000000');
    expect(form.getCell(`I${firstRow(form)}`).numFmt).toBe('@');
  });
});

test('form 03 has real dates and the number of copies', async () => {
  const { sheet } = await open(sampleFigures());
  const form = sheet(SHEETS[2] ?? '');
  const row = firstRow(form);
  expect(form.getCell(`C${row}`).value).toEqual(new Date('2023-04-15T00:00:00Z'));
  expect(form.getCell(`C${row}`).numFmt).toBe('dd/mm/yyyy');
  expect(form.getCell(`C${row + 9}`).value).toBeNull();
  expect(resultsOf(form, rowOf(form, 'TỔNG CỘNG'), 'K')).toEqual([40]);
});

test('form 04 names every pair of an activity and adds the turns', async () => {
  const { sheet } = await open(sampleFigures());
  const form = sheet(SHEETS[3] ?? '');
  expect(form.getCell(`C${firstRow(form) + 5}`).value).toBe(
    'Trường Tiểu học Bình Minh -\nTrường Tiểu học Suối Hoa;\nTrường Tiểu học Phù Sa -\nTrường Tiểu học Nương Dâu',
  );
  // 60 × 2 managers; 12 × (10 + 11 + 12 + 13 + 14) teachers; 15 × 40 pupils; 20 × 2 lessons
  expect(resultsOf(form, rowOf(form, 'TỔNG CỘNG'), 'KLMN')).toEqual([120, 720, 600, 40]);
});

describe('form 05, the promises of each pair', () => {
  test('has plan, both semesters, the whole and the rate of each indicator', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[4] ?? '');
    const row = firstRow(form);
    expect(['C', 'D', 'E', 'F', 'G'].map((column) => form.getCell(`${column}${row - 2}`).text)).toEqual([
      'KH',
      'HK\nI',
      'HK\nII',
      'Cả năm',
      '%',
    ]);
    expect(form.getCell(`C${row - 3}`).text).toBe('Số chuyên đề (chuyên đề)');
    expect(form.getCell(`L${row + 1}`).formula).toBe(`IF(H${row + 1}=0,"",K${row + 1}/H${row + 1})`);
    expect(form.getCell(`L${row + 1}`).result).toBe(1);
    // lessons: plan 10 × 2, first semester 5 × 1, second 10 × 1
    expect(resultsOf(form, rowOf(form, 'TỔNG CỘNG'), 'HIJKL')).toEqual([20, 5, 10, 15, 0.75]);
  });

  test('has columns that hold the largest numbers', async () => {
    const figures = sampleFigures();
    const [first, ...others] = figures.targets.rows;
    if (!first) throw new Error('the sample has pairs');
    const many = first.cells.map((cell) => ({ ...cell, plan: 1, whole: 12_500, rate: 12_500 }));
    const rows = [{ ...first, cells: many }, ...others];
    const usual = (await open(figures)).sheet(SHEETS[4] ?? '');
    const wide = (await open({ ...figures, targets: { ...figures.targets, rows } })).sheet(SHEETS[4] ?? '');
    // "12,500" and "1250000.0%"
    expect(usual.getColumn('F').width).toBeLessThan(6);
    expect(wide.getColumn('F').width).toBeGreaterThan(6.5);
    expect(wide.getColumn('G').width).toBeGreaterThan(11);
  });

  test('speaks of the period, not of the year, for other periods', async () => {
    const figures = sampleFigures();
    const quarter = { ...figures.period, kind: 'quy', label: 'Quý II năm 2024', schoolYear: null } as const;
    const { sheet } = await open({ ...figures, period: quarter });
    expect(textsOf(sheet(SHEETS[4] ?? ''))).toContain('Cả kỳ');
    expect(textsOf(sheet(SHEETS[4] ?? ''))).not.toContain('Cả năm');
  });
});

describe('form 06, the exam to grade 10', () => {
  test('adds candidates, shares the admitted and weighs marks by candidates', async () => {
    const { sheet } = await open(sampleFigures());
    const form = sheet(SHEETS[5] ?? '');
    const total = rowOf(form, 'TỔNG CỘNG');
    expect(resultsOf(form, total, 'CGH')).toEqual([807, 783, 504]);
    expect(form.getCell(`I${total}`).result).toBeCloseTo(504 / 783, 12);
    const literature = (6.75 * 241 + 7 * 261 + 7.25 * 281) / 783;
    expect(form.getCell(`J${total}`).result).toBeCloseTo(literature, 12);
    expect(form.getCell(`L${total}`).result).toBe(5.25);
    const row = firstRow(form);
    expect(form.getCell(`N${row}`).result).toBeCloseTo(0.04, 12);
  });

  test('leaves the total of a column empty in which nothing is known', async () => {
    const figures = sampleFigures();
    const exam10 = figures.exam10.map((row) => ({ ...row, grade9Pupils: null }));
    const form = (await open({ ...figures, exam10 })).sheet(SHEETS[5] ?? '');
    const total = rowOf(form, 'TỔNG CỘNG');
    expect(form.getCell(`C${total}`).value).toBeNull();
    expect(resultsOf(form, total, 'DEF')).toEqual([6, 6, 3]);
  });

  test('gives no share of all when a school has not said how many were admitted', async () => {
    const figures = sampleFigures();
    const [first, ...others] = figures.exam10;
    if (!first) throw new Error('the sample has lower secondary schools');
    const unknown = { ...first, admitted: null, rate: null };
    const form = (await open({ ...figures, exam10: [unknown, ...others] })).sheet(SHEETS[5] ?? '');
    expect(form.getCell(`I${firstRow(form)}`).value).toBeNull();
    expect(form.getCell(`I${rowOf(form, 'TỔNG CỘNG')}`).value).toBeNull();
  });
});

test('form 07 multiplies price and quantity where both are known', async () => {
  const { sheet } = await open(sampleFigures());
  const form = sheet(SHEETS[6] ?? '');
  const row = firstRow(form);
  expect(form.getCell(`I${row}`).formula).toBe(`F${row}*H${row}`);
  expect(form.getCell(`I${row + 1}`).value).toBe(3_000_000);
  expect(resultsOf(form, rowOf(form, 'TỔNG CỘNG'), 'I')).toEqual([9_250_000]);
});

describe('a programme in which nothing has happened', () => {
  test('prints all forms with their headings and says so', async () => {
    const { workbook, sheet } = await open(emptyFigures());
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(SHEETS);
    for (const name of SHEETS) {
      expect(sheet(name).getCell(firstRow(sheet(name)), 1).value, name).toBe('Không phát sinh');
      expect(textsOf(sheet(name))).not.toContain('TỔNG CỘNG');
    }
    expect(textsOf(sheet(SHEETS[4] ?? ''))).toContain('HK\nII');
  });
});

describe('a rehearsal', () => {
  test('is stamped on every sheet and every printed page; a real report is not', async () => {
    const figures = sampleFigures();
    const stamped = await open({ ...figures, header: { ...figures.header, rehearsal: true } });
    for (const name of SHEETS) {
      expect(stamped.sheet(name).getCell('A1').text).toBe('BẢN THỬ - SỐ LIỆU TẬP DƯỢT');
      expect(stamped.sheet(name).headerFooter.oddFooter).toContain('BẢN THỬ - SỐ LIỆU TẬP DƯỢT');
    }
    const real = await open(figures);
    for (const name of SHEETS) {
      expect(textsOf(real.sheet(name)).join(' ')).not.toContain('BẢN THỬ');
      expect(real.sheet(name).headerFooter.oddFooter).not.toContain('BẢN THỬ');
    }
  });
});

describe('hostile text', () => {
  const withNames = (...names: readonly string[]): ReportFigures => {
    const figures = sampleFigures();
    const [school] = figures.schools;
    if (!school) throw new Error('the sample has schools');
    return { ...figures, schools: names.map((name) => ({ ...school, name })) };
  };
  const namesIn = async (...names: readonly string[]) => {
    const form = (await open(withNames(...names))).sheet(SHEETS[1] ?? '');
    return names.map((_, index) => form.getCell(`E${firstRow(form) + index}`));
  };

  test.each(['=1+1', '=HYPERLINK("http://x","y")', '+84', '-5', '@SUM(A1)', "=cmd|' /C calc'!A0"])(
    '%s arrives as text, in a cell that stays text',
    async (name) => {
      const [cell] = await namesIn(name);
      expect(cell?.type).toBe(ExcelJS.ValueType.String);
      expect(cell?.value).toBe(name);
      expect(cell?.numFmt).toBe('@');
    },
  );

  test('characters that XML forbids are dropped, accents are composed', async () => {
    const [cell] = await namesIn('Tr\u0000ường\u0008 Hoa\u001b Se\ufffen\t1');
    expect(cell?.value).toBe('Trường Hoa Sen 1');
    const [decomposed] = await namesIn('Trường Tiểu học Hoa Sen'.normalize('NFD'));
    expect(decomposed?.value).toBe('Trường Tiểu học Hoa Sen');
  });

  test('half a surrogate pair does not break the file', async () => {
    const [cell] = await namesIn('Hoa \ud800 Sen');
    expect(cell?.value).toBe('Hoa \ufffd Sen');
  });

  test('markup and what Excel would decode come back as they were', async () => {
    const names = ['<b>&amp;</b> "Hoa" \'Sen\'', '_x0041_', '_x00e1_ A_x000D_'];
    const cells = await namesIn(...names);
    expect(cells.map((cell) => cell.value)).toEqual(names);
  });

  test('a name of 300 characters wraps in a row that is high enough', async () => {
    const [long, short] = await namesIn(
      'Trường Tiểu học Hoa Sen '.repeat(13).trim(),
      'Trường Tiểu học Hoa Sen',
    );
    const lines = (long?.text.length ?? 0) / 37;
    expect(long?.alignment.wrapText).toBe(true);
    expect(long?.worksheet.getRow(Number(long.row)).height).toBeGreaterThan(lines * 14);
    expect(short?.worksheet.getRow(Number(short.row)).height).toBeLessThan(25);
  });

  test('a cell of ten million characters is cut to what Excel can hold', async () => {
    const [cell] = await namesIn('ạ'.repeat(10_000_000));
    expect(cell?.text).toHaveLength(32_767);
    expect(cell?.text.endsWith('…')).toBe(true);
  });
});
