import { readFile } from 'node:fs/promises';
import excel from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { activityForm, onePair, openProgram, type Program, schoolForm } from '../../testing.ts';

const PRIMARY = 'Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương';
const SECONDARY = 'Trường THCS Hoa Ban – Trường THCS Ánh Dương';
const HEADINGS = [
  'STT',
  'Ngày',
  'Cặp trường',
  'Loại hoạt động',
  'Nội dung/chuyên đề',
  'Môn',
  'Khối lớp',
  'Hình thức',
  'Địa điểm',
  'Chủ trì',
  'Lượt CBQL',
  'Lượt GV',
  'Lượt HS',
  'Số tiết minh họa',
  'Minh chứng',
];

let program: Program;
let primary: string;
let secondary: string;
beforeEach(async () => {
  program = await openProgram({ today: '2024-06-05' });
  const made = await onePair(program);
  primary = made.pairId;
  secondary = await pairOf(made.thanhTri, 'Trường THCS Hoa Ban', made.chuongMy, 'Trường THCS Ánh Dương');
});

async function pairOf(unitA: string, nameA: string, unitB: string, nameB: string): Promise<string> {
  const { call } = program;
  const { id: supportingSchoolId } = await call('schools.create', schoolForm(unitA, 'thcs', nameA));
  const { id: partnerSchoolId } = await call('schools.create', schoolForm(unitB, 'thcs', nameB));
  const { ids } = await call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] });
  return ids[0] ?? '';
}

type Cells = readonly (string | number | Date | null)[];

async function workbook(...rows: readonly Cells[]): Promise<string> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Hoạt động');
  for (const row of rows) sheet.addRow([...row]);
  return program.receive('hoạt động.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
}
const pasted = (...rows: readonly Cells[]) =>
  program.receive('dán.txt', rows.map((row) => row.map((cell) => cell ?? '').join('\t')).join('\r\n'));

const importing = async (fileId: string, dryRun = false) => {
  const { created, updated, unchanged, warnings } = await program.call('activities.import', {
    fileId,
    dryRun,
  });
  return { counts: [created, updated, unchanged], warnings };
};
const faultsOf = async (fileId: string) => {
  const { code, details } = await program.refused('activities.import', { fileId });
  expect(code).toBe('INVALID_ROWS');
  return (details.errors as { cell: string; code: string }[]).map((error) => [error.cell, error.code]);
};
const all = async () => (await program.call('activities.list', {})).activities;

/** A row of form 04: what is not said is left empty. */
const row = (said: Readonly<Record<string, string | number | Date>>, headings = HEADINGS): Cells =>
  headings.map((heading) => said[heading] ?? null);
const THEME = {
  STT: 1,
  Ngày: new Date('2023-10-12'),
  'Cặp trường': PRIMARY,
  'Loại hoạt động': 'Chuyên đề',
  'Nội dung/chuyên đề': 'Đổi mới sinh hoạt chuyên môn',
  'Lượt GV': 25,
};
const REVIEW = {
  STT: 2,
  Ngày: '5/4/2024',
  'Cặp trường': SECONDARY,
  'Loại hoạt động': 'hội nghị ôn thi vào lớp 10',
  'Nội dung/chuyên đề': 'Ôn tập Toán',
  Môn: 'toán',
  'Hình thức': 'Trực tuyến',
  'Lượt CBQL': 2,
};

