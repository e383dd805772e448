import { readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FoundPlace } from '../../../preload/contract/personal-data.ts';
import { activityForm, onePair, openProgram, type Program } from '../testing.ts';

const NAME = 'Nguyễn Văn A';
const REQUEST = {
  requestedBy: 'chính người có dữ liệu',
  requestedOn: '2026-02-03',
  reason: 'đơn ngày 03/02/2026',
};

let program: Program;
let pairId: string;
let supporting: string;

/** A folder in which one person stands wherever a person can stand. */
async function known(): Promise<void> {
  const { call } = program;
  ({ pairId, supporting } = await onePair(program));
  await call('schools.update', { id: supporting, principal: NAME, email: 'nguyen.van.a@example.edu.vn' });
  await call('workingGroup.save', {
    members: [
      { fullName: NAME, post: 'Chuyên viên', body: null, role: 'Thành viên', task: `Thay ${NAME} khi vắng` },
    ],
  });
  await call('activities.create', {
    ...activityForm([pairId], { topic: 'Chuyên đề của thầy Nguyễn Văn A' }),
    speakers: [NAME, 'Lê Thị B'],
  });
  const { id: ceremonyId } = await call('ceremonies.get', {});
  await call('ceremonies.update', {
    id: ceremonyId,
    delegates: [{ side: 'guest', fullName: 'NGUYỄN VĂN A', post: null, body: null, absent: false }],
  });
  await call('difficulties.create', {
    raisedBy: { kind: 'school', id: supporting },
    raisedOn: '2023-10-01',
    advantages: null,
    difficulty: 'Thiếu giáo viên',
    proposal: null,
    resolver: NAME,
    dueOn: null,
    outcome: null,
    resolvedOn: null,
  });
  await call('support.create', {
    status: 'done',
    givenOn: '2023-10-01',
    kind: 'equipment',
    giverSchoolId: null,
    giverName: `Gia đình ông ${NAME}`,
    receiverSchoolId: supporting,
    content: 'Máy chiếu',
    quantity: 1,
    unit: 'bộ',
    unitPrice: null,
    amount: null,
    source: null,
    documentId: null,
    handoverPaper: null,
    note: null,
  });
  await call('settings.set', { key: 'search.recent', value: [{ title: NAME, note: '', href: '#/schools' }] });
  await call('settings.set', { key: 'draft.school', value: { typed: { principal: 'nguyen van a' } } });
  await call('memoranda.draft', {});
}

beforeEach(async () => {
  program = await openProgram({ today: '2024-02-01' });
  await known();
});

const find = (text = NAME) => program.call('personalData.find', { text });
const ticked = (places: readonly FoundPlace[]) => places.map(({ table, id }) => ({ table, id }));

/** Whether any file of the database says it, in whatever letters. */
function bytesSay(text: string): boolean {
  return ['chung-tay.sqlite', 'chung-tay.sqlite-wal'].some((name) => {
    try {
      const bytes = readFileSync(path.join(program.dataDir, name), 'utf8').toLocaleLowerCase('vi');
      return bytes.includes(text.toLocaleLowerCase('vi'));
    } catch {
      return false;
    }
  });
}

describe('a person is found', () => {
  test('wherever a name can stand, grouped, as it stands there', async () => {
    const { places, journal } = await find();
    expect(Object.keys(Object.groupBy(places, ({ group }) => group)).sort()).toEqual([
      'Hoạt động',
      'Hỗ trợ',
      'Khó khăn, vướng mắc',
      'Lễ ký kết',
      'Người đứng đầu, cấp phó',
      'Tổ công tác',
      'Đang gõ dở và tìm gần đây',
      'Điện thoại, thư điện tử',
    ]);
    expect(places).toContainEqual(
      expect.objectContaining({
        group: 'Lễ ký kết',
        fields: [{ label: 'Đại biểu', text: 'NGUYỄN VĂN A' }],
      }),
    );
    expect(places).toContainEqual(
      expect.objectContaining({
        group: 'Hoạt động',
        fields: [
          { label: 'Báo cáo viên', text: NAME },
          { label: 'Nội dung', text: 'Chuyên đề của thầy Nguyễn Văn A' },
        ],
      }),
    );
    expect(journal.rows).toBeGreaterThan(4);
  });

  test('without accents, and with the numbers of the school that the person leads', async () => {
    expect(await find('NGUYEN van a')).toEqual(await find());
    const contact = (await find()).places.find((place) => place.contact);
    expect(contact).toMatchObject({
      table: 'school',
      title: 'Trường Tiểu học Hoa Sen',
      fields: [
        { label: 'Điện thoại', text: '024 3333 0001' },
        { label: 'Thư điện tử', text: 'nguyen.van.a@example.edu.vn' },
      ],
    });
  });

  test('in what each user of the computer has not saved yet, too', async () => {
    const before = (await find()).places.filter(({ table }) => table === 'setting');
    await program.behindItsBack((sqlite) =>
      sqlite.exec("UPDATE setting SET key = 'user:01a20d8b-50aa-760f-9d77-567b9cff8bb9:' || key"),
    );
    const after = (await find()).places.filter(({ table }) => table === 'setting');
    expect(after.map(({ title }) => title)).toEqual(before.map(({ title }) => title));
  });

  test('by a number or an address', async () => {
    expect((await find('+84 24 3333 0001')).places.map(({ table }) => table)).toEqual(['school', 'school']);
    expect(await find('nguyen.van.a@example.edu.vn')).toMatchObject({
      sought: 'email',
      places: [{ table: 'school', fields: [{ label: 'Thư điện tử' }] }],
    });
  });
});

