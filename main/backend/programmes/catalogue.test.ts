import { expect, test } from 'vitest';
import { openProgram } from '../testing.ts';

test('a folder of an older program gets what is missing when it is opened, and keeps what was changed', async () => {
  const program = await openProgram();
  const before = await program.call('activities.kinds', {});
  await program.behindItsBack((sqlite) =>
    sqlite.exec(`
      UPDATE activity_kind SET name = 'Chuyên đề, hội thảo', requires = '["subject"]' WHERE code = 'chuyen_de';
      UPDATE activity_kind SET deleted_at = '2023-04-10' WHERE code = 'truong_xanh';
      DELETE FROM activity_kind WHERE code = 'chia_se_hoc_lieu';
      DELETE FROM indicator WHERE code IN ('FUNDING', 'GOOD_MODELS');
      DELETE FROM school_year WHERE code = '2024-2025';
    `),
  );
  const kinds = before.kinds.filter(({ code }) => code !== 'truong_xanh');
  expect((await program.call('activities.kinds', {})).kinds).toEqual(
    kinds.map((kind) =>
      kind.code === 'chuyen_de' ? { ...kind, name: 'Chuyên đề, hội thảo', requires: ['subject'] } : kind,
    ),
  );
  const { entries } = await program.call('history.list', {});
  expect(entries[0]).toMatchObject({ command: 'catalogue.seed', undoable: false });

  // Nothing more to add: nothing is written.
  await program.behindItsBack((sqlite) => {
    expect(sqlite.prepare(`SELECT count(*) AS n FROM indicator WHERE code = 'FUNDING'`).get()).toEqual({
      n: 1,
    });
    expect(sqlite.prepare(`SELECT count(*) AS n FROM school_year`).get()).toMatchObject({ n: 5 });
  });
  expect((await program.call('history.list', {})).entries).toHaveLength(entries.length);
});
