import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Tell } from '../backups/pack.ts';
import { AppError } from '../errors.ts';
import type { TaskName, Tasks } from './tasks.ts';
import type { Answer, TaskCall } from './worker.ts';

type InputOf<N extends TaskName> = Parameters<Tasks[N]>[0];
type AnswerOf<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;

/** Runs what would freeze the program, such as PDF and Excel, in threads of its own. */
export interface Workers {
  /**
   * Runs one task of `tasks.ts`.
   * @param tell hears how far a task is that can say so
   * @throws AppError as the task threw it, OUT_OF_MEMORY; an AbortError when the signal fires first.
   */
  run<N extends TaskName>(
    name: N,
    input: InputOf<N>,
    signal?: AbortSignal,
    tell?: Tell,
  ): Promise<AnswerOf<N>>;
  close(): Promise<void>;
}

/** A hostile file may eat one thread's memory, not the program's. */
const MAX_HEAP_MB = 1024;
/** Somebody who reads one paper asks for the next: a new thread would load all that makes it once more. */
const IDLE_MS = 120_000;

/** A thread that reached its limit is gone and replaced; what it worked on is too much for it, and no fault. */
function refuse(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    throw new AppError('OUT_OF_MEMORY', {}, { cause: error });
  throw error;
}

/**
 * Threads, and what manages them, come with the first task and go when idle.
 * @param workerUrl the entry of the threads: `worker.ts` beside this file, or its bundled form.
 * @param maxHeapMb what one thread may hold, in MiB
 */
export function startWorkers(
  workerUrl: URL = new URL('./worker.ts', import.meta.url),
  maxHeapMb = MAX_HEAP_MB,
): Workers {
  let pool: Promise<Piscina> | null = null;
  const open = async () => {
    const { Piscina } = await import('piscina');
    return new Piscina({
      filename: workerUrl.href,
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
  };
  return {
    async run<N extends TaskName>(
      name: N,
      input: InputOf<N>,
      signal?: AbortSignal,
      tell?: Tell,
    ): Promise<AnswerOf<N>> {
      pool ??= open();
      const threads = await pool;
      const channel = tell ? new MessageChannel() : null;
      channel?.port1.on('message', ([done, total]: [number, number]) => tell?.(done, total));
      const call: TaskCall = { name, input, port: channel?.port2 ?? null };
      const answer: Answer = await threads
        .run(call, {
          ...(signal && { signal }),
          ...(channel && { transferList: [channel.port2] }),
        })
        .catch(refuse)
        .finally(() => channel?.port1.close());
      if ('error' in answer) throw new AppError(...answer.error);
      // The worker ran the task of this very name.
      return answer.value as AnswerOf<N>;
    },
    async close() {
      await (await pool)?.destroy();
      pool = null;
    },
  };
}
