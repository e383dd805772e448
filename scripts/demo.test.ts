import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPdf, wordsOf } from '../main/backend/papers/testing.ts';
import { temporaryFolder } from '../main/backend/testing.ts';

const run = promisify(execFile);
const runDemo = (folder: string) => run(process.execPath, [join(import.meta.dirname, 'demo.ts'), folder]);

const bytesOf = async (file: string) => new Uint8Array(await readFile(file));

async function pageCount(file: string): Promise<number> {
  const task = getDocument({ data: await bytesOf(file), verbosity: 0 });
  const { numPages } = await task.promise;
  await task.destroy();
  return numPages;
}

describe('the demo', () => {
  const folder = join(temporaryFolder(), 'demo');
  const memoranda = join(folder, 'ket-qua/bien-ban');
  let said: Awaited<ReturnType<typeof runDemo>>;
  beforeAll(async () => {
    said = await runDemo(folder);
  });

  test('tells its steps line by line where there is no terminal, and ends with a table of what it made', () => {
    expect(said.stderr.trim().split('\n')).toEqual([
      '1/7 Tạo thư mục tập dượt',
      '2/7 Nhập danh sách trường từ Excel',
      '3/7 Ghép cặp',
      '4/7 Soạn biên bản',
      '5/7 Ghi hoạt động',
      '6/7 Tạo biên bản PDF và bộ in',
      '7/7 Xuất báo cáo tiến độ',
    ]);
    expect(said.stdout).toMatch(/^Trường +20 /m);
    expect(said.stdout).toMatch(/^Biên bản ghi nhớ +10 .* ket-qua\/bien-ban +\d+ kB$/m);
    expect(said.stdout).toContain('ket-qua/bo-in.pdf');
    expect(said.stdout).toContain('ket-qua/bao-cao-tien-do-2023-2024.xlsx');
  });

  test('makes ten memoranda, stamped on every page, and one print set of all their copies', async () => {
    const files = (await readdir(memoranda)).filter((name) => name.endsWith('.pdf'));
    let made = 0;
    for (const file of files) {
      const { pages } = await readPdf(await bytesOf(join(memoranda, file)));
      made += pages.length;
      expect(pages.filter((page) => !wordsOf([page]).includes('BẢN THỬ'))).toEqual([]);
    }
    expect(files).toHaveLength(10);
    expect(await pageCount(join(folder, 'ket-qua/bo-in.pdf'))).toBe(made * 4);
  });

  test('makes a workbook of eight forms, their charts and the code lists, with figures in them', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'ket-qua/bao-cao-tien-do-2023-2024.xlsx'));
    expect(workbook.worksheets).toHaveLength(10);
    expect(workbook.getWorksheet('Biểu 04 - Hoạt động')?.rowCount).toBeGreaterThan(60);
  });

  test('runs again over what it made', async () => {
    const { stdout } = await runDemo(folder);
    expect(stdout).toMatch(/^Cặp kết nghĩa +10 /m);
    expect(await readdir(memoranda)).toHaveLength(10);
  });
});

test('the demo never clears a folder that holds anything else', async () => {
  const folder = join(temporaryFolder(), 'hồ sơ');
  await mkdir(join(folder, 'du-lieu'), { recursive: true });
  await writeFile(join(folder, 'công văn.docx'), 'quan trọng');

  await expect(runDemo(folder)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('công văn.docx'),
  });
  expect(await readdir(folder)).toHaveLength(2);
});
