import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { AppError, createBackend } from '../../main/backend/index.ts';
import { DEEDS, type DeedName } from '../office/deeds.ts';
import { deskAt } from '../office/desk.ts';
import { randomly } from '../office/random.ts';

/** An office on a machine that has no more files to open, for a while: tells what was refused, and how it goes on. */
const [dataDir = ''] = process.argv.slice(2);
const backend = await createBackend({
  dataDir,
  resourcesDir: path.join(import.meta.dirname, '../../resources'),
  version: '0.0.0-faults',
  actor: 'van-thu',
  now: () => new Date('2024-04-10T08:00:00Z'),
});
const desk = deskAt(() => backend, { random: randomly(1), today: () => '2024-04-10' });
const DONE: readonly DeedName[] = [
  'create a school',
  'import a list',
  'add evidence',
  'finalise memoranda',
  'back up',
];
await backend.dispatch('app.initialise', { sample: true });
// With their threads and libraries at hand.
for (const deed of DONE) await DEEDS[deed].act(desk);

const taken: number[] = [];
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  // None is left.
}
const refusals: string[] = [];
for (const deed of DONE)
  await DEEDS[deed].act(desk).catch((error: unknown) => {
    refusals.push(error instanceof AppError ? error.code : `${error}`);
  });
for (const fd of taken) closeSync(fd);
for (const deed of DONE) await DEEDS[deed].act(desk);
const afterwards = await backend.dispatch('check.run', {});
await backend.close();
process.stdout.write(JSON.stringify({ refusals, afterwards }));
