import type { CommitmentState } from '../../../preload/contract/commitments.ts';
import type { Tone } from '../../components/state-badge.tsx';

/** What a state of a promise means for the person. */
export const STATE_TONES: Record<CommitmentState, Tone> = {
  met: 'good',
  on_course: 'accent',
  behind: 'warn',
  overdue: 'bad',
  unmet: 'bad',
  not_due: 'plain',
};

/** Whether somebody should look at it. */
export const isLate = (state: CommitmentState | null): boolean => state === 'behind' || state === 'overdue';
