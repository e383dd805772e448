import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** For tests: the command line as another program calls it. */
export const ENTRY = path.join(import.meta.dirname, 'index.ts');

const answer = z.looseObject({
  ok: z.boolean(),
  error: z
    .object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) })
    .optional(),
});

/** What a run left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own. */
export function cli(
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; uid?: number; cwd?: string } = {},
): Promise<Run> {
  const { env, ...rest } = options;
  const child = spawn(process.execPath, [ENTRY, ...args], {
    ...rest,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = (stream: NodeJS.ReadableStream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  };
  const stdout = read(child.stdout);
  const stderr = read(child.stderr);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: stdout(), stderr: stderr() }));
  });
}

/** Runs with `--json`; the output must be exactly one object. */
export async function json(
  args: readonly string[],
  options: Parameters<typeof cli>[1] = {},
): Promise<{ readonly code: number | null; readonly answer: z.infer<typeof answer> }> {
  const { code, stdout, stderr } = await cli([...args, '--json'], options);
  if (!stdout.endsWith('}\n') || stdout.trim().includes('\n'))
    throw new Error(`not one JSON object: ${stdout}\n${stderr}`);
  return { code, answer: answer.parse(JSON.parse(stdout)) };
}

/** What a data folder holds, but its logs: names and digests. */
export function contentOf(dataDir: string): Record<string, string> {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return Object.fromEntries(
    files
      .map((each) => path.join(each.parentPath, each.name))
      .filter((file) => !file.startsWith(path.join(dataDir, 'logs')))
      .map((file) => [
        path.relative(dataDir, file),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );
}
