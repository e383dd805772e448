import { writeSync } from 'node:fs';
import path from 'node:path';
import { type Backend, createBackend } from '../../main/backend/index.ts';
import { localDay } from '../../main/backend/text/dates.ts';
import { DEED_NAMES, DEEDS, type DeedName, someDeed } from '../office/deeds.ts';
import { deskAt } from '../office/desk.ts';
import { randomly } from '../office/random.ts';

/**
 * An office at work, in a process of its own that somebody kills: the real program on a folder, doing one thing after
 * the other as fast as it can. Whatever it begins and whatever the program has answered is written to the standard
 * output at once, one line each: a deed's name, the journal's row and its command, or the name of a backup.
 */
const [dataDir = '', seed = '1', wanted = ''] = process.argv.slice(2);

/** This moment in a year in which the sample's programme runs. */
function now(): Date {
  const date = new Date();
  date.setUTCFullYear(2024);
  return date;
}

const backend: Backend = await createBackend({
  dataDir,
  resourcesDir: path.join(import.meta.dirname, '../../resources'),
  version: '0.0.0-torture',
  actor: 'van-thu',
  // A database that was damaged meanwhile is salvaged.
  staysUp: true,
  now,
});
const desk = deskAt(() => backend, {
  random: randomly(Number(seed)),
  today: () => localDay(now()),
  say: (line) => void writeSync(1, `${line}\n`),
});

/** Does something, and tells what the journal's newest row is then: everything up to it has been answered. */
async function perform(name: string, act: () => Promise<unknown>): Promise<void> {
  desk.say(`begin ${name}`);
  await act();
  const [newest] = (await desk.call('history.list', { limit: 1 })).entries;
  if (newest) desk.say(`row ${newest.sequence} ${newest.command}`);
  desk.say(`done ${name}`);
}

const { initialised, failure } = await desk.call('app.status', {});
if (failure) {
  await perform('salvage', () => desk.call('backups.salvage', {}));
  desk.say('salvaged');
} else if (!initialised) await perform('make a folder', () => desk.call('app.initialise', { sample: true }));

const isDeed = (name: string): name is DeedName => Object.hasOwn(DEEDS, name);
for (;;) {
  // First what will have been answered when the kill comes.
  for (let before = 0; before < 2; before += 1) {
    const other = someDeed(
      desk,
      DEED_NAMES.filter((each) => each !== 'restore a backup'),
    );
    await perform(other, () => DEEDS[other].act(desk));
  }
  const name = isDeed(wanted) ? wanted : someDeed(desk);
  await perform(name, () => DEEDS[name].act(desk));
}
