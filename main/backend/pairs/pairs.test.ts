import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Level } from '../../../preload/contract/schools.ts';
import {
  activityForm,
  onePair,
  openProgram,
  type Program,
  RESOURCES_DIR,
  schoolForm,
  type TwoUnits,
  twoUnits,
} from '../testing.ts';

let program: Program;
let units: TwoUnits;
beforeEach(async () => {
  program = await openProgram();
  units = await twoUnits(program);
});

const add = async (unitId: string, level: Level, name: string, pupils: number | null = null) =>
  (await program.call('schools.create', { ...schoolForm(unitId, level, name), pupils })).id;
const pairOf = (supportingSchoolId: string, partnerSchoolId: string) => ({
  pairs: [{ supportingSchoolId, partnerSchoolId }],
});
const suggested = async (many = false) => {
  const { pairs, unpaired } = await program.call('pairs.suggest', { many });
  return {
    pairs: pairs.map(({ supporting, partner }) => `${supporting.name} + ${partner.name}`),
    unpaired: unpaired.map(({ name }) => name),
  };
};

describe('the rules', () => {
  test('ten pairs come from twenty schools of two units, and a school knows its partner', async () => {
    const pairs = [];
    for (let number = 1; number <= 10; number += 1) {
      pairs.push({
        supportingSchoolId: await add(units.thanhTri, 'tieu_hoc', `Trường Tiểu học A${number}`),
        partnerSchoolId: await add(units.chuongMy, 'tieu_hoc', `Trường Tiểu học B${number}`),
      });
    }
    expect((await program.call('pairs.create', { pairs })).ids).toHaveLength(10);
    const listed = await program.call('pairs.list', {});
    expect(listed.pairs).toHaveLength(10);
    expect(listed.unpaired).toEqual([]);
    expect((await program.call('schools.get', { id: pairs[0]?.partnerSchoolId ?? '' })).pairedWith).toEqual([
      'Trường Tiểu học A1',
    ]);
  });

  test('each kind of wrong pair has its own code', async () => {
    const { thanhTri, chuongMy } = units;
    const a = await add(thanhTri, 'tieu_hoc', 'Trường Tiểu học A');
    const b = await add(thanhTri, 'tieu_hoc', 'Trường Tiểu học B');
    const c = await add(chuongMy, 'thcs', 'Trường THCS C');
    const { id: baVi } = await program.call('organisations.create', { kind: 'huyen', name: 'Ba Vì' });
    const d = await add(baVi, 'tieu_hoc', 'Trường Tiểu học D');
    const binned = await add(chuongMy, 'tieu_hoc', 'Trường Tiểu học E');
    await program.call('schools.remove', { ids: [binned] });
    const codeOf = async (left: string, right: string) =>
      (await program.refused('pairs.create', pairOf(left, right))).code;
    expect(await codeOf(a, a)).toBe('PAIR_SAME_SCHOOL');
    expect(await codeOf(a, b)).toBe('PAIR_SAME_UNIT');
    expect(await codeOf(a, c)).toBe('PAIR_DIFFERENT_LEVEL');
    expect(await codeOf(a, d)).toBe('UNIT_NOT_IN_PROGRAMME');
    expect(await codeOf(a, binned)).toBe('NOT_FOUND');
  });

  test('the same two schools are paired once, whichever supports', async () => {
    const { supporting, partner } = await onePair(program, units);
    expect(await program.refused('pairs.create', pairOf(supporting, partner))).toMatchObject({
      code: 'PAIR_EXISTS',
    });
    expect(
      await program.refused('pairs.create', { ...pairOf(partner, supporting), confirmOverlap: true }),
    ).toMatchObject({ code: 'PAIR_EXISTS' });
  });

  test('a second pair of one school wants to be confirmed', async () => {
    const { supporting } = await onePair(program, units);
    const third = await add(units.chuongMy, 'tieu_hoc', 'Trường Tiểu học Hoa Ban');
    expect(await program.refused('pairs.create', pairOf(supporting, third))).toMatchObject({
      code: 'PAIR_OVERLAPS',
      details: { name: 'Trường Tiểu học Hoa Sen', schoolId: supporting },
    });
    await program.call('pairs.create', { ...pairOf(supporting, third), confirmOverlap: true });
    expect((await program.call('schools.get', { id: supporting })).pairedWith).toHaveLength(2);
  });

  test('one wrong pair among several makes none', async () => {
    const a = await add(units.thanhTri, 'thcs', 'Trường THCS A');
    const b = await add(units.chuongMy, 'thcs', 'Trường THCS B');
    await program.refused('pairs.create', {
      pairs: [
        { supportingSchoolId: a, partnerSchoolId: b },
        { supportingSchoolId: a, partnerSchoolId: a },
      ],
    });
    expect((await program.call('pairs.list', {})).pairs).toEqual([]);
  });
});

