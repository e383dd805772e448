import { beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../../preload/contract/types.ts';
import { FULL_DETAILS, openProgram, type Program } from '../testing.ts';
import { memorandumOf, twoMemoranda } from './testing.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
  await twoMemoranda(program);
});

const record = (...rows: InputOf<'memoranda.record'>['rows']) => program.call('memoranda.record', { rows });
const refused = async (...rows: InputOf<'memoranda.record'>['rows']) => {
  const error = await program.refused('memoranda.record', { rows });
  expect(error.code).toBe('INVALID_ROWS');
  return error.details.errors;
};
const ids = async () => ({
  sen: (await memorandumOf(program, 'Sen')).id,
  ban: (await memorandumOf(program, 'Ban')).id,
});

describe('recording what was signed', () => {
  test('gives number and day, takes the signers from the paper, and passes through printed', async () => {
    await program.call('memoranda.generate', {});
    const { sen, ban } = await ids();
    expect(
      await record(
        { id: sen, number: '5', signedOn: '2023-04-15' },
        { id: ban, number: '06/BGN-THHB-THBCA', signedOn: '2023-04-15', signers: [] },
      ),
    ).toEqual({ updated: 2 });
    expect(await program.call('memoranda.get', { id: sen })).toMatchObject({
      state: 'signed',
      number: '05',
      signedOn: '2023-04-15',
      signers: [
        { side: 'a', fullName: FULL_DETAILS.principal, position: 'Hiệu trưởng' },
        { side: 'b', fullName: FULL_DETAILS.principal, position: 'Hiệu trưởng' },
      ],
      versions: [{ version: 1, printedAt: expect.any(String) }],
      missingForFiling: ['bản ký đầy đủ'],
    });
    expect(await program.call('memoranda.get', { id: ban })).toMatchObject({
      state: 'signed',
      number: '06',
      signers: [],
      missingForFiling: ['người ký của Bên A', 'người ký của Bên B', 'bản ký đầy đủ'],
    });
    // Said again, nothing changes.
    expect(await record({ id: sen, number: '05', signedOn: '2023-04-15' })).toEqual({ updated: 0 });
  });

  test('may come in two steps, and be corrected', async () => {
    await program.call('memoranda.generate', {});
    const { sen } = await ids();
    await record({ id: sen, number: '7' });
    expect((await memorandumOf(program, 'Sen')).state).toBe('finalised');
    await record({ id: sen, signedOn: '2023-04-16' });
    await record({ id: sen, signedOn: '2023-04-15', number: null });
    expect(await memorandumOf(program, 'Sen')).toMatchObject({
      state: 'signed',
      signedOn: '2023-04-15',
      number: null,
    });
    expect(await refused({ id: sen, signedOn: null })).toMatchObject([
      { row: 1, column: 'signedOn', code: 'SIGNED_ON_NEEDED' },
    ]);
  });

  test('is all or nothing, with every fault at its row', async () => {
    await program.call('memoranda.generate', { ids: [(await ids()).sen] });
    const { sen, ban } = await ids();
    expect(
      await refused(
        { id: sen, number: '5/BGN-KHAC', signedOn: '2032-04-15' },
        { id: ban, number: 'năm', signedOn: '2023-04-15' },
        { id: sen, number: '6' },
      ),
    ).toMatchObject([
      { row: 1, column: 'signedOn', code: 'SIGNED_ON_IN_FUTURE' },
      { row: 1, column: 'number', code: 'NUMBER_OTHER_SYMBOL' },
      { row: 2, column: 'signedOn', code: 'MEMORANDUM_DRAFT' },
      { row: 2, column: 'number', code: 'NUMBER_INVALID' },
      { row: 3, column: 'memorandum', code: 'DUPLICATE_MEMORANDUM' },
    ]);
    expect(await memorandumOf(program, 'Sen')).toMatchObject({ state: 'finalised', number: null });
  });

  test('refuses a cancelled one and one side signing twice', async () => {
    await program.call('memoranda.generate', {});
    const { sen, ban } = await ids();
    await program.call('memoranda.cancel', { id: ban });
    const signer = { side: 'a', fullName: 'Trần Thị B', position: null } as const;
    expect(await refused({ id: ban, number: '1' }, { id: sen, signers: [signer, signer] })).toMatchObject([
      { row: 1, code: 'MEMORANDUM_CANCELLED' },
      { row: 2, column: 'signers', code: 'SIGNER_TWICE' },
    ]);
  });
});

describe('a number', () => {
  test('is given once a year, and both papers are named', async () => {
    await program.call('memoranda.generate', {});
    const { sen, ban } = await ids();
    const [fault] = (await refused(
      { id: sen, number: '05', signedOn: '2023-04-15' },
      { id: ban, number: '5', signedOn: '2023-04-18' },
    )) as { message: string }[];
    expect(fault).toMatchObject({ row: 2, code: 'NUMBER_TAKEN' });
    expect(fault?.message).toContain('Hoa Sen');
    expect(fault?.message).toContain('Hoa Ban');
    // Every first of January the sequence begins anew.
    await record({ id: sen, number: '05', signedOn: '2022-12-31' });
    await record({ id: ban, number: '05', signedOn: '2023-04-15' });
    // Two papers may change numbers in one step.
    await record({ id: sen, signedOn: '2023-04-15', number: '6' });
    expect(await record({ id: sen, number: '05' }, { id: ban, number: '06' })).toEqual({ updated: 2 });
  });

  test('that is free is the next after the highest', async () => {
    await program.call('memoranda.generate', {});
    const { sen, ban } = await ids();
    expect(await program.call('memoranda.numbering', { year: 2023 })).toEqual({ taken: [], next: '01' });
    await record({ id: sen, number: '09', signedOn: '2023-04-15' });
    expect(await program.call('memoranda.numbering', { year: 2023 })).toEqual({
      taken: [{ id: sen, number: '09' }],
      next: '10',
    });
    await record({ id: ban, number: '12' });
    // Not signed yet, it counts in the year of its ceremony.
    expect((await program.call('memoranda.numbering', { year: 2023 })).next).toBe('13');
    expect((await program.call('memoranda.numbering', { year: 2024 })).next).toBe('01');
    await program.call('memoranda.cancel', { id: ban });
    expect((await program.call('memoranda.numbering', { year: 2023 })).next).toBe('10');
  });

  test('may be given to a draft in advance, and is then printed', async () => {
    const { sen, ban } = await ids();
    await program.call('memoranda.update', { id: sen, number: '3' });
    expect((await memorandumOf(program, 'Sen')).number).toBe('03');
    const error = await program.refused('memoranda.update', { id: ban, number: '03' });
    expect(error).toMatchObject({ code: 'NUMBER_TAKEN', details: { number: '03', year: 2023 } });
    expect(error.message).toContain('Hoa Sen');
    expect(await program.refused('memoranda.update', { id: ban, number: 'ba' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'number' },
    });
  });
});
