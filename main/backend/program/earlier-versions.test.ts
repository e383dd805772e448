import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../../db/migrations/index.ts';
import { restoreAsFolder } from '../backups/restore.ts';
import { openProgram, temporaryFolder } from '../testing.ts';

/** Backups that the program made when its schema ended with this migration: a sample programme, two papers final. */
const FIXTURES = path.join(import.meta.dirname, '../../../db/fixtures');
const VERSIONS = Object.keys(MIGRATIONS).map((name) => name.slice(0, 4));

test('every schema that was ever in use is kept', () => {
  expect(readdirSync(FIXTURES).toSorted()).toEqual(VERSIONS.map((version) => `${version}.ctbackup`));
});

test.each(VERSIONS)('data of the schema %s open, whole, and can be worked with', async (version) => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  await restoreAsFolder(path.join(FIXTURES, `${version}.ctbackup`), dataDir);
  const program = await openProgram({ fresh: true, dataDir, today: '2024-02-01' });
  const { call } = program;

  expect(await call('check.run', {})).toEqual({ problems: [] });
  const { schools } = await call('schools.list', {});
  expect(schools).toHaveLength(20);
  expect(schools.filter(({ pupils }) => pupils === 321)).toHaveLength(1);
  const { memoranda } = await call('memoranda.list', {});
  expect(memoranda.map(({ state }) => state).toSorted()).toEqual([
    ...Array.from({ length: 8 }, () => 'draft'),
    'finalised',
    'finalised',
  ]);
  const paper = memoranda.find(({ fileId }) => fileId !== null);
  expect(await program.backend.openFile(paper?.fileId ?? '')).toMatchObject({ mediaType: 'application/pdf' });
  expect((await call('overview.get', {})).activities.done).toBeGreaterThan(50);
  const figures = await call('reports.figures', { period: '2023-2024/HK1', map: 'then' });
  expect(figures.period.label).toContain('Học kỳ I');

  // Work goes on: an edit, its taking back, a paper, a backup.
  await call('schools.update', { id: schools[2]?.id ?? '', pupils: 999 });
  await program.undo();
  const draft = memoranda.find(({ state }) => state === 'draft');
  await call('memoranda.generate', { ids: [draft?.id ?? ''] });
  expect((await call('backups.create', {})).problems).toEqual([]);
  expect(await call('check.run', {})).toEqual({ problems: [] });
});

test('the data are copied before their schema changes', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  await restoreAsFolder(path.join(FIXTURES, '0010.ctbackup'), dataDir);
  await openProgram({ fresh: true, dataDir });
  expect(readdirSync(path.join(dataDir, 'backups'))).toEqual([
    expect.stringMatching(/^before-migration-from-0010/),
  ]);
});
