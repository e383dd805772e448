import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { FULL_DETAILS, holdCeremony, onePair, openProgram, type Program, schoolForm } from '../testing.ts';

let program: Program;
let made: Awaited<ReturnType<typeof onePair>>;
beforeEach(async () => {
  program = await openProgram();
  made = await onePair(program);
  await program.call('programmes.update', { placeName: 'Thanh Trì' });
  await holdCeremony(program, { heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
  await program.call('memoranda.draft', {});
});

const memoranda = async () => (await program.call('memoranda.list', {})).memoranda;
const first = async () => {
  const [memorandum] = await memoranda();
  if (!memorandum) throw new Error('no memorandum');
  return memorandum;
};
const bytesOf = async (fileId: string) => readFile((await program.backend.openFile(fileId))?.path ?? '');
const pdfOf = async (fileId: string) => readPdf(new Uint8Array(await bytesOf(fileId)));
const textOf = async (fileId: string) => wordsOf((await pdfOf(fileId)).pages);

/** A second pair with its draft. */
async function addPair(supportingName: string, partnerName = 'Trường Tiểu học Bồ Công Anh') {
  const add = async (unitId: string, name: string) =>
    (await program.call('schools.create', { ...schoolForm(unitId, 'tieu_hoc', name), ...FULL_DETAILS })).id;
  const supportingSchoolId = await add(made.thanhTri, supportingName);
  const partnerSchoolId = await add(made.chuongMy, partnerName);
  await program.call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] });
  await program.call('memoranda.draft', {});
  return supportingSchoolId;
}

