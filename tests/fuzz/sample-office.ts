import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Backend, createBackend } from '../../main/backend/index.ts';
import { PROCEDURES } from '../../preload/contract/procedures.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { stateOf } from '../folder-state.ts';

export const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');
/** So many of the slowest answers are told. */
const SLOWEST = 10;

/** One answer, and how long it took. */
export interface Timed {
  readonly what: string;
  readonly ms: number;
}

/** What came of all that was sent, to one office after the other. */
export class Findings {
  /** Internal faults, changes after a refusal and what else must not be, each with what was sent. */
  readonly faults: string[] = [];
  #times: Timed[] = [];

  took(time: Timed): void {
    this.#times.push(time);
    if (this.#times.length > 1_000) this.#times = [...this.slowest];
  }

  get slowest(): readonly Timed[] {
    return this.#times.toSorted((left, right) => right.ms - left.ms).slice(0, SLOWEST);
  }
}

/** A program with the sample programme, watched while anything is sent to it. */
export interface SampleOffice {
  readonly backend: Backend;
  /** Whether the database's files are as they were when something was sent last. */
  isUntouched(): boolean;
  /**
   * Sends one message.
   * @param told what the findings call it
   * @returns the code of the refusal, or null where it was answered
   */
  send(
    name: ProcedureName,
    input: unknown,
    told: { readonly as: string; readonly timedAs: string },
  ): Promise<string | null>;
}

/** Opens a new office for what is sent to it; afterwards its data must be whole, and they are taken away. */
export async function inSampleOffice(
  findings: Findings,
  run: (office: SampleOffice) => Promise<void>,
): Promise<void> {
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
  let before = '';
  const isUntouched = () => stateOf(dataDir) === before;
  try {
    await backend.dispatch('app.initialise', { sample: true });
    await run({
      backend,
      isUntouched,
      async send(name, input, { as, timedAs }) {
        before = stateOf(dataDir);
        const start = performance.now();
        const answer = await backend.dispatch(name, input);
        findings.took({ what: timedAs, ms: Math.round(performance.now() - start) });
        if (answer.ok) return null;
        const { code } = answer.error;
        if (code === 'INTERNAL') findings.faults.push(`INTERNAL: ${as}\n    ${stackOf(logged.at(-1))}`);
        // A job may have stored a part before it was refused; a command never.
        if (PROCEDURES[name].kind !== 'job' && !isUntouched())
          findings.faults.push(`changed after ${code}: ${as}`);
        return code;
      },
    });
    const check = await backend.dispatch('check.run', {});
    if (!check.ok || JSON.stringify(check.value) !== '{"problems":[]}')
      findings.faults.push(`check: ${JSON.stringify(check)}`);
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const stackOf = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? '').split('\n').slice(0, 6).join('\n    ') : String(cause);
