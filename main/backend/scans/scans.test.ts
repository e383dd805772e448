import { readFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { InputOf } from '../../../preload/contract/types.ts';
import { openProgram, type Program } from '../testing.ts';
import { openRaster } from './raster.ts';
import { blankSheet, CLEAN, pagesOf, pictures, scanned, seeded } from './testing.ts';

/** The bytes of a file that the program keeps. */
async function bytesOf({ backend }: Program, fileId: string): Promise<Uint8Array> {
  return readFileSync((await backend.openFile(fileId))?.path ?? '');
}

interface Paper {
  readonly memorandumId: string;
  readonly pages: number;
  readonly pdf: Uint8Array;
}

/** A rehearsal folder with two of its memoranda printed. */
async function printedProgramme(): Promise<{ program: Program; one: Paper; two: Paper }> {
  const program = await openProgram({ fresh: true, today: '2023-04-20' });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.draft', {});
  const { memoranda } = await program.call('memoranda.list', {});
  const { files } = await program.call('memoranda.generate', {
    ids: memoranda.slice(0, 2).map(({ id }) => id),
    printSet: { copies: 1 },
  });
  const [one, two] = await Promise.all(
    files.map(async ({ memorandumId, fileId, pages }) => ({
      memorandumId,
      pages,
      pdf: await bytesOf(program, fileId),
    })),
  );
  if (!one || !two) throw new Error('no memoranda');
  return { program, one, two };
}

const upTo = (pages: number): number[] => Array.from({ length: pages }, (_, index) => index + 1);

describe('the signed copies of a ceremony', () => {
  let program: Program;
  let one: Paper;
  let two: Paper;

  beforeAll(async () => {
    ({ program, one, two } = await printedProgramme());
  });

  const file = async (...stack: { pdf: Uint8Array; pages: number[] }[]) =>
    program.call('scans.file', {
      fileIds: [await program.receive('Bản quét.pdf', await pagesOf(...stack))],
    });
  const tray = async () => (await program.call('scans.tray', {})).pages;
  const get = (id: string) => program.call('memoranda.get', { id });

  test('find their memoranda, and what is lacking is named', async () => {
    const answer = await file({ pdf: one.pdf, pages: [2, 1] }, { pdf: two.pdf, pages: [3] });
    expect(answer).toMatchObject({
      pages: 3,
      filed: [
        { memorandumId: one.memorandumId, version: 1, pages: [1, 2] },
        { memorandumId: two.memorandumId, version: 1, pages: [3] },
      ],
      unknown: [],
      duplicates: [],
      outdated: [],
      copies: [],
    });
    expect(answer.missing.filter(({ memorandumId }) => memorandumId === one.memorandumId)).toEqual(
      upTo(one.pages)
        .slice(2)
        .map((page) => ({ memorandumId: one.memorandumId, page })),
    );
    expect((await get(one.memorandumId)).copiesSigned).toEqual([]);
  });

  test('become whole over several stacks; without day and signers they wait, and it is said why', async () => {
    const { copies, missing } = await file({ pdf: one.pdf, pages: upTo(one.pages).slice(2).reverse() });
    expect(missing).toEqual([]);
    expect(copies).toEqual([
      {
        memorandumId: one.memorandumId,
        version: 1,
        copy: 1,
        state: 'printed',
        missing: ['ngày ký', 'người ký của Bên A', 'người ký của Bên B'],
      },
    ]);
    const [copy] = (await get(one.memorandumId)).copiesSigned;
    expect(copy).toMatchObject({ copy: 1, kind: 'scan', pages: one.pages, complete: true });
    const words = await pictures(await bytesOf(program, copy?.file.fileId ?? ''), 40);
    expect(words).toHaveLength(one.pages);
  });

  test('that are scanned again are duplicates, and change nothing', async () => {
    const before = await get(one.memorandumId);
    const { filed, duplicates, copies } = await file({ pdf: one.pdf, pages: [1] });
    expect(filed).toEqual([]);
    expect(duplicates).toEqual([{ stackPage: 1, memorandumId: one.memorandumId, version: 1, page: 1 }]);
    expect(copies).toEqual([]);
    expect(await get(one.memorandumId)).toEqual(before);
    expect((await program.call('overview.get', {})).tasks).toContainEqual({
      code: 'SCANS_WAITING',
      severity: 'info',
      count: 1,
      text: '1 trang quét chờ xếp vào biên bản.',
      action: { label: 'Xếp trang', screen: 'memoranda', params: { view: 'scans', part: 'tray' } },
    });
  });

  test('go in place of an earlier page when a person says so: beside the first copy there is a second', async () => {
    const [page] = await tray();
    expect(page).toMatchObject({ status: 'duplicate', memorandumId: one.memorandumId, page: 1 });
    const { copies } = await program.call('scans.assign', {
      pages: [{ id: page?.id ?? '', memorandumId: one.memorandumId, page: 1, rotation: 0 }],
    });
    expect(copies).toMatchObject([{ memorandumId: one.memorandumId, copy: 2 }]);
    expect((await get(one.memorandumId)).copiesSigned.map(({ copy }) => copy)).toEqual([1, 2]);
    const [stepped, ...others] = await tray();
    expect(others).toEqual([]);
    expect(stepped).toMatchObject({ status: 'duplicate', page: 1 });
    expect(stepped?.id).not.toBe(page?.id);
    await program.call('scans.discard', { ids: [stepped?.id ?? ''] });
    expect(await tray()).toEqual([]);
    expect(await program.refused('scans.discard', { ids: [stepped?.id ?? ''] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const [{ kind, id, of } = { kind: 'scanPage' as const, id: '', of: '' }] = (
      await program.call('bin.list', {})
    ).items;
    expect([kind, of]).toEqual(['scanPage', 'Bản quét.pdf']);
    await program.call('bin.restore', { items: [{ kind, id }] });
    expect(await tray()).toMatchObject([{ id: stepped?.id, page: 1 }]);
    await program.undo();
    expect(await tray()).toEqual([]);
  });

  test('are filed with the last page when number, day and signers are known', async () => {
    await program.call('memoranda.record', {
      rows: [
        {
          id: two.memorandumId,
          number: '05',
          signedOn: '2023-04-15',
          signers: [
            { side: 'a', fullName: 'Nguyễn Văn A', position: 'Hiệu trưởng' },
            { side: 'b', fullName: 'Trần Thị B', position: 'Hiệu trưởng' },
          ],
        },
      ],
    });
    expect((await get(two.memorandumId)).state).toBe('signed');
    const rest = upTo(two.pages).filter((page) => page !== 3);
    const { copies } = await file({ pdf: two.pdf, pages: rest });
    expect(copies).toEqual([
      { memorandumId: two.memorandumId, version: 1, copy: 1, state: 'filed', missing: [] },
    ]);
    expect((await get(two.memorandumId)).state).toBe('filed');
  });

  test('lie in stacks that are kept as they came', async () => {
    const pdf = await pagesOf({ pdf: two.pdf, pages: [1] });
    await program.call('scans.file', { fileIds: [await program.receive('Chồng 5.pdf', pdf)] });
    const { stacks } = await program.call('scans.stacks', {});
    expect(stacks[0]).toMatchObject({ file: { fileName: 'Chồng 5.pdf' }, pages: 1, filed: 0, waiting: 1 });
    expect(stacks).toHaveLength(5);
    expect(Buffer.compare(await bytesOf(program, stacks[0]?.file.fileId ?? ''), pdf)).toBe(0);
    expect((await program.call('check.run', {})).problems).toEqual([]);
  });
});

describe('pages without a sure place', () => {
  test('wait in the tray until a person says what they are; the copy is upright', async () => {
    const { program, one, two } = await printedProgramme();
    const random = seeded(3);
    const [first, ...others] = await pictures(one.pdf, 100);
    const [foreign] = await pictures(two.pdf, 60);
    if (!first || !foreign) throw new Error('no pages');
    // Too coarse to be read by machine, and upside down.
    const unread = scanned(foreign, { ...CLEAN, dpi: 60, turned: 180, quality: 10 }, random);
    const stack = [
      ...others.map((sheet) => scanned(sheet, { ...CLEAN, dpi: 100 }, random)),
      unread,
      scanned(blankSheet, CLEAN, random),
    ];
    const fileIds = await Promise.all(
      stack.map((bytes, index) => program.receive(`Ảnh ${index + 1}.jpg`, bytes)),
    );
    const answer = await program.call('scans.file', { fileIds });
    expect(answer.unknown).toEqual([
      { stackPage: one.pages, reason: 'unread' },
      { stackPage: one.pages + 1, reason: 'blank' },
    ]);
    expect(answer.missing).toEqual([{ memorandumId: one.memorandumId, page: 1 }]);

    const { pages } = await program.call('scans.tray', {});
    expect(pages.map(({ stackPage, reason }) => ({ stackPage, reason }))).toEqual([
      { stackPage: one.pages, reason: 'unread' },
    ]);
    const assign = (page: number): InputOf<'scans.assign'> => ({
      pages: [{ id: pages[0]?.id ?? '', memorandumId: one.memorandumId, page, rotation: 180 }],
    });
    expect(await program.refused('scans.assign', assign(one.pages + 1))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'page' },
    });
    const { copies } = await program.call('scans.assign', assign(1));
    expect(copies).toMatchObject([{ memorandumId: one.memorandumId, copy: 1 }]);

    const { copiesSigned } = await program.call('memoranda.get', { id: one.memorandumId });
    const raster = await openRaster(await bytesOf(program, copiesSigned[0]?.file.fileId ?? ''), 'ban-ky.pdf');
    const page = raster.render(1, 1000);
    raster.close();
    // Upright, the code stands at the lower left, and nothing at the upper left.
    const ink = (from: number, to: number) =>
      page?.data.filter((level, index) => {
        const [x, y] = [index % page.width, Math.floor(index / page.width)];
        return y >= from && y < to && x < 150 && level < 160;
      }).length ?? 0;
    expect(ink(940, 980)).toBeGreaterThan(100);
    expect(ink(20, 60)).toBe(0);
  });

  test('of a version that has been replaced are outdated; of another folder they are strangers', async () => {
    const { program, one } = await printedProgramme();
    const elsewhere = await printedProgramme();
    await program.call('memoranda.revise', { id: one.memorandumId, reason: 'Đổi người đại diện' });
    await program.call('memoranda.generate', { ids: [one.memorandumId] });
    const bytes = await pagesOf({ pdf: one.pdf, pages: [1] }, { pdf: elsewhere.one.pdf, pages: [1] });
    const answer = await program.call('scans.file', {
      fileIds: [await program.receive('Bản quét.pdf', bytes)],
    });
    expect(answer).toMatchObject({
      filed: [],
      missing: [],
      outdated: [{ stackPage: 1, memorandumId: one.memorandumId, version: 1, page: 1 }],
      unknown: [{ stackPage: 2, reason: 'not_ours' }],
    });
  });

  test('come from a programme that prints no codes', async () => {
    const program = await openProgram({ fresh: true });
    await program.call('app.initialise', { sample: true });
    await program.call('programmes.update', { pageCodes: false });
    await program.call('memoranda.draft', {});
    const [memorandum] = (await program.call('memoranda.list', {})).memoranda;
    const { files } = await program.call('memoranda.generate', { ids: [memorandum?.id ?? ''] });
    const answer = await program.call('scans.file', { fileIds: [files[0]?.fileId ?? ''] });
    expect(answer.unknown.map(({ reason }) => reason)).toEqual(
      upTo(files[0]?.pages ?? 0).map(() => 'unread'),
    );
  });
});

describe('what comes to nothing', () => {
  let program: Program;
  let paper: Uint8Array;
  beforeAll(async () => {
    const made = await printedProgramme();
    program = made.program;
    paper = made.one.pdf;
  });

  test.each([1, 3])('a stack that is called off after %i steps leaves nothing behind', async (steps) => {
    const fileId = await program.receive('Bản quét.pdf', paper);
    let heard = 0;
    const stop = program.backend.subscribe(({ name }) => {
      heard += name === 'job.progress' ? 1 : 0;
      if (heard === steps) void program.call('jobs.cancel', { jobId: 'ban-quet' });
    });
    const refused = await program.refused('scans.file', { fileIds: [fileId], jobId: 'ban-quet' });
    stop();
    expect(refused.code).toBe('CANCELLED');
    expect((await program.call('scans.stacks', {})).stacks).toEqual([]);
  });

  test.each<readonly [string, string, () => Promise<Uint8Array>]>([
    ['cụt.pdf', 'FILE_UNREADABLE', async () => paper.subarray(0, paper.length / 2)],
    ['rác.pdf', 'FILE_UNREADABLE', async () => Buffer.from('%PDF-1.7 rác %%EOF')],
    ['danh sách.xlsx', 'FILE_TYPE_UNKNOWN', async () => Buffer.from('PK')],
    [
      'khóa.pdf',
      'FILE_ENCRYPTED',
      async () => {
        const locked = await PDFDocument.load(paper);
        locked.encrypt({ userPassword: 'mật khẩu', ownerPassword: 'khác' });
        return locked.save();
      },
    ],
  ])('%s is refused as %s and nothing is kept', async (name, code, make) => {
    const fileId = await program.receive(name, await make());
    expect(await program.refused('scans.file', { fileIds: [fileId] })).toMatchObject({
      code,
      details: { file: name },
    });
    expect((await program.call('scans.stacks', {})).stacks).toEqual([]);
  });
});