describe('a person is made anonymous', () => {
  const anonymise = async (places: readonly FoundPlace[], past = true) =>
    program.call('personalData.apply', {
      text: NAME,
      act: 'anonymise',
      places: ticked(places),
      past,
      ...REQUEST,
    });

  test('and the whole database says the name no more, in no table, no log and no freed page', async () => {
    expect(bytesSay(NAME)).toBe(true);
    const { places } = await find();
    const done = await anonymise(places);
    expect(done.places).toBe(places.length);
    expect((await find()).places).toEqual([]);
    expect((await find()).journal).toEqual({ rows: 0, past: 0 });
    const [activity] = (await program.call('activities.list', {})).activities;
    expect(activity).toMatchObject({
      topic: 'Chuyên đề của thầy Người đã ẩn danh',
      speakers: ['Người đã ẩn danh', 'Lê Thị B'],
    });
    expect((await program.call('search.find', { text: 'nguoi da an danh' })).hits).not.toEqual([]);

    await program.backend.close();
    for (const text of [NAME, 'nguyen van a', 'nguyen.van.a@example.edu.vn'])
      expect(bytesSay(text), text).toBe(false);
  });

  test('but for the papers that were finalised: they are named, and stay as they are', async () => {
    const before = await program.call('memoranda.generate', {});
    expect(before.files).toHaveLength(1);
    const { places, frozen } = await find();
    expect(frozen).toEqual([
      expect.objectContaining({
        title: 'Biên bản Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương, bản 1',
        reason: expect.stringContaining('giữ nguyên'),
      }),
    ]);
    await anonymise(places);
    expect(await find()).toMatchObject({
      places: [],
      frozen: [{ title: expect.any(String) }],
      journal: { rows: 0 },
    });
    await program.behindItsBack((sqlite) => {
      const tables = sqlite
        .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .all();
      const saying = tables.filter(({ name }) =>
        JSON.stringify(sqlite.prepare(`SELECT * FROM "${name}"`).all()).includes(NAME),
      );
      expect(saying.map(({ name }) => name)).toEqual(['memorandum_version']);
    });
    expect((await program.call('check.run', {})).problems).toEqual([]);
  });

  test('as whole words only: who is called otherwise stays', async () => {
    await program.call('activities.create', activityForm([pairId], { host: 'Nguyễn Văn An' }));
    await anonymise((await find()).places);
    const { activities } = await program.call('activities.list', {});
    expect(activities.map(({ host }) => host)).toContain('Nguyễn Văn An');
  });

  test('only where it was ticked: two people may have one name', async () => {
    const { places } = await find();
    const group = places.filter((place) => place.group === 'Tổ công tác');
    await anonymise(group, false);
    expect((await find()).places).toHaveLength(places.length - group.length);
    expect((await program.call('workingGroup.list', {})).members).toMatchObject([
      { fullName: 'Người đã ẩn danh', task: 'Thay Người đã ẩn danh khi vắng' },
    ]);
    expect((await program.call('schools.get', { id: supporting })).principal).toBe(NAME);
  });

  test('the journal tells who did it, when and why, not whose name it was, and its chain holds', async () => {
    await anonymise((await find()).places);
    const [deed] = (await program.call('history.list', {})).entries;
    expect(deed).toMatchObject({
      command: 'personalData.apply',
      actor: 'van-thu',
      undoable: false,
      changes: [],
    });
    expect(deed?.reason).toMatch(
      /^Ẩn danh: \d+ nơi, \d+ dòng nhật ký\. Theo yêu cầu của chính người có dữ liệu/,
    );
    expect((await program.call('check.run', {})).problems).toEqual([]);
  });

  test('what the journal said of it can’t be taken back any more, and says why', async () => {
    const { entries } = await program.call('history.list', {});
    const renamed = entries.find(({ command }) => command === 'workingGroup.save');
    await anonymise((await find()).places);
    expect(await program.refused('history.undo', { sequence: renamed?.sequence ?? 0 })).toMatchObject({
      code: 'UNDO_REDACTED',
    });
    const after = (await program.call('history.list', {})).entries;
    expect(after.find(({ sequence }) => sequence === renamed?.sequence)).toMatchObject({
      redacted: true,
      undoable: false,
    });
  });

  test('and gets a record of what was held, what for, and what was done', async () => {
    const { record } = await anonymise((await find()).places);
    const file = await program.backend.openFile(record.fileId);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file?.path ?? '');
    const cells = workbook.worksheets.flatMap((sheet) =>
      sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row.map(String) : [])),
    );
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Phiếu',
      'Nơi đã thay đổi',
      'Hồ sơ giữ nguyên',
      'Mục đích',
    ]);
    expect(cells).toEqual(expect.arrayContaining([NAME, 'Ẩn danh', '03/02/2026', 'chính người có dữ liệu']));
  });
});

