import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentForm } from '../../../preload/contract/documents.ts';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { holdCeremony, onePair, openProgram, type Program } from '../testing.ts';

let program: Program;
let made: Awaited<ReturnType<typeof onePair>>;
beforeEach(async () => {
  program = await openProgram();
  made = await onePair(program);
  await holdCeremony(program, { heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
});

const formOf = async <K extends DocumentForm['kind']>(id: string, kind: K) => {
  const { form } = await program.call('documents.get', { id });
  if (form.kind !== kind) throw new Error(`a ${form.kind} instead of a ${kind}`);
  // Narrowed by the line above, which TypeScript can't follow through a generic.
  return form as Extract<DocumentForm, { kind: K }>;
};
const bytesOf = async (fileId: string) =>
  new Uint8Array(await readFile((await program.backend.openFile(fileId))?.path ?? ''));
const textOf = async (fileId: string) => wordsOf((await readPdf(await bytesOf(fileId))).pages);

const PROJECTOR = { name: 'Máy chiếu', unit: 'cái', quantity: 2, value: 25_000_000, condition: 'Mới 100 %' };

async function handover() {
  const { id } = await program.call('documents.create', { kind: 'handover', pairId: made.pairId });
  const form = await formOf(id, 'handover');
  return { id, form };
}

describe('handing over equipment', () => {
  test('names both schools with their heads, and the sum of what is given', async () => {
    const { id, form } = await handover();
    await program.call('documents.update', { id, form: { ...form, items: [PROJECTOR] } });
    const { fileId, pages } = await program.call('documents.preview', { id });
    expect(pages).toBeGreaterThan(0);
    const text = await textOf(fileId);
    expect(text).toContain('Máy chiếu');
    expect(text).toContain('25.000.000');
    expect(text).toContain('BÊN GIAO');
  });

  test('is for a pair of the register only', async () => {
    const pairId = '01890000-0000-7000-8000-000000000000';
    const refused = { code: 'NOT_FOUND', details: { what: 'cặp trường' } };
    expect(await program.refused('documents.create', { kind: 'handover', pairId })).toMatchObject(refused);
    const { id, form } = await handover();
    expect(await program.refused('documents.update', { id, form: { ...form, pairId } })).toMatchObject(
      refused,
    );
  });

  test('turns round when the partner gives', async () => {
    const { id, form } = await handover();
    const before = await program.call('documents.get', { id });
    await program.call('documents.update', { id, form: { ...form, giver: 'partner', items: [PROJECTOR] } });
    const text = await textOf((await program.call('documents.preview', { id })).fileId);
    const [giver = '', receiver = ''] = before.title.split(': ')[1]?.split(' – ') ?? [];
    const of = (heading: string, school: string) => `${heading}: ${school.toLocaleUpperCase('vi')}`;
    expect(text).toContain(of('BÊN GIAO (Bên A)', receiver));
    expect(text).toContain(of('BÊN NHẬN (Bên B)', giver));
  });

  test('is not made while nothing is handed over, and says so', async () => {
    const { id } = await handover();
    expect((await program.call('documents.get', { id })).findings).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'FIELD_MISSING' }),
    );
    expect(await program.refused('documents.issue', { id })).toMatchObject({ code: 'DOCUMENT_INCOMPLETE' });
    // It can be looked at meanwhile.
    expect((await program.call('documents.preview', { id })).pages).toBeGreaterThan(0);
  });

  test('an issued one is the same file for ever and can no longer be changed', async () => {
    const { id, form } = await handover();
    await program.call('documents.update', { id, form: { ...form, items: [PROJECTOR] } });
    const issued = await program.call('documents.issue', { id });
    const bytes = await bytesOf(issued.fileId);
    await program.call('programmes.update', { placeName: 'Chương Mỹ' });
    const again = await program.call('documents.preview', { id });
    expect(await bytesOf(again.fileId)).toEqual(bytes);
    expect(await program.refused('documents.update', { id, form })).toMatchObject({
      code: 'DOCUMENT_ISSUED',
    });
    expect(await program.refused('documents.issue', { id })).toMatchObject({ code: 'DOCUMENT_ISSUED' });
  });

  test('has a Word copy for those who must edit it', async () => {
    const { id, form } = await handover();
    await program.call('documents.update', { id, form: { ...form, items: [PROJECTOR] } });
    const word = await program.call('documents.word', { id });
    expect(word.fileName).toMatch(/\.docx$/);
    expect(
      Buffer.from(await bytesOf(word.fileId))
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});

describe('papers of the ceremony', () => {
  test('an invitation knows when and where, and asks for the rest', async () => {
    const { id } = await program.call('documents.create', { kind: 'invitation' });
    const form = await formOf(id, 'invitation');
    expect(form).toMatchObject({ heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
    await program.call('documents.update', {
      id,
      form: { ...form, startsAt: '08:00', addressees: ['Trường THCS Hoa Sen', 'Trường THCS Hoa Ban'] },
    });
    const text = await textOf((await program.call('documents.preview', { id })).fileId);
    expect(text).toContain('GIẤY MỜI');
    expect(text).toContain('ngày 15 tháng 4 năm 2023');
    expect(text).toContain('Trường THCS Hoa Ban');
  });

  test('minutes list who came and who was absent', async () => {
    const { ceremonies } = await program.call('ceremonies.list', {});
    const ceremonyId = ceremonies[0]?.id ?? '';
    const person = { side: 'a', post: 'Hiệu trưởng', body: 'Trường THCS Hoa Sen' } as const;
    await program.call('ceremonies.update', {
      id: ceremonyId,
      delegates: [
        { ...person, fullName: 'Nguyễn Văn A', absent: false },
        { ...person, fullName: 'Trần Thị B', absent: true },
      ],
    });
    const { id } = await program.call('documents.create', { kind: 'minutes', ceremonyId });
    const form = await formOf(id, 'minutes');
    expect(form.attendees.map(({ name }) => name)).toEqual(['Nguyễn Văn A']);
    expect(form.absentees.map(({ name }) => name)).toEqual(['Trần Thị B']);
    await program.call('documents.update', {
      id,
      form: { ...form, endsAt: '10:30', proceedings: ['Hai bên thống nhất kế hoạch.'] },
    });
    const text = await textOf((await program.call('documents.preview', { id })).fileId);
    expect(text).toContain('Hai bên thống nhất kế hoạch.');
    expect(text).toContain('./.');
    expect(text).toContain('CHỦ TỌA');
  });
});

test('a letter that no font has is named before anything is printed', async () => {
  const { id, form } = await handover();
  await program.call('documents.update', {
    id,
    form: { ...form, items: [{ ...PROJECTOR, name: 'Máy chiếu 😀' }] },
  });
  expect((await program.call('documents.get', { id })).findings).toContainEqual(
    expect.objectContaining({ severity: 'error', code: 'CHARACTER_UNPRINTABLE' }),
  );
});

test('a removed document comes back by undo', async () => {
  const { id } = await handover();
  await program.call('documents.remove', { id });
  expect((await program.call('documents.list', {})).documents).toEqual([]);
  const [last] = (await program.call('history.list', { limit: 1 })).entries;
  await program.call('history.undo', { sequence: last?.sequence ?? 0 });
  expect((await program.call('documents.list', {})).documents).toHaveLength(1);
});