describe('a list with the headings of form 04', () => {
  test('comes in with everything it says, and a second time changes nothing', async () => {
    const headings = [...HEADINGS, 'Kinh phí', 'Báo cáo viên', 'Học liệu', 'Trạng thái'];
    const full = {
      ...THEME,
      Môn: 'Tiếng Việt',
      'Khối lớp': 'Lớp 3',
      'Hình thức': 'Trực tiếp',
      'Địa điểm': 'Hội trường',
      'Chủ trì': 'Trường Tiểu học Hoa Sen',
      'Lượt CBQL': 4,
      'Lượt HS': '1.200',
      'Số tiết minh họa': 2,
      'Minh chứng': 'Biên bản',
      'Kinh phí': '2.500.000 đồng',
      'Báo cáo viên': 'Nguyễn Văn A, Trường THCS Hoa Ban; Trần Thị B',
      'Học liệu': 3,
      'Trạng thái': 'Đã làm',
    };
    const list = async () =>
      workbook(['DANH SÁCH HOẠT ĐỘNG'], headings, row(full, headings), row(REVIEW, headings));
    expect((await importing(await list())).counts).toEqual([2, 0, 0]);
    const [review, theme] = await all();
    expect(theme).toMatchObject({
      kind: 'chuyen_de',
      status: 'done',
      heldOn: '2023-10-12',
      topic: 'Đổi mới sinh hoạt chuyên môn',
      subject: 'Tiếng Việt',
      grade: 'Lớp 3',
      form: 'truc_tiep',
      venue: 'Hội trường',
      host: 'Trường Tiểu học Hoa Sen',
      managerTurns: 4,
      teacherTurns: 25,
      pupilTurns: 1200,
      demoLessons: 2,
      materials: 3,
      cost: 2_500_000,
      speakers: ['Nguyễn Văn A, Trường THCS Hoa Ban', 'Trần Thị B'],
      evidence: 'Biên bản',
      pairIds: [primary],
    });
    expect(review).toMatchObject({
      heldOn: '2024-04-05',
      kind: 'on_thi_lop_10',
      subject: 'Toán',
      form: 'truc_tuyen',
      pairIds: [secondary],
    });
    const before = await all();
    program.wait();
    expect((await importing(await list())).counts).toEqual([0, 0, 2]);
    expect(await all()).toEqual(before);
  });

  test('updates what it says otherwise, and leaves what it leaves empty', async () => {
    await importing(await workbook(HEADINGS, row({ ...THEME, 'Địa điểm': 'Hội trường' })));
    const again = await workbook(
      HEADINGS,
      row({ ...THEME, 'Lượt GV': 31, 'Nội dung/chuyên đề': 'ĐỔI MỚI SINH HOẠT CHUYÊN MÔN' }),
    );
    expect((await importing(again, true)).counts).toEqual([0, 1, 0]);
    expect(await all()).toMatchObject([{ teacherTurns: 25 }]);
    expect((await importing(again)).counts).toEqual([0, 1, 0]);
    expect(await all()).toMatchObject([{ teacherTurns: 31, venue: 'Hội trường' }]);
    const [entry] = (await program.call('history.list', {})).entries;
    await program.call('history.undo', { sequence: entry?.sequence ?? 0 });
    expect(await all()).toMatchObject([{ teacherTurns: 25, topic: 'Đổi mới sinh hoạt chuyên môn' }]);
  });

  test('may name several pairs in a cell, in whatever way they are parted, or one school that has one pair', async () => {
    const spellings = [
      `${PRIMARY}; ${SECONDARY}`,
      `${PRIMARY};\n${SECONDARY}`,
      `1. ${PRIMARY.replace('-', '–')}\n2. ${SECONDARY.replace('–', '-')}`,
      'Trường THCS Ánh Dương - Trường THCS Hoa Ban, trường tiểu học HƯỚNG DƯƠNG',
      'Trường Tiểu học Hoa Sen\nTrường THCS Hoa Ban',
    ];
    const rows = spellings.map((spelling, index) =>
      row({ ...THEME, 'Cặp trường': spelling, 'Nội dung/chuyên đề': `Chuyên đề ${index}` }),
    );
    await importing(await workbook(HEADINGS, ...rows));
    for (const { topic, pairIds } of await all())
      expect(pairIds.toSorted(), topic).toEqual([primary, secondary].toSorted());
  });

  test('says with its cell what it cannot mean, and then nothing comes in', async () => {
    const faults = await faultsOf(
      await workbook(
        HEADINGS,
        row(THEME),
        row({ ...THEME, 'Cặp trường': `${PRIMARY}; Trường Tiểu học Lạ - Trường Tiểu học Khác` }),
        row({ ...THEME, 'Loại hoạt động': 'Tham quan' }),
        row({ ...REVIEW, Môn: 'Thiên văn' }),
        row({ ...REVIEW, 'Cặp trường': PRIMARY }),
        row({ ...THEME, Ngày: new Date('2032-10-12') }),
        row({ ...THEME, Ngày: '31/02/2024' }),
        row({ ...THEME, Ngày: new Date('2022-01-01'), 'Lượt GV': -5 }),
        row({ ...THEME, 'Lượt HS': 'nhiều', 'Hình thức': 'Ngoài trời', 'Nội dung/chuyên đề': 'Khác' }),
        row({ ...REVIEW, Môn: '', 'Nội dung/chuyên đề': 'Ôn tập Ngữ văn' }),
      ),
    );
    expect(faults).toEqual([
      ['C3', 'PAIR_UNKNOWN'],
      ['D4', 'ACTIVITY_KIND_UNKNOWN'],
      ['F5', 'SUBJECT_UNKNOWN'],
      ['C6', 'VALUE_REFUSED'],
      ['B7', 'VALUE_REFUSED'],
      ['B8', 'DATE_UNCLEAR'],
      ['L9', 'COUNT_NEGATIVE'],
      ['B9', 'VALUE_REFUSED'],
      ['H10', 'FORM_UNKNOWN'],
      ['M10', 'COUNT_NOT_NUMBER'],
      ['F11', 'VALUE_REFUSED'],
    ]);
    expect(await all()).toEqual([]);
  });

  test('asks which pair is meant by a school that has two', async () => {
    const { organisations } = await program.call('organisations.list', {});
    const unit = (name: string) => organisations.find((each) => each.name === name)?.id ?? '';
    const { id } = await program.call(
      'schools.create',
      schoolForm(unit('Chương Mỹ'), 'tieu_hoc', 'Trường Tiểu học Mới'),
    );
    const { schools } = await program.call('schools.list', {});
    const hoaSen = schools.find(({ name }) => name === 'Trường Tiểu học Hoa Sen')?.id ?? '';
    await program.call('pairs.create', {
      pairs: [{ supportingSchoolId: hoaSen, partnerSchoolId: id }],
      confirmOverlap: true,
    });
    expect(
      await faultsOf(await workbook(HEADINGS, row({ ...THEME, 'Cặp trường': 'Trường Tiểu học Hoa Sen' }))),
    ).toEqual([['C2', 'PAIR_AMBIGUOUS']]);
    await importing(await workbook(HEADINGS, row({ ...THEME, 'Cặp trường': PRIMARY })));
  });

  test('asks about counts that look like a slip, in the preview', async () => {
    const fileId = await workbook(HEADINGS, row({ ...THEME, 'Lượt GV': 5000 }), row(REVIEW));
    const preview = await program.call('activities.previewImport', { fileId });
    expect(preview).toMatchObject({
      created: 2,
      faults: [],
      unknownColumns: [],
      rows: [
        {
          row: 2,
          change: 'new',
          heldOn: '2023-10-12',
          kind: 'Chuyên đề',
          topic: 'Đổi mới sinh hoạt chuyên môn',
        },
        { row: 3, pairs: ['Trường THCS Hoa Ban – Trường THCS Ánh Dương'] },
      ],
    });
    expect(preview.warnings).toContainEqual(expect.objectContaining({ cell: 'L2', code: 'FIGURE_UNLIKELY' }));
    expect(await all()).toEqual([]);
  });

  test('knows totals, groups and signatures as such', async () => {
    const list = await workbook(
      HEADINGS,
      HEADINGS.map((_, index) => `(${index + 1})`),
      ['I. Tiểu học'],
      row(THEME),
      ['', 'II. THCS'],
      row(REVIEW),
      ['TỔNG CỘNG', '', '', '', '', '', '', '', '', '', 2, 25, 0, 0],
      ['', '', '', '', '', '', '', '', '', '', 'Thanh Trì, ngày 05 tháng 6 năm 2024'],
      ['', '', 'NGƯỜI LẬP BIỂU', '', '', '', '', '', '', '', 'TRƯỞNG PHÒNG'],
      ['', '', 'Nguyễn Văn A', '', '', '', '', '', '', '', 'Trần Thị B'],
    );
    expect((await importing(list)).counts).toEqual([2, 0, 0]);
  });

  test('means two meetings by two rows only where two are stored', async () => {
    const twice = await workbook(HEADINGS, row(THEME), row({ ...THEME, 'Lượt GV': 30 }));
    expect(await faultsOf(twice)).toEqual([['E3', 'DUPLICATE_ACTIVITY']]);
    const form = activityForm([primary], { topic: 'Đổi mới sinh hoạt chuyên môn' });
    await program.call('activities.create', { ...form, teacherTurns: 30 });
    await program.call('activities.create', { ...form, teacherTurns: 25 });
    expect((await importing(twice)).counts).toEqual([0, 0, 2]);
  });

  test('takes a day to come for a plan, unless it says that it is done', async () => {
    const coming = { ...THEME, Ngày: new Date('2024-10-12') };
    await importing(await workbook(HEADINGS, row(coming)));
    expect(await all()).toMatchObject([{ status: 'planned' }]);
    const headings = [...HEADINGS, 'Trạng thái'];
    expect(
      await faultsOf(await workbook(headings, row({ ...coming, 'Trạng thái': 'Đã thực hiện' }, headings))),
    ).toEqual([['B2', 'VALUE_REFUSED']]);
  });
});

