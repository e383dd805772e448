import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OWN_UNIT } from '../../../preload/contract/setting-keys.ts';
import { openProgram, temporaryFolder } from '../testing.ts';

const OWN = { kind: 'huyen', name: 'Thanh Trì' };

/** A rehearsal with the sample, in a folder of this name. */
async function rehearse(name: string) {
  const dataDir = path.join(temporaryFolder(), name);
  const program = await openProgram({ fresh: true, dataDir, today: '2026-11-24' });
  await program.call('app.initialise', { sample: true, ownUnit: OWN });
  return { program, dataDir };
}

test('a rehearsal is kept whole beside a real folder that begins empty in its place', async () => {
  const { program, dataDir } = await rehearse('Chung Tay');
  await program.call('memoranda.generate', {});
  const { keptIn } = await program.call('app.startReal', {});

  expect(keptIn).toBe(`${dataDir} - tập dượt 2026-11-24`);
  expect(await program.call('app.status', {})).toMatchObject({
    dataDir,
    initialised: true,
    rehearsal: false,
  });
  expect((await program.call('schools.list', {})).schools).toEqual([]);
  expect((await program.call('settings.get', { key: OWN_UNIT })).value).toEqual(OWN);
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  const { id } = await program.call('organisations.create', OWN);
  expect(id).not.toBe('');

  // Nothing of the rehearsal is lost: papers, files and journal.
  const kept = await openProgram({ fresh: true, dataDir: keptIn });
  expect(await kept.call('app.status', {})).toMatchObject({ initialised: true, rehearsal: true });
  expect((await kept.call('schools.list', {})).schools).toHaveLength(20);
  const { memoranda } = await kept.call('memoranda.list', {});
  const file = await kept.backend.openFile(memoranda[0]?.fileId ?? '');
  expect(file && existsSync(file.path)).toBe(true);
  expect(await kept.call('check.run', {})).toEqual({ problems: [] });

  // A real folder is never set aside.
  expect(await program.refused('app.startReal', {})).toMatchObject({ code: 'NOT_A_REHEARSAL' });
  expect(readdirSync(path.dirname(dataDir)).toSorted()).toEqual([
    'Chung Tay',
    'Chung Tay - tập dượt 2026-11-24',
  ]);
});

test('what is under way ends first, and a second rehearsal of the day takes no name that is there', async () => {
  const { program, dataDir } = await rehearse('Chung Tay');
  mkdirSync(`${dataDir} - tập dượt 2026-11-24`);
  const job = program.backend.dispatch('memoranda.generate', {});
  const list = program.call('schools.list', {});
  const { keptIn } = await program.call('app.startReal', {});
  expect(keptIn).toBe(`${dataDir} - tập dượt 2026-11-24 (2)`);
  expect((await list).schools).toHaveLength(20);
  // It was stopped, unless it had been quicker.
  const ended = await job;
  expect(ended.ok || ended.error.code).toBeOneOf([true, 'CANCELLED']);
  expect((await program.call('memoranda.list', {})).memoranda).toEqual([]);
});

test('a folder that can’t be renamed stays open with everything in it', async () => {
  // No file system takes so long a name as this would become.
  const { program } = await rehearse('a'.repeat(240));
  expect(await program.refused('app.startReal', {})).toMatchObject({ code: 'DATA_FOLDER_NOT_MOVED' });
  expect((await program.call('app.status', {})).rehearsal).toBe(true);
  expect((await program.call('schools.list', {})).schools).toHaveLength(20);
  await program.call('organisations.create', { kind: 'huyen', name: 'Ba Vì' });
});

test('killed between the two folders, the program begins anew and the rehearsal is still beside it', async () => {
  const { program, dataDir } = await rehearse('Chung Tay');
  const { keptIn } = await program.call('app.startReal', {});
  await program.backend.close();
  rmSync(dataDir, { recursive: true });

  const again = await openProgram({ fresh: true, dataDir });
  expect((await again.call('app.status', {})).initialised).toBe(false);
  await again.call('app.initialise', { sample: false });
  const kept = await openProgram({ fresh: true, dataDir: keptIn });
  expect((await kept.call('schools.list', {})).schools).toHaveLength(20);
});
