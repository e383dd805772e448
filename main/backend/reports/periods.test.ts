import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { schoolYear } from '../../../preload/contract/calendar.ts';
import { AppError } from '../errors.ts';
import { dayInFigures, parsePeriod, samePeriodLastYear, semestersWithin, suggestPeriods } from './periods.ts';

const calendar = z
  .array(schoolYear)
  .parse(JSON.parse(readFileSync(new URL('../../../resources/calendar.json', import.meta.url), 'utf8')));
const programme = { phase: '2023 - 2025', startsOn: '2023-01-01', endsOn: '2025-12-31' };

const parse = (text: string) => parsePeriod(text, calendar, programme);
const daysOf = (text: string) => {
  const { startsOn, endsOn } = parse(text);
  return [startsOn, endsOn];
};
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no error';
};

describe('reading a period', () => {
  test.each([
    ['2023-2024/HK1', 'hoc_ky_1', '2023-09-05', '2024-01-14', 'Học kỳ I năm học 2023–2024'],
    ['2023-2024/HK2', 'hoc_ky_2', '2024-01-15', '2024-09-04', 'Học kỳ II năm học 2023–2024'],
    ['2023-2024', 'nam_hoc', '2023-09-05', '2024-09-04', 'Năm học 2023–2024'],
    ['2024/Q1', 'quy', '2024-01-01', '2024-03-31', 'Quý I năm 2024'],
    ['2024/Q2', 'quy', '2024-04-01', '2024-06-30', 'Quý II năm 2024'],
    ['2024/Q4', 'quy', '2024-10-01', '2024-12-31', 'Quý IV năm 2024'],
    ['2024', 'nam', '2024-01-01', '2024-12-31', 'Năm 2024'],
    ['giai-doan', 'giai_doan', '2023-01-01', '2025-12-31', 'Giai đoạn 2023 - 2025'],
    ['2023-09-05..2024-05-31', 'khoang', '2023-09-05', '2024-05-31', 'Từ 05/9/2023 đến 31/5/2024'],
  ])('%s', (text, kind, startsOn, endsOn, label) => {
    expect(parse(text)).toMatchObject({ kind, code: text, startsOn, endsOn, label });
  });

  test('names the school year for semesters and school years only', () => {
    expect(parse('2023-2024/HK1').schoolYear).toBe('2023-2024');
    expect(parse('2023-2024').schoolYear).toBe('2023-2024');
    expect(parse('2024/Q2').schoolYear).toBeNull();
  });

  test('takes spaces around and small letters, and gives back the usual form', () => {
    expect(parse(' 2023-2024/hk1 ').code).toBe('2023-2024/HK1');
    expect(parse('2024/q2').code).toBe('2024/Q2');
  });

  test('a range of one day is a period, and 29 February exists in a leap year', () => {
    expect(daysOf('2024-02-29..2024-02-29')).toEqual(['2024-02-29', '2024-02-29']);
  });

  test.each([
    '',
    'nonsense',
    '2023-2025',
    '2024-2023',
    '2023-2024/HK3',
    '2023-2024/Q1',
    '2024/Q0',
    '2024/Q5',
    '24',
    '0000',
    '2023-02-30..2023-03-01',
    '2023-02-01..2023-02-29',
    '2023-13-01..2024-01-01',
    '2024-05-31..2023-09-05',
    '2023-09-05..',
    '..2023-09-05',
    '2023-09-05..2023-10-05..2023-11-05',
    '5/9/2023..31/5/2024',
    '../../etc/passwd',
  ])('refuses %j', (text) => {
    expect(codeOf(() => parse(text))).toBe('PERIOD_INVALID');
  });

  test('a school year that is not in the calendar has its own code and is named', () => {
    expect(codeOf(() => parse('2019-2020/HK1'))).toBe('PERIOD_UNKNOWN');
    expect(() => parse('2019-2020')).toThrow('2019-2020');
  });
});

