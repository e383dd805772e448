import { expect, test } from 'vitest';
import { openProgram } from '../../testing.ts';

test.each(['2023-2024', '2023-09-05..2024-08-31'])(
  'forms 06 and 07 of a report on %s say what is stored already',
  async (period) => {
    const { call } = await openProgram({ fresh: true, today: '2024-09-30' });
    await call('app.initialise', { sample: true });
    const { fileId } = await call('reports.export', { period });
    const counts = { created: 0, updated: 0 };
    expect(await call('examResults.import', { fileId })).toMatchObject({ ...counts, unchanged: 6 });
    expect(await call('support.import', { fileId })).toMatchObject({ ...counts, unchanged: 6 });
  },
);
