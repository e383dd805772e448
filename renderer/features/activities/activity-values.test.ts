import { describe, expect, test } from 'vitest';
import type { ActivityKind } from '../../../preload/contract/activities.ts';
import type { Pair } from '../../../preload/contract/pairs.ts';
import {
  activityErrors,
  activityValues,
  chosenPairs,
  isPlanned,
  kindsFor,
  nextValues,
  shortPairName,
  wholeLevel,
} from './activity-values.ts';

const kinds: readonly ActivityKind[] = [
  { code: 'chuyen_de', name: 'Chuyên đề', indicator: 'THEMES', isShipped: true, requires: [], levels: null },
  {
    code: 'on_thi_lop_10',
    name: 'Hội nghị ôn thi vào lớp 10',
    indicator: 'EXAM10_MEETINGS',
    isShipped: true,
    requires: ['subject'],
    levels: ['thcs'],
  },
];
const filled = {
  ...activityValues(null),
  kind: 'chuyen_de',
  heldOn: '2024-03-05',
  topic: 'Đổi mới dạy đọc hiểu',
  pairIds: ['0192d3c0-0000-7000-8000-000000000001'],
};

describe('an activity', () => {
  test('needs a kind, a pair, a day and a topic', () => {
    expect(activityErrors({ ...activityValues(null), heldOn: '' }, kinds)).toEqual({
      kind: 'Cần chọn một mục.',
      pairIds: 'Cần chọn một mục.',
      heldOn: 'Cần một ngày có thật, ví dụ 15/04/2023.',
      topic: 'Cần điền mục này.',
    });
    expect(activityErrors(filled, kinds)).toEqual({});
  });

  test('of a grade-9 meeting needs its subject', () => {
    const meeting = { ...filled, kind: 'on_thi_lop_10' };
    expect(activityErrors(meeting, kinds)).toEqual({
      subject: 'Cần điền với loại “Hội nghị ôn thi vào lớp 10”.',
    });
    expect(activityErrors({ ...meeting, subject: 'Toán' }, kinds)).toEqual({});
  });
});

test('a kind for lower secondary schools is not offered to a primary pair', () => {
  expect(kindsFor(kinds, ['tieu_hoc']).map((kind) => kind.code)).toEqual(['chuyen_de']);
  expect(kindsFor(kinds, ['thcs'])).toHaveLength(2);
  expect(kindsFor(kinds, [])).toHaveLength(2);
});

test('the next activity keeps day, kind and pairs, and nothing else', () => {
  const { heldOn, kind, pairIds } = filled;
  expect(nextValues({ ...filled, teacherTurns: 24, subject: 'Toán' })).toEqual({
    ...activityValues(null),
    heldOn,
    kind,
    pairIds,
  });
});

test('a whole level is chosen in one act, and no pair twice', () => {
  const party = { id: '0192d3c0-0000-7000-8000-0000000000aa', name: '' };
  const pair = (id: string, level: Pair['level']): Pair => ({ id, level, supporting: party, partner: party });
  const pairs = [pair('a', 'thcs'), pair('b', 'tieu_hoc'), pair('c', 'thcs')];
  expect(chosenPairs(['b', 'c', wholeLevel('thcs')], pairs)).toEqual(['b', 'c', 'a']);
});

test('a day to come is a plan', () => {
  expect(isPlanned('2024-03-06', '2024-03-05')).toBe(true);
  expect(isPlanned('2024-03-05', '2024-03-05')).toBe(false);
  expect(isPlanned('', '2024-03-05')).toBe(false);
});

test('a pair is called by the names that tell it from others of its level', () => {
  expect(shortPairName('Trường THCS Ánh Dương – Trường THCS Khát Vọng')).toBe('Ánh Dương – Khát Vọng');
  expect(shortPairName('Trường Mầm non Hoa Sen – Trường MN Hoa Cúc')).toBe('Hoa Sen – Hoa Cúc');
  expect(shortPairName('Trường Liên cấp A – Trường Tiểu học B')).toBe('Trường Liên cấp A – B');
});
