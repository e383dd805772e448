import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { redactJournal } from '../../../../db/journal.ts';
import type { ReportChanges } from '../../../../preload/contract/reports.ts';
import { activityForm, openProgram, schoolForm, twoUnits } from '../../testing.ts';

/** One pair with two activities, and a report on the school year. */
async function reported() {
  const program = await openProgram({ today: '2024-06-15' });
  const { thanhTri, chuongMy } = await twoUnits(program);
  const school = async (unit: string, name: string) =>
    (await program.call('schools.create', schoolForm(unit, 'tieu_hoc', name))).id;
  const supporting = await school(thanhTri, 'Trường Tiểu học Hoa Sen');
  const partner = await school(chuongMy, 'Trường Tiểu học Hướng Dương');
  const { ids } = await program.call('pairs.create', {
    pairs: [{ supportingSchoolId: supporting, partnerSchoolId: partner }],
  });
  const [pair = ''] = ids;
  const log = (topic: string, heldOn: string) =>
    program.call('activities.create', activityForm([pair], { topic, heldOn, teacherTurns: 20 }));
  const { id: first } = await log('Đổi mới phương pháp', '2023-10-12');
  const { id: second } = await log('Trường học hạnh phúc', '2024-03-20');
  const { reportId } = await program.call('reports.export', { period: '2023-2024' });
  const changes = () => program.call('reports.changes', { id: reportId });
  const edit = (id: string, topic: string, heldOn: string, teacherTurns: number) =>
    program.call('activities.update', {
      id,
      ...activityForm([pair], { topic, heldOn, teacherTurns }),
    });
  return { program, reportId, pair, first, second, log, edit, changes, supporting };
}

const rowsOf = ({ rows }: ReportChanges) => rows.map(({ what, name, change }) => [what, name, change]);

