import { AppError } from '../backend/index.ts';
import type { Workers } from '../backend/workers/workers.ts';
import type { Call, Signature } from './arguments.ts';
import type { Session } from './session.ts';

/** What a command answers: JSON for programs, Vietnamese text for people. */
export interface Result {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A command that runs on a data folder and ends. */
export interface Command extends Signature {
  readonly help: string;
  readonly run: (session: Session, call: Call<Signature>) => Promise<Result>;
}

/** A command about files alone: it needs no data folder and opens none. */
export interface FileCommand extends Signature {
  readonly help: string;
  readonly judge: (
    tools: { readonly workers: Workers; readonly fontsFolder: string },
    call: Call<Signature>,
  ) => Promise<Result>;
}

/** An argument that the parser has seen to be there. */
export function argument(call: Call<Signature>, index: number): string {
  const value = call.positionals[index];
  if (value === undefined)
    throw new AppError('MISSING_ARGUMENT', { argument: call.command.positionals[index] });
  return value;
}

export function required(call: Call<Signature>, name: string): string {
  const value = call.values.get(name);
  if (value === undefined) throw new AppError('MISSING_ARGUMENT', { argument: `--${name}` });
  return value;
}
