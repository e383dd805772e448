import type { MessagePort } from 'node:worker_threads';
import type { Tell } from '../backups/pack.ts';
import { AppError } from '../errors.ts';
import { TASKS, type TaskName } from './tasks.ts';

/** A thread's answer: errors lose their class on the way, so a known one travels as code and details. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: readonly [code: AppError['code'], details: AppError['details']] };

/** What a thread is asked, and where it may tell how far it is. */
export interface TaskCall {
  readonly name: TaskName;
  readonly input: unknown;
  readonly port: MessagePort | null;
}

/** Entry of every worker thread: runs one task by name. */
export default async function run({ name, input, port }: TaskCall): Promise<Answer> {
  // The pool's typed `run` is the only caller, so the input fits the task of that name.
  const task = TASKS[name] as (input: unknown, tell: Tell) => Promise<unknown>;
  try {
    return { value: await task(input, (done, total) => port?.postMessage([done, total])) };
  } catch (error) {
    if (error instanceof AppError) return { error: [error.code, error.details] };
    throw error;
  }
}
