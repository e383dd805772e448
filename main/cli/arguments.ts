import { parseArgs } from 'node:util';
import { AppError } from '../backend/index.ts';

/** An option of a command; those with a `value` name it as the help shows it. */
export interface OptionSpec {
  readonly value?: string;
  readonly required?: boolean;
}

/** What a command takes. */
export interface Signature {
  /** Words that call it: ["schools", "import"]. */
  readonly words: readonly string[];
  /** Names of its positional arguments, all required. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** A parsed command line. */
export interface Call<C extends Signature> {
  readonly command: C;
  readonly positionals: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/** Options that every command takes. */
const COMMON = { data: { value: 'DIR' }, json: {} } as const satisfies Record<string, OptionSpec>;

/** Options as Node's parser wants them. */
const parserOptions = (specs: Readonly<Record<string, OptionSpec>>) =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, { type: spec.value ? 'string' : 'boolean' }] as const),
  );

/** Finds the command, before or behind the common options, and what is left of the line without its words. */
function findCommand<C extends Signature>(
  args: readonly string[],
  commands: readonly C[],
): { readonly command: C; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: parserOptions(COMMON),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words = tokens.filter((token) => token.kind === 'positional');
  const command = commands
    .filter((each) => each.words.every((word, index) => words[index]?.value === word))
    .sort((left, right) => right.words.length - left.words.length)[0];
  if (!command) {
    const said = words.length > 0 ? words.map(({ value }) => value) : args;
    throw new AppError('UNKNOWN_COMMAND', { command: said.slice(0, 2).join(' ') });
  }
  const used = new Set(words.slice(0, command.words.length).map(({ index }) => index));
  return { command, rest: args.filter((_, index) => !used.has(index)) };
}

/**
 * Reads a command line.
 * @throws AppError UNKNOWN_COMMAND, UNKNOWN_OPTION, MISSING_ARGUMENT
 */
export function parseCommandLine<C extends Signature>(
  args: readonly string[],
  commands: readonly C[],
): Call<C> {
  const { command, rest } = findCommand(args, commands);
  const specs: Readonly<Record<string, OptionSpec>> = { ...COMMON, ...command.options };
  const { tokens } = parseArgs({
    args: [...rest],
    options: parserOptions(specs),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec || (!spec.value && token.value !== undefined)) {
      throw new AppError('UNKNOWN_OPTION', { option: token.rawName });
    }
    if (!spec.value) flags.add(token.name);
    else if (token.value && (token.inlineValue || !token.value.startsWith('--')))
      values.set(token.name, token.value);
    // "--out --json": the next option is no value.
    else throw new AppError('MISSING_ARGUMENT', { argument: `${token.rawName} ${spec.value}` });
  }

  const missing = command.positionals[positionals.length];
  if (missing) throw new AppError('MISSING_ARGUMENT', { argument: missing });
  const surplus = positionals[command.positionals.length];
  if (surplus !== undefined) throw new AppError('UNKNOWN_OPTION', { option: surplus });
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.required && !values.has(name)) {
      throw new AppError('MISSING_ARGUMENT', { argument: `--${name} ${spec.value ?? ''}`.trim() });
    }
  }
  return { command, positionals, flags, values };
}

/** A whole number from an option. @throws AppError INVALID_INPUT */
export function wholeNumber(
  call: Call<Signature>,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  const text = call.values.get(name);
  if (text === undefined) return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new AppError('INVALID_INPUT', { field: `--${name}`, reason: `cần một số từ ${min} đến ${max}` });
}

/** One of the allowed words from an option. @throws AppError INVALID_INPUT */
export function oneOf<T extends string>(
  call: Call<Signature>,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const text = call.values.get(name);
  if (text === undefined) return undefined;
  const found = allowed.find((word) => word === text);
  if (found) return found;
  throw new AppError('INVALID_INPUT', { field: `--${name}`, reason: `chỉ nhận ${allowed.join(', ')}` });
}
