import { describe, expect, test } from 'vitest';
import type { DifficultyForm } from '../../../preload/contract/difficulties.ts';
import { onePair, openProgram } from '../testing.ts';
import { buildProgressWorkbook } from '../workbooks/progress-workbook.ts';

async function office() {
  const program = await openProgram({ today: '2024-03-10' });
  const pair = await onePair(program);
  const form = (difficulty: string, changes: Partial<DifficultyForm> = {}): DifficultyForm => ({
    raisedBy: { kind: 'school', id: pair.partner },
    raisedOn: '2024-01-10',
    advantages: null,
    difficulty,
    proposal: null,
    resolver: null,
    dueOn: null,
    outcome: null,
    resolvedOn: null,
    ...changes,
  });
  const raise = async (...given: Parameters<typeof form>) =>
    (await program.call('difficulties.create', form(...given))).id;
  const list = async (search?: string) =>
    (await program.call('difficulties.list', search === undefined ? {} : { search })).difficulties;
  return { program, ...pair, form, raise, list };
}

describe('the list', () => {
  test('shows open ones by deadline, overdue ones first, and resolved ones last', async () => {
    const { raise, list, program, thanhTri } = await office();
    await raise('Không vội');
    await raise('Còn hạn', { dueOn: '2024-04-01' });
    await raise('Đã quá hạn', { dueOn: '2024-02-01', raisedBy: { kind: 'unit', id: thanhTri } });
    const done = await raise('Xong rồi', { dueOn: '2024-01-20' });
    await program.call('difficulties.resolve', {
      id: done,
      outcome: 'Đã cấp bổ sung',
      resolvedOn: '2024-02-15',
    });
    expect((await list()).map((row) => [row.difficulty, row.state, row.raisedByName])).toEqual([
      ['Đã quá hạn', 'overdue', 'Phòng GD&ĐT huyện Thanh Trì'],
      ['Còn hạn', 'open', 'Trường Tiểu học Hướng Dương'],
      ['Không vội', 'open', 'Trường Tiểu học Hướng Dương'],
      ['Xong rồi', 'resolved', 'Trường Tiểu học Hướng Dương'],
    ]);
  });

  test('is searched across accents, in texts and in names', async () => {
    const { raise, list, thanhTri } = await office();
    await raise('Thiếu phòng học bộ môn', { proposal: 'Xây thêm hai phòng' });
    await raise('Đường đến trường xa', { raisedBy: { kind: 'unit', id: thanhTri } });
    const found = async (search: string) => (await list(search)).map((row) => row.difficulty);
    expect(await found('phong BO mon')).toEqual(['Thiếu phòng học bộ môn']);
    expect(await found('huong duong xay')).toEqual(['Thiếu phòng học bộ môn']);
    expect(await found('thanh tri')).toEqual(['Đường đến trường xa']);
    expect(await found('không có đâu')).toEqual([]);
  });

  test('keeps a change and takes it back', async () => {
    const { raise, list, form, program } = await office();
    const id = await raise('Thiếu máy chiếu');
    await program.call('difficulties.update', { id, ...form('Thiếu hai máy chiếu') });
    await program.call('difficulties.remove', { ids: [id] });
    expect(await list()).toEqual([]);
    const [last] = (await program.call('history.list', { limit: 1 })).entries;
    await program.call('history.undo', { sequence: last?.sequence ?? 0 });
    expect((await list()).map((row) => row.difficulty)).toEqual(['Thiếu hai máy chiếu']);
  });
});

test.each([
  [{ raisedOn: '2032-01-01' }, 'raisedOn'],
  [{ dueOn: '2023-12-31' }, 'dueOn'],
  [{ resolvedOn: '2024-01-09', outcome: 'Xong' }, 'resolvedOn'],
  [{ resolvedOn: '2024-03-11', outcome: 'Xong' }, 'resolvedOn'],
  [{ resolvedOn: '2024-02-01' }, 'outcome'],
] as const)('refuses %o at its field', async (changes, field) => {
  const { program, form } = await office();
  const error = await program.refused('difficulties.create', form('Thiếu máy chiếu', changes));
  expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
});

test('a new difficulty is offered what solved a similar one', async () => {
  const { program, raise } = await office();
  const solved = { outcome: 'Phòng GD&ĐT điều máy từ kho', resolvedOn: '2024-02-01' };
  await raise('Thiếu máy chiếu cho phòng học bộ môn', solved);
  await raise('Đường đến trường ngập khi mưa', { outcome: 'Đã nâng đường', resolvedOn: '2024-02-02' });
  await raise('Thiếu máy chiếu, máy tính');
  const similar = async (text: string) =>
    (await program.call('difficulties.similar', { text })).solutions.map((solution) => solution.outcome);
  expect(await similar('truong thieu may chieu o khoi 4')).toEqual(['Phòng GD&ĐT điều máy từ kho']);
  expect(await similar('Sân trường ngập nước, đường vào cũng ngập')).toEqual(['Đã nâng đường']);
  expect(await similar('Giáo viên tiếng Anh nghỉ thai sản')).toEqual([]);
});

