import type { Difference } from '../../../preload/contract/templates.ts';
import { vi } from '../../i18n/vi.ts';
import './difference-list.css';

/** What differs, place by place: added words are underlined, words taken away struck through. */
export function DifferenceList({ differences }: { readonly differences: readonly Difference[] }) {
  const texts = vi.memoranda.versions;
  if (differences.length === 0) return <p className="ct-dim">{texts.same}</p>;
  return (
    <ul className="difference-list">
      {differences.map(({ change, place, parts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place may differ more than once, and the list is drawn whole
        <li key={index}>
          <div className="difference-place">
            <span className="difference-change" data-change={change}>
              {texts.changes[change]}
            </span>
            {place}
          </div>
          <p>
            {parts.map(({ kind, text }, part) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have nothing but their place
              if (kind === 'added') return <ins key={part}>{text}</ins>;
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              if (kind === 'removed') return <del key={part}>{text}</del>;
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              return <span key={part}>{text}</span>;
            })}
          </p>
        </li>
      ))}
    </ul>
  );
}
