import type { Memorandum, MemorandumState } from '../../../preload/contract/memoranda.ts';
import { StateBadge, type Tone } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';

const TONES: Record<MemorandumState, Tone> = {
  draft: 'plain',
  finalised: 'accent',
  printed: 'accent',
  signed: 'good',
  filed: 'good',
  cancelled: 'bad',
};

export const MemorandumStateBadge = ({ state }: { readonly state: MemorandumState }) => (
  <StateBadge tone={TONES[state]} text={vi.memorandumStates[state]} />
);

export const memorandumName = (memorandum: Memorandum): string =>
  vi.common.pairName(memorandum.supporting.name, memorandum.partner.name);
