import type { ErrorBody, ErrorCode } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/procedure.ts';
import type { InputOf, NamesOf, OutputOf, ProcedureName, Transport } from '../../preload/contract/types.ts';
import { vi } from '../i18n/vi.ts';
import { uploadFile } from '../transport/http.ts';
import { createStore, type Store } from './store.ts';

/** What the backend refused or failed to do, with its Vietnamese text as message. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(body: ErrorBody) {
    super(body.message);
    this.name = 'ApiError';
    this.code = body.code;
    this.details = body.details;
  }
}

export type JobName = NamesOf<'job'>;

/** A job under way. `total` 0 means that the end is not known yet. */
export interface RunningJob {
  readonly jobId: string;
  readonly name: JobName;
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly cancelling: boolean;
}

/** The backend as the screens know it. */
export interface Client {
  /** @throws ApiError */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /**
   * Runs a job that shows in `jobs` until it ends.
   * @throws ApiError, with code CANCELLED when the person stopped it
   */
  run<N extends JobName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Asks a job to stop; its `run` then ends with CANCELLED. */
  cancel(jobId: string): void;
  readonly jobs: Store<readonly RunningJob[]>;
  /** Calls the listener whenever stored data may differ from what is on screen. */
  onDataChanged(listener: () => void): () => void;
  /** Calls the listener when somebody signed in, locked or left. */
  onSessionChanged(listener: () => void): () => void;
  /** Settles when every call that is under way has been answered, but for jobs. */
  settled(): Promise<void>;
  /** @throws ApiError */
  upload(file: File): Promise<FileRef>;
}

/** A job that stores a hundred papers says so a hundred times; lists ask again at most this often, in ms. */
const QUIET = 300;

/** Makes the client that speaks through one transport. */
export function createClient(transport: Transport, upload = uploadFile): Client {
  const jobs = createStore<readonly RunningJob[]>([]);

  const patchJob = (jobId: string, patch: Partial<RunningJob>) =>
    jobs.set(jobs.get().map((job) => (job.jobId === jobId ? { ...job, ...patch } : job)));

  transport.subscribe('job.progress', ({ jobId, label, done, total }) =>
    patchJob(jobId, { label, done, total }),
  );

  const send = async <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
    const envelope = await transport.invoke(name, input);
    if (!envelope.ok) throw new ApiError(envelope.error);
    return envelope.value;
  };
  const underWay = new Set<Promise<unknown>>();
  const call = <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
    const answer = send(name, input);
    underWay.add(answer);
    const end = () => void underWay.delete(answer);
    answer.then(end, end);
    return answer;
  };

  return {
    call,
    jobs,
    async run(name, input) {
      const jobId = crypto.randomUUID();
      jobs.set([...jobs.get(), { jobId, name, label: vi.jobs[name], done: 0, total: 0, cancelling: false }]);
      try {
        return await send(name, { ...input, jobId });
      } finally {
        jobs.set(jobs.get().filter((job) => job.jobId !== jobId));
      }
    },
    cancel(jobId) {
      patchJob(jobId, { cancelling: true });
      // A job that has just ended can't be cancelled any more; its own answer is on the way.
      call('jobs.cancel', { jobId }).catch(() => {});
    },
    onDataChanged: (listener) => transport.subscribe('data.changed', throttled(listener, QUIET)),
    onSessionChanged: (listener) => transport.subscribe('session.changed', listener),
    async settled() {
      await Promise.allSettled(underWay);
    },
    async upload(file) {
      const envelope = await upload(file);
      if (!envelope.ok) throw new ApiError(envelope.error);
      return envelope.value;
    },
  };
}

/** Calls at once, then at most once in each span of time, the last call never lost. */
function throttled(listener: () => void, span: number): () => void {
  let resting = false;
  let again = false;
  return function call() {
    again = resting;
    if (resting) return;
    resting = true;
    listener();
    setTimeout(() => {
      resting = false;
      if (again) call();
    }, span);
  };
}
