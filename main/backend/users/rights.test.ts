import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROCEDURES } from '../../../preload/contract/procedures.ts';
import { mayDo, RIGHTS, type Right, ROLES, type Role } from '../../../preload/contract/rights.ts';
import type { ProcedureName } from '../../../preload/contract/types.ts';
import { openProgram, type Program } from '../testing.ts';

const NAMES = Object.keys(PROCEDURES) as ProcedureName[];

/** As much of a JSON Schema as zod writes. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

const TEXTS: Readonly<Record<string, string>> = {
  uuid: '01890000-0000-7000-8000-000000000000',
  date: '2024-01-01',
  'date-time': '2024-01-01T00:00:00.000Z',
  uri: 'https://example.org',
};

/** The smallest input that a procedure takes; what it names does not exist. */
function smallest(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.some(({ type }) => type === 'null') ? null : smallest(either[0] ?? {});
  if (schema.allOf) return smallest(schema.allOf[0] ?? {});
  switch (schema.type) {
    case 'object': {
      const required = schema.required ?? [];
      return Object.fromEntries(required.map((key) => [key, smallest(schema.properties?.[key] ?? {})]));
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => smallest(schema.items ?? {}));
    case 'string':
      if (schema.pattern?.startsWith('^\\d{4}-')) return '2023-2024';
      return TEXTS[schema.format ?? ''] ?? 'x'.repeat(schema.minLength ?? 1);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

const nobody = { text: 'Nguyễn Văn A', act: 'anonymise', places: [] };

/** What JSON Schema can't say of an input. */
const INPUTS: Partial<Record<ProcedureName, unknown>> = {
  'backups.inspect': { source: { place: 'own', name: 'x' } },
  'backups.restore': { source: { place: 'own', name: 'x' } },
  'personalData.find': { text: nobody.text },
  'personalData.preview': nobody,
  'personalData.apply': { ...nobody, requestedBy: 'x', requestedOn: '2024-01-01', reason: 'x' },
  'personalData.export': { text: nobody.text, places: [] },
};

function inputOf(name: ProcedureName): unknown {
  const { input } = PROCEDURES[name];
  const made =
    INPUTS[name] ?? smallest(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema);
  const parsed = z.safeParse(input, made);
  if (!parsed.success) throw new Error(`${name} ${JSON.stringify(made)} ${parsed.error}`);
  return made;
}

/** Everything about the database's files that a write would change. */
const stateOf = (dataDir: string): string =>
  ['chung-tay.sqlite', 'chung-tay.sqlite-wal']
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(dataDir, name));
      return `${size} ${mtimeMs}`;
    })
    .join(' ');

/** An office of three, one of each role, none with a password. */
async function office() {
  const program = await openProgram({ asksWhoWorks: true });
  const ids: Partial<Record<Role, string>> = {};
  for (const role of ROLES.toReversed())
    ids[role] = (await program.call('users.create', { name: `Người ${role}`, role, password: null })).id;
  return { program, signIn: (role: Role) => signIn(program, ids[role] ?? '') };
}

const signIn = (program: Program, userId: string) =>
  program.call('session.signIn', { userId, password: null });

/** How a call is turned away, if it is. */
async function turnedAway({ backend }: Program, name: ProcedureName): Promise<string | null> {
  const answer = await backend.dispatch(name, inputOf(name));
  return !answer.ok && ['NOT_SIGNED_IN', 'NOT_ALLOWED'].includes(answer.error.code)
    ? answer.error.code
    : null;
}

const SHUT = (right: Right) => right !== 'anyone';

test.each(ROLES)(
  'the table holds for a %s, and what is refused changes nothing',
  async (role) => {
    const { program, signIn } = await office();
    await signIn(role);
    const refused = NAMES.filter((name) => !mayDo(role, RIGHTS[name]));
    const before = stateOf(program.dataDir);
    for (const name of refused) expect.soft(await turnedAway(program, name), name).toBe('NOT_ALLOWED');
    expect(stateOf(program.dataDir)).toBe(before);

    for (const name of NAMES.filter((each) => !refused.includes(each))) {
      expect.soft(await turnedAway(program, name), name).toBeNull();
      // Some of them end the session.
      await signIn(role);
    }
  },
  120_000,
);

test('while nobody works only what letting people in needs is answered', async () => {
  for (const leave of ['session.lock', 'session.signOut'] as const) {
    const { program, signIn } = await office();
    await signIn('admin');
    const file = await program.receive('ghi-chu.txt', 'x');
    await program.call(leave, {});
    const before = stateOf(program.dataDir);
    for (const name of NAMES.filter((each) => SHUT(RIGHTS[each])))
      expect.soft(await turnedAway(program, name), name).toBe('NOT_SIGNED_IN');
    expect(stateOf(program.dataDir)).toBe(before);
    await expect(program.backend.openFile(file)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await expect(program.receive('ghi-chu.txt', 'y')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  }
}, 60_000);

test('a deed is taken back only by whoever may do it', async () => {
  const { program, signIn } = await office();
  await signIn('admin');
  await program.call('programmes.update', { phase: '2024-2026' });
  await signIn('editor');
  const { undo } = await program.call('history.steps', {});
  expect(undo?.command).toBe('programmes.update');
  const refused = await program.refused('history.undo', { sequence: undo?.sequence ?? 0 });
  expect(refused).toMatchObject({ code: 'NOT_ALLOWED', details: { needed: 'admin', role: 'editor' } });
  expect(refused.message).toContain('cần quyền quản trị, còn bạn có quyền nhập');

  await signIn('admin');
  await program.undo();
  const { redo } = await program.call('history.steps', {});
  await signIn('editor');
  const { entries } = await program.call('history.list', { limit: 1 });
  expect(entries).toMatchObject([{ command: 'history.undo', deed: 'programmes.update' }]);
  // Doing it again is the same deed.
  expect(await program.refused('history.undo', { sequence: redo?.sequence ?? 0 })).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});

test('what an admin alone deletes, an admin alone takes out of the bin', async () => {
  const { program, signIn } = await office();
  await signIn('editor');
  const items = [{ kind: 'schoolYear' as const, id: '2023-2024' }];
  expect(await program.refused('bin.restore', { items })).toMatchObject({ code: 'NOT_ALLOWED' });
  await signIn('admin');
  expect(await program.refused('bin.restore', { items })).toMatchObject({ code: 'NOT_FOUND' });
});
