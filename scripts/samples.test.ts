import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSample } from '../main/backend/program/sample.ts';
import { openProgram, type Program, RESOURCES_DIR } from '../main/backend/testing.ts';
import { exampleWorkbooks } from './samples.ts';

const samples = join(RESOURCES_DIR, 'samples');

async function importSample(program: Program, fileName: string) {
  const fileId = await program.receive(fileName, await readFile(join(samples, fileName)));
  return program.call('schools.import', { fileId });
}

test('the workbooks among the samples are those that the script makes', async () => {
  for (const [name, bytes] of await exampleWorkbooks()) {
    expect(Buffer.compare(await readFile(join(samples, name)), bytes), name).toBe(0);
  }
});

describe('the list as an office makes it', () => {
  let program: Program;
  let imported: Awaited<ReturnType<typeof importSample>>;
  beforeAll(async () => {
    program = await openProgram();
    imported = await importSample(program, 'schools-rehearsal.xlsx');
  });

  test('is taken in whole, with each repair and each line that is no school named', () => {
    expect(imported).toMatchObject({ created: 20, updated: 0, unchanged: 0, unitsCreated: 2 });
    expect(imported.warnings.map(({ cell, code }) => `${cell ?? '–'} ${code}`)).toEqual([
      'N7 UNKNOWN_COLUMN',
      'A8 SECTION_IGNORED',
      'I11 LEADING_ZERO_RESTORED',
      'L14 NUMBER_AS_TEXT',
      'A20 SECTION_IGNORED',
      'C27 TEXT_COMPOSED',
      'A31 TOTAL_IGNORED',
      'J33 CLOSING_IGNORED',
      'J34 CLOSING_IGNORED',
      'J35 CLOSING_IGNORED',
      '– UNIT_CREATED',
      '– UNIT_CREATED',
    ]);
  });

  test('ends in the same register as the sample', async () => {
    const { schools } = await program.call('schools.list', {});
    const sample = await readSample(RESOURCES_DIR);
    expect(schools).toHaveLength(20);
    for (const { unitKindWord, ...school } of sample.schools) {
      expect(schools.find(({ code }) => code === school.code)).toMatchObject(school);
    }
  });

  test('is paired by the proposal as in the sample', async () => {
    const { pairs } = await program.call('pairs.suggest', {});
    const sample = await readSample(RESOURCES_DIR);
    expect(pairs.map(({ supporting, partner }) => [supporting.name, partner.name])).toEqual(sample.pairs);
  });
});

test('the list of real schools says what its source says, and nothing else', async () => {
  const program = await openProgram();
  expect(await importSample(program, 'schools-of-two-districts.xlsx')).toMatchObject({ created: 20 });
  const { schools } = await program.call('schools.list', {});
  for (const { code, address, principal, phone, email, classes, pupils, teachers } of schools) {
    expect({ code, address, principal, phone, email, classes, pupils, teachers }).toEqual({
      code: null,
      address: null,
      principal: null,
      phone: null,
      email: null,
      classes: null,
      pupils: null,
      teachers: null,
    });
  }
  expect(await importSample(program, 'schools-of-two-districts.csv')).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 20,
  });
});
