import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { journalFilter } from '../../../preload/contract/journal.ts';
import { FULL_DETAILS, onePair, openProgram, type Program, schoolForm } from '../testing.ts';

let program: Program;
let school: string;
let unit: string;
beforeEach(async () => {
  program = await openProgram();
  ({ supporting: school, thanhTri: unit } = await onePair(program));
});

const filtered = async (filter: Partial<ReturnType<typeof journalFilter.parse>>, more = {}) =>
  (await program.call('history.list', { filter: journalFilter.parse(filter), ...more })).entries;
const deeds = async (filter: Parameters<typeof filtered>[0]) =>
  (await filtered(filter)).map(({ command }) => command);

describe('the journal is filtered', () => {
  test('by the kind of deed, by who did it, by days of this office', async () => {
    expect(await deeds({ command: 'schools.create' })).toEqual(['schools.create', 'schools.create']);
    expect(await deeds({ actor: 'VAN' })).toHaveLength(7);
    expect(await deeds({ actor: 'nobody' })).toEqual([]);
    program.setToday('2023-05-02');
    await program.call('schools.update', { id: school, phone: '024 3333 0002' });
    expect(await deeds({ from: '2023-05-01' })).toEqual(['schools.update']);
    expect(await deeds({ to: '2023-04-10' })).toHaveLength(7);
    expect(await deeds({ from: '2023-04-11', to: '2023-05-01' })).toEqual([]);
  });

  test('by what it says, with or without accents, and by the name of what it is about', async () => {
    await program.call('schools.update', { id: school, phone: '024 3333 0002' });
    expect(await deeds({ text: '3333 0002' })).toEqual(['schools.update']);
    expect(await deeds({ text: 'dinh hoa' })).toEqual(['schools.create', 'schools.create']);
    // The row of the change holds the key of the school only.
    expect(await deeds({ text: 'tieu hoc hoa sen' })).toEqual([
      'schools.update',
      'pairs.create',
      'schools.create',
    ]);
    expect(await deeds({ text: 'valid_from' })).toEqual([]);
  });

  test('page by page, each row once', async () => {
    const all = (await filtered({})).map(({ sequence }) => sequence);
    const seen: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await program.call('history.list', { limit: 3, ...(before ? { before } : {}) });
      seen.push(...page.entries.map(({ sequence }) => sequence));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seen).toEqual(all);
  });

  test('and knows what was taken back though the taking back is not shown', async () => {
    await program.call('schools.update', { id: school, phone: '024 3333 0002' });
    await program.undo();
    expect(await filtered({ command: 'schools.update' })).toMatchObject([{ undoable: false }]);
  });
});

describe('the journal as a workbook', () => {
  const exported = async (input: Parameters<typeof program.call<'journal.export'>>[1]) => {
    const answer = await program.call('journal.export', input);
    const file = await program.backend.openFile(answer.fileId);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file?.path ?? '');
    const [sheet, about] = workbook.worksheets;
    const cells = (of: ExcelJS.Worksheet | undefined) =>
      (of?.getSheetValues() ?? []).flatMap((row) =>
        Array.isArray(row) ? [row.slice(1).map((cell) => `${cell ?? ''}`)] : [],
      );
    return {
      ...answer,
      rows: cells(sheet),
      about: cells(about),
      formulas: workbook.worksheets.flatMap((each) => formulasOf(each)),
    };
  };
  const formulasOf = (sheet: ExcelJS.Worksheet) => {
    const found: string[] = [];
    sheet.eachRow((row) => row.eachCell((cell) => cell.formula && found.push(cell.address)));
    return found;
  };

  test('has a row for each deed, before and after, and says which rows were asked for', async () => {
    await program.call('schools.update', { id: school, name: 'Trường Tiểu học Hoa Mai' });
    const { rows, about } = await exported({
      filter: journalFilter.parse({ command: 'schools.update' }),
      deeds: { 'schools.update': 'Sửa trường' },
    });
    expect(rows[0]).toEqual([
      'Số thứ tự',
      'Lúc',
      'Người',
      'Việc',
      'Đối tượng',
      'Trước',
      'Sau',
      'Lý do',
      'Mã băm',
    ]);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual([
      '8',
      '10/04/2023 08:00',
      'van-thu',
      'Sửa trường',
      'Trường: Trường Tiểu học Hoa Mai',
      'Tên trường: Trường Tiểu học Hoa Sen',
      'Tên trường: Trường Tiểu học Hoa Mai',
      '',
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(about).toContainEqual(['Việc', 'Sửa trường']);
    expect(about).toContainEqual([
      'Mã đối chiếu',
      expect.stringMatching(/^Nhật ký: dòng 8 · [0-9a-f ]{19}$/),
    ]);
  });

  test('leaves numbers and addresses out unless they are asked for', async () => {
    const { id } = await program.call('schools.create', {
      ...schoolForm(unit, 'thcs', 'Trường THCS Gọi 024 3333 0009'),
      ...FULL_DETAILS,
    });
    await program.call('schools.update', { id, phone: '024 3333 0002', email: 'b@example.edu.vn' });
    const all = JSON.stringify((await exported({})).rows);
    for (const contact of ['024 3333 0002', '024 3333 0009', 'b@example.edu.vn'])
      expect(all).not.toContain(contact);
    expect(JSON.stringify((await exported({ withPhones: true })).rows)).toContain('024 3333 0002');
  });

  test('keeps a name that looks like a formula as text', async () => {
    await program.call('schools.update', { id: school, name: '=1+1 Trường Tiểu học' });
    const { rows, formulas } = await exported({});
    expect(formulas).toEqual([]);
    expect(rows[1]?.[6]).toBe('Tên trường: =1+1 Trường Tiểu học');
  });
});

describe('a printed mark is compared', () => {
  test('with the row that it names, however it was typed', async () => {
    const { entries } = await program.call('history.list', {});
    const { about } = await (async () => {
      const answer = await program.call('journal.export', {});
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile((await program.backend.openFile(answer.fileId))?.path ?? '');
      return { about: workbook.worksheets[1]?.getSheetValues().flat().map(String) ?? [] };
    })();
    const mark = about.find((text) => text.startsWith('Nhật ký: dòng')) ?? '';
    const digits = mark.split('·')[1] ?? '';
    for (const typed of [mark, digits, digits.replaceAll(' ', '').toUpperCase(), digits.slice(0, 12)])
      expect(await program.call('journal.compare', { mark: typed }), typed).toEqual({
        row: { sequence: 7, at: entries[0]?.at, actor: 'van-thu', command: 'pairs.create' },
        problems: [],
      });
    for (const typed of ['0123456789abcdef', 'chữ', `Nhật ký: dòng 3 ·${digits}`])
      expect(await program.call('journal.compare', { mark: typed }), typed).toEqual({
        row: null,
        problems: [],
      });

    await program.call('schools.update', { id: school, phone: '024 3333 0002' });
    await program.behindItsBack((sqlite) =>
      sqlite.exec("UPDATE journal SET actor = 'người khác' WHERE sequence IN (3, 8)"),
    );
    expect((await program.call('journal.compare', { mark })).problems).toEqual([
      'Dòng nhật ký số 3 (10/04/2023 08:00, việc organisations.create) đã bị sửa.',
    ]);
  });
});
