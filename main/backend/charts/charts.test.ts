import { expect, test } from 'vitest';
import { chartName } from '../../../preload/contract/charts.ts';
import { activityForm, onePair, openProgram } from '../testing.ts';

test('charts say what the report says, for the period asked for', async () => {
  const program = await openProgram({ today: '2024-05-01' });
  const { call, refused } = program;
  const { pairId } = await onePair(program);
  await call('activities.create', activityForm([pairId], { heldOn: '2023-10-12', teacherTurns: 30 }));
  await call('activities.create', activityForm([pairId], { heldOn: '2024-03-05' }));
  const look = { charts: chartName.options, theme: 'light', width: 800 } as const;

  const { charts } = await call('charts.draw', { period: '2023-2024', ...look });
  const figures = await call('reports.figures', { period: '2023-2024' });
  const tableOf = (name: string) => charts.find((chart) => chart.name === name)?.table.rows;
  expect(tableOf('pairs')).toEqual([
    ['Tiểu học', 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương', figures.activities.length],
  ]);
  expect(tableOf('progress')).toContainEqual(['Số lượt giáo viên tham gia', 'lượt', null, 30, null]);
  expect(tableOf('exam10')).toBeUndefined();

  const semester = await call('charts.draw', { period: '2023-2024/HK2', ...look, charts: ['pairs'] });
  expect(semester.charts[0]?.table.rows[0]?.[3]).toBe(1);

  const picture = await call('charts.png', { period: '2023-2024', chart: 'months' });
  expect(picture).toMatchObject({ mediaType: 'image/png' });
  expect(picture.fileName).toContain('Năm học 2023–2024');
  expect((await refused('charts.png', { period: '2023-2024', chart: 'support' })).code).toBe('NOT_FOUND');
  expect((await refused('charts.draw', { period: 'hôm qua', ...look })).code).toBe('PERIOD_INVALID');
});
