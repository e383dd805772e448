import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { FormBinding } from '../../../preload/contract/department-forms.ts';
import { activityForm, onePair, openProgram, type Program } from '../testing.ts';
import { departmentWorkbook, repacked } from './testing.ts';

const PERIOD = '2023-2024';

const cell = (at: string, field: string, replacesFormula = false): FormBinding => {
  const [sheet = '', address = ''] = at.split('!');
  return { kind: 'cell', sheet, cell: address, field, replacesFormula };
};

const SCHOOLS: FormBinding = {
  kind: 'table',
  sheet: 'Danh sách',
  cell: 'A3',
  table: 'schools',
  columns: [
    { column: 'A', field: 'ordinal' },
    { column: 'B', field: 'name' },
    { column: 'C', field: 'level' },
  ],
  rows: null,
};

/** An office with one pair, two themes and one lesson, and the department's form. */
async function office(workbook?: Buffer) {
  const program = await openProgram({ today: '2024-06-05' });
  const { pairId } = await onePair(program);
  await program.call('activities.create', activityForm([pairId], { kind: 'chuyen_de' }));
  await program.call('activities.create', activityForm([pairId], { kind: 'chuyen_de' }));
  await program.call('activities.create', activityForm([pairId], { kind: 'day_minh_hoa', demoLessons: 3 }));
  const fileId = await program.receive('Biểu của Sở.xlsx', workbook ?? (await departmentWorkbook()));
  const { id } = await program.call('departmentForms.create', { fileId, name: 'Biểu tổng hợp' });
  return { program, id };
}

const bytesOf = async ({ backend }: Program, fileId: string): Promise<Uint8Array> =>
  readFile((await backend.openFile(fileId))?.path ?? '');

test('a form is chosen, pointed at once, and filled for a period', async () => {
  const { program, id } = await office();
  const { fields, tables } = await program.call('departmentForms.fields', { period: PERIOD });
  const value = (code: string) => fields.find((field) => field.code === code)?.value;
  expect(value('summary.THEMES.total')).toBe(2);
  expect(value('summary.DEMO_LESSONS.total')).toBe(3);
  expect(value('pairs')).toBe(1);
  expect(tables.find((table) => table.code === 'schools')?.rows).toHaveLength(2);

  await program.call('departmentForms.update', {
    id,
    bindings: [
      cell('Biểu 1!C2', 'header.issuingBody'),
      cell('Biểu 1!C3', 'header.generatedOn'),
      cell('Biểu 1!D8', 'summary.THEMES.total'),
      cell('Biểu 1!D9', 'summary.DEMO_LESSONS.total'),
      SCHOOLS,
    ],
  });
  const shown = await program.call('departmentForms.sheets', { id });
  expect(shown.bindings.map((each) => [each.binding.cell, each.label, each.state])).toEqual([
    ['C2', 'Đơn vị báo cáo: · SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI', 'ok'],
    ['C3', 'Ngày báo cáo: · SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI', 'ok'],
    ['D8', 'Số chuyên đề · Thực hiện', 'ok'],
    ['D9', 'Số tiết dạy minh họa · Thực hiện', 'ok'],
    ['A3', 'STT · Tên trường · Cấp học', 'ok'],
  ]);
  expect(shown.sheets.map((sheet) => sheet.name)).toEqual(['Biểu 1', 'Danh sách', 'Tổng']);
  expect(shown.sheets[0]?.cells.find(({ row, column }) => row === 5 && column === 1)).toMatchObject({
    text: 'KẾT QUẢ THỰC HIỆN',
    bold: true,
    align: 'center',
  });

  const filled = await program.call('departmentForms.fill', { id, period: PERIOD });
  expect(filled).toMatchObject({ fileName: 'Biểu tổng hợp - Năm học 2023–2024.xlsx', cells: 10 });
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(new Uint8Array(await bytesOf(program, filled.fileId)).buffer);
  expect(workbook.getWorksheet('Biểu 1')?.getCell('D8').value).toBe(2);
  expect(workbook.getWorksheet('Biểu 1')?.getCell('C3').value).toEqual(new Date('2024-06-05T00:00:00Z'));
  expect(workbook.getWorksheet('Danh sách')?.getCell('B4').value).toBe('Trường Tiểu học Hướng Dương');

  const { reports } = await program.call('reports.list', {});
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ id: filled.reportId, period: PERIOD, form: 'department' });
});

