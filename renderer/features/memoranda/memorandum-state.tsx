import type { Memorandum, MemorandumState } from '../../../preload/contract/memoranda.ts';
import { StateBadge, type Tone } from '../../components/state-badge.tsx';
import { today } from '../../i18n/format.ts';
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

export const memorandumName = (memorandum: Pick<Memorandum, 'supporting' | 'partner'>): string =>
  vi.common.pairName(memorandum.supporting.name, memorandum.partner.name);

/** Days ahead in which the end of a memorandum is worth a word. */
const SOON = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a memorandum in force ends soon or has ended; null where that says nothing. */
export function expiryOf(
  { state, expiresOn, renewedById }: Pick<Memorandum, 'state' | 'expiresOn' | 'renewedById'>,
  on = today(),
): { readonly kind: 'expiring' | 'expired'; readonly days: number } | null {
  if ((state !== 'signed' && state !== 'filed') || renewedById !== null) return null;
  const days = Math.round((Date.parse(expiresOn) - Date.parse(on)) / DAY_MS);
  if (days > SOON) return null;
  return { kind: days < 0 ? 'expired' : 'expiring', days };
}
