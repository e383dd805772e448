import type { SchoolYear } from '../../../preload/contract/calendar.ts';

/** The school year behind another, on the same days: a proposal until the city decides. */
export function nextYear(last: SchoolYear): SchoolYear {
  return {
    code: last.code.split('-').map(yearLater).join('-'),
    startsOn: dayLater(last.startsOn),
    semester1EndsOn: dayLater(last.semester1EndsOn),
    semester2StartsOn: dayLater(last.semester2StartsOn),
    endsOn: dayLater(last.endsOn),
    note: null,
  };
}

const yearLater = (year: string): string => `${Number(year) + 1}`;

/** The same day a year later; 29 February becomes 28. */
function dayLater(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${yearLater(year)}-${month}-${month === '02' && date === '29' ? '28' : date}`;
}
