import { beforeEach, describe, expect, test } from 'vitest';
import type { SupportForm } from '../../../preload/contract/support.ts';
import { lowerSecondaryPairs } from '../exam-results/testing.ts';
import { openProgram, type Program } from '../testing.ts';

let program: Program;
let schools: Awaited<ReturnType<typeof lowerSecondaryPairs>>;
beforeEach(async () => {
  program = await openProgram();
  schools = await lowerSecondaryPairs(program);
});

const form = (changes: Partial<SupportForm> = {}): SupportForm => ({
  status: 'done',
  givenOn: '2023-10-12',
  kind: 'equipment',
  giverSchoolId: schools.sen,
  giverName: null,
  receiverSchoolId: schools.cuc,
  content: 'Máy chiếu',
  quantity: 2,
  unit: 'chiếc',
  unitPrice: 8_500_000,
  amount: null,
  source: null,
  documentId: null,
  handoverPaper: null,
  note: null,
  ...changes,
});
const give = async (changes: Partial<SupportForm> = {}) =>
  (await program.call('support.create', form(changes))).id;
const items = async (filter = {}) => (await program.call('support.list', filter)).items;

test('an item shows its ends, its direction within the pair, and counts its amount', async () => {
  await give();
  await give({
    giverSchoolId: schools.cuc,
    receiverSchoolId: schools.sen,
    givenOn: '2023-11-20',
    content: 'Sách',
  });
  await give({
    giverSchoolId: null,
    giverName: 'Hội Khuyến học',
    givenOn: '2024-01-05',
    kind: 'funding',
    quantity: null,
    unitPrice: null,
    amount: 20_000_000,
  });
  expect(
    (await items()).map(({ giver, giverUnit, receiver, direction, amount }) => [
      giver,
      giverUnit,
      receiver,
      direction,
      amount,
    ]),
  ).toEqual([
    ['Hội Khuyến học', null, 'Trường THCS Hoa Cúc', 'other', 20_000_000],
    ['Trường THCS Hoa Cúc', 'Chương Mỹ', 'Trường THCS Hoa Sen', 'to_supporting', 17_000_000],
    ['Trường THCS Hoa Sen', 'Thanh Trì', 'Trường THCS Hoa Cúc', 'to_partner', 17_000_000],
  ]);
  expect(await items({ direction: 'to_partner' })).toHaveLength(1);
  expect(await items({ schoolId: schools.sen })).toHaveLength(2);
  expect(await items({ from: '2023-11-01', to: '2023-12-31' })).toHaveLength(1);
  expect(await items({ status: 'planned' })).toEqual([]);
});

