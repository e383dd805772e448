import { parseArgs } from 'node:util';
import { fuzzFiles } from './files.ts';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- [--messages 1000000] [--files N] [--seed N] [--only DOMAIN-OR-PROCEDURE]`; with `--files`, files alone. */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    files: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const progress = (what: string | number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${what}`);
};
const seed = Number(values.seed);

async function files(count: number): Promise<readonly string[]> {
  const { answers, slowest, faults } = await fuzzFiles(count, { seed, progress });
  const lines = [...answers]
    .sort()
    .map(([door, codes]) => `${door}: ${[...codes].map(([code, times]) => `${code} ${times}`).join(', ')}`);
  process.stdout.write(
    [
      ...lines,
      `Slowest: ${slowest.map(({ what, ms }) => `${what} ${ms} ms`).join(', ')}`,
      `Files: ${count}; faults: ${faults.length}`,
      '',
    ].join('\n'),
  );
  return faults;
}

async function messages(count: number): Promise<readonly string[]> {
  const report = await fuzz(count, { seed, only: values.only, progress });
  process.stdout.write(
    [
      `Messages: ${report.messages}; answered: ${report.answered}; refused: ${report.refused}; faults: ${report.faults.length}`,
      `Slowest: ${report.slowest.map(({ what, ms }) => `${what} ${ms} ms`).join(', ')}`,
      `Never answered: ${report.never.join(', ') || 'none'}`,
      '',
    ].join('\n'),
  );
  return report.faults;
}

const faults =
  values.files === undefined ? await messages(Number(values.messages)) : await files(Number(values.files));
process.stdout.write(faults.map((fault) => `  ${fault}\n`).join(''));
process.exitCode = faults.length > 0 ? 1 : 0;
