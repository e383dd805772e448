import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { departmentWorkbook } from '../../main/backend/department-forms/testing.ts';
import { cameraJpeg } from '../../main/backend/evidence/testing.ts';
import type { Backend } from '../../main/backend/index.ts';
import { makeP12, PRINCIPAL } from '../../main/backend/signatures/testing.ts';
import { PROCEDURES } from '../../preload/contract/procedures.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { broken, garbage, inputsOf, type Known } from './inputs.ts';
import { Findings, inSampleOffice, RESOURCES_DIR, type SampleOffice, type Timed } from './sample-office.ts';

/** They put another folder in the place of this one, so only what they refuse is sent. */
const REPLACING: ReadonlySet<string> = new Set(['app.startReal', 'app.initialise', 'backups.restore']);
/** So many good inputs of a job stand for all; papers, pictures and workbooks take their time. */
const GOOD_JOBS = 4;
const SLOW_JOB =
  /\.(?:export|exportSigned|preview|generate|binder|word|print|issue|draw|png|create|fill|file)$/;
/** A password is stretched for seconds. */
const SLOW_BY_DESIGN: ReadonlySet<string> = new Set(['backups.setPassword', 'users.setPassword']);
/** Messages that one folder gets; then another one is begun, so that nothing grows without end. */
const MESSAGES_A_LIFE = 100_000;

export interface FuzzReport {
  readonly messages: number;
  readonly answered: number;
  readonly refused: number;
  /** Procedures that refused whatever they were sent. */
  readonly never: readonly string[];
  readonly slowest: readonly Timed[];
  /** Internal faults and changes after a refusal, each with what was sent. */
  readonly faults: readonly string[];
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Rows of a domain, and texts of a field, that are remembered. */
const REMEMBERED = 12;

/** Asks for what can be asked for without saying more: rows' own keys, and what stands in which field. */
async function whatIsKnown(backend: Backend, fileIds: readonly string[]): Promise<Known> {
  const ids = new Map<string, string[]>();
  const texts = new Map<string, string[]>();
  const remember = (map: Map<string, string[]>, key: string, value: string) => {
    const values = map.get(key) ?? [];
    if (values.length < REMEMBERED && !values.includes(value)) map.set(key, [...values, value]);
  };
  const look = (value: unknown, domain: string, key: string, depth: number): void => {
    if (Array.isArray(value)) for (const each of value.slice(0, REMEMBERED)) look(each, domain, key, depth);
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) look(each, domain, name, depth + 1);
    else if (typeof value === 'string') {
      // Keys of the rows themselves; others that stand in a row belong to other domains.
      if (!ID.test(value)) for (const name of [key, `${domain}.${key}`]) remember(texts, name, value);
      else if (key === 'id' && depth === 2) remember(ids, domain, value);
    }
  };
  for (const [name, { kind, input }] of Object.entries(PROCEDURES)) {
    if (kind !== 'query' || !/\.(?:list|kinds|periods|get)$/.test(name) || !input.safeParse({}).success)
      continue;
    const answer = await backend.dispatch(name, {});
    if (answer.ok) look(answer.value, name.slice(0, name.indexOf('.')), '', 0);
  }
  for (const column of ['name', 'address', 'pupils', 'topic', 'venue']) remember(texts, 'column', column);
  return { ids, texts, fileIds };
}

/** First what makes rows, last what takes them away. */
const turnOf = (name: string): number => {
  if (/\.(?:create|draft|add|edit|import|save)/.test(name)) return 0;
  return /\.(?:remove|discard|cancel|succeed|undo|withdraw|unadopt)/.test(name) ? 2 : 1;
};

