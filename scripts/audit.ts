import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Faults that we live with for now, each with why and until when (day, `YYYY-MM-DD`). */
const ALLOWED_FILE = join(import.meta.dirname, 'audit-allowed.json');

const severity = z.enum(['info', 'low', 'moderate', 'high', 'critical']);
const HARMLESS: readonly z.infer<typeof severity>[] = ['info', 'low'];

/** `npm audit --json` since npm 7; a text in `via` is a package that only stands on a faulty one. */
const answer = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.string(), severity })]),
      ),
    }),
  ),
});

/** What npm writes when the registry knows no audits. */
const refusal = z.object({ message: z.string() });

const allowed = z.array(
  z.strictObject({
    /** Address of the advisory. */
    url: z.url(),
    reason: z.string().min(20),
    until: z.iso.date(),
  }),
);
export type Allowed = z.infer<typeof allowed>;

export interface Verdict {
  /** Whether the registry answered at all. */
  readonly asked: boolean;
  /** Advisories of moderate or higher severity that nobody has judged, and judgements that have expired. */
  readonly faults: readonly string[];
}

/**
 * Judges what `npm audit --json` wrote. A registry that answers no audits is no fault; an answer that nobody can read
 * is one.
 */
export function judge(output: string, list: Allowed, today: string): Verdict {
  let said: unknown;
  try {
    said = JSON.parse(output);
  } catch {
    return { asked: true, faults: ['npm audit wrote what is no JSON.'] };
  }
  const read = answer.safeParse(said);
  if (!read.success) {
    const { success, data } = refusal.safeParse(said);
    return success && /\b(?:404|405|501|ENOTFOUND|ENOAUDIT|EAI_AGAIN|ECONNREFUSED)\b/.test(data.message)
      ? { asked: false, faults: [] }
      : { asked: true, faults: ['npm audit wrote what nobody here can read.'] };
  }
  const advisories = new Map(
    Object.values(read.data.vulnerabilities)
      .flatMap(({ via }) => via)
      .flatMap((each) => (typeof each === 'string' ? [] : [[each.url, each] as const])),
  );
  const faults = [...advisories.values()]
    .filter((each) => !HARMLESS.includes(each.severity))
    .filter(({ url }) => !list.some((entry) => entry.url === url && entry.until >= today))
    .map(({ name, severity: level, title, url }) => `${name} (${level}): ${title} ${url}`);
  const idle = list
    .filter(({ url }) => !advisories.has(url))
    .map(({ url }) => `Allowed, but no longer found: ${url}`);
  return { asked: true, faults: [...faults, ...idle] };
}

if (import.meta.main) {
  const list = allowed.parse(JSON.parse(readFileSync(ALLOWED_FILE, 'utf8')));
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { asked, faults } = judge(stdout, list, new Date().toISOString().slice(0, 10));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (!asked)
    process.stdout.write('The registry answers no audits: known faults of packages were not looked for.\n');
  if (faults.length > 0) process.exitCode = 1;
}
