import { z } from 'zod';

/**
 * How a procedure runs: a query only reads; a command changes the data in one short transaction with its
 * journal row; a job works for longer outside any transaction, reports progress and can be cancelled; a
 * control steers the program itself (its folder, screen settings, save dialogs, cancelling).
 */
export type ProcedureKind = 'query' | 'command' | 'job' | 'control';

/** A value that nobody changes, however deep. */
export type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** One row of the contract table. */
export interface Procedure<K extends ProcedureKind, I extends z.ZodType, O extends z.ZodType> {
  readonly kind: K;
  readonly input: I;
  readonly output: O;
}

const row =
  <K extends ProcedureKind>(kind: K) =>
  <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<K, I, O> => ({
    kind,
    input,
    output,
  });

export const query = row('query');
export const command = row('command');
export const control = row('control');

/** A job's input may carry an id chosen by the caller, to follow its progress and to cancel it. */
export const job = <I extends z.ZodRawShape, O extends z.ZodType>(input: I, output: O) =>
  row('job')(z.strictObject({ ...input, jobId: z.string().max(64).optional() }), output);

/** Input or output without content. */
export const nothing = z.strictObject({});

/** A row's key: UUIDv7 text. */
export const id = z.uuid();

/** A day that exists, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A time of day, "08:30". */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** An instant, ISO UTC. */
export const instant = z.iso.datetime();

/**
 * Text as an office types it: trimmed, inner spaces single, NFC, no control characters and nothing that can't be seen,
 * such as marks of direction that would show a name in another order, or halves of letters (lone surrogates), which
 * the database would store as another letter.
 */
export const line = (longest: number) =>
  z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{Cf}\p{Cs}]+/gu, '')
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(longest));

/** A line that must say something. */
export const requiredLine = (longest: number) => line(longest).pipe(z.string().min(1));

/** A line that may be absent: empty becomes null. */
export const optionalLine = (longest: number) =>
  line(longest)
    .nullable()
    .transform((text) => text || null);

/** How many, from none on. */
export const count = z.number().int().min(0).max(10_000_000);

/** An amount of money: whole đồng. */
export const money = z.number().int().min(0).max(1_000_000_000_000);

/** Copies that a memorandum says it is made in: even, for each party keeps as many as the other. */
export const evenCopies = z.number().int().min(2).max(20).multipleOf(2);

/** A stored file as the window speaks of it: never its bytes, never its path. */
export const fileRef = z.object({
  fileId: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  byteSize: z.number().int(),
});
export type FileRef = z.infer<typeof fileRef>;