/** Files of the kinds that the doors take. */
async function uploaded(backend: Backend): Promise<readonly string[]> {
  const samples = path.join(RESOURCES_DIR, 'samples');
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['danh sách.csv', readFileSync(path.join(samples, 'schools-of-two-districts.csv'))],
    ['danh sách.xlsx', readFileSync(path.join(samples, 'schools-of-two-districts.xlsx'))],
    ['biểu.xlsx', await departmentWorkbook()],
    ['ảnh.jpg', cameraJpeg(64, 48, 6)],
    ['chứng thư.p12', makeP12(PRINCIPAL)],
  ];
  const fileIds: string[] = [];
  for (const [name, bytes] of files) fileIds.push((await backend.receiveFile(name, bytes)).fileId);
  return fileIds;
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
  const findings = new Findings();
  const answers = new Map<string, number>();
  let sent = 0;
  const names = (Object.keys(PROCEDURES) as ProcedureName[])
    .filter((name) => !only || name.startsWith(only))
    .toSorted((left, right) => turnOf(left) - turnOf(right));
  const lives = Math.ceil(messages / MESSAGES_A_LIFE);
  for (let life = 0; life < lives; life += 1) {
    const each = Math.ceil(messages / lives / names.length / 4);
    await inSampleOffice(findings, (office) => live(office, life, each));
  }
  const answered = [...answers.values()].reduce((sum, count) => sum + count, 0);
  const never = names.filter((name) => !answers.has(name) && !REPLACING.has(name));
  const { faults, slowest } = findings;
  return { messages: sent, answered, refused: sent - answered, never, slowest, faults };

  async function live(office: SampleOffice, life: number, each: number): Promise<void> {
    const { backend } = office;
    const fileIds = await uploaded(backend);
    let end = await journalEnd(backend);
    for (const name of names) {
      progress(name);
      const known = await whatIsKnown(backend, fileIds);
      for (const one of inputsFor(name, known, { each, life, seed: seed + life * 1_000 })) {
        const as = `${name} ${JSON.stringify(one)?.slice(0, 400)}`;
        sent += 1;
        const code = await office.send(name, one, { as, timedAs: name });
        if (code === null) answers.set(name, (answers.get(name) ?? 0) + 1);
        const { kind } = PROCEDURES[name];
        if (kind === 'query') {
          if (code === null && !office.isUntouched()) findings.faults.push(`changed by asking: ${as}`);
          continue;
        }
        // A command is one row; a job may write in several transactions, or none, and a control sees to itself.
        if (code !== null && kind === 'command') continue;
        const before = end;
        end = await journalEnd(backend);
        if (kind === 'command' && end !== before + 1)
          findings.faults.push(`${end - before} rows of the journal: ${as}`);
      }
    }
  }
}

/** Sequence of the journal's newest row. */
async function journalEnd(backend: Backend): Promise<number> {
  const newest = await backend.dispatch('history.list', { limit: 1 });
  return (newest.ok && (newest.value as { entries: { sequence: number }[] }).entries[0]?.sequence) || 0;
}

/** Good, broken and senseless inputs of one procedure, four for each of `each`. */
function inputsFor(
  name: ProcedureName,
  known: Known,
  { each, life, seed }: { readonly each: number; readonly life: number; readonly seed: number },
): readonly unknown[] {
  const { kind, input } = PROCEDURES[name];
  const domain = name.slice(0, name.indexOf('.'));
  const good = inputsOf(input, domain, known);
  const usual = inputsOf(input, domain, known, { usual: true });
  const jobs = life === 0 && !SLOW_JOB.test(name) ? GOOD_JOBS : 1;
  const isSlow = kind === 'job' || SLOW_BY_DESIGN.has(name);
  const goods = REPLACING.has(name) ? 0 : isSlow ? Math.min(jobs, each) : each;
  return [
    ...(goods > 0 ? fc.sample(usual, { numRuns: goods, seed }) : []),
    ...(goods > 0 ? fc.sample(good, { numRuns: goods, seed }) : []),
    ...fc.sample(broken(good), { numRuns: each, seed }),
    ...fc.sample(garbage, { numRuns: Math.max(1, each * 3 - 2 * goods), seed }),
  ].filter((one) => !REPLACING.has(name) || !input.safeParse(one).success);
}
