import { describe, expect, test } from 'vitest';
import type { ReportFigures } from '../../../../preload/contract/report-figures.ts';
import { RESOURCES_DIR } from '../../testing.ts';
import { emptyFigures, sampleFigures } from '../../workbooks/sample-figures.ts';
import { weightedMean } from '../figures.ts';
import { draftOf } from './draft.ts';
import type { ReportFrame } from './facts.ts';
import { loadReportWording, say } from './wording.ts';

const wording = await loadReportWording(RESOURCES_DIR);

const frame: ReportFrame = {
  department: 'Sở Giáo dục và Đào tạo Hà Nội',
  planNumber: '4340',
  legalBases: ['Kế hoạch số 4340 của Sở Giáo dục và Đào tạo Hà Nội'],
  phase: '2023 - 2025',
  officeSymbol: 'PGDĐT',
  partners: ['Phòng Giáo dục và Đào tạo huyện Chương Mỹ'],
  ceremony: { heldOn: '2023-04-15', venue: 'Hội trường huyện' },
};

const draft = (figures: ReportFigures, changes: Partial<ReportFrame> = {}) =>
  draftOf({ figures, frame: { ...frame, ...changes } }, wording);
const textsOf = (figures: ReportFigures) =>
  new Map(
    draft(figures).sections.flatMap(({ paragraphs }) =>
      paragraphs.map(({ key, text }) => [key, text] as const),
    ),
  );

const row = (changes: Partial<ReportFigures['summary'][number]>): ReportFigures['summary'][number] => ({
  code: 'THEMES',
  name: 'Số chuyên đề',
  unit: 'chuyên đề',
  plan: null,
  done: { mam_non: 0, tieu_hoc: 0, thcs: 0, total: 0 },
  rate: null,
  previous: null,
  note: null,
  ...changes,
});
const done = (total: number) => ({ mam_non: total, tieu_hoc: 0, thcs: 0, total });

/** All numbers of a text as numbers: "1.234" is 1234, "66,7" is 66.7. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d+(?:\.\d{3})*(?:,\d+)?/g)].map(([found]) =>
    Number(found.replaceAll('.', '').replace(',', '.')),
  );

/** Every number that a report may say: those of the figures, and what is counted and compared from them. */
function allowedNumbers(figures: ReportFigures): Set<number> {
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  const found = new Set<number>();
  const add = (...values: readonly (number | null)[]) => {
    for (const value of values) if (value !== null) found.add(round(Math.abs(value), 2));
  };
  const walk = (value: unknown): void => {
    if (typeof value === 'number') add(value);
    else if (typeof value === 'string') add(...numbersIn(value), ...value.split(/\D+/).map(Number));
    else if (Array.isArray(value)) {
      add(value.length);
      for (const item of value) walk(item);
    } else if (value && typeof value === 'object') for (const item of Object.values(value)) walk(item);
  };
  walk(figures);
  walk(frame);
  for (const {
    rate,
    plan,
    done: { total },
    previous,
  } of figures.summary) {
    if (rate !== null) add(round(rate * 100, 1));
    if (previous !== null) add(total - previous);
    if (plan !== null) add(plan - total);
  }
  const planned = figures.summary.filter(({ plan }) => plan);
  const reached = planned.filter(({ plan, done: { total } }) => total >= (plan ?? 0));
  add(planned.length, reached.length, planned.length - reached.length);
  for (const level of ['mam_non', 'tieu_hoc', 'thcs'])
    add(figures.memoranda.filter((memorandum) => memorandum.level === level).length);
  for (const role of ['supporting', 'partner'])
    add(figures.schools.filter((school) => school.role === role).length);
  for (const subject of Object.values(figures.exam10Subjects))
    add(figures.activities.filter((activity) => activity.subject === subject).length);
  const exam = figures.exam10.filter(({ candidates }) => candidates !== null);
  const sum = (of: (row: ReportFigures['exam10'][number]) => number | null) =>
    exam.reduce((total, each) => total + (of(each) ?? 0), 0);
  const [candidates, admitted] = [sum((each) => each.candidates), sum((each) => each.admitted)];
  add(candidates, admitted, round((admitted / candidates) * 100, 1));
  if (figures.exam10City?.rate) add(round((admitted / candidates - figures.exam10City.rate) * 100, 1));
  for (const subject of ['literature', 'maths', 'english'] as const)
    add(weightedMean(figures.exam10, ({ means }) => means[subject]));
  const changes = figures.exam10.map(({ rate, previousRate }) => (rate ?? 0) - (previousRate ?? 0));
  add(changes.filter((each) => each > 0).length, changes.filter((each) => each < 0).length);
  add(figures.goodModels.flatMap(({ adopters }) => adopters).length);
  add(new Set(figures.support.map(({ receiver }) => receiver)).size);
  return found;
}

/** Numbers that belong to the words: headings, forms, classes, "lớp 10". */
const OF_THE_WORDS = new Set([9, 10, 8]);

