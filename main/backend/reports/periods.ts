import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ReportPeriod } from '../../../preload/contract/report-figures.ts';
import { AppError } from '../errors.ts';
import { shownYear } from '../text/dates.ts';

/** Days, both inclusive, `YYYY-MM-DD`. */
export type Days = Pick<ReportPeriod, 'startsOn' | 'endsOn'>;

/** The phase of a programme: its name as printed ("2023 - 2025") and its days, both inclusive. */
export type ProgrammePhase = {
  readonly phase: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

/** The phase of a stored programme. */
export const phaseOf = (
  programme: Pick<Row<'programme'>, 'phase' | 'starts_on' | 'ends_on'>,
): ProgrammePhase => ({
  phase: programme.phase,
  startsOn: programme.starts_on,
  endsOn: programme.ends_on,
});

/** The part of a semester that lies inside a period; both days inclusive. */
export type SemesterSpan = {
  readonly semester: 1 | 2;
  readonly startsOn: string;
  readonly endsOn: string;
};

type Calendar = readonly SchoolYear[];
type SchoolYearDays = {
  readonly startsOn: string;
  readonly semester2StartsOn: string;
  readonly endsOn: string;
};

const ROMAN_QUARTERS = ['I', 'II', 'III', 'IV'] as const;

/**
 * Reads a period as users type it: `2023-2024/HK1`, `2023-2024/HK2`, `2023-2024`, `2024/Q2`, `2024`,
 * `giai-doan` or `2023-09-05..2024-05-31`. Throws `PERIOD_INVALID` for anything else, a reversed range or
 * a day that doesn't exist, `PERIOD_UNKNOWN` for a school year that the calendar lacks.
 */
export function parsePeriod(text: string, calendar: Calendar, programme: ProgrammePhase): ReportPeriod {
  const code = text.trim();
  if (code === 'giai-doan') return phasePeriod(programme);

  const schoolYear = /^(\d{4})-(\d{4})(?:\/HK([12]))?$/i.exec(code);
  if (schoolYear) {
    const [, first, second, semester] = schoolYear;
    if (Number(second) !== Number(first) + 1) throw new AppError('PERIOD_INVALID', { period: text });
    const yearCode = `${first}-${second}`;
    if (semester === '1') return semesterPeriod(yearCode, 1, calendar);
    if (semester === '2') return semesterPeriod(yearCode, 2, calendar);
    return schoolYearPeriod(yearCode, calendar);
  }

  const year = /^(20\d{2})(?:\/Q([1-4]))?$/i.exec(code);
  if (year) {
    const [, number, quarter] = year;
    return quarter === undefined
      ? calendarYearPeriod(Number(number))
      : quarterPeriod(Number(number), Number(quarter));
  }

  const [startsOn, endsOn, ...rest] = code.split('..');
  if (startsOn && endsOn && rest.length === 0 && isDay(startsOn) && isDay(endsOn) && startsOn <= endsOn) {
    return rangePeriod(startsOn, endsOn);
  }
  throw new AppError('PERIOD_INVALID', { period: text });
}

/**
 * The same period a year earlier, or null when there is none to compare with: a phase has no
 * predecessor, and the school year before may not be in the calendar.
 */
export function samePeriodLastYear(period: ReportPeriod, calendar: Calendar): ReportPeriod | null {
  switch (period.kind) {
    case 'hoc_ky_1':
    case 'hoc_ky_2':
    case 'nam_hoc': {
      const first = Number(period.code.slice(0, 4)) - 1;
      const yearCode = `${first}-${first + 1}`;
      if (!calendar.some((year) => year.code === yearCode)) return null;
      if (period.kind === 'nam_hoc') return schoolYearPeriod(yearCode, calendar);
      return semesterPeriod(yearCode, period.kind === 'hoc_ky_1' ? 1 : 2, calendar);
    }
    case 'quy':
      return quarterPeriod(Number(period.code.slice(0, 4)) - 1, Number(period.code.slice(-1)));
    case 'nam':
      return calendarYearPeriod(Number(period.code) - 1);
    case 'giai_doan':
      return null;
    case 'khoang':
      return rangePeriod(yearsLater(period.startsOn, -1), yearsLater(period.endsOn, -1));
  }
}

/**
 * The periods of the programme that an office is likely to report on at a day (`YYYY-MM-DD`): school years and
 * semesters that have begun, latest first, then the quarters and years of the last twelve months, then the
 * whole phase. When the programme is over, its last day stands for today.
 */
export function suggestPeriods(
  calendar: Calendar,
  programme: ProgrammePhase,
  today: string,
): readonly ReportPeriod[] {
  const on = earlierOf(today, programme.endsOn);
  const schoolYears = calendar
    .toSorted((left, right) => right.startsOn.localeCompare(left.startsOn))
    .flatMap(({ code }) => [
      semesterPeriod(code, 2, calendar),
      semesterPeriod(code, 1, calendar),
      schoolYearPeriod(code, calendar),
    ]);
  const thisYear = Number(on.slice(0, 4));
  const aYearAgo = yearsLater(on, -1);
  const quarters = [thisYear, thisYear - 1]
    .flatMap((year) => [4, 3, 2, 1].map((quarter) => quarterPeriod(year, quarter)))
    .filter((period) => period.endsOn >= aYearAgo);
  const years = [calendarYearPeriod(thisYear), calendarYearPeriod(thisYear - 1)];
  const begun = [...schoolYears, ...quarters, ...years].filter(
    (period) => period.startsOn <= on && period.endsOn >= programme.startsOn,
  );
  return [...begun, phasePeriod(programme)];
}

/** The semesters, or parts of them, that a period covers, in time order; for counting by semester. */
export function semestersWithin(
  period: Pick<ReportPeriod, 'startsOn' | 'endsOn'>,
  calendar: Calendar,
): readonly SemesterSpan[] {
  return calendar
    .map((year) => daysOf(year, calendar))
    .flatMap(({ startsOn, semester2StartsOn, endsOn }): SemesterSpan[] => [
      { semester: 1, startsOn, endsOn: addDays(semester2StartsOn, -1) },
      { semester: 2, startsOn: semester2StartsOn, endsOn },
    ])
    .map(({ semester, startsOn, endsOn }) => ({
      semester,
      startsOn: laterOf(startsOn, period.startsOn),
      endsOn: earlierOf(endsOn, period.endsOn),
    }))
    .filter((span) => span.startsOn <= span.endsOn)
    .toSorted((left, right) => left.startsOn.localeCompare(right.startsOn));
}

/**
 * A day in figures as official papers write it: "05/9/2023". Days below 10 and the months 1 and 2 take a
 * leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
 */
export function dayInFigures(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${officialMonth(month)}/${year}`;
}

/** Month as official papers write it: 01, 02, then 3 to 12. */
export function officialMonth(month: string): string {
  return Number(month) <= 2 ? month.padStart(2, '0') : `${Number(month)}`;
}

function schoolYearPeriod(code: string, calendar: Calendar): ReportPeriod {
  const { startsOn, endsOn } = daysOf(findSchoolYear(code, calendar), calendar);
  return { kind: 'nam_hoc', code, startsOn, endsOn, label: `Năm học ${shownYear(code)}`, schoolYear: code };
}

/**
 * A semester of a school year, with the days after it that still count for it.
 * @throws AppError PERIOD_UNKNOWN
 */
export function semesterPeriod(code: string, semester: 1 | 2, calendar: Calendar): ReportPeriod {
  const days = daysOf(findSchoolYear(code, calendar), calendar);
  return {
    kind: semester === 1 ? 'hoc_ky_1' : 'hoc_ky_2',
    code: `${code}/HK${semester}`,
    startsOn: semester === 1 ? days.startsOn : days.semester2StartsOn,
    endsOn: semester === 1 ? addDays(days.semester2StartsOn, -1) : days.endsOn,
    label: `Học kỳ ${ROMAN_QUARTERS[semester - 1]} năm học ${shownYear(code)}`,
    schoolYear: code,
  };
}

function quarterPeriod(year: number, quarter: number): ReportPeriod {
  const firstMonth = quarter * 3 - 2;
  const startsOn = `${year}-${pad(firstMonth)}-01`;
  const next = quarter === 4 ? `${year + 1}-01-01` : `${year}-${pad(firstMonth + 3)}-01`;
  return {
    kind: 'quy',
    code: `${year}/Q${quarter}`,
    startsOn,
    endsOn: addDays(next, -1),
    label: `Quý ${ROMAN_QUARTERS[quarter - 1]} năm ${year}`,
    schoolYear: null,
  };
}

function calendarYearPeriod(year: number): ReportPeriod {
  return {
    kind: 'nam',
    code: `${year}`,
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    label: `Năm ${year}`,
    schoolYear: null,
  };
}

function phasePeriod({ phase, startsOn, endsOn }: ProgrammePhase): ReportPeriod {
  return {
    kind: 'giai_doan',
    code: 'giai-doan',
    startsOn,
    endsOn,
    label: `Giai đoạn ${phase}`,
    schoolYear: null,
  };
}

function rangePeriod(startsOn: string, endsOn: string): ReportPeriod {
  return {
    kind: 'khoang',
    code: `${startsOn}..${endsOn}`,
    startsOn,
    endsOn,
    label: `Từ ${dayInFigures(startsOn)} đến ${dayInFigures(endsOn)}`,
    schoolYear: null,
  };
}

function findSchoolYear(code: string, calendar: Calendar): SchoolYear {
  const year = calendar.find((candidate) => candidate.code === code);
  if (!year) throw new AppError('PERIOD_UNKNOWN', { schoolYear: code });
  return year;
}

/**
 * The days that count for a school year. It lasts until the next one opens, so that no day of the year is
 * left out of all reports: what happens in summer (the exam to grade 10 in June, handovers in July) belongs to
 * the year that it closes, and to its second semester. Days between the semesters belong to the first.
 */
function daysOf(year: SchoolYear, calendar: Calendar): SchoolYearDays {
  const { code, startsOn, semester2StartsOn } = year;
  const next = calendar.find((candidate) => candidate.code.startsWith(code.slice(5)));
  const nextOpening = next?.startsOn ?? yearsLater(startsOn, 1);
  return { startsOn, semester2StartsOn, endsOn: addDays(nextOpening, -1) };
}

/** Whether a text is a day that exists: 2023-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days lie between two days; negative when the second comes first. */
export const daysBetween = (first: string, second: string): number =>
  (Date.parse(second) - Date.parse(first)) / 86_400_000;

/** The same day some years later (or earlier); 29 February becomes the 28th. */
function yearsLater(day: string, years: number): string {
  const shifted = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return isDay(shifted) ? shifted : `${shifted.slice(0, 8)}28`;
}

/** The later of two days. */
export const laterOf = (left: string, right: string): string => (left > right ? left : right);
/** The earlier of two days. */
export const earlierOf = (left: string, right: string): string => (left < right ? left : right);
const pad = (month: number): string => `${month}`.padStart(2, '0');
