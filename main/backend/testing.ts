import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll } from 'vitest';
import type { ActivityForm } from '../../preload/contract/activities.ts';
import type { ErrorBody } from '../../preload/contract/errors.ts';
import type { Level, SchoolForm } from '../../preload/contract/schools.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import {
  AppError,
  type Backend,
  type BackendEvent,
  createBackend,
  type Logger,
  type NativePort,
} from './index.ts';

/** For tests: the real backend on a temporary folder, with a clock that only moves when it is told to. */
export const RESOURCES_DIR = path.join(import.meta.dirname, '../../resources');

const leftovers: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const tidy of leftovers.reverse()) await tidy();
});

/** A folder of its own, removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A backend with the calls that a story needs. */
export interface Program {
  readonly backend: Backend;
  readonly dataDir: string;
  readonly events: readonly BackendEvent[];
  readonly logged: readonly { readonly message: string; readonly details: unknown }[];
  /** Calls a procedure that must succeed. */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Calls a procedure that must be refused. */
  refused<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<ErrorBody>;
  /** Takes the last edit back, as Ctrl+Z does. */
  undo(): Promise<void>;
  /** Hands a file in. */
  receive(fileName: string, content: string | Uint8Array): Promise<string>;
  /** Lets time pass; every command afterwards is stamped later. */
  wait(milliseconds?: number): void;
  setToday(day: string): void;
  /** Closes the backend, lets the work run on the bare database, and opens again. */
  behindItsBack(work: (sqlite: Sqlite.Database) => void): Promise<void>;
}

/** Opens a program; with `fresh` it is not initialised. */
export async function openProgram(
  options: {
    fresh?: boolean;
    today?: string;
    dataDir?: string;
    logger?: Logger;
    native?: NativePort;
    staysUp?: boolean;
    asksWhoWorks?: boolean;
  } = {},
): Promise<Program> {
  const dataDir = options.dataDir ?? temporaryFolder();
  let clock = new Date(`${options.today ?? '2023-04-10'}T08:00:00`).getTime();
  const events: BackendEvent[] = [];
  const logged: { message: string; details: unknown }[] = [];
  const start = async () => {
    const started = await createBackend({
      dataDir,
      resourcesDir: RESOURCES_DIR,
      version: '0.0.0-test',
      actor: 'van-thu',
      ...(options.native ? { native: options.native } : {}),
      ...(options.staysUp ? { staysUp: true } : {}),
      ...(options.asksWhoWorks ? { asksWhoWorks: true } : {}),
      now: () => new Date(clock),
      logger: { info() {}, error: (message, details) => logged.push({ message, details }) },
    });
    started.subscribe((event) => events.push(event));
    return started;
  };
  let backend = await start();
  leftovers.push(() => backend.close());

  const program: Program = {
    get backend() {
      return backend;
    },
    dataDir,
    events,
    logged,
    async call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
      clock += 1;
      const answer = await backend.dispatch(name, input);
      if (!answer.ok) throw new AppError(answer.error.code, answer.error.details);
      // The backend checked the value against this procedure's output schema.
      return answer.value as OutputOf<N>;
    },
    async refused(name, input) {
      clock += 1;
      const answer = await backend.dispatch(name, input);
      if (answer.ok) throw new Error(`${name} was not refused: ${JSON.stringify(answer.value)}`);
      return answer.error;
    },
    async undo() {
      const { undo } = await program.call('history.steps', {});
      if (!undo) throw new Error('nothing to take back');
      await program.call('history.undo', { sequence: undo.sequence });
    },
    async receive(fileName, content) {
      return (await backend.receiveFile(fileName, Buffer.from(content))).fileId;
    },
    wait(milliseconds = 1000) {
      clock += milliseconds;
    },
    setToday(day) {
      clock = new Date(`${day}T08:00:00`).getTime();
    },
    async behindItsBack(work) {
      await backend.close();
      const sqlite = new Sqlite(path.join(dataDir, 'chung-tay.sqlite'));
      try {
        work(sqlite);
      } finally {
        sqlite.close();
      }
      backend = await start();
    },
  };
  if (!options.fresh) await program.call('app.initialise', { sample: false });
  return program;
}

/** Says when and where the ceremony that is being prepared is held. */
export async function holdCeremony(
  { call }: Program,
  ceremony: { readonly heldOn?: string | null; readonly venue?: string | null },
): Promise<void> {
  const { id } = await call('ceremonies.get', {});
  await call('ceremonies.update', { id, ...ceremony });
}

/** A school with nothing but what it must have. */
export function schoolForm(unitId: string, level: Level, name: string): SchoolForm {
  return {
    unitId,
    level,
    name,
    code: null,
    symbol: null,
    commune: null,
    address: null,
    principal: null,
    position: null,
    phone: null,
    email: null,
    classes: null,
    pupils: null,
    teachers: null,
  };
}

/** Everything that a memorandum prints about a school, with placeholder people. */
export const FULL_DETAILS = {
  commune: 'Đông Mỹ',
  address: 'Thôn 1, xã Đông Mỹ',
  principal: 'Đinh Hoa Sen',
  position: 'Hiệu trưởng',
  phone: '024 3333 0001',
  email: 'truong-a@example.edu.vn',
} as const;

/** An activity of one pair on one day. */
export function activityForm(pairIds: string[], changes: Partial<ActivityForm> = {}): ActivityForm {
  return {
    kind: 'chuyen_de',
    status: 'done',
    heldOn: '2023-10-12',
    topic: 'Chuyên đề đổi mới sinh hoạt tổ chuyên môn',
    subject: null,
    grade: null,
    form: 'truc_tiep',
    venue: null,
    host: null,
    managerTurns: 0,
    teacherTurns: 0,
    pupilTurns: 0,
    demoLessons: 0,
    materials: 0,
    cost: null,
    speakers: [],
    evidence: null,
    pairIds,
    ...changes,
  };
}

/** The two units of a small programme. */
export interface TwoUnits {
  readonly thanhTri: string;
  readonly chuongMy: string;
}

/** Two districts that run the programme, the first as the supporting side. */
export async function twoUnits({ call }: Program): Promise<TwoUnits> {
  const { id: thanhTri } = await call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' });
  const { id: chuongMy } = await call('organisations.create', { kind: 'huyen', name: 'Chương Mỹ' });
  await call('programmes.update', { unitIds: [thanhTri, chuongMy] });
  return { thanhTri, chuongMy };
}

/** Two primary schools, full of details, that are paired, with the names of invented schools. */
export async function onePair(program: Program, units?: TwoUnits) {
  const { thanhTri, chuongMy } = units ?? (await twoUnits(program));
  const add = async (unitId: string, name: string) =>
    (
      await program.call('schools.create', {
        ...schoolForm(unitId, 'tieu_hoc', name),
        ...FULL_DETAILS,
      })
    ).id;
  const supporting = await add(thanhTri, 'Trường Tiểu học Hoa Sen');
  const partner = await add(chuongMy, 'Trường Tiểu học Hướng Dương');
  const { ids } = await program.call('pairs.create', {
    pairs: [{ supportingSchoolId: supporting, partnerSchoolId: partner }],
  });
  const [pairId = ''] = ids;
  return { thanhTri, chuongMy, supporting, partner, pairId };
}
