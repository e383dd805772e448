import type { CommitmentState } from '../../../preload/contract/commitments.ts';
import { daysBetween } from '../reports/periods.ts';

/** A promise as the rule of its state sees it; days inclusive. */
export interface Promised {
  readonly promised: number;
  readonly done: number;
  /** Of activities that are still to come. */
  readonly planned: number;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly judged: boolean;
}

/** The pace is only judged when so much of the semester is over. */
const JUDGED_FROM = 2 / 3;
/** Behind is who, going on like this, reaches less than so much of the promise. */
const ENOUGH = 3 / 4;

/** The rule of `behind`, as a person reads it. */
export const PACE_RULE =
  'Báo chậm khi đã qua hai phần ba học kỳ, phần đã làm cùng phần đã lên kế hoạch vẫn chưa đủ, và nếu giữ nhịp hiện nay thì đến hết học kỳ chưa đạt ba phần tư cam kết.';

/** How a promise stands on a day. What is reached is reached, even after it was judged unmet. */
export function stateOn(promise: Promised, today: string): CommitmentState {
  const { promised, done, planned, startsOn, dueOn, judged } = promise;
  if (done >= promised) return 'met';
  if (judged) return 'unmet';
  if (today < startsOn) return 'not_due';
  if (today > dueOn) return 'overdue';
  const elapsed = daysFrom(startsOn, today) / daysFrom(startsOn, dueOn);
  const isBehind = elapsed >= JUDGED_FROM && done + planned < promised && done / elapsed < ENOUGH * promised;
  return isBehind ? 'behind' : 'on_course';
}

/** Both days counted. */
const daysFrom = (first: string, last: string): number => daysBetween(first, last) + 1;

const FROM_WORST: readonly CommitmentState[] = ['overdue', 'unmet', 'behind', 'on_course'];

/** How several promises stand together: as badly as the worst; null for none. */
export function worstOf(states: readonly CommitmentState[]): CommitmentState | null {
  const [first] = states;
  if (!first || states.every((state) => state === first)) return first ?? null;
  return FROM_WORST.find((state) => states.includes(state)) ?? 'on_course';
}
