import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { holdCeremony, onePair, openProgram, type Program } from '../testing.ts';
import { makeP12, type TestCertificate } from './testing.ts';

const PASSWORD = 'không ai biết';

let program: Program;
let id: string;
let frozen: string;
beforeEach(async () => {
  program = await openProgram();
  await onePair(program);
  await program.call('programmes.update', { placeName: 'Thanh Trì' });
  await holdCeremony(program, { heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
  await program.call('memoranda.draft', {});
  const made = await program.call('memoranda.generate', {});
  const [file] = made.files;
  if (!file) throw new Error('a memorandum expected');
  id = file.memorandumId;
  frozen = file.fileId;
});

const hand = (changes: Partial<TestCertificate> = {}) =>
  program.receive('chung-thu.p12', makeP12({ name: 'Nguyễn Văn A', password: PASSWORD, ...changes }));
const sign = async (side: 'a' | 'b' | 'witness_a' | 'witness_b', changes: Partial<TestCertificate> = {}) =>
  program.call('signatures.sign', {
    memorandumId: id,
    side,
    p12FileId: await hand(changes),
    password: PASSWORD,
  });
const bytesOf = async (fileId: string) => readFile((await program.backend.openFile(fileId))?.path ?? '');

/** What the data folder keeps: passing files go when the program closes. */
const keptFiles = (): string[] =>
  readdirSync(program.dataDir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes('passing'))
    .map((each) => path.join(each.parentPath, each.name));

describe('signing a memorandum', () => {
  test('adds a signed copy for each signer, and the last one carries all signatures', async () => {
    const original = await bytesOf(frozen);
    const first = await sign('a', { name: 'Hiệu trưởng Một' });
    expect(first).toMatchObject({ copy: 1, complete: false, name: 'Hiệu trưởng Một' });
    program.wait(60_000);
    const second = await sign('b', { name: 'Hiệu trưởng Hai' });
    expect(second).toMatchObject({ copy: 2, complete: true });

    const { signatures } = await program.call('signatures.verify', { fileId: second.file.fileId });
    expect(signatures).toMatchObject([
      { name: 'Hiệu trưởng Một', valid: true, changedSince: false, coversWholeFile: false },
      { name: 'Hiệu trưởng Hai', valid: true, changedSince: false, coversWholeFile: true },
    ]);
    expect((await bytesOf(frozen)).equals(original)).toBe(true);
    const latest = await bytesOf(second.file.fileId);
    expect(latest.subarray(0, original.length).equals(original)).toBe(true);
    const { copiesSigned } = await program.call('memoranda.get', { id });
    expect(copiesSigned).toMatchObject([
      { copy: 1, kind: 'signed_pdf', complete: false },
      { copy: 2, kind: 'signed_pdf', complete: true, note: 'Ký số: Hiệu trưởng Hai' },
    ]);
    expect(path.extname(second.file.fileName)).toBe('.pdf');
    expect(second.file.fileName.match(/ký số/g)).toHaveLength(1);
  });

  test('says when a certificate vouches for itself or names somebody else', async () => {
    expect((await sign('a', { name: 'Người Lạ' })).warnings.map(({ code }) => code)).toEqual([
      'SELF_SIGNED',
      'OTHER_NAME',
    ]);
    const [memorandum] = (await program.call('memoranda.list', {})).memoranda;
    const body = memorandum?.partner.name ?? '';
    expect((await sign('b', { name: body })).warnings.map(({ code }) => code)).toEqual(['SELF_SIGNED']);
  });

  test('is done once by each side, and never for a draft or a cancelled paper', async () => {
    await sign('a');
    const again = { memorandumId: id, side: 'a', p12FileId: await hand(), password: PASSWORD } as const;
    expect(await program.refused('signatures.sign', again)).toMatchObject({ code: 'ALREADY_SIGNED' });
    await program.call('memoranda.cancel', { id });
    expect(await program.refused('signatures.sign', { ...again, side: 'b' })).toMatchObject({
      code: 'MEMORANDUM_STATE',
    });
  });

  test('that fails leaves nothing behind', async () => {
    const before = keptFiles();
    const p12FileId = await hand({ name: 'Hiệu trưởng Một' });
    const refused = (password: string) =>
      program.refused('signatures.sign', { memorandumId: id, side: 'a', p12FileId, password });
    expect(await refused('sai')).toMatchObject({ code: 'P12_WRONG_PASSWORD' });
    expect(keptFiles()).toEqual(before);
    expect((await program.call('memoranda.get', { id })).copiesSigned).toEqual([]);
  });

  test('keeps neither certificate nor password: not in the journal, the log or the files', async () => {
    const p12 = makeP12({ name: 'Nguyễn Văn A', password: PASSWORD });
    const p12FileId = await program.receive('chung-thu.p12', p12);
    await program.call('signatures.sign', { memorandumId: id, side: 'a', p12FileId, password: PASSWORD });
    await program.behindItsBack(() => {});
    expect(JSON.stringify(program.logged)).not.toContain(PASSWORD);
    for (const file of keptFiles()) {
      const bytes = await readFile(file);
      expect(bytes.includes(PASSWORD)).toBe(false);
      expect(bytes.includes(Buffer.from(p12.subarray(0, 400)))).toBe(false);
    }
  });
});

test('verifying a file that is no PDF, or has no signature, ends in words', async () => {
  const none = await program.receive('x.pdf', 'không phải PDF');
  expect(await program.refused('signatures.verify', { fileId: none })).toMatchObject({ code: 'PDF_DAMAGED' });
  expect(await program.call('signatures.verify', { fileId: frozen })).toEqual({ signatures: [] });
});