describe('a draft', () => {
  test('is made for each pair that has none, with usual contents and targets', async () => {
    expect(await program.call('memoranda.draft', {})).toEqual({ created: 0 });
    const draft = await first();
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      number: null,
      copies: 4,
      fileId: null,
      pages: null,
    });
    const details = await program.call('memoranda.get', { id: draft.id });
    expect(details.contents.length).toBeGreaterThan(3);
    expect(details.contents.every(({ chosen }) => chosen)).toBe(true);
    expect(details.commitments.find(({ indicator }) => indicator === 'DEMO_LESSONS')).toMatchObject({
      name: 'Số tiết dạy minh họa',
      unit: 'tiết',
      semester1: 2,
      semester2: 2,
    });
    // Grade 9 is no business of a primary school.
    expect(details.commitments.map(({ indicator }) => indicator)).not.toContain('EXAM10_MEETINGS');
  });

  test('takes other copies, contents and quantities', async () => {
    const { id } = await first();
    const [choice] = (await program.call('memoranda.get', { id })).contents;
    await program.call('memoranda.update', {
      id,
      copies: 6,
      contents: [choice?.code ?? ''],
      commitments: [
        { indicator: 'DEMO_LESSONS', semester1: 0, semester2: 5 },
        { indicator: 'PUPIL_EXCHANGES', semester1: 0, semester2: 3 },
      ],
    });
    const details = await program.call('memoranda.get', { id });
    expect(details.copies).toBe(6);
    expect(details.contents.filter(({ chosen }) => chosen)).toEqual([{ ...choice, chosen: true }]);
    expect(details.commitments.filter(({ semester2 }) => semester2 >= 3)).toMatchObject([
      { indicator: 'DEMO_LESSONS', semester1: 0, semester2: 5 },
      { indicator: 'PUPIL_EXCHANGES', semester1: 0, semester2: 3 },
    ]);
  });

  test('refuses contents and indicators that it does not have', async () => {
    const { id } = await first();
    const update = (changes: object) => program.refused('memoranda.update', { id, ...changes });
    expect(await update({ contents: ['nothing'] })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'contents' },
    });
    for (const indicator of ['NOTHING', 'TEACHER_TURNS', 'EXAM10_MEETINGS']) {
      expect(await update({ commitments: [{ indicator, semester1: 1, semester2: 1 }] })).toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'commitments' },
      });
    }
  });

  test('can be looked at as it would be printed, which finalises nothing', async () => {
    const { id } = await first();
    const preview = await program.call('memoranda.preview', { id });
    expect(preview).toMatchObject({ mediaType: 'application/pdf' });
    expect(await textOf(preview.fileId)).toContain('TRƯỜNG TIỂU HỌC HOA SEN');
    expect((await first()).state).toBe('draft');
    // Only a final paper carries the codes by which its scan is filed.
    expect(await textOf(preview.fileId)).not.toContain('bản 1 · tr. 1/');
    const { files } = await program.call('memoranda.generate', { ids: [id] });
    expect(await textOf(files[0]?.fileId ?? '')).toContain('bản 1 · tr. 1/');
  });

  test('can be cancelled once, and then the pair may have another', async () => {
    const { id } = await first();
    await program.call('memoranda.cancel', { id });
    expect(await program.refused('memoranda.cancel', { id })).toMatchObject({
      code: 'MEMORANDUM_STATE',
      message: 'Biên bản đang ở trạng thái “đã hủy” nên không làm được việc này.',
    });
    expect(await program.refused('memoranda.update', { id, copies: 2 })).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
    expect(await program.refused('memoranda.generate', {})).toMatchObject({ code: 'NOTHING_GENERATED' });
    expect(await program.call('memoranda.draft', {})).toEqual({ created: 1 });
  });

  test('of nobody is not found', async () => {
    const id = made.supporting;
    for (const name of ['memoranda.get', 'memoranda.cancel', 'memoranda.preview'] as const)
      expect(await program.refused(name, { id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the pre-flight', () => {
  test('has nothing to say about a complete memorandum', async () => {
    expect(await program.call('memoranda.check', {})).toEqual({ findings: [] });
  });

  test('warns of what is filled in by hand, and stops at what cannot be printed', async () => {
    const { id } = await first();
    await program.call('schools.update', { id: made.supporting, phone: null, principal: null });
    await program.call('schools.update', { id: made.partner, name: 'Trường Tiểu học 雪' });
    const { findings } = await program.call('memoranda.check', { ids: [id] });
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
      ['error', 'CHARACTER_UNPRINTABLE'],
      ['error', 'CHARACTER_UNPRINTABLE'],
      ['warning', 'FILLED_BY_HAND'],
      ['warning', 'FILLED_BY_HAND'],
      ['warning', 'FILLED_BY_HAND'],
    ]);
    expect(findings[0]?.message).toContain('“BGN-THHS-TH雪”');
    expect(findings[1]?.message).toContain('Bên B: “Trường Tiểu học 雪”');
    expect((await program.refused('memoranda.preview', { id })).code).toBe('NOTHING_GENERATED');
  });

  test('with something missing can be looked at, but not finalised', async () => {
    const { id } = await first();
    await program.call('memoranda.update', { id, contents: [] });
    const { findings } = await program.call('memoranda.check', { ids: [id] });
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', code: 'ARTICLE_EMPTY' }));
    expect((await program.call('memoranda.preview', { id })).pages).toBeGreaterThan(0);
    expect((await program.refused('memoranda.generate', { ids: [id] })).code).toBe('NOTHING_GENERATED');
  });

  test('of a programme of many units names only the two whose schools sign', async () => {
    const unitIds = [made.thanhTri, made.chuongMy];
    for (const name of ['Ba Vì', 'Đan Phượng', 'Sóc Sơn', 'Mê Linh'])
      unitIds.push((await program.call('organisations.create', { kind: 'huyen', name })).id);
    await program.call('programmes.update', { unitIds });
    expect(await program.call('memoranda.check', {})).toEqual({ findings: [] });
    const { fileId } = await program.call('memoranda.preview', { id: (await first()).id });
    const text = await textOf(fileId);
    expect(text).toMatch(/CHƯƠNG MỸ|Chương Mỹ/);
    expect(text).not.toMatch(/BA VÌ|Ba Vì/);
  });
});

describe('the representative', () => {
  test('is the principal in office on the day of the ceremony', async () => {
    await program.behindItsBack((sqlite) =>
      sqlite.exec(`
        INSERT INTO person SELECT 'next', 'Lý Hoa Mai', 'ly hoa mai', created_at, updated_at, NULL FROM person LIMIT 1;
        UPDATE term_of_office SET valid_to = '2023-05-01' WHERE school_id = '${made.supporting}';
        INSERT INTO term_of_office (id, person_id, school_id, role, position, valid_from, created_at, updated_at)
        VALUES ('t', 'next', '${made.supporting}', 'head', 'Phó Hiệu trưởng', '2023-05-01', '', '');
      `),
    );
    const preview = async () =>
      textOf((await program.call('memoranda.preview', { id: (await first()).id })).fileId);
    expect(await preview()).not.toContain('Lý Hoa Mai');
    await holdCeremony(program, { heldOn: '2023-05-01' });
    const later = await preview();
    expect(later).toContain('Lý Hoa Mai');
    expect(later).toContain('KT.');
    // The register shows who is in office today.
    expect((await program.call('schools.get', { id: made.supporting })).principal).toBe('Đinh Hoa Sen');
    program.setToday('2023-05-02');
    expect((await program.call('schools.get', { id: made.supporting })).principal).toBe('Lý Hoa Mai');
  });
});

describe('who signs', () => {
  const NOBODY = { fullName: null, position: null, authority: null, headPost: null, document: null } as const;
  const signers = async () => {
    const { representatives } = await program.call('memoranda.get', { id: (await first()).id });
    return representatives;
  };
  const say = async (side: 'a' | 'b', words: object) =>
    program.call('memoranda.update', {
      id: (await first()).id,
      representatives: [{ side, ...NOBODY, ...words }],
    });

  test('may be said for one memorandum, with the authority that is printed, and taken back', async () => {
    await say('a', {
      fullName: 'Đinh Thị Phó',
      position: 'Phó Hiệu trưởng phụ trách chuyên môn',
      authority: 'TUQ.',
      headPost: 'Hiệu trưởng',
      document: 'Giấy ủy quyền số 03/GUQ-THHS ngày 10/4/2023',
    });
    expect((await signers())[0]).toMatchObject({
      side: 'a',
      fullName: 'Đinh Thị Phó',
      authority: 'TUQ.',
      own: true,
    });
    const { fileId } = await program.call('memoranda.preview', { id: (await first()).id });
    const text = await textOf(fileId);
    for (const words of ['TUQ. HIỆU TRƯỞNG', 'Đinh Thị Phó', 'Giấy ủy quyền số 03/GUQ-THHS'])
      expect(text).toContain(words);
    await say('a', {});
    expect((await signers())[0]).toMatchObject({ fullName: FULL_DETAILS.principal, own: false });
  });

  test('for the head without anything said is only a deputy', async () => {
    await say('b', { fullName: 'Đinh Thị Phó', position: 'Phó Hiệu trưởng' });
    expect((await signers())[1]).toMatchObject({ authority: 'KT.', headPost: 'Hiệu trưởng' });
  });

  test('and is not in office on the day is found before anything is printed', async () => {
    await program.behindItsBack((sqlite) =>
      sqlite.exec(`UPDATE term_of_office SET valid_to = '2023-04-01' WHERE school_id = '${made.supporting}'`),
    );
    const { findings } = await program.call('memoranda.check', {});
    expect(findings).toMatchObject([{ severity: 'error', code: 'SIGNATORY_NOT_IN_OFFICE' }]);
    expect(findings[0]?.target).toMatchObject({ screen: 'schools', params: { id: made.supporting } });
  });

  test('a side twice is refused', async () => {
    const id = (await first()).id;
    const twice = [
      { side: 'a', ...NOBODY, fullName: 'Đinh A' },
      { side: 'a', ...NOBODY, fullName: 'Đinh B' },
    ] as const;
    expect(await program.refused('memoranda.update', { id, representatives: [...twice] })).toMatchObject({
      details: { field: 'representatives' },
    });
  });
});

describe('its own days and wording', () => {
  test('are printed, checked against the programme, and never the wrong way round', async () => {
    const { id, templateId } = await first();
    await program.call('memoranda.update', { id, startsOn: '2023-05-01', endsOn: '2027-05-31' });
    expect(await first()).toMatchObject({
      startsOn: '2023-05-01',
      endsOn: '2027-05-31',
      expiresOn: '2027-05-31',
    });
    const { findings } = await program.call('memoranda.check', {});
    expect(findings).toMatchObject([
      { code: 'VALIDITY_WRONG', target: { screen: 'memoranda', params: { id }, field: 'endsOn' } },
    ]);
    expect(await program.refused('memoranda.update', { id, endsOn: '2023-04-01' })).toMatchObject({
      details: { field: 'endsOn' },
    });
    expect(await program.refused('memoranda.update', { id, templateId: made.pairId })).toMatchObject({
      details: { field: 'templateId' },
    });
    await program.call('memoranda.update', { id, startsOn: null, endsOn: null, templateId });
    expect(await program.call('memoranda.check', {})).toEqual({ findings: [] });
  });
});

describe('generating', () => {
  test('finalises, keeps the very file, and hands the same file out for ever', async () => {
    const generated = await program.call('memoranda.generate', {});
    const [file] = generated.files;
    expect(generated).toMatchObject({ printSet: null, findings: [] });
    expect(file).toMatchObject({
      fileName: 'Biên bản ghi nhớ - Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương.pdf',
      version: 1,
    });
    const bytes = await bytesOf(file?.fileId ?? '');
    expect((await pdfOf(file?.fileId ?? '')).pages).toHaveLength(file?.pages ?? 0);
    expect(await first()).toMatchObject({ state: 'finalised', fileId: file?.fileId, pages: file?.pages });

    program.wait(86_400_000);
    await program.call('schools.update', {
      id: made.supporting,
      name: 'Trường Tiểu học Tên Mới',
      principal: 'Lý Hoa Mai',
    });
    const again = await program.call('memoranda.generate', {});
    expect(again.files[0]).toMatchObject({ fileId: file?.fileId, sha256: file?.sha256, pages: file?.pages });
    expect((await bytesOf(again.files[0]?.fileId ?? '')).equals(bytes)).toBe(true);
    const preview = await program.call('memoranda.preview', { id: (await first()).id });
    expect(preview.fileId).toBe(file?.fileId);
    const figures = await program.call('reports.figures', { period: '2023-2024' });
    expect(figures.memoranda).toMatchObject([{ partyA: 'Trường Tiểu học Hoa Sen', signerA: 'Đinh Hoa Sen' }]);
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
  });

  test('what is finalised is changed no more', async () => {
    await program.call('memoranda.generate', {});
    const { id } = await first();
    expect(await program.refused('memoranda.update', { id, copies: 2 })).toMatchObject({
      code: 'MEMORANDUM_STATE',
      details: { state: 'đã chốt' },
    });
    expect(await program.refused('pairs.remove', { ids: [made.pairId] })).toMatchObject({
      code: 'PAIR_IN_USE',
    });
  });

  test('a character that cannot be printed stops its own memorandum and no other', async () => {
    const odd = await addPair('Trường Tiểu học 雪');
    const generated = await program.call('memoranda.generate', {});
    expect(generated.files.map(({ pair }) => pair)).toEqual([
      'Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương',
    ]);
    expect(generated.findings).toMatchObject([
      { severity: 'error', code: 'CHARACTER_UNPRINTABLE' },
      { severity: 'error', code: 'CHARACTER_UNPRINTABLE' },
    ]);
    expect((await memoranda()).map(({ state }) => state).sort()).toEqual(['draft', 'finalised']);
    await program.call('schools.update', { id: odd, name: 'Trường Tiểu học Tuyết' });
    expect((await program.call('memoranda.generate', {})).files).toHaveLength(2);
  });

  test('strict stops at warnings too, and says which', async () => {
    await program.call('schools.update', { id: made.supporting, phone: null });
    const error = await program.refused('memoranda.generate', { strict: true });
    expect(error).toMatchObject({
      code: 'NOTHING_GENERATED',
      details: { findings: [{ code: 'FILLED_BY_HAND' }] },
    });
    expect((await first()).state).toBe('draft');
    expect((await program.call('memoranda.generate', {})).findings).toHaveLength(1);
  });

  test('an edit that comes in between is not overwritten', async () => {
    const { id } = await first();
    await addPair('Trường Tiểu học Hoa Ban');
    const generating = program.call('memoranda.generate', {});
    // The facts are gathered when the first progress is told.
    await new Promise<void>((resolve) =>
      program.backend.subscribe(({ name }) => name === 'job.progress' && resolve()),
    );
    await program.call('memoranda.update', { id, copies: 8 });
    const { files, findings } = await generating;
    expect(files.map(({ pair }) => pair)).toEqual(['Trường Tiểu học Hoa Ban - Trường Tiểu học Bồ Công Anh']);
    expect(findings).toEqual([
      {
        memorandumId: id,
        severity: 'error',
        code: 'CONFLICT',
        message: expect.stringContaining('đã được thay đổi'),
        target: null,
      },
    ]);
    expect(await program.call('memoranda.get', { id })).toMatchObject({ state: 'draft', copies: 8 });
    expect((await program.call('memoranda.generate', {})).files).toHaveLength(2);
  });

  test('cancelled, it leaves every memorandum either whole or a draft', async () => {
    await addPair('Trường Tiểu học Hoa Ban');
    await addPair('Trường Tiểu học Hoa Hồng', 'Trường Tiểu học Cúc Vàng');
    const generating = program.backend.dispatch('memoranda.generate', { jobId: 'g' });
    await program.call('jobs.cancel', { jobId: 'g' });
    expect(await generating).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    for (const { state, fileId } of await memoranda()) expect(state === 'draft').toBe(fileId === null);
    expect(program.logged).toEqual([]);
  });

  test('only what was asked for', async () => {
    await addPair('Trường Tiểu học Hoa Ban');
    const wanted = (await memoranda())[1]?.id ?? '';
    expect((await program.call('memoranda.generate', { ids: [wanted] })).files).toMatchObject([
      { memorandumId: wanted },
    ]);
    expect((await memoranda()).map(({ state }) => state)).toEqual(['draft', 'finalised']);
  });
});

describe('the print set', () => {
  test('has copies × pages, in running order, and marks its memoranda printed', async () => {
    await addPair('Trường Tiểu học Hoa Ban');
    const { id, runningOrder } = await program.call('ceremonies.get', {});
    const entries = runningOrder.map(({ memorandumId, absent }) => ({ memorandumId, absent }));
    await program.call('ceremonies.update', { id, runningOrder: entries.toReversed() });
    const { files, printSet } = await program.call('memoranda.generate', { printSet: { copies: 3 } });
    const pages = files.reduce((sum, file) => sum + file.pages, 0);
    expect(printSet?.pages).toBe(3 * pages);
    const read = await pdfOf(printSet?.fileId ?? '');
    expect(read.pages).toHaveLength(3 * pages);
    expect(wordsOf(read.pages.slice(0, 1))).toContain('HOA BAN');
    expect(wordsOf(read.pages.slice(-(files[1]?.pages ?? 0)))).toContain('HOA SEN');
    expect((await memoranda()).map(({ state }) => state)).toEqual(['printed', 'printed']);
    expect(await program.refused('memoranda.update', { id: (await first()).id, copies: 2 })).toMatchObject({
      details: { state: 'đã in' },
    });
  });

  test('takes the copies that each memorandum names when nothing else is said', async () => {
    await program.call('memoranda.update', { id: (await first()).id, copies: 2 });
    const { files, printSet } = await program.call('memoranda.generate', { printSet: {} });
    expect(printSet?.pages).toBe(2 * (files[0]?.pages ?? 0));
  });
});

test('a whole city of pairs gets its drafts in one go', async () => {
  await program.behindItsBack((sqlite) => {
    const copy = (table: string, columns: string, values: string) =>
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${table} WHERE`;
    sqlite.exec('BEGIN');
    for (let number = 0; number < 1200; number += 1) {
      for (const [key, source] of [
        ['a', made.supporting],
        ['b', made.partner],
      ] as const) {
        const id = `${key}${number}`;
        sqlite.exec(`
          ${copy('school', 'id, level, created_at, updated_at', `'${id}', level, created_at, updated_at`)} id = '${source}';
          ${copy('school_name', 'id, school_id, name, folded, created_at, updated_at', `'n${id}', '${id}', 'Trường ${id}', 'truong ${id}', created_at, updated_at`)} school_id = '${source}';
          ${copy('school_unit', 'id, school_id, organisation_id, created_at, updated_at', `'u${id}', '${id}', organisation_id, created_at, updated_at`)} school_id = '${source}';`);
      }
      sqlite.exec(
        `${copy('school_pair', 'id, programme_id, level, supporting_school_id, partner_school_id, starts_on, ends_on, created_at, updated_at', `'p${number}', programme_id, level, 'a${number}', 'b${number}', starts_on, ends_on, created_at, updated_at`)} id = '${made.pairId}'`,
      );
    }
    sqlite.exec('COMMIT');
  });
  expect(await program.call('memoranda.draft', {})).toEqual({ created: 1200 });
});
