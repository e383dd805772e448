import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartName } from '../../../preload/contract/charts.ts';
import { drawChartPngs } from '../charts/png.ts';
import { RESOURCES_DIR } from '../testing.ts';
import { CHART_PLACE } from './chart-sheet.ts';
import { buildProgressWorkbook } from './progress-workbook.ts';
import { sampleFigures } from './sample-figures.ts';

/**
 * Lets LibreOffice set Times New Roman in our face of the same measures: columns are as wide as this font's digits, and
 * a machine without it would show wider ones than any office.
 */
const FONTS = `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(RESOURCES_DIR, 'fonts', 'tinos')}</dir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit>
  </match>
</fontconfig>
`;

const A4_LANDSCAPE = /842 x 595|841\.\d+ x 595/;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chung-tay-libreoffice-'));
  writeFileSync(join(folder, 'fonts.conf'), FONTS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function convert(file: string, format: 'pdf' | 'xlsx', outFolder: string): void {
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--convert-to',
      format,
      '--outdir',
      outFolder,
      file,
    ],
    {
      stdio: 'ignore',
      timeout: 120_000,
      env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    },
  );
}

async function load(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}

describe('LibreOffice', { timeout: 180_000 }, () => {
  test('prints a long form in landscape, page after page, with its headings on each', async () => {
    const file = join(folder, 'long.xlsx');
    writeFileSync(file, (await buildProgressWorkbook(sampleFigures(200))).bytes);
    convert(file, 'pdf', folder);

    const pdf = join(folder, 'long.pdf');
    const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
      .normalize('NFC')
      .split('\f')
      .slice(0, -1);
    const ofLongForm = pages.filter((page) => page.includes('Biểu số 04'));
    expect(ofLongForm.length).toBeGreaterThan(3);
    for (const page of ofLongForm) {
      expect(page).toContain('Loại hoạt động');
      // The last column is on the same page as the first: the form is fitted to the width.
      expect(page).toContain('(1)');
      expect(page).toContain('(15)');
    }
    expect(ofLongForm.at(-1)).toContain('TỔNG CỘNG');
    expect(pages.at(-1)).toContain(`Trang ${pages.length}/${pages.length}`);
    const info = execFileSync('pdfinfo', ['-l', `${pages.length}`, pdf], { encoding: 'utf8' });
    const sizes = info.split('\n').filter((line) => /^Page .*size:/.test(line));
    expect(sizes).toHaveLength(pages.length);
    for (const size of sizes) expect(size).toMatch(A4_LANDSCAPE);
  });

  test('prints each chart whole, under its own title', async () => {
    const file = join(folder, 'charts.xlsx');
    const figures = sampleFigures();
    const fontsFolder = join(RESOURCES_DIR, 'fonts', 'tinos');
    const place = { ...CHART_PLACE, scale: 2, fontsFolder };
    const charts = await drawChartPngs({ figures, charts: chartName.options, ...place });
    writeFileSync(file, (await buildProgressWorkbook(figures, charts)).bytes);
    convert(file, 'pdf', folder);

    const pdf = join(folder, 'charts.pdf');
    const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
      .normalize('NFC')
      .split('\f');
    const ofCharts = pages.filter((page) => /^ *Biểu đồ +Trang/m.test(page));
    expect(ofCharts).toHaveLength(4);
    for (const { title } of charts) {
      expect(ofCharts.filter((page) => page.includes(title))).toHaveLength(1);
    }
    for (const page of ofCharts) expect(page).toContain('(số liệu: Biểu');
  });

  test('calculates the same results as the file carries', async () => {
    const { bytes } = await buildProgressWorkbook(sampleFigures());
    const written = join(folder, 'written.xlsx');
    writeFileSync(written, bytes);
    const expected = await load(written);

    // Without their results LibreOffice has to calculate every formula.
    const stripped = await load(written);
    let formulas = 0;
    stripped.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (!cell.formula) return;
          formulas++;
          cell.value = { formula: cell.formula };
        }),
      ),
    );
    expect(formulas).toBeGreaterThan(100);
    await stripped.xlsx.writeFile(join(folder, 'stripped.xlsx'));
    const outFolder = mkdtempSync(join(folder, 'calculated-'));
    convert(join(folder, 'stripped.xlsx'), 'xlsx', outFolder);
    const calculated = await load(join(outFolder, 'stripped.xlsx'));

    expected.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (!cell.formula) return;
          const where = `${sheet.name}!${cell.address} =${cell.formula}`;
          const result = calculated.getWorksheet(sheet.name)?.getCell(cell.address).result;
          if (typeof cell.result === 'number') expect(result, where).toBeCloseTo(cell.result, 9);
          else expect(result ?? '', where).toBe(cell.result ?? '');
        }),
      ),
    );
  });

  test('opens a formula in a school name as text', async () => {
    const figures = sampleFigures();
    const [school] = figures.schools;
    if (!school) throw new Error('the sample has schools');
    const file = join(folder, 'hostile.xlsx');
    writeFileSync(
      file,
      (await buildProgressWorkbook({ ...figures, schools: [{ ...school, name: '=1+1' }] })).bytes,
    );
    const outFolder = mkdtempSync(join(folder, 'hostile-'));
    convert(file, 'xlsx', outFolder);
    const sheet = (await load(join(outFolder, 'hostile.xlsx'))).getWorksheet('Biểu 02 - DS trường');
    const values: unknown[] = [];
    sheet?.getColumn('E').eachCell((cell) => values.push(cell.value));
    expect(values).toContain('=1+1');
  });

  test('keeps the names of the sheets and the repeated headings', async () => {
    const file = join(folder, 'kept.xlsx');
    writeFileSync(file, (await buildProgressWorkbook(sampleFigures())).bytes);
    const outFolder = mkdtempSync(join(folder, 'kept-'));
    convert(file, 'xlsx', outFolder);
    const before = await load(file);
    const after = await load(join(outFolder, 'kept.xlsx'));
    expect(after.worksheets.map(({ name }) => name)).toEqual(before.worksheets.map(({ name }) => name));
    expect(after.worksheets.map(({ pageSetup }) => pageSetup.printTitlesRow)).toEqual(
      before.worksheets.map(({ pageSetup }) => pageSetup.printTitlesRow),
    );
  });
});
