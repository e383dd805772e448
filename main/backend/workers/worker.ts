import { AppError } from '../errors.ts';
import { TASKS, type TaskName } from './tasks.ts';

/** A thread's answer: errors lose their class on the way, so a known one travels as code and details. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: readonly [code: AppError['code'], details: AppError['details']] };

/** Entry of every worker thread: runs one task by name. */
export default async function run(call: { name: TaskName; input: unknown }): Promise<Answer> {
  // The pool's typed `run` is the only caller, so the input fits the task of that name.
  const task = TASKS[call.name] as (input: unknown) => Promise<unknown>;
  try {
    return { value: await task(call.input) };
  } catch (error) {
    if (error instanceof AppError) return { error: [error.code, error.details] };
    throw error;
  }
}
