import { describe, expect, test } from 'vitest';
import type { CommitmentState } from '../../../preload/contract/commitments.ts';
import { type Promised, stateOn, worstOf } from './states.ts';

// 90 days, of which two thirds are over with 30 October.
const promise = (changes: Partial<Promised> = {}): Promised => ({
  promised: 4,
  done: 0,
  planned: 0,
  startsOn: '2023-09-01',
  dueOn: '2023-11-29',
  judged: false,
  ...changes,
});

describe('how a promise stands', () => {
  test.each<[string, string, Partial<Promised>, CommitmentState]>([
    ['its semester has not begun', '2023-08-31', {}, 'not_due'],
    ['nobody is judged early', '2023-10-29', {}, 'on_course'],
    ['nothing done when two thirds are over', '2023-10-30', {}, 'behind'],
    ['two of four at two thirds reach three', '2023-10-30', { done: 2 }, 'on_course'],
    ['two of four ten days later reach less', '2023-11-09', { done: 2 }, 'behind'],
    ['what is planned may still come', '2023-11-09', { done: 2, planned: 2 }, 'on_course'],
    ['the last day still counts', '2023-11-29', { done: 3 }, 'on_course'],
    ['past its last day', '2023-11-30', { done: 3, planned: 1 }, 'overdue'],
    ['past its last day, with a reason', '2023-11-30', { done: 3, judged: true }, 'unmet'],
    ['reached', '2023-09-02', { done: 4 }, 'met'],
    ['reached after all', '2023-12-20', { done: 5, judged: true }, 'met'],
  ])('%s', (_, today, changes, state) => {
    expect(stateOn(promise(changes), today)).toBe(state);
  });

  test('several stand as badly as the worst', () => {
    expect(worstOf([])).toBeNull();
    expect(worstOf(['met', 'met'])).toBe('met');
    expect(worstOf(['met', 'not_due'])).toBe('on_course');
    expect(worstOf(['met', 'behind', 'overdue'])).toBe('overdue');
  });
});