describe('the calendar', () => {
  test('runs from 2022–2023 to 2026–2027 and says which days still have to be checked', () => {
    expect(calendar.map(({ code }) => code)).toEqual([
      '2022-2023',
      '2023-2024',
      '2024-2025',
      '2025-2026',
      '2026-2027',
    ]);
    expect(calendar.find(({ code }) => code === '2026-2027')?.note).toContain('cần đối chiếu');
  });

  test('no day falls between two school years or two semesters', () => {
    const spans = semestersWithin({ startsOn: '2022-09-05', endsOn: '2027-09-04' }, calendar);
    expect(spans).toHaveLength(10);
    for (const [index, span] of spans.entries()) {
      const next = spans[index + 1];
      if (!next) continue;
      expect(Date.parse(next.startsOn) - Date.parse(span.endsOn)).toBe(86_400_000);
      expect(next.semester).not.toBe(span.semester);
    }
  });

  test('an activity in July counts for the school year that has just closed', () => {
    const [startsOn = '', endsOn = ''] = daysOf('2023-2024');
    expect(startsOn <= '2024-07-15' && '2024-07-15' <= endsOn).toBe(true);
  });

  test('a school year without a successor lasts one year', () => {
    expect(daysOf('2026-2027')).toEqual(['2026-09-05', '2027-09-04']);
    const withHole = calendar.filter(({ code }) => code !== '2023-2024');
    expect(parsePeriod('2022-2023', withHole, programme).endsOn).toBe('2023-09-04');
  });
});

describe('the semesters inside a period', () => {
  test('a school year has both, a semester one', () => {
    expect(semestersWithin(parse('2023-2024'), calendar)).toEqual([
      { semester: 1, startsOn: '2023-09-05', endsOn: '2024-01-14' },
      { semester: 2, startsOn: '2024-01-15', endsOn: '2024-09-04' },
    ]);
    expect(semestersWithin(parse('2023-2024/HK1'), calendar)).toEqual([
      { semester: 1, startsOn: '2023-09-05', endsOn: '2024-01-14' },
    ]);
  });

  test('a calendar year begins inside one semester and ends inside another', () => {
    expect(semestersWithin(parse('2024'), calendar)).toEqual([
      { semester: 1, startsOn: '2024-01-01', endsOn: '2024-01-14' },
      { semester: 2, startsOn: '2024-01-15', endsOn: '2024-09-04' },
      { semester: 1, startsOn: '2024-09-05', endsOn: '2024-12-31' },
    ]);
  });
});

describe('the same period a year earlier', () => {
  test.each([
    ['2023-2024/HK1', '2022-2023/HK1'],
    ['2023-2024/HK2', '2022-2023/HK2'],
    ['2023-2024', '2022-2023'],
    ['2024/Q2', '2023/Q2'],
    ['2024', '2023'],
    ['2023-09-05..2024-05-31', '2022-09-05..2023-05-31'],
    ['2024-02-29..2024-03-31', '2023-02-28..2023-03-31'],
  ])('%s is compared with %s', (text, earlier) => {
    expect(samePeriodLastYear(parse(text), calendar)).toEqual(parse(earlier));
  });

  test('there is none for the phase, and none before the calendar begins', () => {
    expect(samePeriodLastYear(parse('giai-doan'), calendar)).toBeNull();
    expect(samePeriodLastYear(parse('2022-2023/HK1'), calendar)).toBeNull();
  });
});

describe('suggestions', () => {
  test('offer what has begun, latest first, and end with the whole phase', () => {
    expect(suggestPeriods(calendar, programme, '2024-02-10').map(({ code }) => code)).toEqual([
      '2023-2024/HK2',
      '2023-2024/HK1',
      '2023-2024',
      '2022-2023/HK2',
      '2022-2023/HK1',
      '2022-2023',
      '2024/Q1',
      '2023/Q4',
      '2023/Q3',
      '2023/Q2',
      '2023/Q1',
      '2024',
      '2023',
      'giai-doan',
    ]);
  });

  test('leave out a semester that has not begun', () => {
    const codes = suggestPeriods(calendar, programme, '2023-11-20').map(({ code }) => code);
    expect(codes[0]).toBe('2023-2024/HK1');
    expect(codes).not.toContain('2023-2024/HK2');
  });

  test('begin with the last semester of a programme that is over', () => {
    const codes = suggestPeriods(calendar, programme, '2026-11-23').map(({ code }) => code);
    expect(codes.slice(0, 3)).toEqual(['2025-2026/HK1', '2025-2026', '2024-2025/HK2']);
    expect(codes).not.toContain('2026');
  });

  test('each can be typed back', () => {
    for (const period of suggestPeriods(calendar, programme, '2025-03-01')) {
      expect(parse(period.code)).toEqual(period);
    }
  });
});

test('days in figures follow the rule of official papers', () => {
  expect(dayInFigures('2024-02-05')).toBe('05/02/2024');
  expect(dayInFigures('2023-09-15')).toBe('15/9/2023');
  expect(dayInFigures('2023-12-31')).toBe('31/12/2023');
});
