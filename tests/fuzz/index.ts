import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- [--messages 1000000] [--seed N] [--only PROCEDURE]` */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const report = await fuzz(Number(values.messages), {
  seed: Number(values.seed),
  only: values.only,
  progress: (name) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${name}`);
  },
});
process.stdout.write(
  [
    `Messages: ${report.messages}; answered: ${report.answered}; refused: ${report.refused}; faults: ${report.faults.length}`,
    ...report.faults.map((fault) => `  ${fault}`),
    '',
  ].join('\n'),
);
process.exitCode = report.faults.length > 0 ? 1 : 0;
