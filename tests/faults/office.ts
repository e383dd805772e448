import { writeSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Backend, createBackend } from '../../main/backend/index.ts';
import { localDay } from '../../main/backend/text/dates.ts';
import { DEEDS, type DeedName } from '../office/deeds.ts';
import { deskAt } from '../office/desk.ts';
import { randomly } from '../office/random.ts';
import { faultSwitch } from './shim.ts';
import type { Fault, Told } from './sweep.ts';

/**
 * An office whose disk fails, in a process of its own under the library of `shim.c`: it does one deed again and again,
 * each time with the next call to the disk failing, and looks after each whether everything answered is there.
 */
const [dataDir = '', control = '', deed = '', faultsText = '[]', most = '1'] = process.argv.slice(2);
const faults = JSON.parse(faultsText) as Fault[];
const faulty = faultSwitch(control);
/** Nothing takes longer, milliseconds; what does hangs. */
const LONGEST = 60_000;

function now(): Date {
  const date = new Date();
  date.setUTCFullYear(2024);
  return date;
}
const logged: unknown[] = [];
const open = () =>
  createBackend({
    dataDir,
    resourcesDir: path.join(import.meta.dirname, '../../resources'),
    version: '0.0.0-faults',
    actor: 'van-thu',
    now,
    staysUp: true,
    logger: { info() {}, error: (_message, details) => logged.push(details?.error) },
  });
let backend: Backend = await open();
const desk = deskAt(() => backend, { random: randomly(1), today: () => localDay(now()) });
const tell = (told: Told): void => void writeSync(1, `${JSON.stringify(told)}\n`);

const OPENING = 'close and open';
const act = async (): Promise<void> => {
  if (deed !== OPENING) return void (await DEEDS[deed as DeedName].act(desk));
  await backend.close();
  backend = await open();
  const { failure } = await desk.call('app.status', {});
  if (failure) throw new AppError(failure.code, failure.details);
};

/** The code of a refusal, or null; a stranger among the errors is an internal fault. */
async function codeOf(work: () => Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<string>((done) => {
    timer = setTimeout(() => done('HANGS'), LONGEST);
  });
  const worked = work().then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof AppError)) logged.push(error);
      else if (error.cause) logged.push(error.cause);
      return error instanceof AppError ? error.code : 'INTERNAL';
    },
  );
  const code = await Promise.race([worked, hangs]);
  clearTimeout(timer);
  return code;
}

/** The journal's newest row, and what the check says. */
async function look(): Promise<{ top: number; problems: string[] }> {
  const { entries } = await desk.call('history.list', { limit: 1 });
  const { problems } = await desk.call('check.run', {});
  return { top: entries[0]?.sequence ?? 0, problems: problems.map(({ message }) => message) };
}

/** Goes on without faults, after another try where the folder could not be opened; a program that can't is told. */
async function goOn(): Promise<string[]> {
  const problems: string[] = [];
  const { failure } = await desk.call('app.status', {});
  if (failure) await desk.call('app.tryAgain', {});
  const code = await codeOf(() => DEEDS['change a school'].act(desk));
  if (code === null) return problems;
  problems.push(`does not go on: ${code}`);
  await backend.close().catch((error: unknown) => problems.push(`does not close: ${error}`));
  backend = await open();
  return problems;
}

if ((await desk.call('app.status', {})).initialised === false)
  await desk.call('app.initialise', { sample: true });
// What a deed needs the first time only must not be counted.
await act();
await act();
for (const fault of faults) {
  faulty.on({ ...fault, first: 0 });
  await act();
  const { seen } = faulty.off();
  const step = Math.max(1, Math.ceil(seen / Number(most)));
  // Each time another offset, so that the sparse sweep is not the same for each fault.
  for (
    let first = 1 + Math.floor((faults.indexOf(fault) * step) / faults.length);
    first <= seen;
    first += step
  ) {
    const before = await look();
    logged.length = 0;
    faulty.on({ ...fault, first });
    const code = await codeOf(act);
    const { failed } = faulty.off();
    const cause = logged.at(-1);
    const problems = await goOn();
    const after = await look();
    if (deed !== 'restore a backup' && after.top < before.top)
      problems.push(`the journal went back from ${before.top} to ${after.top}`);
    problems.push(...after.problems);
    if (code === 'INTERNAL' || code === 'HANGS')
      problems.push(
        `${code}: ${cause instanceof Error ? cause.stack?.split('\n').slice(0, 6).join(' | ') : cause}`,
      );
    if (failed > 0) tell({ deed, fault: fault.name, first, code, problems });
  }
}
await backend.close();
tell({ deed, fault: 'end', first: 0, code: null, problems: [] });
