import { beforeEach, expect, test } from 'vitest';
import type { ExamResultForm } from '../../../preload/contract/exam-results.ts';
import { openProgram, type Program } from '../testing.ts';
import { lowerSecondaryPairs } from './testing.ts';

let program: Program;
let schools: Awaited<ReturnType<typeof lowerSecondaryPairs>>;
beforeEach(async () => {
  program = await openProgram();
  schools = await lowerSecondaryPairs(program);
});

const form = (schoolId: string | null, changes: Partial<ExamResultForm> = {}): ExamResultForm => ({
  schoolId,
  schoolYear: '2023-2024',
  grade9Pupils: 200,
  candidates: 180,
  admitted: 135,
  literature: 6.75,
  maths: 6.2,
  english: 5.9,
  ...changes,
});
const list = (schoolYear?: string) => program.call('examResults.list', schoolYear ? { schoolYear } : {});
const of = async (id: string, schoolYear?: string) =>
  (await list(schoolYear)).schools.find((school) => school.id === id);

test('a year has a row for each lower secondary school of the pairs, and shows the year before', async () => {
  await program.call('examResults.save', form(schools.sen));
  await program.call(
    'examResults.save',
    form(schools.sen, { schoolYear: '2022-2023', admitted: 90, literature: 6.5 }),
  );
  await program.call(
    'examResults.save',
    form(null, { grade9Pupils: null, candidates: 100_000, admitted: 65_000 }),
  );

  const { schoolYear, schoolYears, subjects, city, schools: rows } = await list();
  expect(schoolYear).toBe('2023-2024');
  expect(schoolYears).toEqual(['2023-2024', '2022-2023', '2021-2022']);
  expect(subjects).toEqual({ literature: 'Ngữ văn', maths: 'Toán', english: 'Tiếng Anh' });
  expect(rows.map(({ name, unit }) => `${unit}: ${name}`)).toEqual([
    'Thanh Trì: Trường THCS Hoa Ban',
    'Thanh Trì: Trường THCS Hoa Sen',
    'Chương Mỹ: Trường THCS Hoa Cúc',
    'Chương Mỹ: Trường THCS Hoa Huệ',
  ]);
  const sen = rows.find(({ id }) => id === schools.sen);
  expect(sen?.result).toMatchObject({ candidates: 180, admitted: 135, rate: 0.75, literature: 6.75 });
  expect(sen?.previous).toMatchObject({ admitted: 90, rate: 0.5, literature: 6.5 });
  expect(rows[0]).toMatchObject({ result: null, previous: null });
  expect(city).toMatchObject({ result: { rate: 0.65, grade9Pupils: null }, previous: null });
});

test('a share without candidates stays empty, and half a result is one', async () => {
  await program.call('examResults.save', form(schools.sen, { candidates: 0, admitted: 0 }));
  expect((await of(schools.sen))?.result?.rate).toBeNull();
  await program.call(
    'examResults.save',
    form(schools.sen, { candidates: null, admitted: null, maths: null }),
  );
  expect((await of(schools.sen))?.result).toMatchObject({ rate: null, candidates: null, maths: null });
});

test('saving again replaces, removing and undoing bring back', async () => {
  await program.call('examResults.save', form(schools.sen));
  await program.call('examResults.save', form(schools.sen, { admitted: 140 }));
  expect((await of(schools.sen))?.result?.admitted).toBe(140);
  await program.call('examResults.remove', { schoolId: schools.sen, schoolYear: '2023-2024' });
  expect((await of(schools.sen, '2023-2024'))?.result).toBeNull();
  const [removal, saving] = (await program.call('history.list', { limit: 2 })).entries;
  await program.call('history.undo', { sequence: removal?.sequence ?? 0 });
  await program.call('history.undo', { sequence: saving?.sequence ?? 0 });
  expect((await of(schools.sen))?.result?.admitted).toBe(135);
});

test.each([
  [{ admitted: 181 }, 'admitted', 'số trúng tuyển 181 nhiều hơn số dự thi 180'],
  [{ candidates: 201 }, 'candidates', 'số dự thi 201 nhiều hơn số học sinh lớp 9 200'],
  [{ candidates: null, admitted: 201 }, 'admitted', 'nhiều hơn số học sinh lớp 9'],
  [{ grade9Pupils: 5000 }, 'grade9Pupils', 'lớn bất thường (quá 3.000)'],
  [{ schoolYear: '2031-2032' }, 'schoolYear', 'ngoài thời gian của chương trình'],
  [
    {
      grade9Pupils: null,
      candidates: null,
      admitted: null,
      literature: null,
      maths: null,
      english: null,
    },
    'candidates',
    'cần ít nhất một số liệu',
  ],
] satisfies readonly [Partial<ExamResultForm>, string, string][])(
  'figures that cannot be are refused at their field: %j',
  async (changes, field, reason) => {
    const error = await program.refused('examResults.save', form(schools.sen, changes));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    expect(error.details.reason).toContain(reason);
    expect((await of(schools.sen, '2023-2024'))?.result).toBeNull();
  },
);

test('a mean above 10, a negative count and a primary school are refused', async () => {
  expect(await program.refused('examResults.save', form(schools.sen, { maths: 10.5 }))).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'maths' },
  });
  expect(await program.refused('examResults.save', form(schools.sen, { candidates: -1 }))).toMatchObject({
    details: { field: 'candidates' },
  });
  expect(await program.refused('examResults.save', form(schools.primary))).toMatchObject({
    details: { field: 'schoolId' },
  });
});
