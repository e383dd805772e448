import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormBinding } from '../../../preload/contract/department-forms.ts';
import { fillForm } from './fill.ts';
import { placeBindings } from './grid.ts';
import { departmentWorkbook, figure, schoolTable, unzipped } from './testing.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-form-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What LibreOffice makes of a workbook when it opens and saves it. */
function throughLibreOffice(bytes: Uint8Array): Buffer {
  const file = path.join(folder, 'form.xlsx');
  const out = path.join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeFileSync(file, bytes);
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const options = ['--headless', profile, '--convert-to', 'xlsx', '--outdir', out, file];
  execFileSync('soffice', options, { stdio: 'ignore', timeout: 120_000 });
  return readFileSync(path.join(out, 'form.xlsx'));
}

const BINDINGS: readonly FormBinding[] = [
  ...(
    [
      ['C2', 'office'],
      ['C3', 'day'],
      ['C8', 'plan'],
      ['D8', 'done'],
      ['C9', 'lessonPlan'],
      ['D9', 'lessons'],
    ] as const
  ).map(
    ([cell, field]): FormBinding => ({ kind: 'cell', sheet: 'Biểu 1', cell, field, replacesFormula: false }),
  ),
  {
    kind: 'table',
    sheet: 'Danh sách',
    cell: 'A3',
    table: 'schools',
    columns: [
      { column: 'A', field: 'ordinal' },
      { column: 'B', field: 'name' },
    ],
    rows: null,
  },
];

const FIELDS = [
  figure('office', 'text', '=Phòng Giáo dục và Đào tạo'),
  figure('day', 'day', '2024-06-05'),
  figure('plan', 'number', 20),
  figure('done', 'number', 15),
  figure('lessonPlan', 'number', 8),
  figure('lessons', 'number', 4),
];

const SCHOOLS = schoolTable([
  [1, 'Trường Tiểu học Hoa Sen', 'Tiểu học', null],
  [2, 'Trường THCS Ngọc Lan', 'THCS', null],
]);

async function fill(bytes: Uint8Array): Promise<Uint8Array> {
  const file = { bytes, fileName: 'Biểu.xlsx' };
  const bindings = await placeBindings({ ...file, bindings: BINDINGS });
  expect(bindings.map(({ state }) => state)).toEqual(BINDINGS.map(() => 'ok'));
  return (await fillForm({ ...file, bindings, fields: FIELDS, tables: [SCHOOLS] })).bytes;
}

async function results(bytes: Uint8Array): Promise<readonly unknown[]> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const places = ['Biểu 1!C10', 'Biểu 1!D10', 'Biểu 1!E8', 'Danh sách!C7', 'Tổng!A1', 'Tổng!A2'];
  return places.map((place) => {
    const [sheet = '', cell = ''] = place.split('!');
    return workbook.getWorksheet(sheet)?.getCell(cell).result;
  });
}

describe.each([
  ['a library', (bytes: Buffer) => bytes],
  ['LibreOffice', throughLibreOffice],
])('a form made by %s', (_maker, made) => {
  test('is computed anew to the right totals, and its pictures and charts are still there', async () => {
    const form = made(await departmentWorkbook());
    const filled = await fill(form);
    const before = await unzipped(form);
    const after = await unzipped(filled);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after].flatMap(([name, part]) => (before.get(name)?.equals(part) ? [] : [name]));
    expect(changed.toSorted()).toEqual([
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/worksheets/sheet3.xml',
    ]);
    expect(changed.some((name) => /media|drawing|chart|styles|sharedStrings/.test(name))).toBe(false);
    expect([...before.keys()].some((name) => name.startsWith('xl/charts/'))).toBe(true);
    // Only cells differ, and only the stored results of formulas that read them are gone.
    const bare = (xml: Buffer | undefined) =>
      xml
        ?.toString()
        .replace(/<c [^>]*?(?:\/>|>.*?<\/c>)/gs, '')
        .replace(/ spans="[^"]*"/g, '');
    const sheets = changed.filter((name) => name.startsWith('xl/worksheets/'));
    for (const name of sheets) expect(bare(after.get(name))).toBe(bare(before.get(name)));

    const computed = throughLibreOffice(filled);
    expect(await results(computed)).toEqual([28, 19, 0.75, 2, 38, 39]);
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(new Uint8Array(computed).buffer);
    expect(workbook.getWorksheet('Biểu 1')?.getCell('C2').value).toBe('=Phòng Giáo dục và Đào tạo');
    expect(workbook.getWorksheet('Biểu 1')?.getImages()).toHaveLength(1);
    expect([...(await unzipped(computed)).keys()].some((name) => name.startsWith('xl/charts/chart'))).toBe(
      true,
    );
  }, 240_000);
});
