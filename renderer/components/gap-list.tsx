import { IconChevronRight } from '@tabler/icons-react';
import type { Gap } from '../../preload/contract/gaps.ts';
import type { OutputOf } from '../../preload/contract/types.ts';
import { vi } from '../i18n/vi.ts';
import { href } from '../route.ts';
import { keyOf } from './item-keys.ts';
import { type Tone, ToneSign } from './state-badge.tsx';
import { useNextSteps } from './use-next-steps.ts';
import './gap-list.css';

const texts = vi.targets.gaps;
const TONES: Record<Gap['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'plain' };

interface GapListProps {
  readonly list: OutputOf<'gaps.list'>;
  /** Shows only so many of each kind, under its name alone. */
  readonly first?: number;
}

/** What is missing, by kind, each with its next step. */
export function GapList({ list, first }: GapListProps) {
  const stepOf = useNextSteps();
  const found = Map.groupBy(list.gaps, ({ code }) => code);
  return (
    <div className="gap-list">
      {list.kinds.map(({ code, title, rule }) => {
        const gaps = found.get(code) ?? [];
        const [one] = gaps;
        if (!one) return null;
        const shown = first === undefined ? gaps : gaps.slice(0, first);
        return (
          <section key={code} aria-label={title}>
            <h3>
              <span title={vi.overview.severity[one.severity]}>
                <ToneSign tone={TONES[one.severity]} />
              </span>
              {title}
              <span className="ct-dim ct-small">{texts.count(gaps.length)}</span>
            </h3>
            {first === undefined && <p className="ct-dim ct-small">{rule}</p>}
            <ul>
              {shown.map((gap) => (
                <li key={keyOf(gap)}>
                  <a href={stepOf(gap.action).href}>
                    <span>
                      <strong>{gap.subject}</strong>
                      <span>{gap.text}</span>
                    </span>
                    <span className="gap-list-act">
                      {stepOf(gap.action).label}
                      <IconChevronRight size={16} aria-hidden />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
            {shown.length < gaps.length && (
              <p className="ct-small">
                <a href={href('targets', { tab: 'gaps' })}>{texts.more(gaps.length - shown.length)}</a>
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}