describe('a newer file of the department', () => {
  test('keeps what is still in its place and names what is not; nothing is filled until it is mended', async () => {
    const { program, id } = await office();
    const bindings = [
      cell('Biểu 1!D8', 'summary.THEMES.total'),
      cell('Biểu 1!D9', 'summary.DEMO_LESSONS.total'),
      cell('Tổng!C1', 'pairs'),
    ];
    await program.call('departmentForms.update', { id, bindings });
    const newer = await repacked(await departmentWorkbook(), {
      'xl/workbook.xml': (xml) => xml.replace('name="Tổng"', 'name="Cộng"'),
      'xl/sharedStrings.xml': (xml) => xml.replace('Số chuyên đề', 'Số hội thảo'),
    });
    const fileId = await program.receive('Biểu mới.xlsx', newer);
    expect(await program.call('departmentForms.replaceFile', { id, fileId })).toEqual({
      lost: [
        { sheet: 'Biểu 1', cell: 'D8' },
        { sheet: 'Tổng', cell: 'C1' },
      ],
    });
    const refused = await program.refused('departmentForms.fill', { id, period: PERIOD });
    expect(refused).toMatchObject({ code: 'FORM_CELL_GONE', details: { cells: ['Tổng!C1', 'Biểu 1!D8'] } });
    expect(refused.message).toContain('Tổng!C1, Biểu 1!D8');
    expect((await program.call('reports.list', {})).reports).toEqual([]);

    // Another place for one of them does not confirm the other by the way.
    const moved = [...bindings.slice(0, 2), cell('Cộng!C1', 'pairs')];
    await program.call('departmentForms.update', { id, bindings: moved });
    const states = async () =>
      (await program.call('departmentForms.sheets', { id })).bindings.map(({ state }) => state);
    expect(await states()).toEqual(['cell_gone', 'ok', 'ok']);
    await program.call('departmentForms.update', { id, bindings: moved, confirmed: true });
    expect(await states()).toEqual(['ok', 'ok', 'ok']);
    await program.call('departmentForms.fill', { id, period: PERIOD });
  });
});

test('places that can not be filled are refused when they are chosen, and no place twice', async () => {
  const { program, id } = await office();
  const refusal = async (...bindings: FormBinding[]) =>
    (await program.refused('departmentForms.update', { id, bindings })).code;
  expect(await refusal(cell('Biểu 1!D10', 'pairs'))).toBe('FORM_CELL_FORMULA');
  expect(await refusal(cell('Biểu 1!B1', 'pairs'))).toBe('FORM_CELL_GONE');
  expect(await refusal(cell('Biểu 9!A1', 'pairs'))).toBe('FORM_CELL_GONE');
  expect(await refusal(cell('Tổng!C1', 'pairs'), cell('Tổng!C1', 'schools'))).toBe('INVALID_INPUT');
  await program.call('departmentForms.update', { id, bindings: [cell('Biểu 1!D10', 'pairs', true)] });
  await program.call('departmentForms.update', { id, bindings: [cell('Tổng!C1', 'summary.NONE.total')] });
  expect((await program.refused('departmentForms.fill', { id, period: PERIOD })).code).toBe('NOT_FOUND');
});

test('a form with macros stays outside; a removed one comes back by undo and from the bin, its file as it was', async () => {
  const workbook = await departmentWorkbook();
  const { program, id } = await office(workbook);
  const fileId = await program.receive('Biểu.xlsx', await repacked(workbook, { 'xl/vbaProject.bin': 'x' }));
  const refused = await program.refused('departmentForms.create', { fileId, name: 'Có macro' });
  expect(refused.code).toBe('FORM_HAS_MACROS');
  expect((await program.refused('departmentForms.replaceFile', { id, fileId })).code).toBe('FORM_HAS_MACROS');

  await program.call('departmentForms.remove', { id });
  expect((await program.call('departmentForms.list', {})).forms).toEqual([]);
  const [last] = (await program.call('history.list', { limit: 1 })).entries;
  await program.call('history.undo', { sequence: last?.sequence ?? 0 });
  await program.call('departmentForms.remove', { id });
  expect((await program.call('bin.list', {})).items).toMatchObject([{ name: 'Biểu tổng hợp' }]);
  await program.call('bin.restore', { items: [{ kind: 'departmentForm', id }] });
  const [form] = (await program.call('departmentForms.list', {})).forms;
  expect(form).toMatchObject({ id, name: 'Biểu tổng hợp', fileName: 'Biểu của Sở.xlsx', bindings: 0 });
  expect(Buffer.from(await bytesOf(program, form?.fileId ?? ''))).toEqual(workbook);
});

test('phones go into a form only where it has a column for them', async () => {
  const { program, id } = await office();
  const phones = async (binding: FormBinding) => {
    await program.call('departmentForms.update', { id, bindings: [binding] });
    const { reportId } = await program.call('departmentForms.fill', { id, period: PERIOD });
    let figures = '';
    await program.behindItsBack((sqlite) => {
      const row = sqlite.prepare('SELECT figures FROM report WHERE id = ?').pluck().get(reportId);
      figures = String(row);
    });
    return figures.includes('024 3333 0001');
  };
  expect(await phones(SCHOOLS)).toBe(false);
  const columns = [{ column: 'D', field: 'phone' }];
  expect(await phones({ ...SCHOOLS, kind: 'table', table: 'schools', rows: null, columns })).toBe(true);
});