describe('a report as sent', () => {
  test('nothing was done since: nothing differs', async () => {
    const { changes } = await reported();
    expect(await changes()).toMatchObject({
      figuresKnown: true,
      figures: [],
      reasonsKnown: true,
      rows: [],
      redacted: 0,
    });
  });

  test('one changed activity is exactly one row, with the fields that changed and the cells that show it', async () => {
    const { changes, edit, first } = await reported();
    await edit(first, 'Đổi mới phương pháp', '2023-10-12', 32);
    const found = await changes();
    expect(found.rows).toEqual([
      {
        what: 'Hoạt động',
        name: 'Đổi mới phương pháp, 12/10/2023',
        change: 'changed',
        fields: [{ name: 'Lượt giáo viên', before: '20', after: '32' }],
        at: expect.any(String),
        actor: 'van-thu',
      },
    ]);
    const cells = found.figures.map(({ form, row, column, before, after }) => [
      form,
      row,
      column,
      before,
      after,
    ]);
    expect(cells).toContainEqual(['Biểu số 04', 'Đổi mới phương pháp (12/10/2023)', 'Lượt GV', '20', '32']);
    expect(cells).toContainEqual(['Biểu số 01', 'Số lượt giáo viên tham gia', 'Cộng', '40', '52']);
    expect(found.figures.filter(({ form }) => form === 'Biểu số 04')).toHaveLength(1);
  });

  test('three changes of one activity are one; what was taken back is none', async () => {
    const { program, changes, edit, first } = await reported();
    await edit(first, 'Đổi mới phương pháp', '2023-10-12', 32);
    await edit(first, 'Đổi mới', '2023-10-12', 40);
    await edit(first, 'Đổi mới', '2023-10-13', 40);
    expect(rowsOf(await changes())).toEqual([['Hoạt động', 'Đổi mới, 13/10/2023', 'changed']]);
    await program.undo();
    expect((await changes()).rows[0]?.fields.map(({ name }) => name)).toEqual(['Nội dung', 'Lượt giáo viên']);
    await edit(first, 'Đổi mới phương pháp', '2023-10-12', 20);
    expect(await changes()).toMatchObject({ rows: [], figures: [] });
  });

  test('an undone deed leaves nothing', async () => {
    const { program, changes, log } = await reported();
    await log('Nhầm', '2024-04-01');
    expect(rowsOf(await changes())).toEqual([['Hoạt động', 'Nhầm, 01/04/2024', 'added']]);
    await program.undo();
    expect(await changes()).toMatchObject({ rows: [], figures: [] });
  });

  test('added and deleted rows come with theirs in the forms; plans do not count', async () => {
    const { program, pair, changes, log, second } = await reported();
    await log('Tiết dạy mẫu', '2024-04-01');
    await program.call(
      'activities.create',
      activityForm([pair], { topic: 'Dự kiến', heldOn: '2024-07-01', status: 'planned' }),
    );
    await program.call('activities.remove', { ids: [second] });
    const found = await changes();
    expect(rowsOf(found)).toEqual([
      ['Hoạt động', 'Trường học hạnh phúc, 20/03/2024', 'removed'],
      ['Hoạt động', 'Tiết dạy mẫu, 01/04/2024', 'added'],
    ]);
    const whole = found.figures.filter(({ column }) => column === null);
    expect(whole.map(({ row, before, after }) => [row, before !== null, after !== null])).toEqual([
      ['Trường học hạnh phúc (20/03/2024)', true, false],
      ['Tiết dạy mẫu (01/04/2024)', false, true],
    ]);
  });

  test('a corrected name of a school is told by the school', async () => {
    const { program, changes, supporting } = await reported();
    const { schools } = await program.call('schools.list', {});
    const found = schools.find(({ id }) => id === supporting);
    const form = schoolForm(found?.unitId ?? '', 'tieu_hoc', 'Trường Tiểu học Hoa Sen Hồng');
    await program.call('schools.update', { id: supporting, ...form });
    const { rows } = await changes();
    expect(rows).toMatchObject([
      {
        what: 'Trường',
        change: 'changed',
        fields: [
          { name: 'Tên trường', before: 'Trường Tiểu học Hoa Sen', after: 'Trường Tiểu học Hoa Sen Hồng' },
        ],
      },
    ]);
  });

  test('its files are handed out again byte for byte, with their hashes', async () => {
    const { program, reportId, log } = await reported();
    const { files } = await program.call('reports.get', { id: reportId });
    expect(files.map(({ kind }) => kind)).toEqual(['xlsx']);
    await log('Sau đó', '2024-04-01');
    const bytes = await readFile((await program.backend.openFile(files[0]?.fileId ?? ''))?.path ?? '');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(files[0]?.sha256);
  });

  test('says where it went, and takes that back', async () => {
    const { program, reportId } = await reported();
    await program.call('reports.markSent', { id: reportId, sentTo: 'Sở GD&ĐT', sentOn: '2024-06-16' });
    const sent = async () => {
      const { sentTo, sentOn } = await program.call('reports.get', { id: reportId });
      return [sentTo, sentOn];
    };
    expect(await sent()).toEqual(['Sở GD&ĐT', '2024-06-16']);
    await program.undo();
    expect(await sent()).toEqual([null, null]);
  });

  test('redacted deeds are said to be so', async () => {
    const { program, changes, log } = await reported();
    await log('Sau đó', '2024-04-01');
    const { entries } = await program.call('history.list', { limit: 1 });
    await program.behindItsBack((sqlite) => redactJournal(sqlite, entries[0]?.sequence ?? 0));
    expect(await changes()).toMatchObject({ rows: [], redacted: 1 });
  });

  test('one of an older version still opens, and says what it does not know', async () => {
    const { program, reportId, changes, log } = await reported();
    await log('Sau đó', '2024-04-01');
    await program.behindItsBack((sqlite) =>
      sqlite
        .prepare('UPDATE report SET journal_sequence = 0, figures = ? WHERE id = ?')
        .run('{"summary":[]}', reportId),
    );
    expect((await program.call('reports.list', {})).reports).toHaveLength(1);
    expect(await changes()).toMatchObject({
      figuresKnown: false,
      figures: [],
      reasonsKnown: false,
      rows: [],
    });
  });
});
