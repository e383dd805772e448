import { parseArgs } from 'node:util';
import { hostile, rowOf } from './hostile.ts';

/** `npm run hostile -- [--only TEXT]` */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
process.stdout.write(
  '| File | MiB | Door | Answer | ms | Peak MiB |\n| --- | --- | --- | --- | --- | --- |\n',
);
const outcomes = await hostile({
  only: values.only,
  allDoors: true,
  told: (outcome) => process.stdout.write(`${rowOf(outcome)}\n`),
});
const faults = outcomes.filter(({ fault }) => fault !== null);
process.stdout.write(`\nAnswers: ${outcomes.length}; faults: ${faults.length}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
