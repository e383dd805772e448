import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../../main/backend/ids.ts';
import { openProgram, schoolForm, twoUnits } from '../../main/backend/testing.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a clock that is set a year back and forward again mixes up neither the journal nor the backups', async () => {
  const program = await openProgram({ today: '2024-10-12' });
  const { thanhTri } = await twoUnits(program);
  const days = ['2024-10-12', '2023-10-12', '2025-03-01', '2024-10-13'];
  const made: string[] = [];
  for (const [index, day] of days.entries()) {
    program.setToday(day);
    await program.call('schools.create', schoolForm(thanhTri, 'tieu_hoc', `Trường Tiểu học ${index}`));
    made.push((await program.call('backups.create', {})).name);
    await program.behindItsBack(() => {});
  }
  const { entries } = await program.call('history.list', { limit: 500 });
  // Newest first by what was done, whatever the clock said.
  expect(
    entries.filter(({ command }) => command === 'schools.create').map(({ at }) => at.slice(0, 10)),
  ).toEqual(days.toReversed());
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  const { backups, last, changed } = await program.call('backups.list', {});
  expect(backups.map(({ name }) => name).sort()).toEqual(made.toSorted());
  expect(last?.name).toBe(made.at(-1));
  expect(changed).toBe(false);
  const { undo } = await program.call('history.steps', {});
  expect(undo).toBeNull();
});

test('the backups stay ten while the clock goes back each time, and the one just made is among them', async () => {
  const program = await openProgram({ today: '2024-12-30' });
  for (let day = 30; day > 18; day -= 1) {
    program.setToday(`2024-12-${day}`);
    await program.call('organisations.create', { kind: 'huyen', name: `Huyện ${day}` });
    const { name } = await program.call('backups.create', {});
    const { backups } = await program.call('backups.list', {});
    expect(backups.map((each) => each.name)).toContain(name);
    expect(backups.length).toBeLessThanOrEqual(10);
  }
});

test('keys stay unique and in their order where the clock is set back in between', () => {
  vi.useFakeTimers({ now: new Date('2024-10-12T08:00:00Z'), toFake: ['Date'] });
  const keys = Array.from({ length: 1_000 }, newId);
  vi.setSystemTime(new Date('2023-10-12T08:00:00Z'));
  keys.push(...Array.from({ length: 1_000 }, newId));
  expect(new Set(keys).size).toBe(2_000);
  expect(keys.toSorted()).toEqual(keys);
});