test('a name is corrected everywhere but in frozen papers, in capitals where it stood in capitals', async () => {
  const { places } = await find();
  const deed = { text: NAME, act: 'correct', places: ticked(places), replacement: 'Nguyễn Văn Á' } as const;
  const { changes } = await program.call('personalData.preview', deed);
  expect(changes.flatMap(({ fields }) => fields)).toContainEqual({
    label: 'Đại biểu',
    before: 'NGUYỄN VĂN A',
    after: 'NGUYỄN VĂN Á',
  });
  await program.call('personalData.apply', { ...deed, past: true, ...REQUEST, requestedBy: 'văn phòng' });
  expect(await program.call('schools.get', { id: supporting })).toMatchObject({
    principal: 'Nguyễn Văn Á',
    phone: '024 3333 0001',
  });
  expect((await program.call('schools.list', { search: 'nguyen van a' })).schools).toHaveLength(1);
});

test('numbers and addresses are deleted, and the name stays', async () => {
  const { places } = await find();
  const deed = { text: NAME, act: 'deleteContacts', places: ticked(places) } as const;
  const { changes } = await program.call('personalData.preview', deed);
  expect(changes).toMatchObject([{ table: 'school', fields: [{ after: null }, { after: null }] }]);
  await program.call('personalData.apply', { ...deed, ...REQUEST });
  expect(await program.call('schools.get', { id: supporting })).toMatchObject({
    principal: NAME,
    phone: null,
    email: null,
  });
  expect(bytesSay('nguyen.van.a@example.edu.vn')).toBe(false);
});

test('a reason that names the person, a correction to nothing and a deed without a change are refused', async () => {
  const { places } = await find();
  const deed = { text: NAME, act: 'anonymise', places: ticked(places), ...REQUEST } as const;
  expect(
    await program.refused('personalData.apply', { ...deed, requestedBy: 'ông nguyen van a' }),
  ).toMatchObject({
    code: 'REASON_NAMES_PERSON',
  });
  expect(await program.refused('personalData.apply', { ...deed, act: 'correct' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await program.refused('personalData.apply', { ...deed, places: [] })).toMatchObject({
    code: 'NOTHING_TO_CHANGE',
  });
  expect(
    await program.refused('personalData.apply', { ...deed, places: [{ table: 'person', id: 'nobody' }] }),
  ).toMatchObject({ code: 'NOT_FOUND' });
  expect((await find()).places).toEqual(places);
});

test('what is held is exported for the person who asks, and which purposes it serves is said', async () => {
  const { places } = await find();
  const { fileName } = await program.call('personalData.export', { text: NAME, places: ticked(places) });
  expect(fileName).toBe('Phiếu dữ liệu cá nhân.xlsx');
  const { items, law } = await program.call('personalData.purposes', {});
  expect(items.length).toBeGreaterThan(4);
  expect(law).toContain('91/2025/QH15');
});

test('backups are named, for they hold what they held until newer ones take their place', async () => {
  await program.call('backups.create', {});
  expect((await find()).backups).toMatchObject([{ name: expect.stringMatching(/\.ctbackup$/) }]);
});
