import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../../db/text.ts';
import { openProgram, type Program, RESOURCES_DIR } from '../testing.ts';
import { readSample } from './sample.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram({ fresh: true });
  await program.call('app.initialise', { sample: true });
});

describe('a rehearsal with the sample', () => {
  test('has twenty schools in ten pairs of one level across two units, each with a draft', async () => {
    const { schools } = await program.call('schools.list', {});
    const { pairs, unpaired } = await program.call('pairs.list', {});
    const { memoranda } = await program.call('memoranda.list', {});
    const unitOf = new Map(schools.map((school) => [school.id, school.unit]));

    expect((await program.call('app.status', {})).rehearsal).toBe(true);
    expect(schools).toHaveLength(20);
    expect(unpaired).toEqual([]);
    expect(pairs.map((pair) => [unitOf.get(pair.supporting.id), unitOf.get(pair.partner.id)])).toEqual(
      Array.from({ length: 10 }, () => ['Thanh Trì', 'Chương Mỹ']),
    );
    expect(memoranda.map((memorandum) => memorandum.state)).toEqual(Array(10).fill('draft'));
  });

  test('leaves the pre-flight nothing to say', async () => {
    expect((await program.call('memoranda.check', {})).findings).toEqual([]);
  });

  test('shows every kind of activity, done ones on school days and planned ones too', async () => {
    const { activities } = await program.call('activities.list', {});
    const { kinds } = await program.call('activities.kinds', {});
    const { schoolYears } = await program.call('calendar.list', {});
    const isSchoolDay = (day: string) =>
      new Date(day).getUTCDay() !== 0 &&
      schoolYears.some((year) => day >= year.startsOn && day <= year.endsOn) &&
      !schoolYears.some((year) => day > year.semester1EndsOn && day < year.semester2StartsOn);

    expect(new Set(activities.map(({ kind }) => kind))).toEqual(new Set(kinds.map(({ code }) => code)));
    expect(activities.filter(({ heldOn }) => !isSchoolDay(heldOn))).toEqual([]);
    expect(new Set(activities.map(({ status }) => status))).toEqual(new Set(['done', 'planned']));
    expect(new Set(activities.map(({ topic }) => topic)).size).toBe(activities.length);
  });

  test('has grade-9 meetings in three subjects for each pair of lower secondary schools', async () => {
    const { activities } = await program.call('activities.list', { from: '2023-09-05', to: '2024-05-30' });
    const meetings = activities
      .filter(({ kind }) => kind === 'on_thi_lop_10')
      .flatMap(({ pairs, subject }) => pairs.map((pair) => ({ pair: pair.name, subject })));
    const subjects = [...Map.groupBy(meetings, ({ pair }) => pair).values()].map((own) =>
      own.map(({ subject }) => subject).toSorted(),
    );
    expect(subjects).toEqual(Array(3).fill(['Ngữ văn', 'Tiếng Anh', 'Toán']));
  });

  test('is illustrative: no real school, no working number or address, a placeholder for each person', async () => {
    const { schools } = await readSample(RESOURCES_DIR);
    const real = await readFile(path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv'), 'utf8');

    expect(schools.filter(({ name }) => fold(real).includes(fold(name)))).toEqual([]);
    for (const { phone, email, principal } of schools) {
      expect(phone).toMatch(/^0240{6}\d\d$/);
      expect(email).toMatch(/@example\.com$/);
      expect(principal).toMatch(/^\p{L}+ (?:Văn|Thị) \p{Lu}$/u);
    }
    expect(new Set(schools.map(({ principal }) => principal)).size).toBe(20);
  });
});
