import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createBackend } from '../../main/backend/index.ts';
import { PROCEDURES } from '../../preload/contract/procedures.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { broken, garbage, inputsOf } from './inputs.ts';

const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');

/** They put another folder in the place of this one, so only what they refuse is sent. */
const REPLACING: ReadonlySet<string> = new Set(['app.startReal', 'app.initialise', 'backups.restore']);
/** Papers and workbooks take their time: so many good inputs of a job stand for all. */
const GOOD_JOBS = 3;

export interface FuzzReport {
  readonly messages: number;
  readonly answered: number;
  readonly refused: number;
  /** Internal faults and changes after a refusal, each with what was sent. */
  readonly faults: readonly string[];
}

/** Everything about the database's files that a write would change. */
const stateOf = (dataDir: string): string =>
  ['chung-tay.sqlite', 'chung-tay.sqlite-wal']
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(dataDir, name));
      return `${size} ${mtimeMs}`;
    })
    .join(' ');

/** Every text that looks like a row's key. */
function idsIn(value: unknown): string[] {
  const found = JSON.stringify(value).match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g);
  return [...new Set(found ?? [])];
}

/** Sends about so many messages to a program with the sample programme, the same number to each procedure. */
export async function fuzz(
  messages: number,
  {
    seed = 1,
    only,
    progress = () => {},
  }: {
    readonly seed?: number;
    readonly only?: string | undefined;
    readonly progress?: (name: string) => void;
  } = {},
): Promise<FuzzReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  const dataDir = path.join(folder, 'Chung Tay');
  const logged: unknown[] = [];
  const backend = await createBackend({
    dataDir,
    resourcesDir: RESOURCES_DIR,
    version: '0.0.0',
    actor: 'van-thu',
    logger: { info() {}, error: (_message, details) => logged.push(details?.error) },
  });
  const faults: string[] = [];
  let [sent, answered, refused] = [0, 0, 0];
  try {
    await backend.dispatch('app.initialise', { sample: true });
    const ids: string[] = [];
    const journalEnd = async (): Promise<number> => {
      const newest = await backend.dispatch('history.list', { limit: 1 });
      return (newest.ok && (newest.value as { entries: { sequence: number }[] }).entries[0]?.sequence) || 0;
    };
    // Whatever can be asked for without saying more tells of rows.
    for (const [name, { kind, input }] of Object.entries(PROCEDURES)) {
      if (kind !== 'query' || !input.safeParse({}).success) continue;
      const answer = await backend.dispatch(name, {});
      if (answer.ok) ids.push(...idsIn(answer.value).slice(0, 12));
    }
    const names = (Object.keys(PROCEDURES) as ProcedureName[]).filter((name) => !only || name === only);
    const each = Math.ceil(messages / names.length / 4);
    for (const name of names) {
      progress(name);
      const { kind, input } = PROCEDURES[name];
      const good = inputsOf(input, ids);
      const goods = REPLACING.has(name) ? 0 : kind === 'job' ? Math.min(GOOD_JOBS, each) : each * 2;
      const inputs = [
        ...(goods > 0 ? fc.sample(good, { numRuns: goods, seed }) : []),
        ...fc.sample(broken(good), { numRuns: each, seed }),
        ...fc.sample(garbage, { numRuns: Math.max(1, each * 3 - goods), seed }),
      ];
      for (const one of inputs) {
        if (REPLACING.has(name) && PROCEDURES[name].input.safeParse(one).success) continue;
        const before = stateOf(dataDir);
        const endBefore = await journalEnd();
        const answer = await backend.dispatch(name, one);
        sent += 1;
        if (answer.ok) {
          answered += 1;
          // A job may write in several transactions, or none.
          const rows = (await journalEnd()) - endBefore;
          if (kind !== 'job' && rows !== (kind === 'command' ? 1 : 0))
            faults.push(`${rows} rows of the journal: ${name} ${JSON.stringify(one)?.slice(0, 400)}`);
          continue;
        }
        refused += 1;
        const what = `${name} ${JSON.stringify(one)?.slice(0, 400)}`;
        if (answer.error.code === 'INTERNAL') {
          const cause = logged.at(-1);
          faults.push(
            `INTERNAL: ${what}\n    ${cause instanceof Error ? (cause.stack ?? '').split('\n').slice(0, 4).join('\n    ') : cause}`,
          );
        }
        // A job may have stored a part before it was refused; a command never.
        if (kind !== 'job' && stateOf(dataDir) !== before)
          faults.push(`changed after ${answer.error.code}: ${what}`);
      }
    }
    const check = await backend.dispatch('check.run', {});
    if (!check.ok || (check.value as { problems: unknown[] }).problems.length > 0)
      faults.push(`check: ${JSON.stringify(check)}`);
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { messages: sent, answered, refused, faults };
}
