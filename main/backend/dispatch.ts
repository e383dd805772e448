import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { type DatabaseFailure, failureOf } from '../../db/failures.ts';
import { UndoConflict } from '../../db/journal.ts';
import type { Envelope, ErrorCode } from '../../preload/contract/errors.ts';
import type { ProcedureKind } from '../../preload/contract/procedure.ts';
import { procedureOf } from '../../preload/contract/procedure-of.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { AppError, toErrorBody } from './errors.ts';
import { isRefusedWrite, writeError } from './files/atomic-write.ts';
import type { Logger } from './ports.ts';
import { reasonOf } from './reasons.ts';

/**
 * The only way into the backend: looks the procedure up, parses the input, runs it, checks the output and
 * wraps the answer. It never rejects; whatever is thrown becomes an error with a code.
 */
export async function dispatch(
  name: string,
  input: unknown,
  run: (name: ProcedureName, kind: ProcedureKind, input: unknown) => Promise<unknown>,
  details: { dataDir: string; logger: Logger },
): Promise<Envelope<unknown>> {
  try {
    const procedure = await procedureOf(name);
    if (!procedure) throw new AppError('UNKNOWN_COMMAND', { command: name.slice(0, 100) });
    const parsed = procedure.input.safeParse(input, { error: reasonOf });
    if (!parsed.success) throw invalidInput(parsed.error);
    // It has a row in the table.
    const value = await run(name as ProcedureName, procedure.kind, parsed.data);
    return { ok: true, value: procedure.output.parse(value) };
  } catch (thrown) {
    const error = translate(thrown, details.dataDir);
    if (error.code === 'INTERNAL')
      details.logger.error('internal error', { code: error.code, procedure: name, error: thrown });
    return { ok: false, error: toErrorBody(error) };
  }
}

const FAILURE_CODES = {
  missing: 'DATA_FOLDER_NOT_INITIALISED',
  locked: 'DATA_FOLDER_LOCKED',
  read_only: 'DATA_FOLDER_READ_ONLY',
  disk_full: 'DISK_FULL',
  disk_failed: 'DISK_FAILED',
  damaged: 'DATA_FOLDER_DAMAGED',
  newer: 'DATA_FOLDER_NEWER',
  migration_failed: 'MIGRATION_FAILED',
} satisfies Record<DatabaseFailure, ErrorCode>;

/** Gives an expected failure of the database, the disk or of a cancelled job its code; strangers become `INTERNAL`. */
export function translate(thrown: unknown, dataDir: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof UndoConflict) return new AppError('UNDO_CONFLICT', {}, { cause: thrown });
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new AppError('CANCELLED', {}, { cause: thrown });
  if (isRefusedWrite(thrown)) return refusedIn(dataDir, thrown);
  if (isGone(thrown, dataDir)) return new AppError('DATA_FOLDER_MISSING', { dataDir }, { cause: thrown });
  const failure = failureOf(thrown);
  if (failure === null) return new AppError('INTERNAL', {}, { cause: thrown });
  const backup = thrown instanceof Error && 'backup' in thrown ? thrown.backup : null;
  return new AppError(FAILURE_CODES[failure], { dataDir, backup }, { cause: thrown });
}

/** The system's own refusal: with the data folder's code where it is the folder that can't be written. */
function refusedIn(dataDir: string, thrown: unknown): AppError {
  const place = thrown instanceof Error && 'path' in thrown ? `${thrown.path}` : dataDir;
  const error = writeError(thrown, place);
  return error.code === 'FILE_WRITE_FAILED' && place.startsWith(dataDir)
    ? new AppError('DATA_FOLDER_READ_ONLY', { dataDir }, { cause: thrown })
    : error;
}

/** Whether a place inside the data folder has gone: the folder was moved or its drive pulled out. */
const isGone = (thrown: unknown, dataDir: string): boolean =>
  thrown instanceof Error &&
  'code' in thrown &&
  (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') &&
  'path' in thrown &&
  `${thrown.path}`.startsWith(dataDir) &&
  !existsSync(dataDir);

function invalidInput(error: z.ZodError): AppError {
  const fields = error.issues.map((issue) => ({ field: issue.path.join('.'), reason: issue.message }));
  return new AppError('INVALID_INPUT', { ...fields[0], fields });
}
