import { Piscina } from 'piscina';
import { AppError } from '../errors.ts';
import type { TaskName, Tasks } from './tasks.ts';
import type { Answer } from './worker.ts';

type InputOf<N extends TaskName> = Parameters<Tasks[N]>[0];
type AnswerOf<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;

/** Runs what would freeze the program, such as PDF and Excel, in threads of its own. */
export interface Workers {
  /**
   * Runs one task of `tasks.ts`.
   * @throws AppError as the task threw it; an AbortError when the signal fires first.
   */
  run<N extends TaskName>(name: N, input: InputOf<N>, signal?: AbortSignal): Promise<AnswerOf<N>>;
  close(): Promise<void>;
}

/** A hostile file may eat one thread's memory, not the program's. */
const MAX_HEAP_MB = 1024;
/** Somebody who reads one paper asks for the next: a new thread would load all that makes it once more. */
const IDLE_MS = 120_000;

/**
 * Starts the pool; threads come with the first task and go when idle.
 * @param workerUrl the entry of the threads: `worker.ts` beside this file, or its bundled form.
 */
export function startWorkers(workerUrl: URL = new URL('./worker.ts', import.meta.url)): Workers {
  let pool: Piscina | null = null;
  const open = () =>
    new Piscina({
      filename: workerUrl.href,
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
  return {
    async run<N extends TaskName>(name: N, input: InputOf<N>, signal?: AbortSignal): Promise<AnswerOf<N>> {
      pool ??= open();
      const answer: Answer = await pool.run({ name, input }, signal ? { signal } : {});
      if ('error' in answer) throw new AppError(...answer.error);
      // The worker ran the task of this very name.
      return answer.value as AnswerOf<N>;
    },
    async close() {
      await pool?.destroy();
      pool = null;
    },
  };
}
