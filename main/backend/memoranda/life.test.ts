import { beforeEach, describe, expect, test } from 'vitest';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { openProgram, type Program } from '../testing.ts';
import { bytesOf, memorandumOf, twoMemoranda, workbookOf } from './testing.ts';

let program: Program;
let made: Awaited<ReturnType<typeof twoMemoranda>>;
beforeEach(async () => {
  program = await openProgram();
  made = await twoMemoranda(program);
});

const sen = () => memorandumOf(program, 'Sen');
const textOf = async (fileId: string) => wordsOf((await readPdf(await bytesOf(program, fileId))).pages);

describe('the paper of the two offices', () => {
  test('names the offices as parties and the leaders of their committees as witnesses', async () => {
    const { id } = await program.call('memoranda.draftUnit', {});
    const [first] = (await program.call('memoranda.list', {})).memoranda;
    expect(first).toMatchObject({
      id,
      kind: 'unit',
      pairId: null,
      level: null,
      supporting: { schoolId: null, name: 'Phòng Giáo dục và Đào tạo huyện Thanh Trì', unit: 'Thanh Trì' },
      partner: { name: 'Phòng Giáo dục và Đào tạo huyện Chương Mỹ' },
    });
    await program.call('memoranda.update', {
      id,
      representatives: [
        {
          side: 'a',
          fullName: 'Đinh Hoa Phòng',
          position: null,
          authority: null,
          headPost: null,
          document: null,
        },
        {
          side: 'witness_b',
          fullName: 'Đinh Văn Chứng',
          position: 'Phó Chủ tịch',
          authority: 'KT.',
          headPost: 'Chủ tịch',
          document: null,
        },
      ],
    });
    const { representatives } = await program.call('memoranda.get', { id });
    expect(representatives).toMatchObject([
      { side: 'a', fullName: 'Đinh Hoa Phòng', position: 'Trưởng phòng', own: true },
      { side: 'b', fullName: null, position: 'Trưởng phòng', own: false },
      { side: 'witness_a', fullName: null, position: 'Chủ tịch', own: false },
      { side: 'witness_b', fullName: 'Đinh Văn Chứng', authority: 'KT.', headPost: 'Chủ tịch', own: true },
    ]);
    const { fileId } = await program.call('memoranda.preview', { id });
    const text = await textOf(fileId);
    for (const words of [
      'PHÒNG GIÁO DỤC VÀ ĐÀO TẠO',
      'UBND huyện Chương Mỹ',
      'KT. CHỦ TỊCH',
      'Đinh Văn Chứng',
      'Đinh Hoa Phòng',
    ])
      expect(text.toLocaleUpperCase('vi')).toContain(words.toLocaleUpperCase('vi'));
    expect(text).not.toContain('Trường Tiểu học');
  });

  test('comes first when it is generated and printed, and in the running order', async () => {
    const { id } = await program.call('memoranda.draftUnit', {});
    const { files, printSet } = await program.call('memoranda.generate', { printSet: { copies: 1 } });
    expect(files[0]?.memorandumId).toBe(id);
    expect(files).toHaveLength(3);
    const pages = await readPdf(await bytesOf(program, printSet?.fileId ?? ''));
    expect(wordsOf(pages.pages.slice(0, 1))).toContain('PHÒNG GIÁO DỤC');
    const { runningOrder } = await program.call('ceremonies.get', {});
    expect(runningOrder[0]?.memorandumId).toBe(id);
    // Its schools' memoranda are those that the report counts.
    const { memoranda } = await program.call('reports.figures', { period: '2023-2024' });
    expect(memoranda).toHaveLength(2);
  });

  test('needs two units of the programme', async () => {
    const { thanhTri } = made;
    expect(
      await program.refused('memoranda.draftUnit', { supportingUnitId: thanhTri, partnerUnitId: thanhTri }),
    ).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'partnerUnitId' } });
    expect(await program.refused('memoranda.draftUnit', { partnerUnitId: made.pairId })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'partnerUnitId' },
    });
  });
});