describe('the report', () => {
  test('says what was raised in the period or still open in it, and no outcome that came later', async () => {
    const { program, raise } = await office();
    await raise('Cũ, đã xong trước kỳ', {
      raisedOn: '2023-09-10',
      outcome: 'Xong',
      resolvedOn: '2023-12-01',
    });
    await raise('Cũ, xong trong kỳ', { raisedOn: '2023-09-12', outcome: 'Xong', resolvedOn: '2024-01-30' });
    await raise('Cũ, xong sau kỳ', { raisedOn: '2023-09-14', outcome: 'Xong', resolvedOn: '2024-03-01' });
    await raise('Nêu sau kỳ', { raisedOn: '2024-02-20' });
    const period = '2024-01-15..2024-02-15';
    const { difficulties } = await program.call('reports.figures', { period, withPhones: false });
    expect(difficulties.map((row) => [row.difficulties, row.outcome, row.resolvedOn])).toEqual([
      ['Cũ, xong trong kỳ', 'Xong', '2024-01-30'],
      ['Cũ, xong sau kỳ', null, null],
    ]);
  });

  test('gives a form 08 that comes in again unchanged', async () => {
    const { program, raise, thanhTri, list } = await office();
    await raise('Thiếu phòng học bộ môn', {
      proposal: 'Xây thêm',
      resolver: 'UBND huyện',
      dueOn: '2024-05-30',
    });
    await raise('Ít giáo viên cốt cán', {
      raisedBy: { kind: 'unit', id: thanhTri },
      advantages: 'Đội ngũ trẻ',
    });
    const figures = await program.call('reports.figures', { period: '2023-2024', withPhones: false });
    const { bytes } = await buildProgressWorkbook(figures);
    const before = await list();
    const only = await program.receive('bieu.xlsx', bytes);
    expect(await program.call('difficulties.import', { fileId: only })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
    expect(await list()).toEqual(before);
  });
});

describe('a list that is taken in', () => {
  const LIST =
    'STT\tĐơn vị\tThuận lợi\tKhó khăn\tĐề xuất\tCơ quan giải quyết\tThời hạn\n' +
    '1\tTrường Tiểu học Hướng Dương\tĐội ngũ trẻ\tThiếu máy chiếu\tCấp 5 máy\tPhòng GD&ĐT\t30/05/2024\n' +
    '2\tHuyện Chương Mỹ\t\tĐịa bàn rộng\t\t\t\n';

  test('names schools and units, and changes nothing the second time', async () => {
    const { program, list, partner, chuongMy } = await office();
    const take = async (text: string) =>
      program.call('difficulties.import', { fileId: await program.receive('dan.txt', text) });
    expect(await take(LIST)).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(await list()).toMatchObject([
      {
        raisedBy: { kind: 'school', id: partner },
        raisedOn: '2024-03-10',
        difficulty: 'Thiếu máy chiếu',
        resolver: 'Phòng GD&ĐT',
        dueOn: '2024-05-30',
      },
      { raisedBy: { kind: 'unit', id: chuongMy }, difficulty: 'Địa bàn rộng' },
    ]);
    expect(await take(LIST)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await take(LIST.replace('Cấp 5 máy', 'Cấp 7 máy'))).toMatchObject({ updated: 1, unchanged: 1 });
  });

  test('is refused whole, with every fault at its cell', async () => {
    const { program, list } = await office();
    const bad =
      'Đơn vị;Khó khăn;Thời hạn\n' +
      'Trường Tiểu học Hướng Dương;Thiếu máy chiếu;30/05/2024\n' +
      'Trường Không Có;Thiếu phòng;\n' +
      'Trường Tiểu học Hoa Sen;Thiếu bàn ghế;01/01/2020\n';
    const refused = async (text: string) => {
      const error = await program.refused('difficulties.import', {
        fileId: await program.receive('bieu.csv', text),
      });
      expect(error.code).toBe('INVALID_ROWS');
      const errors = error.details.errors as { cell: string; code: string; message: string }[];
      return errors.map(({ cell, code, message }) => `${cell} ${code} ${message}`);
    };
    expect(await refused(bad)).toEqual([
      'A3 RAISER_UNKNOWN Không tìm thấy trường hay đơn vị “Trường Không Có”. Hãy kiểm tra tên, hoặc thêm vào sổ trước.',
      'C4 VALUE_REFUSED Thời hạn trước ngày nêu.',
    ]);
    expect(
      await refused('Đơn vị;Khó khăn;Thời hạn\nTrường Tiểu học Hoa Sen;;32/13/2024\nHuyện Chương Mỹ;Xa;\n'),
    ).toEqual([
      'B2 VALUE_MISSING Thiếu khó khăn.',
      'C2 DATE_UNCLEAR Không rõ ngày “32/13/2024”. Hãy ghi đủ ngày/tháng/năm, ví dụ 05/04/2023.',
    ]);
    expect(await list()).toEqual([]);
  });
});
