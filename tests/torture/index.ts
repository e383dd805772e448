import { parseArgs } from 'node:util';
import { sweep, type Told } from '../faults/sweep.ts';
import { torture } from './kill.ts';

/**
 * `npm run torture -- [--kills 500] [--seed N]`: kills the working program; `--faults` lets every call to the disk fail
 * once instead, `--faults 10` so many of each deed. Tells what was done to the program, and what was lost.
 */
const { values, positionals } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const began = performance.now();
const minutes = (): string => ((performance.now() - began) / 60_000).toFixed(1);
const say = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const isWatched = process.stderr.isTTY;

function sayLosses(losses: readonly string[]): void {
  say(`Losses: ${losses.length}`, ...losses.map((loss) => `  ${loss}`));
  process.exitCode = losses.length > 0 ? 1 : 0;
}

/** How often each name comes, by name. */
function tally(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`);
}

async function kill(): Promise<void> {
  const kills = Number(values.kills);
  const report = await torture(kills, {
    seed: Number(values.seed),
    progress: (done) => isWatched && process.stderr.write(`\r${done}/${kills}`),
  });
  say(
    `Killed ${report.kills} times in ${minutes()} minutes. Under way were:`,
    ...tally([...report.underWay].flatMap(([deed, times]) => Array<string>(times).fill(deed))),
    `Answered deeds: ${report.answered}; answered backups: ${report.backups}.`,
  );
  sayLosses(report.losses);
}

async function fail(): Promise<void> {
  const most = Number(positionals[0] ?? Number.POSITIVE_INFINITY);
  const told: readonly Told[] | null = await sweep({
    most,
    progress: (deed) => isWatched && process.stderr.write(`\r\u001b[2K${deed}`),
  });
  if (!told) return say('No faults: this needs Linux and a C compiler (cc).');
  say(
    `Let ${told.length} calls to the disk fail in ${minutes()} minutes:`,
    ...tally(told.map(({ fault }) => fault)),
    'They were answered by:',
    ...tally(told.map(({ code }) => code ?? 'success all the same')),
  );
  sayLosses(
    told.flatMap(({ deed, fault, first, problems }) =>
      problems.map((problem) => `${deed}, ${fault} from call ${first} on: ${problem}`),
    ),
  );
}

await (values.faults ? fail() : kill());