describe('figures', () => {
  test('an amount that is not the product is asked about, and kept when it is meant', async () => {
    const typed = form({ amount: 16_000_000 });
    expect(await program.refused('support.create', typed)).toMatchObject({
      code: 'AMOUNT_DIFFERS',
      details: { field: 'amount', amount: '16.000.000', product: '17.000.000' },
    });
    await program.call('support.create', { ...typed, confirmed: true });
    expect((await items())[0]?.amount).toBe(16_000_000);
  });

  test('what is larger than gifts usually are is asked about, whether typed or multiplied', async () => {
    expect(
      await program.refused('support.create', form({ quantity: 20_000, unitPrice: null })),
    ).toMatchObject({
      code: 'COUNT_UNLIKELY',
      details: { field: 'quantity' },
    });
    expect(await program.refused('support.create', form({ quantity: 9_000 }))).toMatchObject({
      details: { field: 'amount', value: 76_500_000_000 },
    });
  });

  test.each([
    [{ givenOn: '2032-10-12' }, 'givenOn'],
    [{ giverSchoolId: null }, 'giverSchoolId'],
    [{ giverName: 'Hội Khuyến học' }, 'giverSchoolId'],
    [{ quantity: null, unitPrice: null }, 'quantity'],
    [{ kind: 'funding', quantity: 1, unitPrice: null }, 'amount'],
    [{ quantity: -1 }, 'quantity'],
    [{ unitPrice: -5 }, 'unitPrice'],
  ] satisfies readonly [Partial<SupportForm>, string][])(
    '%j is refused at its field',
    async (changes, field) => {
      expect(await program.refused('support.create', form(changes))).toMatchObject({
        code: 'INVALID_INPUT',
        details: { field },
      });
      expect(await items()).toEqual([]);
    },
  );

  test('a school gives nothing to itself, nor to a school that is gone', async () => {
    expect(await program.refused('support.create', form({ receiverSchoolId: schools.sen }))).toMatchObject({
      details: { field: 'receiverSchoolId' },
    });
    await program.call('schools.remove', { ids: [schools.primary] });
    expect(
      await program.refused('support.create', form({ receiverSchoolId: schools.primary })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

test('an edit and a removal can be taken back', async () => {
  const id = await give();
  await program.call('support.update', { id, ...form({ quantity: 3 }) });
  expect((await items())[0]?.amount).toBe(25_500_000);
  await program.call('support.remove', { ids: [id] });
  const [removal, edit] = (await program.call('history.list', { limit: 2 })).entries;
  await program.call('history.undo', { sequence: removal?.sequence ?? 0 });
  await program.call('history.undo', { sequence: edit?.sequence ?? 0 });
  expect((await items())[0]).toMatchObject({ quantity: 2, amount: 17_000_000 });
});

describe('the balance', () => {
  test('has schools in difficulty first, then those that got least, and leaves out what is only planned', async () => {
    await give();
    await give({ receiverSchoolId: schools.hue, amount: 1_000_000, quantity: 5, unitPrice: null });
    await give({ status: 'planned', givenOn: '2024-09-10', content: 'Bàn ghế' });
    await program.call('support.setPriority', { schoolIds: [schools.cuc], needsSupport: true });
    const { schools: rows } = await program.call('support.balance', {});
    expect(
      rows.map(({ name, needsSupport, received, given }) => [name, needsSupport, received, given]),
    ).toEqual([
      ['Trường THCS Hoa Cúc', true, { items: 1, amount: 17_000_000 }, { items: 0, amount: 0 }],
      ['Trường THCS Hoa Ban', false, { items: 0, amount: 0 }, { items: 0, amount: 0 }],
      ['Trường THCS Hoa Sen', false, { items: 0, amount: 0 }, { items: 2, amount: 18_000_000 }],
      ['Trường THCS Hoa Huệ', false, { items: 1, amount: 1_000_000 }, { items: 0, amount: 0 }],
    ]);
    const [marking] = (await program.call('history.list', { limit: 1 })).entries;
    expect(marking).toMatchObject({ command: 'support.setPriority', undoable: true });
    await program.call('history.undo', { sequence: marking?.sequence ?? 0 });
    expect((await program.call('support.balance', {})).schools.at(-1)?.id).toBe(schools.cuc);
  });

  test('adds up by direction and from unit to unit, in the days asked for', async () => {
    await give();
    await give({ givenOn: '2024-02-01', content: 'Sách', unitPrice: null, amount: 500_000 });
    await give({ giverSchoolId: schools.cuc, receiverSchoolId: schools.sen, quantity: 1 });
    await give({ giverSchoolId: null, giverName: 'Hội Khuyến học', amount: 100_000, unitPrice: null });
    const all = await program.call('support.balance', {});
    expect(all.directions).toEqual([
      { direction: 'to_partner', items: 2, amount: 17_500_000 },
      { direction: 'to_supporting', items: 1, amount: 8_500_000 },
      { direction: 'other', items: 1, amount: 100_000 },
    ]);
    expect(all.units).toEqual([
      { giverUnit: 'Thanh Trì', receiverUnit: 'Chương Mỹ', items: 2, amount: 17_500_000 },
      { giverUnit: 'Chương Mỹ', receiverUnit: 'Thanh Trì', items: 1, amount: 8_500_000 },
      { giverUnit: null, receiverUnit: 'Chương Mỹ', items: 1, amount: 100_000 },
    ]);
    const spring = await program.call('support.balance', { from: '2024-01-15', to: '2024-05-31' });
    expect(spring.directions[0]).toEqual({ direction: 'to_partner', items: 1, amount: 500_000 });
  });
});

describe('the handover paper', () => {
  test('holds everything of one giver, receiver and day, and is linked to each', async () => {
    const first = await give();
    await give({ content: 'Màn chiếu', quantity: 1, unitPrice: 1_200_000 });
    await give({ givenOn: '2023-12-01', content: 'Sách' });
    const { documentId } = await program.call('support.makeHandover', { id: first });
    const paper = await program.call('documents.get', { id: documentId });
    expect(paper.form).toMatchObject({
      kind: 'handover',
      giver: 'supporting',
      date: '2023-10-12',
      items: [
        { name: 'Máy chiếu', unit: 'chiếc', quantity: 2, value: 17_000_000 },
        { name: 'Màn chiếu', unit: 'chiếc', quantity: 1, value: 1_200_000 },
      ],
    });
    expect((await items()).map((item) => item.handoverPaper)).toEqual([
      null,
      'Biên bản bàn giao ngày 12/10/2023',
      'Biên bản bàn giao ngày 12/10/2023',
    ]);
    // Asked again it is the same paper.
    expect(await program.call('support.makeHandover', { id: first })).toEqual({ documentId });
    await program.call('documents.remove', { id: documentId });
    expect((await items()).every((item) => item.documentId === null)).toBe(true);
  });

  test('goes the other way, too, and is one of a pair only', async () => {
    const back = await give({ giverSchoolId: schools.cuc, receiverSchoolId: schools.sen });
    const { documentId } = await program.call('support.makeHandover', { id: back });
    expect((await program.call('documents.get', { id: documentId })).form).toMatchObject({
      giver: 'partner',
    });
    const outside = await give({ giverSchoolId: null, giverName: 'Hội Khuyến học' });
    expect(await program.refused('support.makeHandover', { id: outside })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'handoverPaper' },
    });
  });
});
