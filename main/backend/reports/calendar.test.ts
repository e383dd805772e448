import { expect, test } from 'vitest';
import { activityForm, onePair, openProgram } from '../testing.ts';

const YEAR = {
  code: '2023-2024',
  startsOn: '2023-09-05',
  semester1EndsOn: '2024-01-14',
  semester2StartsOn: '2024-01-15',
  endsOn: '2024-05-30',
  note: null,
};
const NEXT = {
  code: '2030-2031',
  startsOn: '2030-09-05',
  semester1EndsOn: '2031-01-12',
  semester2StartsOn: '2031-01-13',
  endsOn: '2031-05-30',
  note: null,
};

test("a semester's new end moves the activities of its days into the other semester", async () => {
  const program = await openProgram({ today: '2024-06-05' });
  const { pairId } = await onePair(program);
  await program.call('activities.create', activityForm([pairId], { heldOn: '2024-01-10' }));
  const themes = async (period: string) => {
    const { summary } = await program.call('reports.figures', { period, withPhones: false });
    return summary.find(({ code }) => code === 'THEMES')?.done.total;
  };
  expect([await themes('2023-2024/HK1'), await themes('2023-2024/HK2')]).toEqual([1, 0]);
  await program.call('calendar.save', {
    ...YEAR,
    semester1EndsOn: '2024-01-07',
    semester2StartsOn: '2024-01-08',
  });
  expect([await themes('2023-2024/HK1'), await themes('2023-2024/HK2')]).toEqual([0, 1]);
  expect(await themes('2023-2024')).toBe(1);

  const [last] = (await program.call('history.list', { limit: 1 })).entries;
  await program.call('history.undo', { sequence: last?.sequence ?? 0 });
  expect([await themes('2023-2024/HK1'), await themes('2023-2024/HK2')]).toEqual([1, 0]);
});

test.each([
  [{ ...NEXT, code: '2030-2032' }, 'code'],
  [{ ...NEXT, startsOn: '2029-09-05' }, 'startsOn'],
  [{ ...NEXT, semester1EndsOn: '2030-09-05' }, 'semester1EndsOn'],
  [{ ...NEXT, semester2StartsOn: '2031-01-12' }, 'semester2StartsOn'],
  [{ ...NEXT, endsOn: '2031-01-13' }, 'endsOn'],
  [{ ...NEXT, endsOn: '2032-05-30' }, 'endsOn'],
  [{ ...YEAR, startsOn: '2023-05-01' }, 'startsOn'],
  [{ ...YEAR, endsOn: '2024-10-30' }, 'endsOn'],
] as const)('refuses %o at its field', async (year, field) => {
  const { refused } = await openProgram();
  expect(await refused('calendar.save', year)).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
});

test('a year is added, taken away while it is empty, and comes back', async () => {
  const program = await openProgram({ today: '2024-06-05' });
  const { pairId } = await onePair(program);
  const codes = async () => (await program.call('calendar.list', {})).schoolYears.map(({ code }) => code);
  const before = await codes();
  await program.call('calendar.save', NEXT);
  expect(await codes()).toEqual([...before, NEXT.code]);
  await program.call('calendar.remove', { code: NEXT.code });
  expect(await codes()).toEqual(before);
  await program.call('calendar.save', NEXT);
  expect(await codes()).toEqual([...before, NEXT.code]);

  await program.call('activities.create', activityForm([pairId], { heldOn: '2024-01-10' }));
  const error = await program.refused('calendar.remove', { code: '2023-2024' });
  expect(error).toMatchObject({ code: 'SCHOOL_YEAR_IN_USE', details: { code: '2023-2024' } });
});
