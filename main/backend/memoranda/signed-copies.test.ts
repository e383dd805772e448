import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { readPdf } from '../papers/testing.ts';
import { openProgram, type Program } from '../testing.ts';
import { bytesOf, memorandumOf, twoMemoranda, workbookOf } from './testing.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
  await twoMemoranda(program);
  await program.call('memoranda.generate', {});
});

/** A black picture of one point. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'base64',
);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The files of a zip by name, in its order. */
async function filesIn(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}

/** The memorandum's own PDF serves as its scan. */
async function attach(ending: string, options: { complete?: boolean; note?: string } = {}) {
  const { id, fileId } = await memorandumOf(program, ending);
  const bytes = await bytesOf(program, fileId ?? '');
  const scan = await program.receive('quet.pdf', bytes);
  const added = await program.call('memoranda.attach', {
    id,
    files: [{ fileId: scan }],
    complete: true,
    ...options,
  });
  return { id, bytes, ...added };
}

describe('a signed copy', () => {
  test('is kept byte for byte, and a later one stands beside it', async () => {
    const first = await attach('Sen', { complete: false, note: 'Thiếu trang cuối' });
    expect(first).toMatchObject({ copy: 1, filed: false, sha256: sha256(first.bytes) });
    const second = await attach('Sen');
    expect(second.copy).toBe(2);
    const { copiesSigned, signedCopies } = await program.call('memoranda.get', { id: first.id });
    expect(copiesSigned).toMatchObject([
      { copy: 1, kind: 'upload', complete: false, note: 'Thiếu trang cuối', sha256: first.sha256 },
      { copy: 2, complete: true, note: null },
    ]);
    expect(signedCopies).toBe(1);
    for (const { file, sha256: stored } of copiesSigned)
      expect(sha256(await bytesOf(program, file.fileId))).toBe(stored);
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
  });

  test('files a memorandum whose day and signers are known, in whichever order they come', async () => {
    const { id: sen } = await memorandumOf(program, 'Sen');
    await program.call('memoranda.record', { rows: [{ id: sen, signedOn: '2023-04-15' }] });
    expect(await program.refused('memoranda.file', { id: sen })).toMatchObject({
      code: 'MEMORANDUM_INCOMPLETE',
      details: { missing: ['bản ký đầy đủ'] },
    });
    expect((await attach('Sen', { complete: false })).filed).toBe(false);
    expect((await attach('Sen')).filed).toBe(true);
    expect((await memorandumOf(program, 'Sen')).state).toBe('filed');

    const { id: ban, filed } = await attach('Ban');
    expect(filed).toBe(false);
    await program.call('memoranda.record', { rows: [{ id: ban, number: '6', signedOn: '2023-04-15' }] });
    expect(await program.call('memoranda.get', { id: ban })).toMatchObject({
      state: 'filed',
      missingForFiling: [],
    });
    // Without its signers it would be filed no more.
    expect(await program.refused('memoranda.record', { rows: [{ id: ban, signers: [] }] })).toMatchObject({
      details: { errors: [{ column: 'signers', code: 'SIGNERS_NEEDED' }] },
    });
  });

  test('filed by hand when somebody has looked at it', async () => {
    const { id } = await memorandumOf(program, 'Sen');
    await attach('Sen');
    await program.call('memoranda.record', { rows: [{ id, signedOn: '2023-04-15', signers: [] }] });
    expect((await memorandumOf(program, 'Sen')).state).toBe('signed');
    const signer = { fullName: 'Trần Thị B', position: null } as const;
    await program.call('memoranda.record', {
      rows: [
        {
          id,
          signers: [
            { side: 'a', ...signer },
            { side: 'b', ...signer },
          ],
        },
      ],
    });
    expect((await memorandumOf(program, 'Sen')).state).toBe('filed');
    expect(await program.refused('memoranda.file', { id })).toMatchObject({ code: 'MEMORANDUM_STATE' });
  });

  test('is joined from pictures in their order, each turned upright', async () => {
    const { id } = await memorandumOf(program, 'Sen');
    const files = [
      { fileId: await program.receive('trang-1.png', PIXEL), rotation: 90 as const },
      { fileId: await program.receive('trang-2.png', PIXEL) },
    ];
    const joined = await program.call('memoranda.attach', { id, files, complete: true });
    expect(joined).toMatchObject({ copy: 1, pages: 2 });
    const [copy] = (await program.call('memoranda.get', { id })).copiesSigned;
    expect(copy).toMatchObject({ pages: 2, sha256: joined.sha256, file: { mediaType: 'application/pdf' } });
    expect((await readPdf(await bytesOf(program, copy?.file.fileId ?? ''))).pages).toHaveLength(2);
  });

  test('is refused for a draft, a cancelled paper, and what is neither PDF nor picture', async () => {
    const { id } = await memorandumOf(program, 'Sen');
    const words = await program.receive('ghi-chu.pdf', 'không phải PDF');
    const attachWords = { id, files: [{ fileId: words }], complete: true };
    const odd = await program.refused('memoranda.attach', attachWords);
    expect(odd.code).toMatch(/^FILE_/);
    await program.call('memoranda.revise', { id, reason: 'Sửa tên trường' });
    expect(await program.refused('memoranda.attach', attachWords)).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
    await program.call('memoranda.cancel', { id });
    expect(await program.refused('memoranda.attach', attachWords)).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
  });
});

describe('the packet of signed copies', () => {
  test('holds each newest complete copy, and a list of them', async () => {
    expect(await program.refused('memoranda.exportSigned', {})).toMatchObject({ code: 'NO_SIGNED_COPIES' });
    const { id, sha256: hash } = await attach('Sen');
    await attach('Ban', { complete: false });
    await program.call('memoranda.record', { rows: [{ id, number: '5', signedOn: '2023-04-15' }] });
    const packet = await program.call('memoranda.exportSigned', {});
    expect(packet).toMatchObject({ files: 1, mediaType: 'application/zip' });

    const entries = await filesIn(await bytesOf(program, packet.fileId));
    const name = '05 - Trường Tiểu học Hoa Sen - Trường Tiểu học Hướng Dương.pdf';
    expect([...entries.keys()]).toEqual([name, 'index.xlsx']);
    expect(sha256(entries.get(name) ?? Buffer.alloc(0))).toBe(hash);

    const index = await program.receive('index.xlsx', entries.get('index.xlsx') ?? '');
    const [list] = (await workbookOf(program, index)).worksheets;
    expect(list?.getRow(2).values).toEqual(
      expect.arrayContaining(['05/BGN-THHS-THHD', name, hash, 'Trường Tiểu học Hoa Sen']),
    );
  });
});
