import { expect, test } from 'vitest';
import { PROCEDURES } from '../../../preload/contract/procedures.ts';
import { activityForm, onePair, openProgram, schoolForm, twoUnits } from '../testing.ts';

test('the overview says at each step what waits to be done', async () => {
  const program = await openProgram();
  const { call } = program;
  const tasks = async () => (await call('overview.get', {})).tasks.map(({ code, count }) => [code, count]);
  expect(await tasks()).toEqual([['NO_SCHOOLS', 1]]);

  const units = await twoUnits(program);
  const { pairId } = await onePair(program, units);
  await call('schools.create', schoolForm(units.thanhTri, 'thcs', 'Trường THCS Hoa Ban'));
  expect(await tasks()).toEqual([
    ['UNITS_UNCONFIRMED', 2],
    ['UNPAIRED', 1],
    ['NO_MEMORANDUM', 1],
    ['NO_ACTIVITIES', 1],
  ]);

  const { organisations } = await call('organisations.list', {});
  const { input } = PROCEDURES['organisations.update'];
  for (const organisation of organisations)
    await call('organisations.update', input.strip().parse(organisation));
  await call('memoranda.draft', {});
  await call('activities.create', activityForm([pairId], { status: 'planned' }));
  expect(await tasks()).toEqual([
    ['UNPAIRED', 1],
    ['DRAFTS', 1],
    ['NO_ACTIVITIES', 1],
  ]);

  await call('activities.create', activityForm([pairId], { heldOn: '2023-04-07' }));
  await call('memoranda.generate', {});
  expect(await tasks()).toEqual([
    ['UNPAIRED', 1],
    ['UNSIGNED', 1],
  ]);
  expect(await call('overview.get', {})).toMatchObject({
    schools: 3,
    pairs: 1,
    unpaired: 1,
    memoranda: { draft: 0, finalised: 1, cancelled: 0 },
    activities: { planned: 1, done: 1 },
    levels: [
      { level: 'mam_non', schools: 0, pairs: 0 },
      { level: 'tieu_hoc', schools: 2, pairs: 1 },
      { level: 'thcs', schools: 1, pairs: 0 },
    ],
  });
});