describe('rows pasted without headings', () => {
  const ROWS = [
    row({ ...THEME, Ngày: '12/10/2023', 'Địa điểm': 'Hội trường, tầng 2', 'Minh chứng': 'Ảnh' }),
    row(REVIEW),
  ];

  test.each([
    ['with row numbers', 0],
    ['without row numbers', 1],
  ])('are the columns of form 04 in their order, %s', async (_, from) => {
    const list = async () => pasted(...ROWS.map((cells) => cells.slice(from)));
    expect(await importing(await list())).toEqual({ counts: [2, 0, 0], warnings: [] });
    expect(await all()).toMatchObject([
      { heldOn: '2024-04-05', subject: 'Toán', managerTurns: 2 },
      { heldOn: '2023-10-12', venue: 'Hội trường, tầng 2', teacherTurns: 25, evidence: 'Ảnh' },
    ]);
    expect((await importing(await list())).counts).toEqual([0, 0, 2]);
  });

  test('that are something else are refused', async () => {
    const fileId = await pasted(['Trường Tiểu học Hoa Sen', '12/10/2023', 'Chuyên đề']);
    expect(await program.refused('activities.import', { fileId })).toMatchObject({ code: 'NO_HEADER_ROW' });
  });
});

test('the report’s own workbook comes back unchanged, its form found among nine sheets', async () => {
  const program = await openProgram({ fresh: true, today: '2024-06-05' });
  await program.call('app.initialise', { sample: true });
  const before = await program.call('activities.list', {});
  const report = await program.call('reports.export', { period: 'giai-doan' });
  const file = await program.backend.openFile(report.fileId);
  const fileId = await program.receive('báo cáo.xlsx', await readFile(file?.path ?? ''));
  const done = before.activities.filter(({ status }) => status === 'done').length;
  expect(done).toBeGreaterThan(50);
  expect(await program.call('activities.import', { fileId })).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: done,
  });
  expect(await program.call('activities.list', {})).toEqual(before);
});
