import type { Difference } from '../../preload/contract/templates.ts';
import { vi } from '../i18n/vi.ts';
import { StateBadge, type Tone } from './state-badge.tsx';
import './difference-list.css';

const TONES: Record<Difference['change'], Tone> = { added: 'good', removed: 'plain', changed: 'accent' };

/** Places with the words that came and went: underlined and struck through, for colour alone says too little. */
export function DifferenceList({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <ol className="difference-list">
      {differences.map(({ change, place, parts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a difference has nothing but its place in the list
        <li key={index}>
          <div className="difference-place">
            <StateBadge tone={TONES[change]} text={vi.differences[change]} />
            <strong>{place}</strong>
          </div>
          <p>
            {parts.map(({ kind, text }, part) => {
              const key = part;
              if (kind === 'added') return <ins key={key}>{text}</ins>;
              if (kind === 'removed') return <del key={key}>{text}</del>;
              return <span key={key}>{text}</span>;
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
