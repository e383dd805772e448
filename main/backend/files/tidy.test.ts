import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { openProgram, type Program, temporaryFolder } from '../testing.ts';

const onePage = async (): Promise<Uint8Array> => {
  const paper = await PDFDocument.create();
  paper.addPage();
  return paper.save();
};

const firstActivity = async (program: Program): Promise<{ activityId: string }> => {
  const [activity] = (await program.call('activities.list', {})).activities;
  return { activityId: activity?.id ?? '' };
};

const HALF = '.0189aaaa-0000-4000-8000-000000000000.tmp';

// While a backup takes the place of the data there is no "passing": the one folder is closed, the next not yet open.
test.each(['passing', 'restoring'])(
  'what a program left that was killed with “%s” is cleared: half files go, files without a row are kept aside',
  async (trace) => {
    const dataDir = path.join(temporaryFolder(), 'Chung Tay');
    const first = await openProgram({ fresh: true, dataDir });
    await first.call('app.initialise', { sample: true });
    await first.call('memoranda.generate', {});
    await first.backend.close();

    // As a power cut leaves it.
    mkdirSync(path.join(dataDir, trace));
    const shelf = path.join(dataDir, 'attachments', 'ab');
    mkdirSync(shelf, { recursive: true });
    const stray = 'c'.repeat(62);
    writeFileSync(path.join(shelf, stray), 'chưa kịp ghi vào sổ');
    writeFileSync(path.join(shelf, HALF), 'nửa tệp');
    writeFileSync(path.join(dataDir, HALF), 'nửa tệp');
    writeFileSync(path.join(dataDir, 'ghi chú.txt'), 'của người dùng');

    const again = await openProgram({ fresh: true, dataDir });
    expect(await again.call('check.run', {})).toEqual({ problems: [] });
    expect(readdirSync(shelf)).not.toContain(stray);
    expect(readdirSync(shelf)).not.toContain(HALF);
    expect(existsSync(path.join(dataDir, HALF))).toBe(false);
    expect(readFileSync(path.join(dataDir, 'unclaimed', `ab${stray}`), 'utf8')).toBe('chưa kịp ghi vào sổ');
    expect(existsSync(path.join(dataDir, 'ghi chú.txt'))).toBe(true);
  },
);

test('evidence that was taken back before the kill can still be put back after it', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const first = await openProgram({ fresh: true, dataDir, today: '2023-10-12' });
  await first.call('app.initialise', { sample: true });
  const fileIds = [await first.receive('minh chứng.pdf', await onePage())];
  await first.call('evidence.addFiles', { of: await firstActivity(first), fileIds });
  await first.undo();
  const [taken] = (await first.call('history.list', { limit: 1 })).entries;
  await first.backend.close();
  mkdirSync(path.join(dataDir, 'passing'));

  const again = await openProgram({ fresh: true, dataDir, today: '2023-10-12' });
  await again.call('history.undo', { sequence: taken?.sequence ?? 0 });
  expect(await again.call('check.run', {})).toEqual({ problems: [] });
});

test('a file of which a restored backup knows nothing is kept aside', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const program = await openProgram({ fresh: true, dataDir });
  await program.call('app.initialise', { sample: true });
  const { name } = await program.call('backups.create', {});
  const fileIds = [await program.receive('minh chứng.pdf', await onePage())];
  await program.call('evidence.addFiles', { of: await firstActivity(program), fileIds });
  await program.call('backups.restore', { source: { place: 'own', name } });
  expect(await program.call('check.run', {})).toEqual({ problems: [] });
  expect(existsSync(path.join(dataDir, 'restoring'))).toBe(false);
  expect(readdirSync(path.join(dataDir, 'unclaimed'))).toHaveLength(1);
});

test('after a program that was closed nothing is looked for', async () => {
  const dataDir = path.join(temporaryFolder(), 'Chung Tay');
  const first = await openProgram({ fresh: true, dataDir });
  await first.call('app.initialise', { sample: true });
  await first.backend.close();
  const shelf = path.join(dataDir, 'attachments', 'ab');
  mkdirSync(shelf, { recursive: true });
  writeFileSync(path.join(shelf, 'c'.repeat(62)), 'x');
  await (await openProgram({ fresh: true, dataDir })).backend.close();
  expect(readdirSync(shelf)).toHaveLength(1);
});