describe('a change after finalising', () => {
  test('makes a new version, with the reason in the journal and the old file still there', async () => {
    await program.call('memoranda.generate', { printSet: { copies: 1 } });
    const before = await sen();
    const oldFile = await bytesOf(program, before.fileId ?? '');
    await program.call('memoranda.revise', { id: before.id, reason: 'Đổi số bản theo yêu cầu của Bên B' });
    expect(await sen()).toMatchObject({ state: 'draft', version: 2, fileId: null, pages: null });
    await program.call('memoranda.update', { id: before.id, copies: 6 });
    const compared = await program.call('memoranda.compare', { id: before.id, from: 1, to: 2 });
    expect(JSON.stringify(compared.differences)).toContain('06');
    await program.call('memoranda.generate', {});
    const after = await program.call('memoranda.get', { id: before.id });
    expect(after).toMatchObject({
      state: 'finalised',
      version: 2,
      versions: [
        { version: 1, file: { fileId: before.fileId }, printedAt: expect.any(String) },
        { version: 2, file: { fileId: after.fileId }, printedAt: null },
      ],
    });
    expect(Buffer.from(await bytesOf(program, before.fileId ?? '')).equals(oldFile)).toBe(true);
    expect(await program.call('memoranda.compare', { id: before.id, from: 2, to: 2 })).toEqual({
      differences: [],
    });
    expect(await program.refused('memoranda.compare', { id: before.id, from: 1, to: 3 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await program.behindItsBack((sqlite) => {
      const row = sqlite
        .prepare<[], { payload: string }>("SELECT payload FROM journal WHERE command = 'memoranda.revise'")
        .get();
      expect(JSON.parse(row?.payload ?? '{}')).toMatchObject({ reason: 'Đổi số bản theo yêu cầu của Bên B' });
    });
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
  });

  test('is refused once it is signed, with what to do instead', async () => {
    await program.call('memoranda.generate', {});
    const { id } = await sen();
    await program.call('memoranda.record', { rows: [{ id, signedOn: '2023-04-15' }] });
    const error = await program.refused('memoranda.revise', { id, reason: 'Sửa' });
    expect(error.code).toBe('MEMORANDUM_SIGNED');
    expect(error.message).toContain('gia hạn');
    const { id: draft } = await memorandumOf(program, 'Ban');
    await program.call('memoranda.cancel', { id: draft });
    expect(await program.refused('memoranda.revise', { id: draft, reason: 'Sửa' })).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
  });
});

describe('the end of a memorandum', () => {
  const sign = async () => {
    await program.call('memoranda.generate', {});
    const { id } = await sen();
    await program.call('memoranda.record', { rows: [{ id, number: '1', signedOn: '2023-04-15' }] });
    return id;
  };
  const expiring = async () =>
    (await program.call('gaps.list', {})).gaps.find(({ code }) => code === 'MEMORANDUM_EXPIRING');

  test('is announced sixty days before, until it is renewed', async () => {
    const id = await sign();
    expect(await sen()).toMatchObject({ startsOn: null, endsOn: null, expiresOn: '2025-12-31' });
    expect(await expiring()).toBeUndefined();
    program.setToday('2025-11-05');
    expect(await expiring()).toMatchObject({
      text: 'Biên bản số 01 hết hạn ngày 31/12/2025, chưa được gia hạn.',
      action: { screen: 'memoranda', params: { id } },
    });

    expect(await program.refused('memoranda.renew', { id, endsOn: '2025-12-31' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'endsOn' },
    });
    const { id: renewal } = await program.call('memoranda.renew', { id, endsOn: '2027-12-31' });
    expect(await expiring()).toBeUndefined();
    const { memoranda } = await program.call('memoranda.list', {});
    expect(memoranda.find((each) => each.id === id)?.renewedById).toBe(renewal);
    const [old, next] = await Promise.all(
      [id, renewal].map((each) => program.call('memoranda.get', { id: each })),
    );
    expect(next).toMatchObject({
      state: 'draft',
      number: null,
      renewsId: id,
      startsOn: '2026-01-01',
      endsOn: '2027-12-31',
      expiresOn: '2027-12-31',
      contents: old?.contents,
      commitments: old?.commitments,
    });
    expect(await program.refused('memoranda.renew', { id, endsOn: '2028-12-31' })).toMatchObject({
      code: 'MEMORANDUM_RENEWED',
    });
    // No promise counts twice: the old one ends where the new one begins.
    const sums = async (period: string) =>
      (await program.call('reports.figures', { period })).targets.rows.find(({ pair }) =>
        pair.supporting.endsWith('Sen'),
      )?.cells[0]?.plan;
    expect(await sums('2024-01-01..2024-12-31')).toBe(await sums('2025-01-01..2025-12-31'));
  });

  test('of a draft or a finalised paper is no renewal', async () => {
    const { id } = await sen();
    expect(await program.refused('memoranda.renew', { id, endsOn: '2027-12-31' })).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
  });
});

describe('the register', () => {
  test('lists what has a number or was signed, by year and number, on paper and in Excel alike', async () => {
    expect(await program.call('memoranda.register', { format: 'pdf' })).toMatchObject({ rows: 0 });
    await program.call('memoranda.generate', {});
    const { id } = await sen();
    const { id: ban } = await memorandumOf(program, 'Ban');
    await program.call('memoranda.record', {
      rows: [
        { id, number: '12', signedOn: '2023-04-15' },
        { id: ban, number: '2' },
      ],
    });
    const paper = await program.call('memoranda.register', { year: 2023, format: 'pdf' });
    expect(paper).toMatchObject({ rows: 2, fileName: 'Sổ đăng ký biên bản ghi nhớ năm 2023.pdf' });
    const text = await textOf(paper.fileId);
    for (const words of [
      'SỔ ĐĂNG KÝ BIÊN BẢN GHI NHỚ',
      'Năm 2023',
      '(1) (2) (3) (4) (5) (6) (7)',
      'Biên bản ghi nhớ giữa Trường Tiểu học Hoa Sen và Trường Tiểu học Hướng Dương',
      '15/04/2023',
      'Chưa ký',
    ])
      expect(text).toContain(words);
    expect(text.indexOf('02/BGN-THHB-THBCA')).toBeLessThan(text.indexOf('12/BGN-THHS-THHD'));

    const sheet = await program.call('memoranda.register', { format: 'xlsx' });
    const [list] = (await workbookOf(program, sheet.fileId)).worksheets;
    const numbers: string[] = [];
    list?.getColumn(1).eachCell((cell) => numbers.push(cell.text));
    expect(numbers).toEqual(expect.arrayContaining(['02/BGN-THHB-THBCA', '12/BGN-THHS-THHD']));
    expect(await program.call('memoranda.register', { year: 2022, format: 'xlsx' })).toMatchObject({
      rows: 0,
    });
  });
});