describe('the drafted report', () => {
  test('says no number that is not in the figures', () => {
    const figures = sampleFigures();
    const allowed = allowedNumbers(figures);
    const { summary, sections } = draft(figures);
    const said = [summary, ...sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text ?? ''))];
    const numbers = said.flatMap(numbersIn);
    expect(numbers.length).toBeGreaterThan(60);
    for (const text of said)
      for (const number of numbersIn(text))
        if (!OF_THE_WORDS.has(number)) expect(allowed, `${number} in “${text}”`).toContain(number);
  });

  test('leaves out what nobody did, or says so, and invents nothing', () => {
    const texts = textsOf(emptyFigures());
    expect(texts.get('professional.all')).toBe('Trong kỳ chưa phát sinh hoạt động chuyên môn.');
    expect(texts.get('professional.kinds')).toBe('');
    expect(texts.get('steering.members')).toBe('');
    expect(texts.get('signing.count')).toBe(
      'Tính đến ngày 05/6/2024, chưa có cặp trường nào ký biên bản ghi nhớ.',
    );
    expect(texts.get('lessons.own')).toBeNull();
    for (const text of texts.values()) expect(text ?? '').not.toMatch(/[{}[\]]|NaN|undefined|null/);
  });

  test('tells how many pairs have not signed, unless none has', () => {
    const signed = (total: number) =>
      textsOf({
        ...emptyFigures(),
        summary: [row({ code: 'PAIRS_SIGNED', unit: 'cặp', plan: 10, done: done(total), rate: total / 10 })],
      });
    expect(signed(8).get('signing.count')).toBe(
      'Tính đến ngày 05/6/2024, có 8/10 cặp trường đã ký biên bản ghi nhớ, đạt 80,0%. Còn 2 cặp trường chưa ký.',
    );
    expect(signed(0).get('signing.count')).toMatch(/, chưa có cặp trường nào ký biên bản ghi nhớ\.$/);
    expect(signed(0).get('plans.signing')).toContain('10 cặp trường chưa ký');
    expect(signed(10).get('plans.signing')).toBe('');
  });

  test.each([
    [12, 'tăng 5 chuyên đề so với cùng kỳ năm trước'],
    [3, 'giảm 4 chuyên đề so với cùng kỳ năm trước'],
    [7, 'bằng cùng kỳ năm trước'],
  ])('compares %i with seven of the year before', (total, words) => {
    const figures = {
      ...emptyFigures(),
      summary: [row({ plan: 12, done: done(total), rate: total / 12, previous: 7 })],
    };
    expect(textsOf(figures).get('professional.kinds')).toContain(`, ${words}.`);
  });

  test('writes numbers, shares and money as official papers do, and turns are never people', () => {
    const figures = {
      ...emptyFigures(),
      summary: [
        row({ code: 'ACTIVITIES', unit: 'hoạt động', plan: 1851, done: done(1234), rate: 2 / 3 }),
        row({ code: 'TEACHER_TURNS', unit: 'lượt', done: done(4321) }),
        row({ code: 'FUNDING', unit: 'đồng', done: done(12_500_000), previous: 10_000_000 }),
      ],
    };
    const texts = textsOf(figures);
    expect(texts.get('professional.all')).toBe(
      'Trong kỳ đã tổ chức 1.234 hoạt động chuyên môn, hội thảo, tọa đàm, đạt 66,7% kế hoạch. Các hoạt động có 4.321 lượt giáo viên tham gia.',
    );
    expect(texts.get('facilities.support')).toBe(
      'Kinh phí hỗ trợ là 12.500.000 đồng, tăng 2.500.000 đồng so với cùng kỳ năm trước.',
    );
  });

  test('is a sơ kết of semesters and quarters, a tổng kết of years and phases', () => {
    const summaryOf = (kind: ReportFigures['period']['kind'], label: string) => {
      const figures = sampleFigures();
      return draft({ ...figures, period: { ...figures.period, kind, label } }).summary;
    };
    expect(summaryOf('hoc_ky_1', 'Học kỳ I năm học 2023–2024')).toMatch(
      /^Sơ kết học kỳ I năm học 2023–2024 /,
    );
    expect(summaryOf('quy', 'Quý II năm 2024')).toMatch(/^Sơ kết quý II năm 2024 /);
    expect(summaryOf('nam_hoc', 'Năm học 2023–2024')).toMatch(/^Tổng kết năm học 2023–2024 /);
    expect(summaryOf('giai_doan', 'Giai đoạn 2023 - 2025')).toMatch(/^Tổng kết giai đoạn 2023 - 2025 /);
  });

  test('names the working group, the schools that missed a subject, and who proposes what to whom', () => {
    const texts = textsOf(sampleFigures());
    expect(texts.get('steering.members')).toBe(
      '- Nguyễn Văn A, Phó Trưởng phòng, Phòng GD&ĐT huyện Thanh Trì - Tổ trưởng: Chỉ đạo chung.',
    );
    expect(texts.get('limits.subjects')?.split('\n')).toHaveLength(3);
    expect(texts.get('limits.subjects')).toMatch(
      /^- Trường Trung học cơ sở Ngọc Lan chưa dự hội nghị ôn thi vào lớp 10 môn Tiếng Anh;\n/,
    );
    expect(texts.get('proposals.reported')).toMatch(
      /^- Trường Trung học cơ sở Đồng Xanh đề nghị Phòng GD&ĐT: Tăng các buổi .*\.$/,
    );
  });
});

describe('a pattern', () => {
  test('says optional words only when all their values are known', () => {
    const pattern = 'Có {a} cặp[, đạt {b}][ ({c})].';
    expect(say(pattern, { a: '3', b: '50,0%', c: null })).toBe('Có 3 cặp, đạt 50,0%.');
    expect(say(pattern, { a: '3' })).toBe('Có 3 cặp.');
    expect(say(pattern, { a: null, b: '1', c: '2' })).toBeNull();
  });

  test('takes braces and brackets of a value as they are', () => {
    expect(say('{a}[: {b}]', { a: 'Tên [1]', b: '{a}' })).toBe('Tên [1]: {a}');
  });
});