describe('dissolving', () => {
  test('takes drafts along, and taking it back brings both again', async () => {
    const { pairId } = await onePair(program, units);
    await program.call('memoranda.draft', {});
    const before = await program.call('memoranda.list', {});
    await program.call('pairs.remove', { ids: [pairId] });
    expect((await program.call('memoranda.list', {})).memoranda).toEqual([]);
    expect((await program.call('pairs.list', {})).unpaired).toMatchObject([
      { name: 'Trường Tiểu học Hoa Sen', reason: 'Chưa được ghép cặp.' },
      { name: 'Trường Tiểu học Hướng Dương' },
    ]);
    const { entries } = await program.call('history.list', { limit: 1 });
    await program.call('history.undo', { sequence: entries[0]?.sequence ?? 0 });
    expect(await program.call('memoranda.list', {})).toEqual(before);
  });

  test('is refused while activities speak of the pair, and possible when they are in the bin', async () => {
    const { pairId } = await onePair(program, units);
    const { id } = await program.call('activities.create', activityForm([pairId], { heldOn: '2023-04-07' }));
    expect(await program.refused('pairs.remove', { ids: [pairId] })).toMatchObject({ code: 'PAIR_IN_USE' });
    await program.call('activities.remove', { ids: [id] });
    await program.call('pairs.remove', { ids: [pairId] });
    expect(await program.refused('pairs.remove', { ids: [pairId] })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the proposal', () => {
  test('joins like sizes, the first unit of the programme supporting', async () => {
    await add(units.chuongMy, 'thcs', 'B nhỏ', 200);
    await add(units.chuongMy, 'thcs', 'B lớn', 900);
    await add(units.thanhTri, 'thcs', 'A lớn', 1000);
    await add(units.thanhTri, 'thcs', 'A không rõ');
    await add(units.thanhTri, 'thcs', 'A nhỏ', 300);
    expect(await suggested()).toEqual({
      pairs: ['A lớn + B lớn', 'A nhỏ + B nhỏ'],
      unpaired: ['A không rõ'],
    });
    await program.call('programmes.update', { unitIds: [units.chuongMy, units.thanhTri] });
    expect((await suggested()).pairs).toEqual(['B lớn + A lớn', 'B nhỏ + A nhỏ']);
  });

  test('leaves out who is paired and who is outside the programme, and says why', async () => {
    await onePair(program, units);
    await add(units.thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Ban');
    const { id: baVi } = await program.call('organisations.create', { kind: 'huyen', name: 'Ba Vì' });
    await add(baVi, 'tieu_hoc', 'Trường Tiểu học Núi');
    expect(await program.call('pairs.suggest', {})).toMatchObject({
      pairs: [],
      unpaired: [
        {
          name: 'Trường Tiểu học Hoa Ban',
          reason: 'Không còn trường cùng cấp học ở đơn vị khác để ghép cặp.',
        },
        { name: 'Trường Tiểu học Núi', reason: 'Đơn vị quản lý của trường không thuộc chương trình.' },
      ],
    });
    // A school that is left over may join a pair that there is.
    expect((await suggested(true)).pairs).toEqual(['Trường Tiểu học Hoa Ban + Trường Tiểu học Hướng Dương']);
  });

  test('of more than two units leaves as few over as can be', async () => {
    const { id: baVi } = await program.call('organisations.create', { kind: 'huyen', name: 'Ba Vì' });
    await program.call('programmes.update', { unitIds: [units.thanhTri, units.chuongMy, baVi] });
    for (const name of ['A1', 'A2', 'A3']) await add(units.thanhTri, 'mam_non', name);
    for (const name of ['B1', 'B2']) await add(units.chuongMy, 'mam_non', name);
    await add(baVi, 'mam_non', 'C1');
    const { pairs, unpaired } = await suggested();
    expect(unpaired).toEqual([]);
    expect(pairs).toHaveLength(3);
    expect(new Set(pairs.flatMap((pair) => pair.split(' + '))).size).toBe(6);
  });

  test('of no schools is empty', async () => {
    expect(await suggested()).toEqual({ pairs: [], unpaired: [] });
    expect(await suggested(true)).toEqual({ pairs: [], unpaired: [] });
  });

  test('of the two districts’ public schools: 7 pairs and 6 left over, or 13 pairs one to many', async () => {
    program = await openProgram();
    const bytes = await readFile(path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv'));
    await program.call('schools.import', { fileId: await program.receive('schools.csv', bytes) });
    const one = await suggested();
    expect([one.pairs.length, one.unpaired.length]).toEqual([7, 6]);
    const many = await suggested(true);
    expect([many.pairs.length, many.unpaired.length]).toEqual([13, 0]);
    expect(many.pairs.slice().sort()).toEqual(expect.arrayContaining(one.pairs.slice().sort()));
    const { pairs } = await program.call('pairs.suggest', { many: true });
    const { ids } = await program.call('pairs.create', {
      pairs: pairs.map(({ supporting, partner }) => ({
        supportingSchoolId: supporting.id,
        partnerSchoolId: partner.id,
      })),
      confirmOverlap: true,
    });
    expect(ids).toHaveLength(13);
    expect((await program.call('pairs.list', {})).unpaired).toEqual([]);
  });
});
