import { beforeEach, expect, test } from 'vitest';
import { activityForm, onePair, openProgram, type Program } from '../testing.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});

const own = { code: null, name: 'Tham quan, học tập', indicator: 'ACTIVITIES', requires: [], levels: null };
const kinds = async () => (await program.call('activities.kinds', {})).kinds;
const kind = async (code: string) => (await kinds()).find((each) => each.code === code);
const undo = async (command: string) => {
  const { entries } = await program.call('history.list', {});
  const sequence = entries.find((entry) => entry.command === command)?.sequence ?? 0;
  await program.call('history.undo', { sequence });
};

test('an office adds kinds of its own, behind those that ship, and takes them back', async () => {
  const shipped = await kinds();
  const { code } = await program.call('activities.saveKind', own);
  expect(code).toBe('tham_quan_hoc_tap');
  expect(await kinds()).toEqual([...shipped, { ...own, code, isShipped: false }]);
  await undo('activities.saveKind');
  expect(await kinds()).toEqual(shipped);
});

test('a kind can be renamed, and what it asks for holds from then on', async () => {
  const { pairId } = await onePair(program);
  const { code } = await program.call('activities.saveKind', own);
  await program.call('activities.saveKind', {
    ...own,
    code,
    name: 'Tham quan',
    requires: ['cost'],
    levels: ['thcs'],
  });
  const form = activityForm([pairId], { kind: code, heldOn: '2023-04-07' });
  expect(await program.refused('activities.create', form)).toMatchObject({
    details: { fields: [{ field: 'cost' }, { field: 'pairIds' }] },
  });
  await program.call('activities.saveKind', { ...own, code });
  await program.call('activities.create', form);
  expect(await kind('chuyen_de')).toMatchObject({ name: 'Chuyên đề' });
  await program.call('activities.saveKind', {
    code: 'chuyen_de',
    name: 'Chuyên đề, hội thảo',
    indicator: 'THEMES',
    requires: ['subject'],
    levels: null,
  });
  expect(await kind('chuyen_de')).toMatchObject({ name: 'Chuyên đề, hội thảo', requires: ['subject'] });
});

test('two kinds of one name, and kinds that count for nothing, are refused', async () => {
  await program.call('activities.saveKind', own);
  for (const name of ['THAM QUAN, HỌC TẬP', 'chuyên đề'])
    expect(await program.refused('activities.saveKind', { ...own, name })).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'name' },
    });
  expect((await program.call('activities.saveKind', { ...own, name: 'Tham quan – học tập' })).code).toBe(
    'tham_quan_hoc_tap_2',
  );
  for (const indicator of ['PAIRS_SIGNED', 'TEACHER_TURNS', 'SUPPORT_TEACHERS', 'NONE'])
    expect(await program.refused('activities.saveKind', { ...own, name: 'Khác', indicator })).toMatchObject({
      details: { field: 'indicator' },
    });
  const moved = { code: 'chuyen_de', name: 'Chuyên đề', indicator: 'ACTIVITIES', requires: [], levels: null };
  expect(await program.refused('activities.saveKind', moved)).toMatchObject({
    details: { field: 'indicator' },
  });
});

test('a kind goes when nothing is of it any more', async () => {
  const { pairId } = await onePair(program);
  const { code } = await program.call('activities.saveKind', own);
  const { id } = await program.call(
    'activities.create',
    activityForm([pairId], { kind: code, heldOn: '2023-04-07' }),
  );
  expect(await program.refused('activities.removeKind', { code })).toMatchObject({
    code: 'KIND_IN_USE',
    details: { count: 1 },
  });
  await program.call('activities.remove', { ids: [id] });
  await program.call('activities.removeKind', { code });
  expect(await kind(code)).toBeUndefined();
  expect(await program.refused('activities.removeKind', { code })).toMatchObject({ code: 'NOT_FOUND' });
  await undo('activities.removeKind');
  expect(await kind(code)).toMatchObject({ name: own.name });
});
