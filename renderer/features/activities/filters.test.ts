import { expect, test } from 'vitest';
import type { Activity } from '../../../preload/contract/activities.ts';
import { isFilters, isShown, isWithinDays, NO_FILTERS, totalsOf } from './filters.ts';

const PRIMARY = '0192d3c0-0000-7000-8000-000000000001';
const SECONDARY = '0192d3c0-0000-7000-8000-000000000002';

const activity: Activity = {
  id: '0192d3c0-0000-7000-8000-00000000000a',
  kind: 'chuyen_de',
  kindName: 'Chuyên đề',
  status: 'done',
  heldOn: '2024-03-05',
  topic: 'Đổi mới dạy đọc hiểu',
  subject: null,
  grade: null,
  form: 'truc_tiep',
  venue: null,
  host: null,
  managerTurns: 2,
  teacherTurns: 24,
  pupilTurns: 0,
  demoLessons: 1,
  materials: 0,
  cost: 1_500_000,
  speakers: [],
  evidence: null,
  pairIds: [PRIMARY, SECONDARY],
  pairs: [
    { id: PRIMARY, name: 'Trường Tiểu học A – Trường Tiểu học B', level: 'tieu_hoc' },
    { id: SECONDARY, name: 'Trường THCS A – Trường THCS B', level: 'thcs' },
  ],
  shownBy: { photos: 0, files: 0, links: 0 },
};
const units = new Map([
  [PRIMARY, ['north', 'south']],
  [SECONDARY, ['east', 'south']],
]);

test('a log is narrowed by what one pair of an activity fulfils as a whole', () => {
  const shown = (filters: object) => isShown(activity, { ...NO_FILTERS, ...filters }, units);
  expect(shown({})).toBe(true);
  expect(shown({ kind: 'chuyen_de', status: 'done', level: 'thcs', unitId: 'east' })).toBe(true);
  expect(shown({ level: 'tieu_hoc', unitId: 'east' })).toBe(false);
  expect(shown({ pairId: PRIMARY, level: 'thcs' })).toBe(false);
  expect(shown({ status: 'planned' })).toBe(false);
});

test('days count to both ends', () => {
  const within = (from: string, to: string) => isWithinDays(activity, { ...NO_FILTERS, from, to });
  expect(within('2024-03-05', '2024-03-05')).toBe(true);
  expect(within('2024-03-06', '')).toBe(false);
  expect(within('', '2024-03-04')).toBe(false);
});

test('plans add neither turns nor money', () => {
  expect(totalsOf([activity, { ...activity, status: 'planned' }, { ...activity, cost: null }])).toEqual({
    activities: 3,
    planned: 1,
    managerTurns: 4,
    teacherTurns: 48,
    pupilTurns: 0,
    demoLessons: 2,
    cost: 1_500_000,
  });
  expect(totalsOf([])).toMatchObject({ activities: 0, planned: 0, cost: 0 });
});

test('a setting of an earlier version is no set of filters', () => {
  expect(isFilters(NO_FILTERS)).toBe(true);
  expect(isFilters({ pairId: '' })).toBe(false);
  expect(isFilters(null)).toBe(false);
});
