import { parseArgs } from 'node:util';
import { torture } from './kill.ts';

/** `npm run torture -- [--kills 500] [--seed N]`: tells what was done to the program, and what was lost. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
const began = performance.now();
const report = await torture(kills, {
  seed: Number(values.seed),
  progress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done}/${kills}`);
  },
});
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
const underWay = [...report.underWay].sort(([one], [other]) => one.localeCompare(other));
process.stdout.write(
  [
    `Killed ${report.kills} times in ${minutes} minutes. Under way were:`,
    ...underWay.map(([deed, times]) => `  ${String(times).padStart(4)}  ${deed}`),
    `Answered deeds: ${report.answered}; answered backups: ${report.backups}.`,
    `Losses: ${report.losses.length}`,
    ...report.losses.map((loss) => `  ${loss}`),
    '',
  ].join('\n'),
);
process.exitCode = report.losses.length > 0 ? 1 : 0;
